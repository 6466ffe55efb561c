"""Style sheets are applied as a browser applies them: what they hide is hidden, what they set is set."""

from __future__ import annotations

import pytest

from viewer.markup.clean import clean_html
from viewer.markup.coverage import coverage
from viewer.markup.filed import filed_markup
from viewer.markup.safe import safe_sheet
from viewer.markup.sheet import rules_of, sheets_in


def said(sheet, body, head=""):
    """Return the words of each block of a page with a style sheet."""
    page = f"{head}<html><head><style type='text/css'>{sheet}</style></head><body>{body}</body></html>"
    return [block.text for block in clean_html(page).blocks]


@pytest.mark.parametrize(
    ("sheet", "body", "seen"),
    [
        (".h { display: none }", "<p>a</p><p class='x h'>secret</p>", ["a"]),
        ("#h{display:none}", "<p>a</p><div id=h>secret</div>", ["a"]),
        ("span.h {visibility:hidden}", "<p>a<span class=h>secret</span></p><p class=h>b</p>", ["a", "b"]),
        ("table.h, .other {display:none}", "<p>a</p><table class=h><tr><td>secret</table>", ["a"]),
        ("div.note p {display:none}", "<div class=note><div><p>secret</p></div></div><p>a</p>", ["a"]),
        ("div.note > p {display:none}", "<div class=note><div><p>a</p></div><p>secret</p></div>", ["a"]),
        (".x div > p.y {display:none}", "<div class=x><div><p class=y>secret</div></div><p class=y>a", ["a"]),
        ("body .h {display:none}", "<p class=h>secret</p><p>a</p>", ["a"]),
        ("@media print {.p {display:none}}", "<p class=p>a</p>", ["a"]),
        ("@media (max-width:600px) {.p {display:none}}", "<p class=p>a</p>", ["a"]),
        ("@media screen {.p {display:none}}", "<p class=p>secret</p><p>a</p>", ["a"]),
        ("p:first-child {display:none}", "<p>a</p>", ["a"]),
        ("p[lang] {display:none}", "<p>a</p>", ["a"]),
        ("/* .a {display:none} */ .b {}", "<p class=a>a</p>", ["a"]),
        ("<!-- .h {display:none} -->", "<p class=h>secret</p><p>a</p>", ["a"]),
        (".u {text-transform:uppercase}", "<p class=u>a</p>", ["A"]),
    ],
)
def test_what_a_sheet_hides_is_hidden_and_nothing_else(sheet, body, seen):
    assert said(sheet, body) == seen


def test_the_more_telling_selector_wins_then_the_later_one():
    assert said("p.a {display:block} p {display:none}", "<p class=a>a</p><p>secret</p>") == ["a"]
    assert said(".a {display:none} .a {display:block}", "<p class=a>a</p>") == ["a"]
    assert said("#a {display:block} .a.b {display:none}", "<p class='a b' id=a>a</p>") == ["a"]


def test_a_style_of_its_own_wins_over_a_sheet_but_not_over_what_is_important():
    assert said(".a {display:none}", "<p class=a style='display:block'>a</p>") == ["a"]
    assert said(".a {display:none !important}", "<p>a</p><p class=a style='display:block'>secret</p>") == [
        "a"
    ]


def test_names_fold_in_old_pages_and_differ_in_new_ones():
    assert said(".Hide {display:none}", "<p>a</p><p class=HIDE>secret</p>") == ["a"]
    assert said(".Hide {display:none}", "<p class=HIDE>a</p>", "<!DOCTYPE html>") == ["a"]


def test_check_boxes_by_class_are_boxes():
    assert said(".w {font-family: Wingdings}", "<p><span class=w>þ</span> Yes</p>") == ["☑ Yes"]


def test_words_struck_by_class_are_struck():
    page = "<style>.gone {text-decoration: line-through}</style><p>at <span class=gone>$10</span> $12</p>"
    (block,) = clean_html(page).blocks
    assert [(run.text.strip(), run.style.strike) for run in block.runs] == [
        ("at", False), ("$10", True), ("$12", False),
    ]  # fmt: skip


def test_a_sheet_behind_the_words_counts_too():
    page = "<html><body><p class=h>secret</p><p>a</p><style>.h{display:none}</style></body></html>"
    assert [block.text for block in clean_html(page).blocks] == ["a"]


@pytest.mark.parametrize(
    "markup",
    [
        "<!-- <style>.a{x:y}</style> -->",
        "<style media=print>.a{x:y}</style>",
        "<title><style>.a{x:y}</title>",
        "<p>a",
    ],
)
def test_what_is_no_sheet_of_the_page_on_a_screen_is_none(markup):
    assert not sheets_in(markup).strip()


def test_the_page_as_filed_and_the_count_of_words_see_the_same():
    page = "<style>.h{display:none} @media print{.p{display:none}} p:first-child{display:none}</style>"
    page += "<p>one</p><p class=p>two</p><p class=h>secret</p>"
    made = filed_markup(page)
    assert "".join(part.letters for part in made.parts) == "onetwo"
    assert "none" not in made.sheets
    assert coverage(page, "one two").share == 1.0


def test_no_rule_of_a_sheet_that_is_shown_hides_anything():
    assert safe_sheet(
        ".a { DISPLAY : none; color: red; visibility:hidden !important } .b{display:block}"
    ) == (".a{color:red;}\n.b{display:block}")


@pytest.mark.parametrize(
    "sheet",
    ["{" * 5000, "}" * 5000, "@media screen {" * 5000, "a{b:c" * 5000, "@x{" * 5000, "/*", "p {", "@media"],
)
def test_a_damaged_sheet_is_read_without_harm(sheet):
    list(rules_of(sheet))
    assert "a" in said(sheet.replace("<", ""), "<p>a</p>")


def test_a_sheet_made_to_be_slow_is_not():
    rules = "".join(
        f"{'div ' * 40}.x{number} {{color:red}} div div div p{{margin:{number}px}}" for number in range(900)
    )
    body = "<div>" * 60 + "".join(f"<p class='c{number} x1'>w</p>" for number in range(1000))
    assert len(said(rules, body)) == 1000
