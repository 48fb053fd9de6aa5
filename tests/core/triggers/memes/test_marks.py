from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.triggers.memes.marks import (
    LONGEST_LINK,
    MOST_LINKS,
    MOST_TAGS,
    address_form,
    carrier_of,
    label_of,
    picture_mark,
    text_mark,
    written_marks,
)


@pytest.mark.parametrize(
    ("said", "marks"),
    [
        ("nothing here", []),
        ("#A1 and #a1", ["#a1"]),
        ("we are #1", []),
        ("#ŻÓŁĆ ＃全角 #हिन्दी", ["#żółć", "#全角", "#हिन्दी"]),
        ("a#bc c&#39;s &#xabc; /#top", ["#top"]),
        ("see https://Example.org/p#top", ["//example.org/p"]),
        ("HTTP://EXAMPLE.ORG/A and http://example.org/A/", ["//example.org/A"]),
        ("(https://example.org/a_(b)).", ["//example.org/a_(b"]),
        ("https://example.org/?utm_source=x&utm_medium=y", ["//example.org"]),
        ("https://u:p@example.org:443/x?gclid=1&q=2", ["//example.org/x?q=2"]),
        ("cut off https://example.org/lon…", []),
        ("https://localhost/x https://", []),
    ],
)
def test_marks_are_found_in_one_form(said, marks):
    assert written_marks(said) == marks


def test_many_are_bounded():
    tags = " ".join(f"#tag{n}" for n in range(500))
    links = " ".join(f"https://example.org/{n}" for n in range(500))
    found = written_marks(f"{tags[:1500]} {links}")
    assert sum(mark.startswith("#") for mark in found) == MOST_TAGS
    assert sum(mark.startswith("//") for mark in found) <= MOST_LINKS


def test_long_addresses_are_cut_and_still_told_apart():
    one, other = (address_form("example.org/" + "a" * 900 + end) for end in "xy")
    assert one != other
    assert len(one) == len(other) == LONGEST_LINK + 9


@given(st.text(st.characters(exclude_categories=()), max_size=300))
def test_whatever_is_said_marks_stay_small_and_known(text):
    for said in (text, f"#{text}", f"https://{text}", f"https://example.org/{text}?{text}"):
        for mark in written_marks(said):
            assert len(mark) <= LONGEST_LINK + 16
            assert label_of(mark)
            carrier_of(mark)


@given(st.integers(-(2**63), 2**63 - 1))
def test_texts_and_pictures_have_no_label(fingerprint):
    for mark in (text_mark(fingerprint), picture_mark(fingerprint)):
        assert label_of(mark) == ""
        assert carrier_of(mark) in ("text", "picture")
