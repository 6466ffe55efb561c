"""Headings are found by their numbers, their markup and the links that point at them, and by nothing less."""

from __future__ import annotations

from pathlib import Path

import pytest

from viewer.errors import ViewerError
from viewer.markup.clean import clean_html
from viewer.markup.outline import Heading, outline
from viewer.markup.outline.chain import Candidate, heaviest
from viewer.markup.plain import clean_plain
from viewer.markup.tree import Tree
from viewer.rendition import Filing
from viewer.submission.model import Kind

SHARED = Path(__file__).resolve().parents[3] / "shared"
DOCUMENTS = SHARED / "documents"
# What the SEC's site answers instead of a filing is no document.
NO_DOCUMENT = "et_rate-exceeded.html"
SMALL = sorted(
    path.name
    for path in DOCUMENTS.glob("*.htm*")
    if path.stat().st_size < 600_000 and path.name != NO_DOCUMENT
)
WORDS = "<p>" + "Pumps are made in Portland, and sold from there to the whole of the coast. " * 4 + "</p>"
REPORT = """<p><a href="#i1">Item 1. Business</a></p><p><a href="#i1a">Item 1A. Risk Factors</a></p>
<table><tr><td>Item 7.</td><td>Management’s Discussion</td><td>31</td></tr></table>
<p><b>PART I</b></p><div id="i1"></div><p><b>Item&#160;1.</b></p><p><b>BUSINESS</b></p>
<p>Pumps are made in Portland; see Item 7 of this report.</p><p>Item 7 of the Plan applies to all pumps and valves.</p>
<div id="i1a"></div><p><b>I</b><b>tem 1A. Risk Factors</b></p><p>Tides.</p>
<p><b>PART II</b></p><p><b>Item 1. Legal Proceedings</b></p>"""

needs_documents = pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the folder of real documents is absent")


def titles(markup: str, form: str = "") -> list[tuple[int, str]]:
    return [(heading.level, heading.title) for heading in outline(clean_html(markup), form)]


def items(*numbers: str) -> str:
    return "".join(f"<p><b>Item {number}</b></p>{WORDS}" for number in numbers)


# Reports


def test_parts_and_items_are_found_once_and_kept_apart_by_part():
    """Lines of contents, cross references and sentences are no headings; a title on the next line is taken along."""
    assert titles(REPORT) == [
        (1, "PART I"),
        (2, "Item 1. BUSINESS"),
        (2, "Item 1A. Risk Factors"),
        (1, "PART II"),
        (2, "Item 1. Legal Proceedings"),
    ]


def test_items_of_a_quarterly_report_without_part_headings_are_told_by_their_titles():
    """Item 2 of either Part stays where it is."""
    body = items("1. Financial Statements", "2. Management’s Discussion", "4. Controls and Procedures")
    found = titles(body + items("1. Legal Proceedings", "2. Unregistered Sales", "6. Exhibits"), "10-Q")
    assert [title for _, title in found] == [
        "Item 1. Financial Statements",
        "Item 2. Management’s Discussion",
        "Item 4. Controls and Procedures",
        "Item 1. Legal Proceedings",
        "Item 2. Unregistered Sales",
        "Item 6. Exhibits",
    ]


@pytest.mark.parametrize(
    ("filed", "title"),
    [
        ("<p><b>ITEM NO. 2 &#8212; PROPERTIES</b></p>", "ITEM NO. 2 — PROPERTIES"),
        ("<p><b>Item2.Properties</b></p>", "Item2.Properties"),
        ("<p><b>Item 2:</b></p><p><b>Properties</b></p>", "Item 2: Properties"),
        ("<table><tr><td><b>Item 2.</b></td><td><b>Properties</b></td></tr></table>", "Item 2. Properties"),
        ("<p>ITEM 2. PROPERTIES</p>", "ITEM 2. PROPERTIES"),
        ("<p>Item 2. Properties</p>", "Item 2. Properties"),
        ("<p><u>Item 2. Properties</u></p>", "Item 2. Properties"),
        ("<h3>Item 2. Properties</h3>", "Item 2. Properties"),
        ("<p><b>PART I, ITEM 2. PROPERTIES</b></p>", "PART I, ITEM 2. PROPERTIES"),
    ],
)
def test_an_item_is_known_however_it_is_set(filed, title):
    found = titles(items("1. Business") + filed + WORDS + items("3. Legal Proceedings"), "10-K")
    assert title in [words for _, words in found]


@pytest.mark.parametrize(
    "filed",
    [
        "<p>Item 2 of our annual report describes the properties.</p>",
        "<p>Item 2. Properties of the Company are described above. They are many.</p>",
        '<p><a href="#x">Item 2. Properties</a></p><p id="x">Words.</p>',
        "<table><tr><td>Item 2.</td><td>Properties</td><td>31</td></tr></table>",
        f"<p><b>Item 2. {'Properties of all kinds. ' * 20}</b></p>",
    ],
)
def test_sentences_references_entries_and_paragraphs_are_no_items(filed):
    found = titles(items("1. Business") + filed + WORDS + items("3. Legal Proceedings", "4. Mine Safety"))
    assert not [title for _, title in found if title.startswith("Item 2")]


def test_a_paragraph_may_begin_with_its_heading():
    """Then the heading is those words, and says that it is not all of its block."""
    run_in = f"<p><b>Item 3. Legal Proceedings.</b> {'None of the pumps is in court. ' * 9}</p>"
    found = outline(clean_html(items("1. Business", "2. Properties") + run_in), "10-K")
    assert (found[2].title, found[2].run_in) == ("Item 3. Legal Proceedings", True)
    assert not found[1].run_in


def test_items_with_letters_in_brackets_are_items_of_their_own():
    """As in a Schedule 13G, whose Items have parts; the T of Item 9A(T) is none."""
    found = titles(items("1(a). Issuer", "1(b). Address", "2(a). Person", "2(b). Citizenship"), "SC 13G")
    assert [title for _, title in found] == [
        "Item 1(a). Issuer",
        "Item 1(b). Address",
        "Item 2(a). Person",
        "Item 2(b). Citizenship",
    ]
    report = titles(items("9. Changes", "9A(T). Controls", "9B. Other", "10. Directors"), "10-K")
    assert [title for _, title in report] == [
        "Item 9. Changes",
        "Item 9A(T). Controls",
        "Item 9B. Other",
        "Item 10. Directors",
    ]


def test_a_large_table_may_hold_items():
    """Some filers set a whole form as one table."""
    rows = "".join(
        f"<tr><td><b>Item {n}.</b></td><td><b>Title of Item {n}</b></td></tr><tr><td>{n}0</td><td>{n}1</td></tr>"
        for n in range(1, 6)
    )
    assert len(titles(f"<table>{rows}</table>", "SC 13D")) == 5


def test_contents_that_do_not_link_are_no_headings():
    """Parts and Items that only list what follows are passed over, and taken for none where the text has no Items."""
    named = ("Business", "Properties", "Legal Proceedings", "Matters", "Market", "Data", "Discussion")
    contents = "<p><b>PART I</b></p>" + "".join(f"<p>Item {n}. {name}</p>" for n, name in enumerate(named, 1))
    body = "<p><b>PART I</b></p>" + "".join(
        f"<p>Item {n}. {name}</p>{WORDS}" for n, name in enumerate(named, 1)
    )
    found = outline(clean_html(contents + body), "10-K")
    assert [heading.block for heading in found] == [9, *range(10, 24, 2)]
    captioned = "".join(f"<p><b>Our {name}</b></p>{WORDS}" for name in named)
    assert [title for _, title in titles(contents + captioned, "10-K")] == [f"Our {name}" for name in named]


@pytest.mark.parametrize("page", ["Pages 4-6", '<a href="#x">Pages 4-6</a>', "Not applicable"])
def test_a_cross_reference_index_holds_no_items(page):
    """A report set out otherwise tells in a table where its Items stand; its own headings are known."""
    rows = "".join(
        f"<tr><td>Item {n}.</td><td><b>Title {n}</b></td><td>{page}</td></tr><tr><td><td>of which</td></tr>"
        for n in (1, "1A", 2, 3, 7, 8, 9)
    )
    body = "".join(f"<p><b>{title}</b></p>{WORDS}" for title in ("Our Pumps", "Our Risks", "Our Statements"))
    index = f"<p><b>Cross-Reference Index</b></p><table>{rows}</table>"
    assert [title for _, title in titles(f"{body}<a name=x></a>{index}{WORDS}", "10-K")][:3] == [
        "Our Pumps",
        "Our Risks",
        "Our Statements",
    ]
    assert "Item" not in str(titles(body + index, "10-K"))


def test_a_regulation_is_no_item():
    found = titles(items("1. Business", "2. Properties") + "<p><b>ITEM 601 OF REGULATION S-K</b></p>" + WORDS)
    assert "601" not in " ".join(title for _, title in found if title.startswith("Item"))


def test_a_running_head_is_named_once():
    """An Item that stands on every page counts where it stands first."""
    body = items(
        "1. Business", "1A. Risk Factors", "1A. Risk Factors (continued)", "1A. Risk Factors (continued)"
    )
    found = outline(clean_html(body + items("2. Properties")), "10-K")
    assert [heading.title for heading in found] == [
        "Item 1. Business",
        "Item 1A. Risk Factors",
        "Item 2. Properties",
    ]


def test_a_gap_in_the_numbers_is_a_missing_item():
    """Items 1 and 2 in one heading fill both places; letters prove nothing."""
    body = items(
        "1 and 2. Business and Properties", "3. Legal", "4. Submission", "5. Market", "7. Management", "8. X"
    )
    found = outline(clean_html(body + items("9. Changes", "10. Directors")), "10-K405")
    assert [heading for heading in found if heading.missing] == [Heading("Item 6", 1, 0, missing=True)]
    at = [heading.title[:7].rstrip(".") for heading in found]
    assert at.index("Item 6") == at.index("Item 7") - 1 == at.index("Item 5") + 1


def test_few_items_prove_no_gap():
    found = outline(clean_html(items("1. Business", "3. Legal Proceedings", "5. Market")), "10-K")
    assert not [heading for heading in found if heading.missing]


def test_a_current_report_has_its_items_and_signatures():
    body = f"<p><b>Section 2 – Financial</b></p>{items('2.02 Results', '9.01 Exhibits')}<p><b>SIGNATURES</b></p>{WORDS}"
    assert titles(body, "8-K") == [
        (1, "Section 2 – Financial"),
        (2, "Item 2.02 Results"),
        (2, "Item 9.01 Exhibits"),
        (1, "SIGNATURES"),
    ]


def test_bold_lines_between_items_stand_below_them():
    """Lines that only number, date or continue something do not; nor do figures."""
    noise = "".join(
        f"<p><b>{words}</b></p>" for words in ("(in millions)", "December 31, 2024", "12", "Total pumps")
    )
    body = items("1. Business") + f"<p><b>Our Markets</b></p>{WORDS}{noise}{WORDS}" + items("2. Properties")
    assert titles(body, "10-K") == [(1, "Item 1. Business"), (2, "Our Markets"), (1, "Item 2. Properties")]


# Contracts


def test_the_first_caption_below_an_item_is_a_heading_of_its_own():
    """Only a title that the line below a lone number gives belongs to the Item; the title of a Part is its own."""
    markup = f"""<p><b>PART II</b></p><p><b>OTHER INFORMATION</b></p><p><b>Item 1. Legal Proceedings</b></p>
        <p><b>The Pump Case</b></p>{WORDS}<p><b>Item 2.</b></p><p><b>Unregistered Sales</b></p>
        <p><b>Dividends</b></p>{WORDS}<p><b>Item 6. Exhibits</b></p><p><b>EXHIBIT INDEX</b></p>{WORDS}"""
    assert titles(markup, "10-Q") == [
        (1, "PART II OTHER INFORMATION"),
        (2, "Item 1. Legal Proceedings"),
        (3, "The Pump Case"),
        (2, "Item 2. Unregistered Sales"),
        (3, "Dividends"),
        (2, "Item 6. Exhibits"),
        (3, "EXHIBIT INDEX"),
    ]


def test_statements_and_their_notes_stand_behind_the_signatures_too():
    """A title that is centred only counts as one, and on further pages does not; what signs is no heading."""
    pages = "".join(f"<p align=center>Notes to Financial Statements</p>{WORDS}" for _ in range(3))
    signed = (
        f"<p align=center>SIGNATURES</p><p><b>Ann Lee</b></p>{WORDS}<p align=center>Balance Sheets</p>{WORDS}"
    )
    notes = "".join(
        f"<p><b>({n}) {title}</b></p>{WORDS}" for n, title in enumerate(("Pumps", "Leases", "Taxes"), 1)
    )
    found = titles(items("1. Business", "2. Properties") + signed + pages + notes, "10-K")
    notes = [(2, title) for title in ("(1) Pumps", "(2) Leases", "(3) Taxes")]
    statements = ("SIGNATURES", "Balance Sheets", "Notes to Financial Statements")
    assert found[2:] == [*((1, title) for title in statements), *notes]


@pytest.mark.parametrize(
    "filed",
    [
        "<p align=center>ADA PUMPS<br>Balance Sheets<br>(in thousands)</p><table>{}</table>",
        "<table><tr><td colspan=2>ADA PUMPS<tr><td colspan=2>Balance Sheets{}</table>",
    ],
)
def test_a_statement_is_named_in_one_of_several_lines(filed):
    """Filers name the company, the statement, its date and its unit in one block, or in the rows of the table."""
    figures = "".join(f"<tr><td>Pumps {n}<td align=right>1,{n}00<td align=right>2,{n}00" for n in range(1, 9))
    found = titles(items("7. Management", "8. Financial Statements") + filed.format(figures) + WORDS, "10-K")
    assert found[2:] == [(2, "Balance Sheets")]


def test_a_title_may_end_with_a_full_stop():
    """Where it is one: a sentence, words in capitals and what answers a question are none."""
    lines = ("A. Operating Results.", "We sell pumps on the coast.", "VOTE FOR ALL PUMPS.", "Not Applicable.")
    found = titles("".join(f"<p><b>{line}</b></p>{WORDS}" for line in lines))
    assert [title for _, title in found] == ["A. Operating Results."]


@pytest.mark.parametrize(
    ("filed", "title"),
    [
        ("<p>NOTE {} – PUMPS</p>", "NOTE {} – PUMPS"),
        ("<p>{}. PUMPS AND VALVES</p>", "{}. PUMPS AND VALVES"),
        ("<table><tr><td>Note {}</td><td>Pumps and Valves</td></tr></table>", "Note {} Pumps and Valves"),
        ("<p><u>({}) Pumps:</u></p>", "({}) Pumps"),
        ("<p>NOTE {}</p><p><b>Pumps</b></p>", "NOTE {} Pumps"),
        ("<p><i>{}. Pumps</i></p>", "{}. Pumps"),
        ("<p><b>{}. Pumps.</b> They are made of iron.</p>", "{}. Pumps"),
    ],
)
def test_notes_are_told_by_numbers_that_rise(filed, title):
    """However a note is numbered, its title is a heading below that of all, where at least three follow one another."""
    notes = [filed.format(number) + WORDS for number in (1, 2, 3)]
    start = (
        items("7. Management", "8. Financial Statements")
        + "<p align=center>Notes to Financial Statements</p>"
    )
    assert titles(start + "".join(notes), "10-K")[3:] == [(3, title.format(number)) for number in (1, 2, 3)]
    listed = "".join(filed.format(number) for number in (1, 2, 3))
    assert all("1" not in title for _, title in titles(start + listed, "10-K")[2:])


def test_a_contract_has_articles_and_sections():
    """Articles are the first level, sections the second, a title below its number belongs to it."""
    sections = "".join(f"<p><u>Section 1.{n} Pumps of kind {n}</u></p><p>Words.</p>" for n in range(1, 4))
    found = titles(f"<p><b>ARTICLE I</b></p><p><b>DEFINITIONS</b></p>{sections}<p><b>SIGNATURES</b></p>")
    assert found[0] == (1, "ARTICLE I DEFINITIONS")
    assert [level for level, _ in found] == [1, 2, 2, 2, 1]


def test_sections_begin_their_paragraphs():
    """In plain text too, where nothing is bold; a number within a sentence begins none."""
    sections = "\n\n".join(
        f"         {n}.{m}     {title}. The parties agree that pumps are sold by the dozen, and that\n"
        f"2.{m} of the schedule applies to those of them that were made in Portland."
        for n, title in ((1, "Sale of Pumps"), (2, "Term and Termination"), (3, "Governing Law"))
        for m in (1, 2)
    )
    found = outline(clean_plain(sections))
    assert [heading.title for heading in found] == [
        f"{n}.{m} {title}"
        for n, title in ((1, "Sale of Pumps"), (2, "Term and Termination"), (3, "Governing Law"))
        for m in (1, 2)
    ]
    assert all(heading.run_in for heading in found)


def test_sections_of_by_laws_are_numbered_anew_in_every_article():
    article = "".join(f"<p><b>Section {n}. Pumps of Kind {n}.</b></p>{WORDS}" for n in (1, 2, 3))
    found = titles(
        "".join(f"<p align=center><b>ARTICLE {n}</b></p>{article}" for n in ("ONE", "TWO", "THREE"))
    )
    assert [level for level, _ in found] == [1, 2, 2, 2] * 3


def test_an_omitted_section_is_a_section():
    sections = "".join(
        f"<p>{n}.{m} {title}. The parties agree on {title.lower()}, and on nothing else in the world.</p>"
        for n in (1, 2)
        for m, title in ((1, "Sale of Pumps"), (2, "Term"), (3, "Law"))
    ).replace(
        "2.2 Term. The parties agree on term, and on nothing else in the world.", "2.2 Intentionally omitted."
    )
    assert "2.2 Intentionally omitted" in [title for _, title in titles(sections)]


def test_notes_with_numbers_do_not_make_a_contract():
    """A list of five numbered headings at the end of a long document is none."""
    notes = "".join(f"<p><b>{n}. Note on Pumps</b></p>{WORDS}" for n in range(1, 6))
    assert "1. Note on Pumps" in [
        t for _, t in titles(f"<p align=center><b>OVERVIEW</b></p>{WORDS * 40}{notes}")
    ]
    assert titles(f"<p align=center><b>OVERVIEW</b></p>{WORDS * 40}{notes}")[0] == (1, "OVERVIEW")


# Captions


def test_where_the_contents_link_the_targets_are_the_headings():
    """Running heads are none."""
    names = ("one", "two", "three")
    contents = "".join(f'<p><a href="#{name}">About {name}</a></p>' for name in names)
    body = "".join(
        f'<p><b>2024 PROXY</b></p><div id="{n}"></div><p><b>About {n}</b></p><p>Text.</p>' for n in names
    )
    assert titles(contents + body) == [(1, f"About {name}") for name in names]


def test_a_link_of_the_contents_is_verified():
    """Where its target says something else, it makes no heading."""
    names = ("one", "two", "three", "four")
    contents = "".join(f'<p><a href="#{name}">About {name}</a></p>' for name in names)
    body = "".join(f'<p id="{n}">About {n if n != "two" else "something else"}</p>{WORDS}' for n in names)
    assert [title for _, title in titles(contents + body)] == ["About one", "About three", "About four"]


def test_contents_that_name_pages_are_found_again_in_the_text():
    """The headings are in the text, not in the contents, and those below them one level down."""
    names = ("SUMMARY", "RISK FACTORS", "USE OF PROCEEDS", "UNDERWRITING")
    rows = "".join(f"<tr><td>{name.title()}</td><td>{page}</td></tr>" for page, name in enumerate(names, 3))
    body = "".join(
        f"<p align=center><b>{name}</b></p>{WORDS}<p><b>About {name.title()}</b></p>{WORDS}" for name in names
    )
    found = titles(f"<table>{rows}</table>{body}", "424B4")
    assert [title for level, title in found if level == 1] == list(names)
    assert [level for level, _ in found] == [1, 2] * 4


def test_a_heading_may_go_on_in_the_next_line():
    body = f"<p align=center><b>CONDITION</b></p><p align=center><b>AND RESULTS OF PUMPS</b></p>{WORDS * 2}"
    assert titles(f"{body}<p align=center><b>PIPES</b></p>{WORDS}") == [
        (1, "CONDITION AND RESULTS OF PUMPS"),
        (1, "PIPES"),
    ]


def test_an_entry_of_the_contents_may_point_at_the_first_words_of_a_paragraph():
    """Then they are the heading, not the paragraph."""
    names = ("Counsel", "Auditors", "Pumps and Valves")
    contents = "".join(f'<p><a href="#{n}">{name}</a></p>' for n, name in enumerate(names))
    body = "".join(
        f'<p id="{n}"><b>{name}.</b> Some words on them, and {"more " * 12}</p>'
        for n, name in enumerate(names)
    )
    found = outline(clean_html(contents + body))
    assert [(heading.title, heading.run_in) for heading in found] == [(name, True) for name in names]


def test_captions_have_the_depth_of_their_markup():
    """Capitals, then the middle of the page, then bold, then bold italics; a lone acronym is what its markup is."""
    body = "".join(
        f"{heading}{WORDS}"
        for heading in (
            "<p><b>OUR BUSINESS</b></p>",
            "<p align=center><b>Overview</b></p>",
            "<p><b>Markets</b></p>",
            "<p><b><i>Coasts</i></b></p>",
            "<p><b>EMEA</b></p>",
            "<p><b>Asia and Others</b></p>",
            "<p><b>OUR PROPERTIES</b></p>",
            "<p><b>Plants and Sites</b></p>",
        )
    )
    assert [level for level, _ in titles(body)] == [1, 2, 3, 4, 3, 3, 1, 2]


def test_what_stands_between_two_numbered_notes_belongs_to_the_first():
    body = "".join(
        f"<p><b>{words}</b></p>{WORDS}"
        for words in (
            "1. ACCOUNTING POLICIES",
            "INVENTORIES",
            "2. INCOME TAXES",
            "3. LEASES",
            "REPORT OF AUDITORS",
        )
    )
    assert [level for level, _ in titles(body)] == [1, 2, 1, 1, 1]


def test_headings_set_as_those_of_the_contents_stand_next_to_them():
    names = ("SUMMARY", "RISK FACTORS", "UNDERWRITING")
    rows = "".join(
        f"<tr><td>{name.title()}</td><td>{page}</td></tr>" for page, name in enumerate((*names, "X"), 3)
    )
    body = "".join(f"<p align=center><b>{name}</b></p>{WORDS}" for name in (*names, "THE OFFERING OF PUMPS"))
    found = titles(f"<table>{rows}</table>{body}", "424B4")
    assert found == [(1, name) for name in (*names, "THE OFFERING OF PUMPS")]


def test_the_name_of_a_firm_above_its_address_heads_nothing():
    firm = "<div>Ada Marsh</div><div><b>Marsh Gale Okafor LLP</b></div><div>{}</div>" + WORDS
    sections = "".join(f"<p><b>{name}</b></p>{WORDS}" for name in ("Pumps", "Valves", "Tides"))
    assert "Marsh Gale Okafor LLP" in str(titles(sections + firm.format("and others")))
    assert "Marsh Gale Okafor LLP" not in str(titles(sections + firm.format("2550 Hanover Street")))


def test_a_section_of_one_sentence_in_capitals_begins_with_its_title():
    section = "<p>{}. <b>{}</b>. {}</p>"
    said = (
        ("Term", WORDS[3:-4]),
        ("Rent", WORDS[3:-4]),
        ("Law", "THIS NOTE IS MADE UNDER THE LAWS OF VERMONT."),
    )
    found = titles("".join(section.format(at, *each) for at, each in enumerate((*said, *said[:2]), 1)))
    assert found == [(1, "1. Term"), (1, "2. Rent"), (1, "3. Law"), (1, "4. Term"), (1, "5. Rent")]


def test_contents_may_name_the_pages_of_a_supplement():
    said = ("About this supplement", "The offering", "Risk factors", "Experts")
    rows = "".join(f"<tr><td>{words}<td>S-{at}" for at, words in enumerate(said, 1))
    page = "".join(f"<p align=center><b>{words.upper()}</b></p>{WORDS}" for words in said)
    dated = f"<p><b>This prospectus is dated May 4, 2023</b></p>{WORDS}"
    found = titles(f"<p><b>EXPERTS</b></p>{WORDS}<table>{rows}</table>{page}{dated}")
    assert found == [(1, words.upper()) for words in said]


def test_a_question_in_bold_is_a_heading():
    asked = "What happens if fewer shares than the by-laws ask for are present or represented at the meeting?"
    page = f"<p><b>{asked}</b></p>{WORDS}<p><b>Q: May I vote?</b></p>{WORDS}<p><b>Pears, or plums?</b></p>{WORDS}"
    assert [title for _, title in titles(page)] == [asked, "Q: May I vote?"]


def test_an_answer_on_a_cover_page_heads_nothing():
    asked = "<p align=center><b>Larkspur Instruments AG</b></p><p align=center>(Exact name of registrant)</p>"
    assert titles(f"{asked}<p><b>Pumps</b></p>{WORDS}{asked.replace('AG', 'LLC')}{WORDS}") == [(1, "Pumps")]


def test_how_a_letter_was_sent_heads_nothing():
    assert titles(f"<p><b>VIA EDGAR AND OVERNIGHT MAIL</b></p>{WORDS}<p><b>Pumps</b></p>{WORDS}") == [
        (1, "Pumps")
    ]


def test_a_line_out_of_a_title_heads_nothing():
    title = "<p align=center><b>POWER OF ATTORNEY WITH</b></p><p align=center><b>RESPECT TO LARKSPUR,</b></p>"
    assert titles(f"{title}{WORDS}<p align=center><b>Pumps</b></p>{WORDS}") == [(1, "Pumps")]


def test_real_headings_keep_their_ranks():
    body = f"<h1>Pumps</h1>{WORDS}<h2>Valves</h2>{WORDS}<h2>Pipes</h2>{WORDS}<h1>Tides</h1>{WORDS}"
    assert titles(body) == [(1, "Pumps"), (2, "Valves"), (2, "Pipes"), (1, "Tides")]


def test_a_title_page_has_no_headings():
    page = "".join(
        f"<p align=center><b>{words}</b></p>" for words in ("PUMPS, INC", "ANNUAL", "PLAN", "FOR", "2024")
    )
    assert titles(page + WORDS * 3) == []


def test_a_paragraph_is_never_a_heading():
    """However bold it is."""
    assert titles(f"<p align=center><b>{'Pumps and valves. ' * 20}</b></p>") == []


def test_capitals_are_headings_of_a_plain_text():
    prose = "Pumps are made in Portland, and sold from there to the whole of the coast. " * 5
    text = f"LIQUIDITY AND CAPITAL\n\n{prose}\n\nRESULTS OF OPERATIONS\n\n{prose}\n"
    assert [heading.title for heading in outline(clean_plain(text))] == [
        "LIQUIDITY AND CAPITAL",
        "RESULTS OF OPERATIONS",
    ]


def test_a_title_between_paragraphs_is_a_heading_of_a_plain_text():
    """Nothing is bold there; a name below a signature, or a line of a letter, is none."""
    prose = "Pumps are made in Portland, and sold from there to the whole of the coast. " * 4
    text = f"RESULTS\n\n{prose}\n\nSeasonal business\n\n{prose}\n\nAda Whitcombe, President\n\nDear Sir\n\n{prose}\n"
    assert [(heading.level, heading.title) for heading in outline(clean_plain(text))] == [
        (1, "RESULTS"),
        (2, "Seasonal business"),
    ]


def test_a_title_behind_a_long_paragraph_is_a_heading_of_a_plain_text_whatever_letter_ends_its_head():
    """The paragraph below it may be of a line and a half."""
    prose = "Pumps are made in Portland, and sold from there to the whole of the coast. "
    for more in range(8):
        long = prose * 8 + "Also wheels" + "." * bool(more) + " again and again" * more + "."
        text = f"RESULTS\n\n{long}\n\nSeasonal business\n\n{prose * 2}\n\n{prose * 5}\n"
        assert [heading.title for heading in outline(clean_plain(text))] == ["RESULTS", "Seasonal business"]


def test_nothing_has_no_outline():
    assert outline(Tree()) == ()
    assert outline(clean_html(WORDS * 3)) == ()


# The chain


def test_the_heaviest_chain_rises_and_begins_first():
    """Of two places with one key and one weight the first is taken; a heavy one may push two light ones aside."""
    key = [(float(number),) for number in range(5)]
    light = [Candidate(place, ((key[number], 1.0),)) for place, number in enumerate((1, 2, 3, 1, 2))]
    assert [place for place, _ in heaviest(light)] == [0, 1, 2]
    heavy = [*light[:3], Candidate(3, ((key[1], 9.0),)), light[4]]
    assert [place for place, _ in heaviest(heavy)] == [3, 4]
    assert heaviest([]) == []


# Real documents


def of(name: str) -> tuple[Heading, ...]:
    with Filing.open(DOCUMENTS / name) as filing:
        return filing.rendition(filing.submissions[0].documents[0]).outline


@needs_documents
def test_a_real_annual_report_has_its_items_in_order():
    """Four Parts and twenty-three Items, each one once."""
    headings = of("et_Apple.10-K.html")
    assert [h.title for h in headings if h.level == 1] == [
        "PART I",
        "PART II",
        "PART III",
        "PART IV",
        "SIGNATURES",
    ]
    assert len([h for h in headings if h.title.startswith("Item ")]) == 23
    assert [h.block for h in headings] == sorted(h.block for h in headings)


@needs_documents
def test_a_real_quarterly_report_keeps_its_parts_apart():
    found = [h.title for h in of("et_Oracle.10-Q.html") if h.level < 3]
    assert found[0] == "PART I. FINANCIAL INFORMATION"
    assert found.index("Item 1. Legal Proceedings") == found.index("PART II. OTHER INFORMATION") + 1
    assert sum(title.startswith("Item 2.") for title in found) == 2


@needs_documents
@pytest.mark.parametrize("name", SMALL)
def test_what_holds_for_every_real_document(name):
    """Headings stand in order, once, in blocks there are, and are short; levels go down one by one."""
    with Filing.open(DOCUMENTS / name) as filing:
        rendition = filing.rendition(filing.submissions[0].documents[0])
    last = max((b.id + len(b.table.rows if b.table else ()) for b in rendition.tree.blocks), default=0)
    present = [heading for heading in rendition.outline if not heading.missing]
    blocks = [heading.block for heading in present]
    assert blocks == sorted(set(blocks))
    assert all(0 < block <= last for block in blocks)
    level = 0
    for heading in rendition.outline:
        assert heading.title.strip()
        assert len(heading.title) <= 170
        assert 1 <= heading.level <= level + 1
        level = heading.level


def test_every_current_report_of_the_real_filings_has_its_items():
    """Of every 8-K in HTML, or as plain text."""
    folder = SHARED / "corpus"
    if not folder.is_dir():
        pytest.skip("the folder of real filings is absent")
    without = []
    for path in sorted(folder.glob("*")):
        try:
            filing = Filing.open(path)
        except ViewerError:
            continue
        with filing:
            for document in (d for s in filing.submissions for d in s.documents if d.type == "8-K"):
                if document.kind in (Kind.HTML, Kind.TEXT):
                    found = filing.rendition(document).outline
                    if not any("item" in heading.title.lower() for heading in found):
                        without.append(path.name)
    # Two have none: a stub, and one whose Items are bare numbers.
    assert len(without) <= 2, without


# Letters


@pytest.mark.parametrize(
    "heading",
    [
        '<p style="font-size:15pt">Terms of the Notes</p>',
        '<p><font size="5">Terms of the Notes</font></p>',
        '<p><span style="font-size:x-large">Terms of the Notes</span></p>',
        '<p style="font-size:150%">Terms of the Notes</p>',
        '<p class="t">Terms of the Notes</p>',
        '<p style="font:normal 1.5em Arial">Terms of the Notes</p>',
        "<p><big><big>Terms of the Notes</big></big></p>",
        '<p><font size="6">T</font><font size="5">erms of</font> <font size="5">the Notes<sup>1</sup></font></p>',
        '<table><tr><td><p style="font-size:18pt">Terms of the Notes</p><p>The issuer is a bank.</p></table>',
    ],
)
def test_a_line_in_clearly_larger_letters_is_a_heading(heading):
    """Whatever says it: an attribute, a style, a class, in any unit, on the page or in a table that lays one out."""
    markup = f"<style>p.t {{ font-size: 18pt }}</style>{WORDS}{heading}{WORDS}"
    found = titles(markup)
    assert [level for level, _ in found] == [1]
    assert found[0][1].startswith("Terms of the Notes")


def test_larger_letters_stand_above_bold_ones():
    """What is in larger letters is a chapter, what is in bold letters of the usual size a section of it."""
    chapter, section = '<p style="font-size:20px">{}</p>', "<p><b>{}</b></p>"
    markup = "".join(
        form.format(title) + WORDS
        for form, title in (
            (chapter, "Risk Factors"),
            (section, "Tides"),
            (section, "Floods"),
            (chapter, "The Fund"),
        )
    )
    assert titles(markup) == [(1, "Risk Factors"), (2, "Tides"), (2, "Floods"), (1, "The Fund")]


@pytest.mark.parametrize(
    "markup",
    [
        f'{WORDS}<p style="font-size:14pt">The issuer is a bank, and pays what it owes.</p>{WORDS}',  # a sentence
        f'{WORDS}<p style="font-size:18px">Terms of the Notes</p>{WORDS}',  # by next to nothing
        f'<div style="font-size:10pt">{WORDS * 3}</div><p>Terms of the Notes</p>{WORDS}',  # of what goes on in these
        f'{WORDS}<p><font size="6">T</font>erms of the Notes</p>{WORDS}',  # a capital
        f'<font size="6"><table><tr><td><p>Terms of the Notes</p>{WORDS}</td></tr></table></font>',  # start afresh
        f'<font size="6">{WORDS}</font><p>Terms of the Notes</p>{WORDS}',  # in the usual ones
    ],
)
def test_letters_that_are_not_clearly_larger_tell_nothing(markup):
    """Sentences, letters hardly larger than others, or as large as those of what they stand above, are no headings."""
    assert titles(markup) == []


def test_a_cover_in_large_letters_is_no_forest_of_headings():
    """Many large lines in a row, with next to nothing between them, are a title page."""
    lines = ("Harbour Pumps", "Annual Report", "A Company of Portland", "Ordinary Shares", "For Shareholders")
    cover = "".join(f'<p style="font-size:24pt">{line}</p>' for line in lines)
    assert titles(cover + WORDS + '<p style="font-size:24pt">Terms of the Notes</p>' + WORDS) == [
        (1, "Terms of the Notes")
    ]


def test_a_contract_annexed_to_a_prospectus_stands_below_its_annex():
    """However many sections it has, the document that it is annexed to keeps its own headings, before and behind it."""
    names = ("SUMMARY", "RISK FACTORS", "THE MERGER", "ANNEX A")
    contents = "".join(f"<p><a href='#n{at}'>{name}</a></p>" for at, name in enumerate(names))
    sections = "".join(f"<p>Section 1.{at} <u>Pumps {at}s</u>. {WORDS[3:]}" for at in range(1, 7))
    contract = f"<p align=center>ARTICLE 1</p><p align=center>THE PUMPS</p>{sections}"
    own = "".join(
        f"<p id=n{at}><b>{name}</b></p>{WORDS * 3 if name != 'ANNEX A' else ''}"
        for at, name in enumerate(names)
    )
    end = f"<p><b>MATERIAL TAXES</b></p>{WORDS}"
    assert titles(contents + own + contract + end) == [
        (1, "SUMMARY"),
        (1, "RISK FACTORS"),
        (1, "THE MERGER"),
        (1, "ANNEX A"),
        (2, "ARTICLE 1 THE PUMPS"),
        *((3, f"Section 1.{at} Pumps {at}s") for at in range(1, 7)),
        (1, "MATERIAL TAXES"),
    ]
    assert [level for level, _ in titles(contract)] == [1, 2, 2, 2, 2, 2, 2]


def test_an_index_of_exhibits_behind_the_signatures_is_a_heading():
    said = titles(f"<p><b>CODE OF ETHICS</b></p>{WORDS}<p align=center><b>SIGNATURES</b></p>{WORDS}"
                  f"<p><b>Ada Quill</b></p><p align=center><b>EXHIBIT INDEX</b></p>{WORDS}")  # fmt: skip
    assert said == [(1, "CODE OF ETHICS"), (1, "SIGNATURES"), (1, "EXHIBIT INDEX")]


def test_a_title_of_several_large_lines_is_one_heading():
    """Lines of large letters that stand close below one another are one title; with room between, they are two."""
    lines = ("Stock Owned by Directors", "Officers and Persons Owning", "More of the Stock")
    close = "".join(f'<div style="font-size:24px">{line}</div>' for line in lines)
    assert titles(WORDS + close + WORDS) == [(1, " ".join(lines))]
    apart = "".join(f'<p style="font-size:24px">{line}</p>' for line in ("Summary", "The Fund"))
    assert titles(WORDS + apart + WORDS) == [(1, "Summary"), (1, "The Fund")]


def test_a_large_title_may_stand_over_a_list_of_short_lines():
    """What a note is, line by line, is content; of capitals, as on a cover, more is asked."""
    listed = "".join(
        f"<p>{label}: {label.lower()} of the bank</p>" for label in ("Issuer", "Term", "Date", "Payment")
    )
    markup = f'{WORDS}<p style="font-size:24px">{{}}</p>{listed * 2}{WORDS}'
    assert titles(markup.format("Terms of the Notes")) == [(1, "Terms of the Notes")]
    assert titles(markup.format("THE BANK OF PORTLAND")) == []
