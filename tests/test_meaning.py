"""What header fields and document types mean: each kind of value, damaged ones, the tables, and real filings."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.submission.filings import CORPUS, ROOT
from viewer.meaning import Meaning, explain, explain_type, fields, values
from viewer.meaning.tables import NOTHING, rows
from viewer.resources import resource
from viewer.submission.index import index
from viewer.submission.model import Field
from viewer.submission.source import Source

FILES = sorted(path for path in CORPUS.glob("0*-*") if path.is_file())
LARGEST_HEADER = CORPUS / "0001193125-25-120935.txt"
CODED = {"act", "exchange", "file-number", "form", "item", "place", "sic"}
KEYS = {
    "acts": 1,
    "documents": 1,
    "exchanges": 1,
    "exhibits": 2,
    "fields": 1,
    "file_numbers": 1,
    "forms": 1,
    "items": 2,
    "places": 1,
    "sic": 1,
}
"""The tables, and how many cells a row's key takes."""


def value_of(name: str, value: str, path: tuple[str, ...] = (), form: str = "") -> str:
    return explain(Field(name, value), path, form).value


@pytest.mark.parametrize(
    ("name", "filed", "meaning"),
    [
        ("STATE OF INCORPORATION", "DE", "Delaware"),
        ("STATE", "X0", "United Kingdom"),
        ("STATE", "2M", "Germany"),
        ("STATE-OF-INCORPORATION", "2q", "Georgia (the country)"),
        ("STATE OF INCORPORATION", "GA", "Georgia (United States)"),
        (
            "STANDARD INDUSTRIAL CLASSIFICATION",
            "SERVICES-COMPUTER PROGRAMMING, DATA PROCESSING, ETC. [7370]",
            "Services-computer programming, data processing, etc. (7370)",
        ),
        ("STANDARD INDUSTRIAL CLASSIFICATION", "[3571]", "Electronic computers (3571)"),
        ("ASSIGNED-SIC", "100", "Agricultural production-crops (0100)"),
        ("STANDARD INDUSTRIAL CLASSIFICATION", "UNKNOWN SIC - 0000 [0000]", "no industry assigned"),
        ("STANDARD INDUSTRIAL CLASSIFICATION", "[]", "no industry assigned"),
        ("ACCEPTANCE-DATETIME", "20041222161344", "22 December 2004, 16:13 Eastern time"),
        ("FILED AS OF DATE", "20041222", "22 December 2004"),
        ("FILING-DATE", "20190206 00:00:00", "6 February 2019"),
        ("TIMESTAMP", "20030401:093000", "1 April 2003, 09:30"),
        ("FISCAL YEAR END", "1231", "31 December"),
        ("FISCAL-YEAR-END", "0229", "29 February"),
        ("SEC ACT", "1934 Act", "Securities Exchange Act of 1934"),
        ("ACT", "34", "Securities Exchange Act of 1934"),
        ("SEC ACT", "Dodd Frank Act", "Dodd-Frank Act of 2010"),
        (
            "SEC FILE NUMBER",
            "001-06028",
            "registration under the Exchange Act, section 12(b) (national exchange)",
        ),
        ("FILE-NUMBER", "1-06028", "registration under the Exchange Act, section 12(b) (national exchange)"),
        ("SEC FILE NUMBER", "812-15538-117", "application for exemption under the Investment Company Act"),
        ("IRS NUMBER", "942404110", "94-2404110"),
        ("EIN", "000000000", "none given"),
        ("FORM TYPE", "8-K", "Current report"),
        ("TYPE", "S-3/A", "Short-form registration statement, amended"),
        ("ACCESSION NUMBER", "0001193125-04-218426", "number 218426 of 2004, login CIK 1193125"),
        ("ACCESSION-NUMBER", "0000950131-94-000440", "number 440 of 1994, login CIK 950131"),
        ("PUBLIC REFERENCE ACCESSION NUMBER", "0000000000-19-014732", "number 14732 of 2019, the SEC's own"),
        ("ORGANIZATION NAME", "06 Technology", "Office of Technology"),
        ("SROS", "PHLX", "Philadelphia Stock Exchange"),
        ("ABS RULE", "RULE-15GA1", "Rule 15Ga-1: requests to repurchase or replace securitized assets"),
        ("PRIVATE-TO-PUBLIC", "", "yes"),
        ("NO-QUARTERLY-ACTIVITY", "N", "no"),
        ("COMPANY CONFORMED NAME", "NORTHLIGHT MILLS CORP /DE/", "/DE/ stands for Delaware"),
    ],
)
def test_a_value_is_said_in_plain_words(name, filed, meaning):
    assert value_of(name, filed) == meaning


@pytest.mark.parametrize(
    ("name", "filed"),
    [
        ("CITY", "BOSTON"),
        ("ZIP", "02111"),
        ("CENTRAL INDEX KEY", "0000320193"),
        ("BUSINESS PHONE", "(415) 670-2000"),
        ("PUBLIC DOCUMENT COUNT", "12"),
        ("COMPANY CONFORMED NAME", "NORTHLIGHT/DE PARTNERS"),
        ("COMPANY CONFORMED NAME", "NORTHLIGHT ADVISERS /ADV"),
    ],
)
def test_a_value_that_speaks_for_itself_is_left_alone(name, filed):
    assert explain(Field(name, filed)).about
    assert not value_of(name, filed)


@pytest.mark.parametrize(
    ("name", "filed"),
    [
        ("STATE", ""),
        ("STATE", "QQ"),
        ("STATE", "Delaware"),
        ("ASSIGNED-SIC", "1234"),
        ("ASSIGNED-SIC", "357"),
        ("STANDARD INDUSTRIAL CLASSIFICATION", ""),
        ("STANDARD INDUSTRIAL CLASSIFICATION", "ELECTRONIC COMPUTERS ["),
        ("FILED AS OF DATE", "20041322"),
        ("FILED AS OF DATE", "00000101"),
        ("FILED AS OF DATE", "2004"),
        ("FILED AS OF DATE", "２００４１２２２"),
        ("ACCEPTANCE-DATETIME", ""),
        ("ACCEPTANCE-DATETIME", "20041222251344"),
        ("ACCEPTANCE-DATETIME", "20040231161344"),
        ("FISCAL YEAR END", "1301"),
        ("FISCAL YEAR END", "0230"),
        ("FISCAL YEAR END", "12/31"),
        ("SEC ACT", ""),
        ("SEC ACT", "1999 Act"),
        ("SEC FILE NUMBER", "999-12345"),
        ("SEC FILE NUMBER", "06028"),
        ("IRS NUMBER", "43505116"),
        ("FORM TYPE", "99-Z"),
        ("FORM TYPE", "/A"),
        ("ACCESSION NUMBER", "0001193125-04-21842"),
        ("ORGANIZATION NAME", ""),
        ("SROS", "XYZ"),
        ("ABS RULE", "RULE-99"),
        ("NO-QUARTERLY-ACTIVITY", ""),
        ("ITEMS", "77.01"),
        ("ITEM INFORMATION", ""),
        ("ITEM INFORMATION", "?"),
    ],
)
def test_nothing_is_guessed_of_a_value_that_is_damaged_or_not_known(name, filed):
    assert not value_of(name, filed)


@pytest.mark.parametrize(
    ("name", "filed", "form", "meaning"),
    [
        ("ITEMS", "2.02", "", "Results of operations and financial condition (Form 8-K, item 2.02)"),
        ("ITEMS", "5", "8-K/A", "Other events (Form 8-K before 23 August 2004, item 5)"),
        (
            "ITEM INFORMATION",
            "Regulation FD Disclosure",
            "8-K",
            "Form 8-K, item 7.01; Form 8-K before 23 August 2004, item 9",
        ),
        ("ITEM INFORMATION", "Change in fiscal year", "8-K", "Form 8-K before 23 August 2004, item 8"),
        (
            "ITEM INFORMATION",
            "Notice of Delisting or Failure to Satisfy a Continued Listing Rule or Standard",
            "",
            "Form 8-K, item 3.01",
        ),
        (
            "ITEM INFORMATION",
            "Departure of Directors or Principal Officers; Election of Directors; Appointment of Principal Officers",
            "",
            "Form 8-K, item 5.02",
        ),
        ("ITEM INFORMATION", "Costs Associated with Exit or Disposal Activities", "", "Form 8-K, item 2.05"),
        ("ITEMS", "06b", "D", "Rule 506(b) of Regulation D"),
        ("ITEMS", "3C.7", "", "Investment Company Act, section 3(c)(7)"),
        ("ITEMS", "2.02", "1-U", ""),
        ("ITEM INFORMATION", "Other Events", "1-U", ""),
        (
            "ITEM INFORMATION",
            "Periodic Filing of Rule 15Ga-1 Representations and Warranties Disclosure",
            "ABS-15G",
            "Form ABS-15G, item 1.02",
        ),
    ],
)
def test_an_item_is_known_by_number_or_title_within_its_form(name, filed, form, meaning):
    assert value_of(name, filed, form=form) == meaning


@pytest.mark.parametrize(
    ("label", "tag"),
    [
        ("ACCESSION NUMBER", "ACCESSION-NUMBER"),
        ("CONFORMED SUBMISSION TYPE", "TYPE"),
        ("CONFORMED PERIOD OF REPORT", "PERIOD"),
        ("FILED AS OF DATE", "FILING-DATE"),
        ("DATE AS OF CHANGE", "DATE-OF-FILING-DATE-CHANGE"),
        ("PUBLIC REFERENCE ACCESSION NUMBER", "PUBLIC-REFERENCE-ACC"),
        ("COMPANY CONFORMED NAME", "CONFORMED-NAME"),
        ("CENTRAL INDEX KEY", "CIK"),
        ("STANDARD INDUSTRIAL CLASSIFICATION", "ASSIGNED-SIC"),
        ("IRS NUMBER", "IRS-NUMBER"),
        ("EIN", "IRS-NUMBER"),
        ("STATE OF INCORPORATION", "STATE-OF-INCORPORATION"),
        ("SEC ACT", "ACT"),
        ("SEC FILE NUMBER", "FILE-NUMBER"),
        ("STREET 1", "STREET1"),
        ("BUSINESS PHONE", "PHONE"),
        ("FORMER CONFORMED NAME", "FORMER-CONFORMED-NAME"),
        ("DATE OF NAME CHANGE", "DATE-CHANGED"),
        ("REPORTING-OWNER", "REPORTING_OWNER"),
        ("ISSUING_ENTITY", "issuing entity"),
    ],
)
def test_a_label_and_its_tag_mean_the_same(label, tag):
    assert explain(Field(label, "x")) == explain(Field(tag, "x"))
    assert explain(Field(label)).about


def test_a_field_has_a_label_and_a_sentence():
    assert explain(Field("STATE OF INCORPORATION", "DE")) == Meaning(
        "State of incorporation",
        "The state, province or country under whose law the company exists, in EDGAR's code.",
        "Delaware",
    )


def test_a_group_has_a_label_and_a_sentence_and_no_value():
    meaning = explain(Field("SUBJECT-COMPANY", None, (Field("CITY", "BOSTON"),)))
    assert (meaning.label, meaning.value) == ("Subject company", "")
    assert meaning.about


def test_a_field_not_known_keeps_its_name_and_nothing_is_said_of_it():
    assert explain(Field("BRAND-NEW_TAG", "20041222")) == Meaning("Brand new tag", "", "")


def test_a_line_without_a_name_is_said_to_be_one():
    assert explain(Field("", "whatever")).label == "Unlabelled line"


def test_the_groups_around_a_field_tell_what_it_is():
    owner = explain(Field("CONFORMED-NAME", "DOE JANE"), ("REPORTING-OWNER", "OWNER-DATA"))
    company = explain(Field("CONFORMED-NAME", "DOE INC"), ("ISSUER", "COMPANY-DATA"))
    assert (owner.label, company.label) == ("Owner's name", "Name")
    related = explain(Field("ACCESSION NUMBER", "0001193125-04-218426"), ("MULTI-ACCESSION-NUMBERS",))
    assert related.label == "Related accession number"
    assert related.value


@settings(max_examples=300, deadline=None)
@given(
    name=st.sampled_from([row[0] for row in rows("fields")]) | st.text(max_size=20),
    value=st.none() | st.text(max_size=30) | st.from_regex(r"[0-9\[\]/: -]{0,24}"),
    path=st.lists(st.sampled_from(["FILER", "OWNER DATA", "", "\x00"]), max_size=3).map(tuple),
    form=st.sampled_from(["", "8-K", "/A", "D"]) | st.text(max_size=5),
)
def test_nothing_that_a_file_can_hold_is_an_error(name, value, path, form):
    meaning = explain(Field(name, value), path, form)
    assert meaning.label or not name.strip()
    explain_type(value or name, form)


def test_what_is_far_too_long_is_explained_and_not_kept():
    kept = fields._known.cache_info().currsize, fields._with_value.cache_info().currsize
    long = "[" * 1_000_000
    started = time.process_time()
    for name in ("STATE", "FILED AS OF DATE", "ASSIGNED-SIC", "ITEMS", "FORM TYPE", "CONFORMED-NAME"):
        assert not value_of(name, long)
    assert explain(Field(long, "DE")).value == ""
    assert explain_type("EX-" + long) == "Exhibit"
    assert time.process_time() - started < 30
    known, with_value = fields._known.cache_info().currsize, fields._with_value.cache_info().currsize
    assert known - kept[0] <= 6
    assert with_value == kept[1]


@pytest.mark.parametrize(
    ("document_type", "meaning"),
    [
        ("8-K", "Current report"),
        ("10-K", "Annual report"),
        (
            "10-K405",
            "Annual report whose cover says that no late insider report is known (Regulation S-K, item 405)",
        ),
        ("10-K/A", "Annual report, amended"),
        ("def  14a", "Definitive proxy statement"),
        ("ATS-N/UA", "Updating amendment of an alternative trading system's report"),
        ("EX-99.1", "Additional exhibit"),
        ("EX-99", "Additional exhibit"),
        ("EX-10.1", "Material contract"),
        ("EX-10.A-49", "Material contract"),
        ("EX-1.1", "Underwriting agreement"),
        ("EX-24.3_1009459", "Power of attorney"),
        ("EX-25/A", "Statement of eligibility of the trustee, amended"),
        ("EX-101.INS", "XBRL instance: the tagged values"),
        ("EX-101.LAB", "XBRL labels"),
        ("EX-FILING FEES", "Calculation of the filing fee"),
        ("EX-99.CODE ETH", "Code of ethics"),
        ("EX-99.P CODE ETH", "Code of ethics"),
        ("EX-99.906CERT", "Certification under section 906 of the Sarbanes-Oxley Act"),
        ("EX-99.77B ACCT LTTR", "Accountant's report on internal control (Form N-SAR, item 77B)"),
        ("EX1A-6 MAT CTRCT", "Material contract"),
        ("EX1A-2A", "Charter"),
        ("EX-777", "Exhibit"),
        ("EX-Z", "Exhibit"),
        ("GRAPHIC", "Picture"),
        ("INFORMATION TABLE", "List of the holdings reported on Form 13F"),
        ("XML", "File made by the SEC to show the XBRL data"),
        ("ATS-N PART3 ITM.11C", "Attachment to Part III of Form ATS-N"),
        ("", ""),
        ("/A", ""),
        ("EX-", ""),
        ("SOMETHING ELSE", ""),
    ],
)
def test_a_document_type_is_said_in_plain_words(document_type, meaning):
    assert explain_type(document_type) == meaning


@pytest.mark.parametrize(
    ("document_type", "form", "meaning"),
    [
        ("EX-4.1", "S-1/A", "Instrument defining the rights of security holders"),
        ("EX-4.1", "20-F", "Material contract"),
        ("EX-4.1", "6-K", "Exhibit"),
        ("EX-1", "SC 13D", "Exhibit"),
        ("EX-1.1", "F-10", "Exhibit"),
        ("EX-24", "4", "Power of attorney"),
        ("EX-99.1", "6-K", "Additional exhibit"),
        ("EX-101.INS", "40-F", "XBRL instance: the tagged values"),
        ("EX-99.(A)(5)(C)", "SC TO-T/A", "Other disclosure material"),
        ("EX-99.D", "SC TO-I", "Contract, arrangement or understanding"),
        ("EX-99.1", "SC TO-I", "Additional exhibit"),
        ("8-K", "10-K", "Current report"),
    ],
)
def test_exhibits_are_numbered_by_the_form_they_belong_to(document_type, form, meaning):
    assert explain_type(document_type, form) == meaning


@pytest.mark.parametrize("name", sorted(KEYS))
def test_a_table_is_well_formed(name):
    text = resource(f"meaning/{name}.tsv").read_bytes().decode("utf-8")
    assert text.endswith("\n")
    assert "\r" not in text
    lines = text.removesuffix("\n").split("\n")
    cells = [line.split("\t") for line in lines]
    assert {len(row) for row in cells} == {len(cells[0])}
    assert not [row for row in cells if any(not cell or cell != " ".join(cell.split()) for cell in row)]
    keys = [row[: KEYS[name]] for row in cells[1:]]
    assert keys == sorted(keys)
    assert len(set(map(tuple, keys))) == len(keys)
    assert tuple(map(tuple, cells[1:])) == rows(name)


def test_every_table_there_is_is_tested():
    assert {path.stem for path in resource("meaning").glob("*")} == set(KEYS)


def test_the_tables_are_as_long_as_the_lists_of_the_sec():
    assert len(rows("sic")) >= 440
    assert len(rows("places")) >= 305
    assert all(len(code) == 4 and code.isdigit() for code, _ in rows("sic"))
    assert all(len(code) == 2 for code, _ in rows("places"))
    assert all(len(prefix) == 3 and prefix.isdigit() for prefix, _ in rows("file_numbers"))


def test_fields_have_a_kind_that_is_described_and_a_whole_sentence():
    described = set(values._DESCRIBING) | {"item", NOTHING}
    for name, label, kind, about in rows("fields"):
        assert kind in described, name
        assert about.endswith("."), name
        assert about.count(". ") == 0, name
        assert label[0].isupper(), name
    assert described == {row[2] for row in rows("fields")}


def test_the_beginnings_of_titles_are_spelled_as_titles_are_compared():
    for form, item, title, begins in rows("items"):
        if begins != NOTHING:
            for begin in begins.split(";"):
                found = value_of("ITEM INFORMATION", begin.title(), form=form.removesuffix(" before 2004"))
                assert f"item {item}" in found, (form, title)


def test_no_table_is_read_before_something_is_asked():
    script = (
        "import viewer.meaning; from viewer.meaning.tables import rows; print(rows.cache_info().currsize)"
    )
    command = [sys.executable, "-c", script]
    found = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=60)
    assert found.stdout.strip() == "0"


def placed(top: tuple[Field, ...]) -> list[tuple[Field, tuple[str, ...]]]:
    """Return every field with the names of the groups around it."""
    found: list[tuple[Field, tuple[str, ...]]] = []
    waiting: list[tuple[Field, tuple[str, ...]]] = [(field, ()) for field in reversed(top)]
    while waiting:
        field, path = waiting.pop()
        found.append((field, path))
        waiting += [(below, (*path, field.name)) for below in reversed(field.fields)]
    return found


@pytest.fixture(scope="module")
def shares() -> dict[str, Counter[bool]]:
    """How many names, codes and document types of real filings are known, and how many not."""
    if not FILES:
        pytest.skip("the shared corpus of real filings is not here")
    kinds = {row[0]: row[2] for row in rows("fields")}
    counted: dict[str, Counter[bool]] = {}
    for path in FILES:
        with Source.open(path) as source:
            for submission in index(source):
                for field, around in placed(submission.header):
                    meaning = explain(field, around, submission.type)
                    counted.setdefault("name", Counter())[bool(meaning.about)] += 1
                    kind = kinds.get(fields._key(field.name), "")
                    if field.value and kind in CODED:
                        counted.setdefault(kind, Counter())[bool(meaning.value)] += 1
                for document in submission.documents:
                    if document.type:
                        meant = explain_type(document.type, submission.type)
                        counted.setdefault("document type", Counter())[meant not in ("", "Exhibit")] += 1
    print({kind: dict(each) for kind, each in counted.items()})
    return counted


@pytest.mark.parametrize("kind", ["name", "document type", *sorted(CODED)])
def test_nearly_all_that_real_filings_hold_is_explained(shares, kind):
    known, unknown = shares[kind][True], shares[kind][False]
    assert known >= 10
    assert known / (known + unknown) >= 0.99


@pytest.mark.skipif(not LARGEST_HEADER.is_file(), reason="the shared corpus of real filings is not here")
def test_a_header_of_399_filers_is_explained_in_bounded_time():
    """The bound is far above the some 10 ms it takes: it catches what grows with the square."""
    with Source.open(LARGEST_HEADER) as source:
        (submission,) = index(source)
    header = placed(submission.header)
    assert sum(field.name == "FILER" for field, _ in header) == 399
    taken = []
    for _ in range(10):
        fields._known.cache_clear()
        fields._with_value.cache_clear()
        started = time.process_time()
        for field, path in header:
            explain(field, path, submission.type)
        taken.append(time.process_time() - started)
    assert min(taken) < 1
