"""Pictures go along: inside a page, beside a Markdown text, and nothing else is touched."""

from __future__ import annotations

import base64
import re
from contextlib import closing

import pytest

from viewer.errors import ExportError
from viewer.export import Format, exported, pieces, save
from viewer.rendition import Filing
from viewer.resources import resource

PICTURE = "0009999999-24-000017_northstar-logo.jpg"


def test_a_page_holds_its_pictures(filing, release):
    page = exported(filing, *release, Format.HTML).decode()
    (found,) = re.findall(r'<img src="data:image/jpeg;base64,([^"]*)"', page)
    assert base64.b64decode(found) == filing.payload(release[0].documents[3]).content
    assert 'src="northstar-logo.jpg"' not in page


def test_a_markdown_calls_the_pictures_that_are_written_beside_it(filing, release, tmp_path):
    made = list(pieces(filing, *release, Format.MARKDOWN, "a.md"))
    assert [piece.name for piece in made] == ["a.md", PICTURE]
    assert f"]({PICTURE})".encode() in made[0].content
    assert made[1].content == filing.payload(release[0].documents[3]).content
    assert save(tmp_path, made) == (tmp_path / "a.md", tmp_path / PICTURE)


def test_a_picture_that_lies_there_already_is_no_hindrance_unless_it_is_another(filing, release, tmp_path):
    made = list(pieces(filing, *release, Format.MARKDOWN, "a.md"))
    save(tmp_path, made[1:])
    save(tmp_path, made)
    (tmp_path / PICTURE).write_bytes(b"mine")
    with pytest.raises(ExportError, match="exists already"):
        save(tmp_path, made[1:])
    assert (tmp_path / PICTURE).read_bytes() == b"mine"


def test_a_picture_that_the_submission_does_not_hold_stays_a_name(tmp_path):
    path = tmp_path / "exhibit.htm"
    path.write_text(
        '<html><body><p>Words <img src="gone.jpg"> and a <a href="other.htm">link</a></p></body></html>'
    )
    with closing(Filing.open(path)) as filing:
        one = filing.submissions[0], filing.submissions[0].documents[0]
        assert b'src="gone.jpg"' in exported(filing, *one, Format.HTML)
        assert [piece.name for piece in pieces(filing, *one, Format.MARKDOWN, "a.md")] == ["a.md"]


def test_what_only_calls_itself_a_picture_does_not_go_into_a_page(tmp_path):
    path = tmp_path / "filing.txt"
    content = resource("sample.txt").read_bytes()
    start = content.index(b"begin 644 northstar-logo.jpg")
    end = content.index(b"\nend\n", start)
    path.write_bytes(
        content[:start] + b"begin 644 northstar-logo.jpg\n.=&AI<R!I<R!N;R!P:6,@\n`" + content[end:]
    )
    with closing(Filing.open(path)) as filing:
        one = filing.submissions[0], filing.submissions[0].documents[2]
        assert b"data:image" not in exported(filing, *one, Format.HTML)
