"""JSON becomes a list as deep as it is nested; what is none, too large or too deep is told."""

from __future__ import annotations

import json

from viewer.attachments import json_tree
from viewer.attachments.json_tree import read_json
from viewer.reader import Context
from viewer.render.text import render_text

CONTEXT = Context("MetaLinks.json", start=700, line=30)


def lines(text):
    return [(block.level, block.text) for block in read_json(text, CONTEXT).tree.blocks]


def test_members_stand_in_the_order_of_the_file_as_deep_as_they_are_nested():
    text = '{"version": "2.2", "instance": {"a.htm": {"unitCount": 3, "none": {}}}, "std": ["us-gaap", [1, null]]}'
    assert lines(text) == [
        (0, "version: 2.2"),
        (0, "instance"),
        (1, "a.htm"),
        (2, "unitCount: 3"),
        (2, "none: {}"),
        (0, "std"),
        (1, "us-gaap"),
        (1, "2"),
        (2, "1"),
        (2, "null"),
    ]


def test_numbers_stay_as_filed_and_doubled_names_stay_doubled():
    assert lines('{"a": 1.10, "a": 12345678901234567890.000, "b": 1e400, "c": true}') == [
        (0, "a: 1.10"),
        (0, "a: 12345678901234567890.000"),
        (0, "b: 1e400"),
        (0, "c: true"),
    ]


def test_a_single_value_and_empty_ones_are_shown():
    assert lines('"alone"') == [(0, "alone")]
    assert lines("[]") == [(0, "[]")]
    assert lines("0") == [(0, "0")]
    assert lines('["", "x", {"y": ""}]') == [(0, '""'), (0, "x"), (0, "3"), (1, 'y: ""')]


def test_what_is_no_json_is_shown_as_source_with_a_problem_at_the_document():
    read = read_json('{"a": 1,\n "b": ', CONTEXT)
    assert render_text(read.tree).text == '{"a": 1,\n "b":\n'
    (problem,) = read.problems
    assert (problem.code, problem.offset, problem.line) == ("json-damaged", 700, 30)
    assert "line 2" in problem.message


def test_what_is_nested_too_deep_is_shown_as_source():
    read = read_json("[" * 100_000 + "]" * 100_000, CONTEXT)
    assert read.tree.blocks
    assert "too deep" in read.problems[0].message


def test_deep_but_readable_nesting_is_walked_without_recursion():
    read = read_json("[" * 500 + "1" + "]" * 500, CONTEXT)
    assert len(read.tree.blocks) == 500


def test_beyond_a_bound_the_rest_is_counted_and_told(monkeypatch):
    monkeypatch.setattr(json_tree, "MOST_VALUES", 10)
    read = read_json(json.dumps({f"k{n}": "two words" for n in range(15)}), CONTEXT)
    assert len(read.tree.blocks) == 11
    assert "5 more values" in read.tree.blocks[-1].text
    (left,) = read.tree.left_out
    assert (left.pieces, left.words) == (5, 15)
