"""Damages payloads at random and renders them: `python -m tests.fuzz_renditions --count 20000 [--seed 1]`.

Payloads of every kind are damaged as files are, and as no filer would write them: tags that are never closed, quotes,
comments and scripts too, tables within tables, spans without bounds. Of every variant each rendition is made, in
bounded time and memory, and what is promised of them is looked at (`tests.markup.promises`): the same blocks
everywhere, every word of the tree in the text, nothing changed when a page is cleaned again. What breaks is kept in
out/fuzz/ with its traceback; the same `--seed` makes the same damage.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from tests.damage import MARKUP, Origin, damaged
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
WIDEST = 60
"""Columns of the widest table that is one in Markdown."""
LAYOUT = frozenset({"table", "page", "caption", "s", "c", "fn"})
"""Tags that plain texts within a page are laid out by."""

TEXTS = frozenset({Kind.HTML, Kind.TEXT})

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
    for promise in _promises(payload.kind, shown):
        promise(shown)
    assert Rendition(payload, Context("exhibit", "EX-99.1")).tree == rendition.tree
    assert rendition.html()
    assert rendition.filed_html()
    rendition.source()
    rendition.facts()
    rendition.beginning()
    rendition.page_starts()
    joined = promises.letters(rendition.text().text).casefold()
    missing = {word for word in rendition.coverage().missing if word not in LAYOUT and word not in joined}
    assert not missing, f"not in the text: {missing}"
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


def _promises(kind: Kind, shown: Shown) -> tuple[Callable[[Shown], None], ...]:
    """Return what must hold of a kind; tables too wide for Markdown are kept lines there."""
    if kind is not Kind.HTML:
        return (promises.every_block_is_in_every_rendering,)
    if any(block.table and block.table.columns > WIDEST for block in shown.tree.blocks):
        return (promises.every_block_is_in_every_rendering, promises.no_controls)
    if any(
        leaf.filed for leaf in promises.leaves(shown.tree)
    ):  # lines kept as filed, with what is drawn there
        return tuple(promise for promise in promises.OF_RENDERINGS if promise is not promises.page_reads_back)
    return promises.OF_RENDERINGS


def _rows(block) -> Iterator[int]:
    return (row.id for row in (block.table.rows if block.table else ()))


def every_word_is_in_the_text(rendition: Rendition) -> None:
    """See that no word of the tree is missing; of a plain text its own lines stand there."""
    leaves = [leaf for leaf in promises.leaves(rendition.tree) if not leaf.filed]
    wanted = Counter(re.findall(r"\w+", " ".join(map(promises.words_of, leaves))))
    found = Counter(re.findall(r"\w+", rendition.text().text))
    joined = promises.letters(rendition.text().text.replace("~~", ""))
    missing = [word for word in wanted - found if promises.letters(word) not in joined]
    assert not missing, f"not in the text: {missing[:9]}"


def places_hold_the_letters(shown: Shown) -> None:
    """See that each block stands where its place says, drawn rules and leaders apart; headings stand side by side."""
    text = shown.text.text
    pieces = {place.block: text[place.start : place.end] for place in shown.text.places}
    for leaf in promises.leaves(shown.tree):
        if leaf.id not in pieces or getattr(leaf, "header", False) or promises.has_picture(leaf):
            continue
        if pieces[leaf.id].lstrip().startswith("<"):
            continue  # a schedule of tags and values, whose tags are set as labels
        there, words = (_alphanumeric(each) for each in (pieces[leaf.id], promises.words_of(leaf)))
        assert there == words, f"block {leaf.id}: {pieces[leaf.id]!r} for {promises.words_of(leaf)!r}"


def _alphanumeric(words: str) -> list[str]:
    return sorted(filter(str.isalnum, words.translate(promises.RAISED)))


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
        content = damaged(origin, chance, chance.choice(sources).content)
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
            print(
                f"{kept.name} (from {origin.name}): {traceback.format_exc().splitlines()[-1][:300]}",
                flush=True,
            )
    kinds_tried = ", ".join(f"{number:,} {kind}" for kind, number in sorted(tried.items()))
    print(
        f"seed {seed}: {count:,} damaged payloads rendered ({kinds_tried}), {broken} broke; slowest {slowest[0]:.2f} s"
    )
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
