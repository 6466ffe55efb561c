"""Headers of both grammars become the same tree, with every value in its group, also where they are broken."""

from __future__ import annotations

import pytest

from tests.submission import filings, naive
from tests.submission.naive import Value, flattened
from viewer.submission.header import header_length, read_header
from viewer.submission.model import Span
from viewer.submission.vocabulary import (
    CONTAINERS,
    LABELS,
    PARTS,
    ROLES,
    SUBMISSION_TAGS,
    TOP_CONTAINERS,
    one_spelling,
)


def values(text: str) -> list[Value]:
    return flattened(read_header(text.encode()))


def shape(fields) -> list:
    """Return values and groups without their names: the form of a tree."""
    return [shape(field.fields) if field.is_group else field.value for field in fields]


def test_labelled_and_tagged_headers_have_the_same_form():
    labelled = read_header(filings.HEADER.encode())[8:]
    tagged = read_header(filings.TAGGED_HEADER.encode())[7:]
    (labelled_filer,), (tagged_filer,) = labelled[1:], tagged
    names = {group.name.replace("-", " ") for group in tagged_filer.fields}
    assert [group.name for group in labelled_filer.fields] == [
        "COMPANY DATA",
        "FILING VALUES",
        "BUSINESS ADDRESS",
    ]
    assert names == {"COMPANY DATA", "FILING VALUES", "BUSINESS ADDRESS"}
    assert (
        shape(labelled_filer.fields)[2]
        == shape(tagged_filer.fields)[2]
        == ["1 HARBOUR ROW", "PORT ELSEWHERE"]
    )


def test_values_are_as_filed_and_split_at_the_first_colon():
    found = read_header(filings.HEADER.encode())
    items = [field.value for field in found if field.name == "ITEM INFORMATION"]
    assert items == [
        "Departure of Directors: Compensatory Arrangements, and More",
        "Financial Statements and Exhibits",
    ]


def test_an_empty_field_is_a_field_and_a_heading_is_a_group():
    found = values(
        "FILER:\n\n\tCOMPANY DATA:\t\n\t\tORGANIZATION NAME:  \t\n\n"
        "\tFILING VALUES:\n\t\tSEC ACT:\t\t\n\t\tFORM TYPE:\t4\n"
    )
    assert found == [
        Value(("FILER#1", "COMPANY DATA#1"), "ORGANIZATION NAME", ""),
        Value(("FILER#1", "FILING VALUES#1"), "SEC ACT", ""),
        Value(("FILER#1", "FILING VALUES#1"), "FORM TYPE", "4"),
    ]


@pytest.mark.parametrize("label", naive.LABELS)
def test_no_label_of_a_field_heads_a_group(label):
    """Not even an empty one with a deeper line below it, as where an indent creeps."""
    found = values(f"FILER:\n\n\tCOMPANY DATA:\n\t\t{label}:\t\n\t\t\tNEW LABEL:\tx\n")
    around = ("FILER#1", "COMPANY DATA#1")
    assert found == [Value(around, label, ""), Value(around, "NEW LABEL", "x")]


@pytest.mark.parametrize("tag", naive.SUBMISSION_TAGS)
def test_a_tagged_field_of_the_submission_stands_at_the_top(tag):
    """Behind a labelled group, which no line ends, too; a tag that nobody knows stands in the group."""
    text = f"FILER:\n\n\tCOMPANY DATA:\n\t\tCITY:\tX\n<{tag}>1\n"
    group = ("FILER#1", "COMPANY DATA#1")
    assert values(text) == [Value(group, "CITY", "X"), Value((), tag, "1")]
    assert values(text.replace(tag, f"UNKNOWN-{tag}"))[1] == Value(group, f"UNKNOWN-{tag}", "1")


@pytest.mark.parametrize("tag", naive.CONTAINERS)
def test_a_tagged_group_of_funds_is_a_group_without_its_end_tag_too(tag):
    """Whatever it is called, what follows its line stands in it."""
    assert values(f"<{tag}>\n<NEW-TAG>1\n") == [Value((f"{tag}#1",), "NEW-TAG", "1")]


def test_names_are_known_in_one_spelling():
    """A name that no label or tag can be spelled as would be no name at all, so none of them is a piece of one."""
    known = ROLES | PARTS | CONTAINERS | TOP_CONTAINERS | LABELS | SUBMISSION_TAGS
    assert all(one_spelling(name.encode()) == name for name in known)
    assert {one_spelling(name.encode()) for name in naive.LABELS} == LABELS
    assert {one_spelling(name.encode()) for name in naive.SUBMISSION_TAGS} == SUBMISSION_TAGS
    assert {one_spelling(name.encode()) for name in naive.CONTAINERS} == CONTAINERS
    assert TOP_CONTAINERS < CONTAINERS
    assert not LABELS & (ROLES | PARTS | CONTAINERS)


def test_an_unknown_heading_is_known_by_the_deeper_line_below_it():
    found = values(
        "NEW ROLE:\n\n\tNEW PART:\n\t\tNEW LABEL:\tx\n\t\tEMPTY LABEL:\n\tOTHER PART:\n\t\tLAST:\ty\nTOP:\tz\n"
    )
    assert found == [
        Value(("NEW ROLE#1", "NEW PART#1"), "NEW LABEL", "x"),
        Value(("NEW ROLE#1", "NEW PART#1"), "EMPTY LABEL", ""),
        Value(("NEW ROLE#1", "OTHER PART#1"), "LAST", "y"),
        Value((), "TOP", "z"),
    ]


def test_many_filers_stay_apart_even_with_the_same_number():
    filer = (
        "FILER:\n\n\tCOMPANY DATA:\n\t\tCENTRAL INDEX KEY:\t0001\n\n"
        "\tFILING VALUES:\n\t\tSEC FILE NUMBER:\t{}\n\n"
    )
    found = read_header("".join(filer.format(number) for number in range(399)).encode())
    assert len(found) == 399
    assert [field.fields[1].fields[0].value for field in found] == [str(number) for number in range(399)]


def test_classes_stand_in_their_series():
    header = """\
<SERIES-AND-CLASSES-CONTRACTS-DATA>
<EXISTING-SERIES-AND-CLASSES-CONTRACTS>
<SERIES>
<OWNER-CIK>1
<SERIES-ID>S1
<CLASS-CONTRACT>
<CLASS-CONTRACT-ID>C1
</CLASS-CONTRACT>
<CLASS-CONTRACT>
<CLASS-CONTRACT-ID>C2
</CLASS-CONTRACT>
</SERIES>
<SERIES>
<SERIES-ID>S2
<CLASS-CONTRACT>
<CLASS-CONTRACT-ID>C3
{}</EXISTING-SERIES-AND-CLASSES-CONTRACTS>
</SERIES-AND-CLASSES-CONTRACTS-DATA>
"""
    around = ("SERIES-AND-CLASSES-CONTRACTS-DATA#1", "EXISTING-SERIES-AND-CLASSES-CONTRACTS#1")
    expected = [
        Value((*around, "SERIES#1"), "OWNER-CIK", "1"),
        Value((*around, "SERIES#1"), "SERIES-ID", "S1"),
        Value((*around, "SERIES#1", "CLASS-CONTRACT#1"), "CLASS-CONTRACT-ID", "C1"),
        Value((*around, "SERIES#1", "CLASS-CONTRACT#2"), "CLASS-CONTRACT-ID", "C2"),
        Value((*around, "SERIES#2"), "SERIES-ID", "S2"),
        Value((*around, "SERIES#2", "CLASS-CONTRACT#3"), "CLASS-CONTRACT-ID", "C3"),
    ]
    assert values(header.format("</CLASS-CONTRACT>\n</SERIES>\n")) == expected
    assert values(header.format("")) == expected
    assert values(filings.HEADER + header.format(""))[-6:] == expected


def test_missing_end_tags_do_not_put_groups_into_each_other():
    text = (
        "<FILER>\n<COMPANY-DATA>\n<CIK>1\n<FILING-VALUES>\n<ACT>34\n<FILER>\n"
        "<COMPANY-DATA>\n<CIK>2\n</FILER>\n<PERIOD>3\n"
    )
    assert values(text) == [
        Value(("FILER#1", "COMPANY-DATA#1"), "CIK", "1"),
        Value(("FILER#1", "FILING-VALUES#1"), "ACT", "34"),
        Value(("FILER#2", "COMPANY-DATA#2"), "CIK", "2"),
        Value((), "PERIOD", "3"),
    ]


def test_the_broken_headers_of_2000_are_mended():
    header = (
        "FILER:\n\n\tCOMPANY DATA:\t\n\t\tSTANDARD INDUSTRIAL CLASSIFICATION:\t [3281\n"
        "]\t\tIRS NUMBER:\t\t\t942404110\n"
        "\t\tFISCAL YEAR END:\t1231\n</COMPANY-DATA>\n\n\t\tFILING VALUES:\n\t\t\tFORM TYPE:\t\t8-K\n"
        "</FILING-VALUES>\n\n"
        "\t\t\tBUSINESS ADDRESS:\t\n\t\t\t\tCITY:\t\t\tA\n</BUSINESS-ADDRESS>\n\n\t\t\t\tMAIL ADDRESS:\t\n"
        "\t\t\t\t\tCITY:\t\t\tB\n</MAIL-ADDRESS>\n</FILER>\n"
    )
    assert values(header) == [
        Value(("FILER#1", "COMPANY DATA#1"), "STANDARD INDUSTRIAL CLASSIFICATION", "[3281]"),
        Value(("FILER#1", "COMPANY DATA#1"), "IRS NUMBER", "942404110"),
        Value(("FILER#1", "COMPANY DATA#1"), "FISCAL YEAR END", "1231"),
        Value(("FILER#1", "FILING VALUES#1"), "FORM TYPE", "8-K"),
        Value(("FILER#1", "BUSINESS ADDRESS#1"), "CITY", "A"),
        Value(("FILER#1", "MAIL ADDRESS#1"), "CITY", "B"),
    ]


@pytest.mark.parametrize(
    ("opener", "closer"),
    [
        ("<REPORTING-OWNER>", "</REPORTING-OWNER>"),
        ("SERIAL COMPANY:", "</SERIAL-COMPANY>"),
        ("SERIAL COMPANY:", "</REPORTING-OWNER>"),
    ],
)
def test_roles_of_1998_hold_groups_that_are_not_indented(opener, closer):
    text = (
        f"{opener}\n\nCOMPANY DATA:\n\tCENTRAL INDEX KEY:\t7\n<RELATIONSHIP>DIRECTOR\n\n"
        f"MAIL ADDRESS:\n\tCITY:\tC\n{closer}\nSROS:\tNYSE\n"
    )
    role = opener.strip("<>:")
    assert values(text) == [
        Value((f"{role}#1", "COMPANY DATA#1"), "CENTRAL INDEX KEY", "7"),
        Value((f"{role}#1", "COMPANY DATA#1"), "RELATIONSHIP", "DIRECTOR"),
        Value((f"{role}#1", "MAIL ADDRESS#1"), "CITY", "C"),
        Value((), "SROS", "NYSE"),
    ]


def test_accession_numbers_in_a_container_are_not_the_submissions():
    text = (
        "ACCESSION NUMBER:\t1\nFILER:\n\n\tCOMPANY DATA:\n\t\tCITY:\tX\n<MULTI-ACCESSION-NUMBERS>\n"
        "ACCESSION NUMBER:\t2\n</MULTI-ACCESSION-NUMBERS>\n"
    )
    found = read_header(text.encode())
    assert [field.name for field in found] == ["ACCESSION NUMBER", "FILER", "MULTI-ACCESSION-NUMBERS"]
    assert found[2].fields[0].value == "2"


def test_raw_tags_of_the_submission_stand_at_the_top_wherever_they_are():
    text = (
        "FILED FOR:\n\n\tCOMPANY DATA:\n\t\tCITY:\tX\n<PRIVATE-TO-PUBLIC>\n"
        "PUBLIC REFERENCE ACCESSION NUMBER:\t5\n<UNKNOWN-TAG>9\n"
    )
    assert [field.name for field in read_header(text.encode())] == [
        "FILED FOR",
        "PRIVATE-TO-PUBLIC",
        "PUBLIC REFERENCE ACCESSION NUMBER",
        "UNKNOWN-TAG",
    ]


def test_odd_lines_are_kept():
    """A stray `>`, a line that is neither label nor tag, a closed value, an end without a beginning."""
    text = "<GROUP-MEMBERS>>QUAY TRUST\nneither this nor that\n<ACT>34</ACT>\n</NOTHING>\nODD: VALUE: MORE\n"
    assert values(text) == [
        Value((), "GROUP-MEMBERS", ">QUAY TRUST"),
        Value((), "", "neither this nor that"),
        Value((), "ACT", "34"),
        Value((), "ODD", "VALUE: MORE"),
    ]


def test_a_blank_line_behind_every_line_ends_nothing():
    assert values(filings.HEADER.replace("\n", "\n\n")) == values(filings.HEADER)
    assert values(filings.HEADER.replace("\n", "\r")) == values(filings.HEADER)


def test_spans_are_the_lines_of_the_file():
    content = b"ACCESSION NUMBER:\t1\r\nFILER:\r\n\r\n\tCOMPANY DATA:\r\n\t\tCITY:\tX\r\n"
    accession, filer = read_header(content, 100)
    assert accession.span == Span(100, 119)
    assert filer.span == Span(121, 100 + len(content) - 2)
    assert (
        content[filer.fields[0].span.start - 100 : filer.fields[0].span.end - 100]
        .strip()
        .startswith(b"COMPANY DATA:")
    )


def test_bytes_that_are_no_ascii_are_read_as_browsers_do():
    (name,) = read_header(b"COMPANY CONFORMED NAME:\tCaf\xe9 \x93Quay\x94\n")
    assert name.value == "Café “Quay”"
    (name,) = read_header("COMPANY CONFORMED NAME:\tCafé\n".encode())
    assert name.value == "Café"


def test_groups_without_end_nest_no_deeper_than_can_be_walked():
    text = "".join(f"<A{number}>\n" for number in range(5000)) + "".join(
        f"</A{number}>\n" for number in range(5000)
    )
    found = read_header(text.encode())
    assert sum(1 for top in found for _ in top.walk()) == 5000
    assert repr(found)


@pytest.mark.parametrize("rest", ["10-K\n1\nSome text\n", "<TEXT\n", "Some text: with a colon\n"])
def test_a_header_whose_end_is_not_marked_ends_where_other_lines_begin(rest):
    header = filings.HEADER
    assert header_length((header + rest).encode(), at_end=False) == len(header)
    assert header_length(header.encode(), at_end=True) == len(header)


def test_a_last_line_that_was_cut_belongs_to_the_header():
    content = (filings.HEADER + "\t\tSTREET 2").encode()
    assert header_length(content, at_end=True) == len(content)
    assert header_length(content, at_end=False) == len(filings.HEADER)
