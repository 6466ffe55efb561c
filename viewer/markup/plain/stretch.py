"""A plain text to its stretches: prose, tables, notes and page breaks, their lines without layout tags.

`<PAGE>` begins a page, `<TABLE> ... </TABLE>` stands around a table, `<CAPTION>` before its headings, a ruler of `<S>`
and `<C>` over its columns, `<FN>` before its notes. A line that held nothing but tags is gone; elsewhere a tag leaves
blanks, so that what stands behind it keeps its column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto

_TAB = 8
_LABEL = 24
# Words behind a tag farther to the right stand in no column of others; to keep each theirs would cost too much.
_FARTHEST = 200
INHERITED = -1
_TAGS = re.compile(r"</?(?:page|table|caption|s|c|fn)>", re.IGNORECASE)
_OTHERS = re.compile(r"</?(?:page|table|caption|fn)>", re.IGNORECASE)
# A ruler in brackets of another kind.
_BRACKETED = re.compile(r"^[ \t]*\[S\](?:[ \t]+\[C\])+[ \t]*$", re.IGNORECASE | re.MULTILINE)
_REDLINE = re.compile(r"</?r>", re.IGNORECASE)


class Kind(Enum):
    """What a stretch is."""

    PROSE = auto()
    TABLE = auto()
    PAGE = auto()


@dataclass(slots=True)
class Ruler:
    """Where the columns of a table begin, by its tags.

    `line` is the line of the stretch that follows the ruler, `INHERITED` where it stood on the page before.
    """

    line: int
    starts: tuple[int, ...]


@dataclass(slots=True)
class Stretch:
    """Lines between two tags. `captions` are the lines before which a `<CAPTION>` stood, `notes` those of `<FN>`.

    `blank` counts the blank lines that stand before the stretch between tags. The line of a page break is its name.
    """

    kind: Kind
    lines: list[str] = field(default_factory=list)
    rulers: list[Ruler] = field(default_factory=list)
    captions: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    blank: int = 0


class _Reader:
    """Takes lines one by one; `tags` counts the layout tags it left out."""

    def __init__(self) -> None:
        self.done: list[Stretch] = []
        self.tags = 0
        self._now = Stretch(Kind.PROSE)

    def line(self, line: str) -> None:
        """Take a line without tabs and space behind it."""
        tags = list(_TAGS.finditer(line)) if "<" in line else []
        if (
            tags
            and self._now.kind is not Kind.TABLE
            and not _OTHERS.search(line)
            and _TAGS.sub("", line).strip()
        ):
            tags = []  # Outside a table a lone <C> between words is one of them.
        if not tags:
            self._now.lines.append(line)
            return
        self.tags += len(tags)
        self._tagged(line, tags)

    def _tagged(self, line: str, tags: list[re.Match[str]]) -> None:
        at = 0
        starts: list[int] = []
        for tag in tags:
            name = tag[0].strip("<>").lower()
            if name in ("s", "c"):
                starts.append(tag.start())
            elif name == "caption":
                self._now.captions.append(len(self._now.lines))
            elif name == "fn":
                self._now.notes.append(len(self._now.lines))
            elif name in ("page", "table", "/table"):
                self._words(line, at, tag.start())
                at = tag.start()
                self._turn(name)
        if starts and self._now.kind is Kind.TABLE:
            self._now.rulers.append(Ruler(len(self._now.lines), tuple(starts)))
        self._words(line, at, len(line))

    def _words(self, line: str, start: int, end: int) -> None:
        """Add what a line says between two places, in its columns; a word behind `<PAGE>` names the page."""
        said = " " * (start if start <= _FARTHEST else 0) + _TAGS.sub(
            lambda tag: " " * len(tag[0]), line[start:end]
        )
        if not said.strip():
            return
        page = self.done[-1] if self.done and not self._now.lines else None
        behind = (
            page and page.kind is Kind.PAGE and not page.lines and line[start : start + 5].lower() == "<page"
        )
        if page and behind and len(said.strip()) <= _LABEL:
            page.lines.append(said.rstrip())
            return
        self._now.lines.append(said.rstrip())

    def _turn(self, name: str) -> None:
        """Begin another stretch. A page within a table does not end the table, but parts it."""
        within = name == "page" and self._now.kind is Kind.TABLE
        inherited = self._now.rulers[-1:] if within else []
        self.flush()
        if name == "page":
            self.done.append(Stretch(Kind.PAGE, blank=self._now.blank))
            self._now.blank = 0
        kind = Kind.TABLE if within or name == "table" else Kind.PROSE
        rulers = [Ruler(INHERITED, ruler.starts) for ruler in inherited]
        self._now = Stretch(kind, rulers=rulers, blank=self._now.blank)

    def flush(self) -> None:
        """End the stretch at hand; `blank` is left as what it did not use up."""
        now = self._now
        lead = next((place for place, line in enumerate(now.lines) if line), len(now.lines))
        if lead == len(now.lines):
            now.blank += lead
            return
        self.done.append(now)
        self._now = Stretch(Kind.PROSE)


def stretches(text: str) -> tuple[list[Stretch], int]:
    """Return the stretches of a text in order, and how many layout tags were left out."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n<PAGE>\n")
    reader = _Reader()
    if "</r>" in text.lower():
        text, reader.tags = _REDLINE.subn("", text)
    if "[S]" in text or "[s]" in text:
        text = _BRACKETED.sub(lambda ruler: ruler[0].replace("[", "<").replace("]", ">"), text)
    for line in text.split("\n"):
        reader.line(line.expandtabs(_TAB).rstrip() if "\t" in line else line.rstrip())
    reader.flush()
    return reader.done, reader.tags
