"""What holds for the spans of any file that was read."""

from __future__ import annotations

from itertools import pairwise


def assert_spans_give_the_file_back(source, submissions):
    """Spans lie in each other and beside each other as they should; with the gaps they are the whole file."""
    content = source[:]
    pieces, position = [], 0
    assert submissions[0].span.start == 0
    for submission in submissions:
        assert submission.span.start == position
        bounds = [submission.span.start]
        inner = [submission.header_span] if submission.header else []
        inner += [document.span for document in submission.documents]
        for span in inner:
            assert bounds[-1] <= span.start <= span.end <= submission.span.end
            bounds += [span.start, span.end]
        bounds.append(submission.span.end)
        pieces += [content[start:end] for start, end in pairwise(bounds)]
        position = submission.span.end
        for document in submission.documents:
            assert document.span.start <= document.text.start <= document.text.end <= document.span.end
        for field in (field for top in submission.header for field in top.walk()):
            assert submission.header_span.start <= field.span.start <= field.span.end <= submission.span.end
        for problem in submission.problems:
            assert submission.span.start <= problem.offset <= submission.span.end
            assert problem.line == line_of(content, problem.offset)
            assert problem.message.endswith(".")
            assert problem.code
    assert position == len(content)
    assert b"".join(pieces) == content


def line_of(content: bytes, offset: int) -> int:
    before = content[:offset]
    return 1 + before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")
