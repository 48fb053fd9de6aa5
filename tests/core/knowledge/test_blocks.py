from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from firebell.core.knowledge.blocks import Block, Shape, blocks, plain

TEXT = """# Delayed baggage
Ask for the tag number.
It stands on the receipt.

- the tag
* the flight

1. file a report
2) say when we call
#hashtag is no heading
-5 degrees is no item
"""


def test_each_line_is_taken_for_what_it_looks_like():
    assert blocks(TEXT) == [
        Block(Shape.HEADING, ("Delayed baggage",)),
        Block(Shape.PARAGRAPH, ("Ask for the tag number.", "It stands on the receipt.")),
        Block(Shape.ITEMS, ("the tag", "the flight")),
        Block(Shape.STEPS, ("file a report", "say when we call")),
        Block(Shape.PARAGRAPH, ("#hashtag is no heading", "-5 degrees is no item")),
    ]


def test_two_headings_in_a_row_are_two():
    assert [one.lines for one in blocks("# One\n## Two")] == [("One",), ("Two",)]


def test_what_is_sent_has_no_marks_of_headings():
    assert plain(TEXT).splitlines()[:4] == [
        "Delayed baggage",
        "",
        "Ask for the tag number.",
        "It stands on the receipt.",
    ]
    assert "1. file a report\n2. say when we call" in plain(TEXT)


@given(st.text(alphabet="ab <>&#-*1.\n\r\t", max_size=200))
def test_no_letter_is_lost_or_made(text: str):
    said = "".join(line for block in blocks(text) for line in block.lines)
    assert [one for one in said if one in "ab<>&"] == [one for one in text if one in "ab<>&"]


@given(st.text(alphabet="ab #-1.\n", max_size=200))
def test_what_is_plain_has_no_empty_beginning_and_no_gap(text: str):
    said = plain(text)
    assert said == said.strip("\n")
    assert "\n\n\n" not in said
