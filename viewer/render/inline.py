"""Lines of runs to inline Markdown through markdownify: emphasis properly flanked, links, pictures, raised text.

markdownify reads HTML, and to start it costs more than a line does; so all lines of a document that have any markup go
through it in one piece, each in an element of its own, and are parted again behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from markdownify import ASTERISK, BACKSLASH, MarkdownConverter

from viewer.markup.tree import PLAIN, Line, Run, Style
from viewer.render.escape import escaped, escaped_start
from viewer.render.html import line_html

_ORDINALS = frozenset({"st", "nd", "rd", "th", "sm", "tm", "®", "™", "(r)"})
# A control character cannot come out of a parsed document, so it is a safe sign between lines.
_END = "\x1e"
_BREAK = "\\\n"
_RUNS = 200


class _Converter(MarkdownConverter):
    """markdownify with this program's escaping, and raised and lowered text kept."""

    def escape(self, text: str, parent_tags: object = None) -> str:
        """Escape by our own rules."""
        around = parent_tags if isinstance(parent_tags, set) else ()
        words = escaped(text, starts_line=False)
        if "a" in around:
            words = re.sub(r"(?<!\\)([\[\]])", r"\\\1", words)
        if "x-money" in around and words.count("$") == 1:
            words = words.replace("$", "\\$")
        return words

    def convert_x_line(self, el: object, text: str, parent_tags: object) -> str:
        """Mark the end of a part of a line of the document."""
        return text.replace(_END, "") + _END

    convert_x_money = convert_x_line

    def convert_sup(self, el: object, text: str, parent_tags: object) -> str:
        """Keep raised what would otherwise be read as part of the word or figure before it."""
        bare = text.strip().lower()
        return text if bare in _ORDINALS or not bare[:1].isalnum() else f"<sup>{text}</sup>"

    def convert_a(self, el: Mapping[str, str], text: str, parent_tags: object) -> str:
        """Write a link; a target with spaces or brackets in angle brackets, so that it stays one."""
        href = el.get("href") or ""
        if not text or not href:
            return text
        target = f"<{href}>" if re.search(r"[\s()]", href) and not re.search("[<>\n]", href) else href
        return f"[{text}]({target})"

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
        return escaped_start(words) if starts_line else words

    def _convert(self, lines: list[Line]) -> None:
        if not lines:
            return
        converter = _Converter(strong_em_symbol=ASTERISK, newline_style=BACKSLASH, autolinks=False)
        parts = [list(_parts(line)) for line in lines]
        markup = "".join(part for line in parts for part in line)
        words = iter(converter.convert(markup.replace("\n", "<br>")).split(_END))
        for line, several in zip(lines, parts, strict=True):
            self._made[line] = "".join(next(words) for _ in several).strip()


def _parts(line: Line) -> Iterator[str]:
    """Yield the markup of a line in elements of some hundred runs, for an element costs the square of its children.

    In a line with several dollar signs each is escaped, for two of them make a formula in many readers of Markdown.
    """
    name = "x-money" if sum(run.text.count("$") for run in line) > 1 else "x-line"
    runs = _flanked(line)
    for start in range(0, len(runs), _RUNS):
        yield f"<{name}>{line_html(runs[start : start + _RUNS])}</{name}>"


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
        if style.superscript or style.subscript:
            style = PLAIN._replace(superscript=style.superscript, subscript=style.subscript)
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
    return tuple(_delimited(done))


def _delimited(runs: list[Run]) -> Iterator[Run]:
    """Yield runs whose emphasis CommonMark can tell: between a mark and a word no punctuation may stand.

    Punctuation at such an edge is set outside the emphasis; of two kinds that touch, the second is left out.
    """
    before = " "
    for place, run in enumerate(runs):
        after = next((later.text[0] for later in runs[place + 1 :] if later.text), " ")
        text = run.text
        if run.picture or not (run.style.bold or run.style.italic or run.style.strike):
            yield run
        elif before == "*" and not text[:1].isspace():
            yield Run(text, PLAIN, run.href)
            before = text[-1]
            continue
        else:
            inner = [place for place, letter in enumerate(text) if letter.isalnum()]
            lead = (inner[0] if inner else len(text)) if before.isalnum() else 0
            tail = (inner[-1] + 1 if inner else 0) if after.isalnum() else len(text)
            if lead >= tail:
                yield Run(text, PLAIN, run.href)
            else:
                if lead:
                    yield Run(text[:lead], PLAIN, run.href)
                yield Run(text[lead:tail], run.style, run.href)
                if tail < len(text):
                    yield Run(text[tail:], PLAIN, run.href)
                before = "*" if tail == len(text) else text[-1]
                continue
        before = text[-1] if text else " "


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
