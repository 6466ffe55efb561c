"""The type of a document or of a submission to what it is: forms, exhibits, pictures and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from viewer.meaning.tables import names, names_within, rows

_AMENDMENT = "/A"
_EXHIBIT = re.compile(r"EX(1A|1K|1SA|1U|1Z)?-(.+)", re.DOTALL)
_NUMBER = re.compile(r"[0-9]+")
_NUMBER_IN_REGULATION_A = re.compile(r"[0-9]+[A-Z]?")
_LETTERED = re.compile(r"99([A-H])([0-9]?)")
_END_OF_NUMBER = re.compile(r"[ _]")
_ANYTHING = "*"
_NEITHER_LETTER_NOR_DIGIT = re.compile(r"[^A-Z0-9]+")
_LONGEST = 100

_REGULATION_S_K = re.compile(
    r"S-(?:1|2|3|4|8|11)(?:ASR|D|EF|MEF)?(?: ?POS)?|SB-[12](?:MEF)?|SF-[13](?:MEF)?"
    r"|F-[134](?:ASR|D|EF|MEF)?(?: ?POS)?|POS (?:AM|EX)|POSASR|POS462[BC]|DRS"
    r"|10-?[KQ].*|10-12[BG]|10SB12[BG]|10-D|8-K.*|11-KT?|ABS-EE"
)
"""The forms whose exhibits are numbered by item 601 of Regulation S-K (or S-B, which numbered them alike)."""

_NUMBERINGS = {
    "20-F": "20-F",
    "20FR12B": "20-F",
    "20FR12G": "20-F",
    "SC TO-I": "M-A",
    "SC TO-T": "M-A",
    "3": "16",
    "4": "16",
    "5": "16",
}
"""Other forms, and the numbering of their exhibits in the table."""


def explain_type(document_type: str, form: str = "") -> str:
    """Return what a document of this type is, such as `Material contract` for `EX-10.1`, or an empty string.

    `form` is the submission's type, where it is known: exhibits are numbered by form, and without it the
    numbers are read as those of Regulation S-K, which 10-K, 8-K, S-1 and their like follow. Never raises.

    >>> explain_type("EX-4.1"), explain_type("EX-4.1", "20-F"), explain_type("EX-4.1", "6-K")
    ('Instrument defining the rights of security holders', 'Material contract', 'Exhibit')
    """
    filed = _one_spelling(document_type)
    original = filed.removesuffix(_AMENDMENT)
    meaning = _explain(original, _one_spelling(form).removesuffix(_AMENDMENT))
    return f"{meaning}, amended" if meaning and original != filed else meaning


def explain_form(form_type: str) -> str:
    """Return what a form is, such as `Current report` for `8-K`, or an empty string.

    >>> explain_form("S-3/A")
    'Short-form registration statement, amended'
    """
    filed = _one_spelling(form_type)
    original = filed.removesuffix(_AMENDMENT)
    meaning = names("forms").get(original, "")
    return f"{meaning}, amended" if meaning and original != filed else meaning


def _explain(document_type: str, form: str) -> str:
    whole = names("forms").get(document_type) or names("documents").get(document_type)
    if whole:
        return whole
    exhibit = _EXHIBIT.fullmatch(document_type)
    if exhibit:
        return _exhibit(exhibit[2], "1-A" if exhibit[1] else _numbering(form)) or "Exhibit"
    beginnings = (row for row in rows("documents") if row[0].endswith(_ANYTHING))
    return next((text for begin, text in beginnings if document_type.startswith(begin[:-1])), "")


def _exhibit(designation: str, numbering: str) -> str:
    """Return what an exhibit is; `designation` is what follows `EX-`, such as `99.P CODE ETH`."""
    keys = [("words", designation.partition(" ")[2]), ("words", designation.removeprefix("99."))]
    keys += [(table, key) for table in (numbering, "any") for key in _keys(designation, table)]
    found = (names_within("exhibits", table).get(key, "") for table, key in keys)
    return next(filter(None, found), "")


def _keys(designation: str, numbering: str) -> Iterator[str]:
    """Yield the keys under which an exhibit may stand in the table, the closest first.

    >>> list(_keys("24.3_1009459", "any"))
    ['24.3_1009459', '24.3', '24']
    >>> list(_keys("99.(A)(5)(C)", "M-A"))
    ['A5', 'A']
    """
    if numbering == "M-A":
        letter = _LETTERED.match(_NEITHER_LETTER_NOR_DIGIT.sub("", designation))
        yield from (letter[1] + letter[2], letter[1]) if letter else ()
        return
    if numbering == "any":
        yield designation
        yield _END_OF_NUMBER.split(designation)[0]
    number = (_NUMBER_IN_REGULATION_A if numbering == "1-A" else _NUMBER).match(designation)
    if number:
        yield number[0]


def _numbering(form: str) -> str:
    """Return which numbering of exhibits a form follows; an empty string for one that is not known."""
    if not form or _REGULATION_S_K.fullmatch(form):
        return "S-K"
    return _NUMBERINGS.get(form, "")


def _one_spelling(filed: str) -> str:
    return " ".join(filed[:_LONGEST].upper().split())
