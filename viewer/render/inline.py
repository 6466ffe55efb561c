"""Lines of runs to inline Markdown: emphasis properly flanked, links, pictures, raised text.

The marks are markdownify's. It reads HTML, and to start it costs more than a page of text does; so it is asked once for
each way of setting text, not for each text, and for what is rare as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from markdownify import ASTERISK, BACKSLASH, MarkdownConverter

from viewer.markup.safe import is_safe_link
from viewer.markup.tree import PLAIN, Line, Run, Style
from viewer.render.escape import escaped, escaped_start
from viewer.render.html import line_html

_ORDINALS = frozenset({"st", "nd", "rd", "th", "sm", "tm", "®", "™", "(r)"})
# A control character cannot come out of a parsed document, so it is a safe sign for the words of a run.
_WORDS = "\x1e"
_BREAK = "\\\n"
_ADDRESS = re.compile(r"(?:www\.|://)[^\s<]*\Z")
_ADDRESS_BROKEN = re.compile(r"((?:www\.|://)[^\s<]*)(?=\\\n)")
_SPACES = re.compile(r"[\t ]+")
_ENDS_TARGET = re.compile(r"[\s()<>\x00-\x20\x7f]")
_NEVER_IN_TARGET = re.compile(r"[<>\x00-\x1f\x7f]")
_BRACKET = re.compile(r"(?<!\\)([\[\]])")
_BRACKETED = re.compile(r"\[([^\[\]]+)\]")
_ESCAPED = r"\\\1"
# What acts in the alternative text of a picture, too.
_OF_ALT = re.compile(r"([\[\]\\`*<])")


class _Converter(MarkdownConverter):
    """markdownify with this program's escaping, and raised and lowered text kept."""

    def escape(self, text: str, parent_tags: object = None) -> str:
        """Escape by our own rules."""
        around = parent_tags if isinstance(parent_tags, set) else ()
        return _escaped(text, "x-money" in around, "a" in around)

    def convert_sup(self, el: object, text: str, parent_tags: object) -> str:
        """Keep raised what would otherwise be read as part of the word or figure before it."""
        return f"<sup>{text}</sup>" if _is_apart(text) else text

    def convert_a(self, el: Mapping[str, str], text: str, parent_tags: object) -> str:
        """Write a link."""
        return _link(text, el.get("href") or "")

    def convert_img(self, el: Mapping[str, str], text: str, parent_tags: object) -> str:
        """Write a picture; what acts in its alternative text is escaped, brackets around a name left out."""
        alt = " ".join(el["alt"].split())
        bare = _BRACKETED.fullmatch(alt)
        return f"![{_OF_ALT.sub(_ESCAPED, bare[1] if bare else alt)}]({_target(el['src'])})"

    def convert_sub(self, el: object, text: str, parent_tags: object) -> str:
        """Keep lowered text."""
        return f"<sub>{text}</sub>"


class InlineMarkdown:
    """The Markdown of the lines of one document."""

    def __init__(self, names: Mapping[str, str] | None = None) -> None:
        """Start with nothing converted; `names` gives the spelling of the document's places by their lower case."""
        self._converted: dict[tuple[Run, bool], str] = {}
        self._names = names or {}

    def __call__(self, line: Line, starts_line: bool = True) -> str:
        """Return the Markdown of a line; forced breaks as a backslash at the end of the line.

        `starts_line` says that it stands where `1.`, `#` or `-` would begin a list or a heading.
        """
        if _is_plain(line):
            words = line[0].text if len(line) == 1 else "".join(run.text for run in line)
            words = escaped(words, starts_line)
            return _kept_apart(words.replace("\n", _BREAK)) if "\n" in words else words
        words = "".join(self._parts(line)).strip()
        words = _kept_apart(words) if _BREAK in words else words
        return escaped_start(words) if starts_line else words

    def _parts(self, line: Line) -> Iterator[str]:
        """Yield the Markdown of a line, run by run, for no mark reaches from one into the next.

        In a line with several dollar signs each is escaped, for two of them make a formula in many readers of Markdown.
        """
        money = sum(run.text.count("$") for run in line) > 1
        plain: list[str] = []
        for run in _flanked(line):
            linked = bool(run.href) and is_safe_link(run.href)
            if run.style == PLAIN and not linked and not run.picture:
                plain.append(run.text)
                continue
            if plain:
                yield _unmarked("".join(plain), money)
                plain = []
            yield self._marked(run, money, linked)
        if plain:
            yield _unmarked("".join(plain), money)

    def _marked(self, run: Run, money: bool, linked: bool) -> str:
        style = run.style
        if run.picture or not run.text or "\n" in run.href or (style.superscript and style.subscript):
            return self._whole(run, money)
        words = _unmarked(run.text, money, linked)
        if style != PLAIN and (not style.superscript or _is_apart(words)):
            before, after = _marks(style)
            words = before + words + after
        return _link(words, self._spelt(run.href)) if linked else words

    def _spelt(self, href: str) -> str:
        """Return a link's target; a place of the document in that place's own spelling, for filers mix cases."""
        if href[:1] != "#" or not self._names:
            return href
        return "#" + self._names.get(href[1:].lower(), href[1:])

    def _whole(self, run: Run, money: bool) -> str:
        """Return what markdownify makes of a run as a whole."""
        words = self._converted.get((run, money))
        if words is None:
            words = self._converted[run, money] = _convert(line_html((run,)), money)
        return words


def break_behind(words: str) -> str:
    r"""Return the forced break that ends a line; right behind an address its backslash would be read as part of that.

    >>> break_behind("see"), break_behind("see www.example.com")
    ('\\\n', ' \\\n')
    """
    return " " + _BREAK if _ADDRESS.search(words) else _BREAK


def _kept_apart(words: str) -> str:
    return _ADDRESS_BROKEN.sub(r"\1 ", words) if "www." in words or "://" in words else words


def _convert(markup: str, money: bool = False) -> str:
    name = "x-money" if money else "x-line"
    converter = _Converter(
        strong_em_symbol=ASTERISK, newline_style=BACKSLASH, autolinks=False, strip_document=None
    )
    markdown: str = converter.convert(f"<{name}>{markup}</{name}>".replace("\n", "<br>"))
    return markdown


@lru_cache(maxsize=64)
def _marks(style: Style) -> tuple[str, str]:
    """Return what stands before and behind words set in `style`."""
    before, _, after = _convert(line_html((Run("x" + _WORDS + "x", style),))).partition(_WORDS)
    return before.removesuffix("x"), after.removeprefix("x")


def _unmarked(text: str, money: bool, linked: bool = False) -> str:
    """Return the words of one run, or of several without any markup."""
    if "\n" in text:
        return _BREAK.join(_unmarked(part, money, linked) for part in text.split("\n"))
    return _escaped(_SPACES.sub(" ", text) if "  " in text or "\t" in text else text, money, linked)


def _escaped(text: str, money: bool, linked: bool) -> str:
    words = escaped(text, starts_line=False)
    if linked:
        words = _BRACKET.sub(_ESCAPED, words)
    if money and words.count("$") == 1:
        words = words.replace("$", "\\$")
    return words


def _is_apart(words: str) -> bool:
    """Whether raised words have to stay raised: those of an ordinal, and marks, read as well beside what is before."""
    bare = words.strip().lower()
    return bare not in _ORDINALS and bare[:1].isalnum()


def _link(words: str, href: str) -> str:
    """Return a link; one without words or without a target is its words."""
    if not words or not href:
        return words
    return f"[{words}]({_target(href)})"


def _target(href: str) -> str:
    """Return an address as a link has it: with spaces or brackets in it, in angle brackets.

    What could stand in neither way is spelt in hexadecimal digits.
    """
    if not _ENDS_TARGET.search(href):
        return href
    return (
        f"<{_NEVER_IN_TARGET.sub(lambda found: ''.join(f'%{each:02X}' for each in found[0].encode()), href)}>"
    )


def _is_plain(line: Line) -> bool:
    if len(line) == 1:
        run = line[0]
        return run.style == PLAIN and not run.href and run.picture is None
    return all(run.style == PLAIN and not run.href and run.picture is None for run in line)


class _Emphasis:
    """A run whose words are still in pieces."""

    __slots__ = ("href", "picture", "pieces", "style")

    def __init__(self, run: Run) -> None:
        self.pieces, self.style, self.href, self.picture = [run.text], run.style, run.href, run.picture

    def run(self) -> Run:
        return Run("".join(self.pieces), self.style, self.href, self.picture)


def _flanked(line: Line) -> Iterator[Run]:
    """Return runs whose emphasis neither begins nor ends with a space or a break; underlines are dropped."""
    done: list[_Emphasis] = []
    for run in line:
        core = run.text.strip()
        if run.picture or run.style == PLAIN:
            done.append(_Emphasis(run))
            continue
        if not core:
            done.append(_Emphasis(Run(run.text)))
            continue
        style = run.style._replace(underline=False) if run.style.underline else run.style
        if style.superscript or style.subscript:
            style = PLAIN._replace(superscript=style.superscript, subscript=style.subscript)
        before = len(run.text) - len(run.text.lstrip())
        if before:
            done.append(_Emphasis(Run(run.text[:before])))
        if _continues(done, style, run.href):
            if done[-1].style == PLAIN:
                done[-2].pieces.extend(done.pop().pieces)
            done[-1].pieces.append(core)
        else:
            done.append(_Emphasis(Run(core, style, run.href)))
        if before + len(core) < len(run.text):
            done.append(_Emphasis(Run(run.text[before + len(core) :])))
    return _delimited([emphasis.run() for emphasis in done])


def _delimited(runs: list[Run]) -> Iterator[Run]:
    """Yield runs whose emphasis CommonMark can tell: between a mark and a word no punctuation may stand.

    Punctuation at such an edge is set outside the emphasis; of two kinds that touch, the second is left out.
    """
    before = " "
    for run, after in zip(runs, _letters_behind(runs), strict=True):
        text = run.text
        if run.picture or not (run.style.bold or run.style.italic or run.style.strike):
            yield run
        elif before == "*" and not text[:1].isspace():
            yield Run(text, PLAIN, run.href)
            before = text[-1]
            continue
        elif len(text) == 1 and (before.isalnum() or after.isalnum()):
            # A letter of a word that is set otherwise: a slip, or an initial.
            yield Run(text, PLAIN, run.href)
        else:
            lead = _marks_before(text) if before.isalnum() else 0
            tail = len(text) - _marks_before(text[::-1]) if after.isalnum() else len(text)
            if lead >= tail:
                yield Run(text, PLAIN, run.href)
            else:
                if lead:
                    yield Run(text[:lead], PLAIN, run.href)
                style = run.style
                if style.strike and (before.isalnum() or after.isalnum()):
                    # Of two marks in a row one is punctuation.
                    style = style._replace(bold=False, italic=False)
                yield Run(text[lead:tail], style, run.href)
                if tail < len(text):
                    yield Run(text[tail:], PLAIN, run.href)
                before = "*" if tail == len(text) else text[-1]
                continue
        before = text[-1] if text else " "


def _marks_before(text: str) -> int:
    """Return how many characters stand before the first letter or digit."""
    return next((place for place, letter in enumerate(text) if letter.isalnum()), len(text))


def _letters_behind(runs: list[Run]) -> list[str]:
    """Return of each run the letter that follows it, a space behind the last."""
    letters = [" "]
    for run in reversed(runs[1:]):
        letters.append(run.text[:1] or letters[-1])
    return letters[::-1]


def _continues(done: list[_Emphasis], style: Style, href: str) -> bool:
    """Whether the last run, past a space, is emphasised alike."""
    last = done[-1] if done else None
    if (
        last
        and len(done) > 1
        and last.pieces == [" "]
        and last.style == PLAIN
        and not last.href
        and not last.picture
    ):
        last = done[-2]
    return bool(last and last.style == style != PLAIN and last.href == href and not last.picture)
