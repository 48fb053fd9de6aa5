from __future__ import annotations

import html
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from firebell.common import said

LINKS = re.compile(
    r'<a href="[^"<>]*" rel="noopener noreferrer nofollow ugc" target="_blank">'
    r'<bdi>([^<>]*)</bdi></a> <span class="host">\[[a-z0-9.:_-]+\]</span>'
)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://bank.example@evil.example/login", "evil.example"),
        ("https://user:pass@evil.example:8443/", "evil.example"),
        ("http://аpple.com/", "xn--pple-43d.com"),
        ("HTTPS://EXAMPLE.ORG/", "example.org"),
        ("https://evil.example\\@bank.example/", "evil.example"),
        ("https://straße.example/", "xn--strae-oqa.example"),
        ("https://bank。example/", "bank.example"),
        ("https://evil%2eexample/", None),
        ("http://+", None),
        ("https://[::1]/", "::1"),
        ("https://[broken/", None),
        ("https://" + "a" * 70 + ".example/", None),
        ("https:///nowhere", None),
    ],
)
def test_the_true_host_is_the_one_a_browser_would_ask(address: str, host: str | None):
    assert said.true_host(address) == host


def test_a_link_shows_its_text_and_its_true_host():
    assert said.with_links("see https://bank.example@evil.example/x.") == (
        'see <a href="https://bank.example@evil.example/x" rel="noopener noreferrer nofollow ugc"'
        ' target="_blank"><bdi>https://bank.example@evil.example/x</bdi></a>'
        ' <span class="host">[evil.example]</span>.'
    )


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//evil", ""])
def test_only_web_addresses_become_places(address: str):
    assert said.place(address) is None


@given(st.text() | st.from_regex(r"(a |<b>|&)?https?://[\w.@:/<>\"'&-]{0,30}( z)?"))
@example('https://a.example/"onmouseover="alert(1)')
@example("<script>alert(1)</script>")
def test_nothing_but_our_own_links_is_markup_and_no_letter_is_lost(text: str):
    shown = str(said.with_links(text))
    plain = LINKS.sub(lambda link: link.group(1), shown)
    assert "<" not in plain
    assert ">" not in plain
    if "…" not in plain:
        assert html.unescape(plain) == text


@given(st.text(max_size=60), st.lists(st.integers(0, 60), min_size=2, max_size=6, unique=True))
def test_marks_add_nothing_but_themselves(text: str, cuts: list[int]):
    cuts = sorted(cut for cut in cuts if cut <= len(text))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    marks = [said.Mark(start, end, "harsh", "harsh") for start, end in pairs]
    shown = said.with_links(text, marks)
    bare = re.sub(r'<mark class="harsh" title="harsh">|</mark>', "", shown)
    assert bare == said.with_links(text)


def test_a_mark_that_touches_a_link_is_left_out():
    text = "see https://a.example now"
    shown = said.with_links(text, [said.Mark(2, 9, "harsh", ""), said.Mark(22, 25, "moved", "")])
    assert shown.count("<mark") == 1
    assert shown.endswith('<mark class="moved">now</mark>')
