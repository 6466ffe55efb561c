"""How faithful text and Markdown are to what a browser shows of the same exhibit; `python -m benchmarks.fidelity`.

Chromium is asked for the lines that it draws, with their rectangles, and for the cells and rows that these stand in
(`look.js`, `browser`, `shown`). The rendering is read into lines and cells (`written`), Markdown by a parser of GFM.
One is matched with the other word by word, in order (`matching`); of lines that stand side by side the order does not
count, that of the words within each does. All figures go by where the words of the page stand then (`judge`,
`headers`):

recall      share of the words and signs of the page that stand in the rendering. Words are letters and figures,
            without regard to case; signs are `$ € £ ¥ % ( )`. What a list's numbers and form fields show are words
            too.
precision   share of the words and signs of the rendering that stand in the page.
paragraphs  share of the lines of the page with eight words or more that stand together in the rendering, by
            themselves: in one line (or cell), beginning and ending where it does. A line is what stands between
            breaks that the filer set. A label before it (`(a)`) and the cells beside it may stand in its line.
            Lines of one cell that are broken only to fit may be joined, where they take one line of the window each
            and the table sets cells beside each other. So may the lines of one `<pre>`, and typewritten lines close
            below each other of which the first reaches three quarters as far as the widest: there the typist broke
            a paragraph.
rows        share of the rows of innermost tables, with words in two cells or more, that are a row of the rendering:
            no word lost, nothing else in its lines, and what the page shows on one line (cells of one line among
            each other, figures among each other) on one line, in order. A text of eight words or more may hang
            below its label, and addresses side by side may stand one below the other.
columns     share of the figures that the page ends below each other, three or more in a table, that end below each
            other in the text, or stand in one column of Markdown. A mark closer to a figure than a letter is wide
            is none. Outside of GFM tables Markdown has no columns; there it is the place among the cells of the
            line. Texts are held to their order in the row alone, not to a column.
boxes       share of the ballot boxes of the page, empty or ticked, that stand as such in their places.
tables      of Markdown, share of the tables that are even, without an empty column, with the header that the page
            shows. A blank one is right only where the page has no headings (`headers` says what these are).
lone        how many signs stand apart from a figure with which they stand together in the page, or from which they
            are parted by nothing but the edge of a cell; and how many control characters there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.fidelity.judge import Figures

GOALS = {
    "recall": 0.999,
    "precision": 0.999,
    "paragraphs": 0.99,
    "rows": 0.99,
    "columns": 0.98,
    "boxes": 1.0,
    "tables": 1.0,
    "lone": 0,
}


def short_of(figures: Figures) -> list[str]:
    """Return the figures that fall short of their goal."""
    found = []
    for name, goal in GOALS.items():
        value = getattr(figures, name)
        if value is not None and (value > goal if name == "lone" else value < goal):
            found.append(name)
    return found


def worse(before: Figures, after: Figures) -> list[str]:
    """Return the figures that are worse than they were; one that there is no longer, or now is, counts as worse."""
    found = []
    for name in GOALS:
        one, other = getattr(before, name), getattr(after, name)
        if one != other and (
            one is None or other is None or (other > one if name == "lone" else other < one)
        ):
            found.append(name)
    return found
