"""What the tests of forms share: real and made-up forms, their values, and their renderings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from viewer.forms import read_form
from viewer.reader import Context, Read
from viewer.render.html import render_html
from viewer.render.markdown import render_markdown
from viewer.render.text import render_text

if TYPE_CHECKING:
    from viewer.markup.tree import Tree

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"
SHARED = ROOT.parent / "shared"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
CONTEXT = Context("form.xml", filed="2024-03-13")

_PAYLOAD = re.compile(rb"<XML>\s*(<\?xml.*?)\s*</XML>", re.DOTALL)


def golden(name: str) -> bytes:
    return (GOLDEN / name / "exhibit.xml").read_bytes()


def real_forms() -> list[tuple[str, bytes]]:
    """Return forms that were filed, with names for them; none where the folder of real filings is absent."""
    found = []
    for path in sorted((SHARED / "corpus").glob("*")) + sorted((SHARED / "documents").glob("*.xml")):
        content = path.read_bytes()
        payloads = [content] if path.suffix == ".xml" else _PAYLOAD.findall(content)
        for number, payload in enumerate(payloads, 1):
            if re.search(rb"<(?:\w+:)?(?:ownershipDocument|edgarSubmission|informationTable)\b", payload):
                found.append((f"{path.name}-{number}", payload))
    return found


def read(content: bytes | str, context: Context = CONTEXT) -> Read:
    return read_form(content.encode() if isinstance(content, str) else content, context)


def text_of(content: bytes | str, context: Context = CONTEXT) -> str:
    return render_text(read(content, context).tree).text


def renderings(tree: Tree) -> dict[str, str]:
    return {
        "text": render_text(tree).text,
        "Markdown": render_markdown(tree).text,
        "HTML": render_html(tree, ""),
    }


def leaves(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    """Yield the values of a document: the element, the attribute's name (or none) and the value."""
    for element in root.iter(etree.Element):
        if element.text and element.text.strip():
            yield element, "", element.text
        for name, value in element.items():
            if value.strip() and not str(name).startswith(XSI):
                yield element, str(name), value


def named_anew(content: bytes) -> tuple[bytes, list[str]]:
    """Return a form in which every value is another word, and these words.

    What says which form it is, and what ties footnotes to their places, stays.
    """
    root = etree.fromstring(content.strip(), etree.XMLParser(remove_comments=True, huge_tree=True))
    words = []
    for number, (element, attribute, _) in enumerate(list(leaves(root))):
        name = etree.QName(element).localname
        if name in ("documentType", "submissionType") or (attribute == "id" and "ootnote" in name):
            continue
        word = f"value{number}x"
        words.append(word)
        if attribute:
            element.set(attribute, word)
        else:
            element.text = word
    return etree.tostring(root), words
