"""Damages payloads at random and renders them: `python -m tests.fuzz_renditions --count 20000 [--seed 1]`.

Payloads of every kind are damaged as files are, and as no filer would write them: tags that are never closed, quotes,
comments and scripts too, tables within tables, spans without bounds. Of every variant each rendition is made, in
bounded time and memory, and what is promised of them is looked at (`tests.markup.promises`): the same blocks
everywhere, every word of the tree in the text, nothing changed when a page is cleaned again. What breaks is kept in
out/fuzz/ with its traceback; the same `--seed` makes the same damage.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import resource
import signal
import sys
import time
import traceback
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from tests.golden.cases import cases
from tests.markup import promises
from tests.markup.promises import Shown
from viewer.citation import Citation, place_of
from viewer.errors import ViewerError
from viewer.export import Format, table_text, tables_of
from viewer.quotation import Quotation
from viewer.rendition import Filing, Rendition, TextOptions
from viewer.submission.model import Kind
from viewer.submission.payload import Payload
from viewer.trees import Context

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
KEPT = ROOT / "out" / "fuzz"

LARGEST = 60_000
"""Bytes of the payloads that are damaged: most filings' are larger, and few of their faults are."""
MOST_MEMORY = 4 << 30
SLOWEST = 20.0
"""Seconds of the processor that one variant may take on a slow and busy machine."""
OF_A_KIND = 60

MARKUP = frozenset({Kind.HTML, Kind.XML, Kind.TEXT})
TEXTS = frozenset({Kind.HTML, Kind.TEXT})
PACKED = frozenset({Kind.ZIP, Kind.SPREADSHEET})

OPENED = (
    "comment script style title textarea xmp plaintext listing pre noscript iframe noframes noembed template select"
    " option object applet button svg math canvas video table tr td th ul li dl div span b sup a font h1 center form"
    " ix:header ix:hidden frameset head body html colgroup caption thead blockquote"
).split()
PIECES = (
    b"<!--", b"-->", b"<!-->", b"--!>", b"<![CDATA[", b"]]>", b"<?xml", b"<!", b"</", b"<", b">", b"'", b'"', b"&", b"&#", b"&#x",
    b"&#0;", b"&#1114112;", b"&#xD800;", b"&notin", b"&amp;amp;", b"&bogus;", b"\x00", b"\x00" * 40, b"\xff\xfe", b"\xc3", b"\xe2\x80",
    b"\xed\xa0\x80", b"\r", b"\x0c", b"\x0b", b"\t" * 60, b" " * 300, b"\n" * 60, b"\x08a\x08b", b"<td colspan=99999999>",
    b"<td rowspan=99999999>", b"<td colspan=-1 rowspan=0>", b"<td colspan=1000 rowspan=1000>x</td>" * 9, b"<table><tr><td>" * 60,
    b"</table>" * 9, b"</td></tr>", b"<td style='display:none'>", b"<div style='display:none'>", b"<p align=a align=b id=c id=d>",
    b"<a name=x id=x href=#x>", b"<ol start=99999999999999999999><li value=-9e9>", b"<font size=+99999999 face=Wingdings>o",
    b"<sup>" * 50, b"<span style='" + b"margin-left:9e99pt;" * 30 + b"'>", b"<style>td,p,div{display:none}</style>", b"<PAGE>\n", b"<TABLE>\n<S> <C>\n",
    b"<CAPTION>\n", b"<F1>", b"----------  --------\n", b"$  1,234  (5)\n", b"<br>" * 200, b"<hr>" * 90, b"<img src=a.gif alt='" + b"x" * 500 + b"'>",
    b"<tr>" * 300, b"<li>" * 300, b"&nbsp;" * 300, b"_" * 900, b"<ix:nonFraction name='a' scale='99999999' sign='-'>1</ix:nonFraction>",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<base href='http://a/'>", b"<meta charset=utf-16>", b"</body></html>", b"<html><head><title>",
)  # fmt: skip


class Origin(NamedTuple):
    """A payload to be damaged."""

    name: str
    kind: Kind
    content: bytes


Change = Callable[[random.Random, bytes], bytes]


def cut_off(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def cut_front(chance: random.Random, content: bytes) -> bytes:
    return content[chance.randrange(len(content) + 1) :]


def cut_out(chance: random.Random, content: bytes) -> bytes:
    start = chance.randrange(len(content) + 1)
    return content[:start] + content[start + int(chance.expovariate(1 / 300)) :]


def double(chance: random.Random, content: bytes) -> bytes:
    start = chance.randrange(len(content) + 1)
    end = start + int(chance.expovariate(1 / 2000))
    return content[:end] + content[start:]


def flip(chance: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 40)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def noise(chance: random.Random, content: bytes) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.randbytes(chance.randint(1, 400)) + content[at:]


def put_in(chance: random.Random, content: bytes) -> bytes:
    at = chance.choice([chance.randrange(len(content) + 1), content.find(b">", chance.randrange(len(content) + 1)) + 1])
    return content[:at] + chance.choice(PIECES) + content[at:]


def open_element(chance: random.Random, content: bytes) -> bytes:
    """Put in a start tag that nothing ends, or an end tag that nothing began."""
    at = content.find(b">", chance.randrange(len(content) + 1)) + 1
    name = chance.choice(OPENED)
    tag = "<!-- " if name == "comment" else chance.choice([f"<{name}>", f"<{name} class=x>", f"<{name.upper()}/>", f"</{name}>"])
    return content[:at] + tag.encode() + content[at:]


def unquote(chance: random.Random, content: bytes) -> bytes:
    """Leave out one quote."""
    quotes = [found.start() for found in re.finditer(rb"[\"']", content)]
    if not quotes:
        return content
    at = chance.choice(quotes)
    return content[:at] + content[at + 1 :]


def lose_end(chance: random.Random, content: bytes) -> bytes:
    """Leave out an end tag, or the `>` of a tag, or all end tags of a name."""
    tags = list(re.finditer(rb"</?([A-Za-z][\w:]*)[^<>]*>", content))
    if not tags:
        return content
    tag = chance.choice(tags)
    kind = chance.random()
    if kind < 0.4:
        return content[: tag.start()] + content[tag.end() :]
    if kind < 0.7:
        return content[: tag.end() - 1] + content[tag.end() :]
    return content.replace(b"</" + tag[1] + b">", b"")


def swap_tags(chance: random.Random, content: bytes) -> bytes:
    tags = list(re.finditer(rb"<[^<>]*>", content))
    if len(tags) < 2:
        return content
    first, second = sorted(chance.sample(tags, 2), key=lambda tag: tag.start())
    return (
        content[: first.start()] + second[0] + content[first.end() : second.start()] + first[0] + content[second.end() :]
    )


def deepen(chance: random.Random, content: bytes) -> bytes:
    at = content.find(b">", chance.randrange(len(content) + 1)) + 1
    opening = chance.choice([b"<table><tr><td>", b"<div>", b"<b>", b"<ul><li>", b"<font size=2>", b"<tr><td>", b"<p><span>"])
    return content[:at] + opening * chance.choice([30, 300, 3000]) + content[at:]


def widen(chance: random.Random, content: bytes) -> bytes:
    """Give cells spans beyond all bounds."""
    span = chance.choice([b" colspan=9999", b" rowspan=9999", b" colspan=1000 rowspan=1000", b' colspan="0"', b" rowspan=-3"])
    return re.sub(rb"<(td|th)\b", rb"<\1" + span, content, count=chance.choice([1, 5, 100]), flags=re.IGNORECASE)


def recode(chance: random.Random, content: bytes) -> bytes:
    text = content.decode("cp1252", "replace")
    return text.encode(chance.choice(["utf-16", "utf-16-be", "utf-8-sig", "utf-7", "cp037", "utf-32"]), "replace")


def repeat(chance: random.Random, content: bytes) -> bytes:
    start = chance.randrange(len(content) + 1)
    return content[:start] + content[start : start + chance.randint(1, 60)] * chance.choice([20, 400]) + content[start:]


def line_ends(chance: random.Random, content: bytes) -> bytes:
    return content.replace(b"\n", chance.choice([b"\r\n", b"\r", b"", b" ", b"\n\n"]))


ANY: tuple[Change, ...] = (cut_off, cut_front, cut_out, double, flip, noise, repeat)
OF_MARKUP: tuple[Change, ...] = (
    cut_off, cut_out, double, flip, noise, put_in, put_in, put_in, open_element, open_element, open_element, unquote, unquote,
    lose_end, lose_end, swap_tags, deepen, widen, recode, repeat, line_ends,
)  # fmt: skip


def repacked(chance: random.Random, content: bytes) -> bytes:
    """Damage one member of an archive and pack it again; an archive that cannot be opened is damaged as it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [(name, archive.read(name)) for name in archive.namelist()]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError):
        return chance.choice(ANY)(chance, content)
    if not members:
        return content
    at = chance.randrange(len(members))
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, member) in enumerate(members):
            archive.writestr(name, chance.choice(OF_MARKUP)(chance, member) if number == at else member)
    return into.getvalue()


def damaged(origin: Origin, chance: random.Random) -> bytes:
    """Return the content of a payload with one to four changes."""
    content = origin.content
    for _ in range(chance.choice([1, 1, 2, 4])):
        if origin.kind in MARKUP or origin.kind is Kind.JSON:
            content = chance.choice(OF_MARKUP)(chance, content)
        elif origin.kind in PACKED and chance.random() < 0.6:
            content = repacked(chance, content)
        else:
            content = chance.choice(ANY)(chance, content)
    return content


# What is damaged


def originals() -> list[Origin]:
    """Return payloads of every kind: those of the golden cases and of the sample, and real ones where they are."""
    found = [Origin(case.name, case.kind, case.exhibit.read_bytes()) for case in cases()]
    paths = [ROOT / "resources" / "sample.txt"]
    paths += [path for name in ("corpus", "documents") for path in sorted((SHARED / name).glob("*"))]
    by_kind: Counter[Kind] = Counter()
    for path in paths:
        for origin in _payloads(path):
            if by_kind[origin.kind] < OF_A_KIND * (3 if origin.kind is Kind.HTML else 1):
                by_kind[origin.kind] += 1
                found.append(origin)
    return found


def _payloads(path: Path) -> Iterator[Origin]:
    """Yield small payloads of a file, two of each kind."""
    try:
        filing = Filing.open(path)
    except ViewerError:
        return
    taken: Counter[Kind] = Counter()
    with closing(filing):
        for submission in filing.submissions:
            for document in submission.documents:
                taken[document.kind] += 1
                if taken[document.kind] > 2 or len(document.span) > 4 * LARGEST:
                    continue
                payload = filing.payload(document)
                if payload.size <= LARGEST:
                    yield Origin(f"{path.name} {document.number}", payload.kind, payload.content)


# What must hold

OF_VALUES = (
    promises.every_block_is_in_every_rendering,
    promises.no_controls,
)


def render(payload: Payload) -> None:
    """Make everything there is of a payload, and see that it hangs together."""
    rendition = Rendition(payload, Context("exhibit", "EX-99.1"))
    shown = Shown(rendition.tree)
    promises.ids_count_upwards(shown.tree)
    if payload.kind in TEXTS:
        promises.tables_are_grids(shown.tree)
    texts = [rendition.text(), rendition.markdown(), rendition.text(TextOptions(furniture=False))]
    for rendering in texts:
        promises.places_are_in_order(rendering)
    every_word_is_in_the_text(rendition)
    places_hold_the_letters(shown)
    for promise in promises.OF_RENDERINGS if payload.kind is Kind.HTML else OF_VALUES:
        promise(shown)
    assert Rendition(payload, Context("exhibit", "EX-99.1")).tree == rendition.tree
    assert rendition.html()
    assert rendition.filed_html()
    rendition.source()
    rendition.facts()
    rendition.beginning()
    rendition.page_starts()
    assert rendition.coverage().share == 1.0, f"not in the text: {rendition.coverage().missing}"
    blocks = {number for block in rendition.tree.blocks for number in (block.id, *_rows(block))}
    assert all(heading.block in blocks or heading.missing for heading in rendition.outline)
    for table in tables_of(rendition):
        assert table_text(table, Format.CSV)
        assert rendition.copied_table(table.block)
    if blocks:
        place = place_of(rendition.tree.blocks, min(blocks), max(blocks))
        quoted = Quotation(Citation(f"Lantern Works, {place}"), texts[0].text[:20_000])
        assert quoted.text
        assert quoted.markdown
        assert quoted.html
    spans = [(place.start, place.end) for place in rendition.text().places[:40]]
    rendition.in_markdown(spans)
    rendition.in_source(spans)
    assert isinstance(rendition.notice, str)
    for problem in rendition.problems:
        assert problem.message.endswith("."), problem.message
        assert "\n" not in problem.message


def _rows(block) -> Iterator[int]:
    return (row.id for row in (block.table.rows if block.table else ()))


def every_word_is_in_the_text(rendition: Rendition) -> None:
    """See that no word of the tree is missing; of a plain text its own lines stand there."""
    leaves = [leaf for leaf in promises.leaves(rendition.tree) if not leaf.filed]
    wanted = Counter(re.findall(r"\w+", " ".join(map(promises.words_of, leaves))))
    found = Counter(re.findall(r"\w+", rendition.text().text))
    joined = promises.letters(rendition.text().text)
    missing = [word for word in wanted - found if promises.letters(word) not in joined]
    assert not missing, f"not in the text: {missing[:9]}"


def places_hold_the_letters(shown: Shown) -> None:
    """See that each block stands where its place says, drawn rules and leaders apart; headings stand side by side."""
    text = shown.text.text
    pieces = {place.block: text[place.start : place.end] for place in shown.text.places}
    for leaf in promises.leaves(shown.tree):
        if leaf.id not in pieces or getattr(leaf, "header", False) or promises.has_picture(leaf):
            continue
        there, words = (_alphanumeric(each) for each in (pieces[leaf.id], promises.words_of(leaf)))
        assert there == words, f"block {leaf.id}: {pieces[leaf.id]!r} for {promises.words_of(leaf)!r}"


def _alphanumeric(words: str) -> list[str]:
    return sorted(filter(str.isalnum, words))


def try_variant(origin: Origin, content: bytes) -> float:
    """Render one variant; return the seconds of the processor that took, or raise what must not be."""
    started = time.process_time()
    signal.signal(signal.SIGPROF, _too_slow)
    signal.setitimer(signal.ITIMER_PROF, SLOWEST)
    try:
        render(Payload(origin.kind, content, "exhibit"))
    except ViewerError as refusal:
        said = str(refusal)
        assert said.endswith("."), said
        assert "\n" not in said, said
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - started


def _too_slow(_signal: int, _frame: object) -> None:
    raise TimeoutError(f"takes longer than {SLOWEST:.0f} s")


def run(count: int, seed: int, first: int = 0, sources: list[Origin] | None = None) -> int:
    """Try so many variants, keep those that break something, and say how it went; return how many broke."""
    sources = sources or originals()
    kinds = sorted({origin.kind for origin in sources}, key=lambda kind: kind.value)
    weights = [8 if kind is Kind.HTML else 4 if kind in MARKUP else 1 for kind in kinds]
    by_kind = {kind: [origin for origin in sources if origin.kind is kind] for kind in kinds}
    broken, slowest, tried = 0, (0.0, -1), Counter[str]()
    for number in range(first, first + count):
        chance = random.Random(f"{seed}/{number}")
        origin = chance.choice(by_kind[chance.choices(kinds, weights)[0]])
        content = damaged(origin, chance)
        tried[origin.kind.value] += 1
        try:
            taken = try_variant(origin, content)
            if taken > SLOWEST / 10:
                print(f"{number} (from {origin.name}) took {taken:.1f} s", flush=True)
            slowest = max(slowest, (taken, number))
        except Exception:
            broken += 1
            KEPT.mkdir(parents=True, exist_ok=True)
            kept = KEPT / f"broken-rendering-{seed}-{number}.{origin.kind.value}"
            kept.write_bytes(content)
            kept.with_suffix(".log").write_text(f"from {origin.name}\n{traceback.format_exc()}")
            print(f"{kept.name} (from {origin.name}): {traceback.format_exc().splitlines()[-1][:300]}", flush=True)
    kinds_tried = ", ".join(f"{number:,} {kind}" for kind, number in sorted(tried.items()))
    print(f"seed {seed}: {count:,} damaged payloads rendered ({kinds_tried}), {broken} broke; slowest {slowest[0]:.2f} s")
    return broken


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the number of the first variant")
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    return bool(run(options.count, options.seed, options.first))


if __name__ == "__main__":
    sys.exit(main())
