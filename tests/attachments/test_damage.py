"""Whatever bytes are changed, lost or doubled, each reader returns a tree, or a notice that says why not."""

from __future__ import annotations

import random

import pytest

from tests.attachments.test_archive import PAGE, packed
from tests.attachments.test_pdf import LETTER
from tests.attachments.test_picture import gif, jpeg, png
from tests.attachments.test_workbook import MIME, statement
from tests.xbrl.documents import INSTANCE, LABELS, LINKS, PRESENTATION, SCHEMA, STATEMENT, SUMMARY
from tests.xbrl.test_facts import PAGE as INLINE
from viewer.reader import Context
from viewer.render.html import render_html
from viewer.render.markdown import render_markdown
from viewer.render.text import render_text
from viewer.submission.model import Kind
from viewer.submission.payload import Payload
from viewer.trees import facts_of, read

SEEDS = {
    "workbook": (Kind.SPREADSHEET, statement()),
    "workbook of the MIME years": (Kind.SPREADSHEET, MIME),
    "PDF": (Kind.PDF, LETTER),
    "archive": (Kind.ZIP, packed([("a.htm", PAGE), ("b.xsd", SCHEMA), ("c.json", b'{"a": [1, 2]}')])),
    "JSON": (Kind.JSON, b'{"a": [1, 2, {"b": null, "c": "x"}], "d": 1.5e3}'),
    "instance": (Kind.XML, INSTANCE),
    "linkbase": (Kind.XML, LINKS % (PRESENTATION + LABELS)),
    "schema": (Kind.XML, SCHEMA),
    "list of reports": (Kind.XML, SUMMARY),
    "report": (Kind.XML, STATEMENT),
    "inline page": (Kind.HTML, INLINE.encode()),
    "PNG": (Kind.IMAGE, png(4, 3)),
    "JPEG": (Kind.IMAGE, jpeg(4, 3)),
    "GIF": (Kind.IMAGE, gif(4, 3)),
}
ODDITIES = (b"<", b">", b"&", b"\0", b"99999999999", b"-1", b"]]>", b"<!--", b"'", b'"', b"/>", b"PK\x01\x02")


def damaged(chance: random.Random, content: bytes) -> bytes:
    made = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at, length = chance.randrange(len(made) + 1), chance.randrange(1, 50)
        how = chance.randrange(5)
        if how == 0:
            made[at : at + 1] = bytes([chance.randrange(256)])
        elif how == 1:
            del made[at : at + length]
        elif how == 2:
            made[at:at] = made[chance.randrange(len(made) + 1) :][:length]
        elif how == 3:
            made[at:at] = chance.choice(ODDITIES)
        elif chance.random() < 0.3:
            del made[at:]
    return bytes(made)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", SEEDS)
def test_damage_of_any_kind_is_survived(name):
    kind, content = SEEDS[name]
    chance = random.Random(name)
    for _ in range(60):
        payload = Payload(kind, damaged(chance, content))
        found = read(payload, Context("x.bin"))
        assert (
            found.tree.blocks or found.notice or kind in (Kind.HTML, Kind.XML) or not payload.content.strip()
        )
        assert isinstance(render_text(found.tree).text, str)
        assert render_html(found.tree, "")
        render_markdown(found.tree)
        facts_of(payload, found.tree, Context())
