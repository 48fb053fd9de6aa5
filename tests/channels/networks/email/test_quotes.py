from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.channels.networks.email.html_text import text_of
from firebell.channels.networks.email.quotes import new_part


@pytest.mark.parametrize(
    "text",
    [
        "As you wrote on 10.11.2026 in your letter:\n\nthe parcel is lost.",
        "Please check the route.\nFrom: Oslo\nTo: Bergen\nDate: Friday\nIt never left.",
        "My neighbour wrote: nothing came.\nWhat now?",
        "Two things:\n\n---\n\nFirst, the lamp.\nSecond, the bill.",
        "a -- b\n--c\nd",
    ],
)
def test_what_a_person_wrote_stays(text):
    assert new_part(text) == text


def test_an_attribution_over_three_lines_in_polish():
    text = "Dziękuję!\n\nW dniu 10.11.2026 o 10:00,\nPomoc <help@shop.example>\nnapisał(a):\n> Już."
    assert new_part(text) == "Dziękuję!"


def test_a_forwarded_mail_is_kept_whole():
    rule = "---------- Forwarded message ---------"
    text = f"See below.\n\n{rule}\nFrom: A <a@b.no>\nSubject: x\nTo: y\n\nOld."
    assert new_part(text) == text


OWN = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=60)


@given(OWN, st.sampled_from(["\n", "\n\n"]), st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_own_words_survive_every_quotation(own, gap, quoted):
    lines = [line for text in quoted for line in text.splitlines()] or ["x"]
    mail = f"{own}{gap}On Tue, 10 Nov 2026 at 10:00, A <a@shop.example> wrote:\n" + "\n".join(
        f"> {line}" for line in lines
    )
    assert new_part(mail) == own


@given(st.text(max_size=300))
def test_nothing_becomes_empty(text):
    assert bool(new_part(text)) == bool(text.strip().replace("\ue000", "").strip())


@given(st.text(max_size=300))
def test_html_never_breaks(text):
    text_of(text)
    assert "shown" in text_of(f"<p>shown</p><script>{text.replace('<', '')}</script>")


def test_hostile_html_takes_no_more_than_its_length():
    """Half a megabyte of each keeps the standard library's parser busy for minutes."""
    for evil in ("<!--", "<", "<a ", "<div>", "</", "<![CDATA[", '<a href="', "<script>", "&#"):
        text_of(evil * (500_000 // len(evil)))
