"""Lines of runs to inline Markdown through markdownify: emphasis properly flanked, links, pictures, raised text.

markdownify reads HTML, and to start it costs more than a line does; so all lines of a document that have any markup go
through it in one piece, each in an element of its own, and are parted again behind it.
"""

from __future__ import annotations

from collections.abc import Iterable

from markdownify import ASTERISK, BACKSLASH, MarkdownConverter

from viewer.markup.tree import PLAIN, Line, Run, Style
from viewer.render.escape import escaped, escaped_start
from viewer.render.html import line_html

_ORDINALS = frozenset({"st", "nd", "rd", "th", "sm", "tm", "®", "™", "(r)"})
# A control character cannot come out of a parsed document, so it is a safe sign between lines.
_END = "\x1e"
_BREAK = "\\\n"


class _Converter(MarkdownConverter):
    """markdownify with this program's escaping, and raised and lowered text kept."""

    def escape(self, text: str, parent_tags: object = None) -> str:
        """Escape by our own rules."""
        return escaped(text, starts_line=False)

    def convert_x_line(self, el: object, text: str, parent_tags: object) -> str:
        """Mark the end of a line of the document."""
        return text.strip().replace(_END, "") + _END

    def convert_sup(self, el: object, text: str, parent_tags: object) -> str:
        """Keep raised what would otherwise be read as part of the word or figure before it."""
        bare = text.strip().lower()
        return text if bare in _ORDINALS or not bare[:1].isalnum() else f"<sup>{text}</sup>"

    def convert_sub(self, el: object, text: str, parent_tags: object) -> str:
        """Keep lowered text."""
        return f"<sub>{text}</sub>"


class InlineMarkdown:
    """The Markdown of the lines of one document."""

    def __init__(self, lines: Iterable[Line]) -> None:
        """Convert all of `lines` that have any markup."""
        self._made: dict[Line, str] = {}
        self._convert([line for line in dict.fromkeys(lines) if not _is_plain(line)])

    def __call__(self, line: Line, starts_line: bool = True) -> str:
        """Return the Markdown of a line; forced breaks as a backslash at the end of the line.

        `starts_line` says that it stands where `1.`, `#` or `-` would begin a list or a heading.
        """
        if _is_plain(line):
            words = "".join(run.text for run in line)
            return escaped(words, starts_line).replace("\n", _BREAK)
        if line not in self._made:
            self._convert([line])
        words = self._made[line]
        return escaped_start(words) if starts_line and line[0].style == PLAIN else words

    def _convert(self, lines: list[Line]) -> None:
        if not lines:
            return
        converter = _Converter(strong_em_symbol=ASTERISK, newline_style=BACKSLASH, autolinks=False)
        markup = "".join(f"<x-line>{line_html(_flanked(line))}</x-line>" for line in lines)
        words = converter.convert(markup.replace("\n", "<br>")).split(_END)
        self._made.update(zip(lines, words, strict=False))


def _is_plain(line: Line) -> bool:
    return all(run.style == PLAIN and not run.href and run.picture is None for run in line)


def _flanked(line: Line) -> Line:
    """Return runs whose emphasis neither begins nor ends with a space or a break; underlines are dropped."""
    done: list[Run] = []
    for run in line:
        core = run.text.strip()
        if run.picture or run.style == PLAIN:
            done.append(run)
            continue
        if not core:
            done.append(Run(run.text))
            continue
        style = run.style._replace(underline=False) if run.style.underline else run.style
        before = len(run.text) - len(run.text.lstrip())
        if before:
            done.append(Run(run.text[:before]))
        if _continues(done, style, run.href):
            space = done.pop().text if done[-1].text.isspace() else ""
            done[-1] = Run(done[-1].text + space + core, style, run.href)
        else:
            done.append(Run(core, style, run.href))
        if before + len(core) < len(run.text):
            done.append(Run(run.text[before + len(core) :]))
    return tuple(done)


def _continues(done: list[Run], style: Style, href: str) -> bool:
    """Whether the last run, past a space, is emphasised alike."""
    last = done[-1] if done else None
    if (
        last
        and last.text == " "
        and last.style == PLAIN
        and not last.href
        and not last.picture
        and len(done) > 1
    ):
        last = done[-2]
    return bool(last and last.style == style != PLAIN and last.href == href and not last.picture)
