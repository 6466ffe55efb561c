"""Plain text, as filers sent it until about 2001, to a cleaned tree: its lines kept as they are, page by page.

`<PAGE>` begins a page; `<TABLE> <CAPTION> <S> <C> <FN>` and their end tags set nothing and are left out.
"""

from __future__ import annotations

import re

from viewer.markup.parse import readable
from viewer.markup.tree import Block, BlockKind, Left, Run, Tree

_PAGE = re.compile(r"^[ \t]*<page>[ \t]*(?:\d+[ \t]*)?$", re.IGNORECASE | re.MULTILINE)
_LINES = 200
_TAGS = re.compile(r"</?(?:table|caption|s|c|fn|f\d{1,2}|r)>", re.IGNORECASE)


def clean_plain(text: str) -> Tree:
    """Return the tree of a plain text: one block for each run of lines between blank ones."""
    text = readable(text).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n<PAGE>\n")
    blocks: list[Block] = []
    tags = 0
    for number, page in enumerate(_PAGE.split(text)):
        if number and blocks and blocks[-1].kind is not BlockKind.PAGE_BREAK:
            blocks.append(Block(len(blocks) + 1, BlockKind.PAGE_BREAK))
        for chunk in re.split(r"\n[ \t]*\n", page):
            lines = []
            for line in chunk.expandtabs().split("\n"):
                bare, found = _TAGS.subn(lambda match: " " * len(match[0]), line)
                tags += found
                if bare.strip():
                    lines.append(bare.rstrip())
            if lines:
                run = Run("\n".join(lines))
                blocks.append(Block(len(blocks) + 1, BlockKind.PREFORMATTED, (run,)))
    while blocks and blocks[-1].kind is BlockKind.PAGE_BREAK:
        blocks.pop()
    return Tree("", tuple(blocks), (Left("layout tags", tags, 0),) if tags else ())


def kept_lines(text: str) -> Tree:
    """Return the tree of a source text (XML, scripts): its lines as they are, in blocks of at most some hundred."""
    lines = [
        line.rstrip()
        for line in readable(text).replace("\r\n", "\n").replace("\r", "\n").expandtabs().split("\n")
    ]
    blocks: list[Block] = []
    for start in range(0, len(lines), _LINES):
        chunk = "\n".join(lines[start : start + _LINES]).strip("\n")
        if chunk:
            blocks.append(Block(len(blocks) + 1, BlockKind.PREFORMATTED, (Run(chunk),)))
    return Tree("", tuple(blocks))
