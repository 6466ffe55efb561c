"""A zip archive to a cleaned tree: the list of its members, and behind it what can be read of each."""

from __future__ import annotations

from collections.abc import Callable

from viewer.attachments.archive import ArchiveError, Member, read_members
from viewer.markup.compose import Composer, Words
from viewer.markup.tree import Block, BlockKind, Run, Tree
from viewer.reader import Context, Read
from viewer.submission.kind import WINDOW, find_kind
from viewer.submission.model import Kind, Problem
from viewer.submission.payload import Payload

__all__ = ["MOST_READ", "read_zip"]

Reader = Callable[[Payload, Context], Read]

MOST_READ = 6 << 20
"""Bytes of members that are read one behind the other; of what is beyond them stands the name in the list."""

_HEADER = ("Member", "Bytes", "Changed")
_DIGESTS = ("Member", "SHA-256")
_ONLY_LISTED = (Kind.ZIP, Kind.IMAGE, Kind.OTHER)


def read_zip(content: bytes, context: Context, read: Reader) -> Read:
    """List an archive's members, each linked to its heading below, where `read` tells what it says."""
    try:
        members = read_members(content, context.name)
    except ArchiveError as error:
        return context.refusal("zip-damaged", str(error))
    if not members:
        return Read(Tree(), (), f"{context.name} is an archive without members.")
    page = Composer()
    readable = _readable(members)
    rows = [_row(member, number in readable, number) for number, member in enumerate(members)]
    page.table((_HEADER,), rows, right=frozenset({1}))
    page.table((_DIGESTS,), [(member.name, member.sha256 or "not opened") for member in members])
    problems = [context.problem("zip-refused", member.refused) for member in members if member.refused]
    problems += [context.problem("zip-name", _leads_out(member)) for member in members if member.leads_out]
    for number, kind in readable.items():
        problems += _add(page, members[number], number, kind, context, read)
    return Read(page.tree(), tuple(problems))


def _leads_out(member: Member) -> str:
    return f"The name of {member.name} leads out of the archive; unpack it with care."


def _readable(members: tuple[Member, ...]) -> dict[int, Kind]:
    """Return the places of the members to be read, with their kinds, the rest being too large or no text."""
    found: dict[int, Kind] = {}
    left = MOST_READ
    for number, member in enumerate(members):
        kind = find_kind(member.content[:WINDOW], member.name, "")
        if member.refused or kind in _ONLY_LISTED or not member.content.strip() or len(member.content) > left:
            continue
        left -= len(member.content)
        found[number] = kind
    return found


def _row(member: Member, is_read: bool, number: int) -> tuple[Words, ...]:
    name: Words = (Run(member.name, href=f"#{_anchor(number)}"),) if is_read else member.name
    return name, f"{member.size:,}", member.modified


def _anchor(number: int) -> str:
    return f"member-{number + 1}"


def _below(block: Block) -> Block:
    """Return a block of a member; its headings stand below the member's own."""
    return block._replace(level=min(6, block.level + 1)) if block.kind is BlockKind.HEADING else block


def _add(
    page: Composer, member: Member, number: int, kind: Kind, context: Context, read: Reader
) -> tuple[Problem, ...]:
    """Add a heading and what is read of a member; return the damage met."""
    page.page_break()
    page.heading(member.name, 1, _anchor(number))
    short = member.name.replace("\\", "/").rsplit("/", 1)[-1]
    found = read(Payload(kind, member.content), context._replace(name=short, type=""))
    page.extend(map(_below, found.tree.blocks))
    if not found.tree.blocks:
        page.paragraph(found.notice or f"{short} holds no words that a reader would see.")
    return found.problems
