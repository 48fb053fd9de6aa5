from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from firebell.core.training import surface

seeds = st.integers(0, 10_000)
SENTENCE = "@snarvik_no where is the parcel for Wetherby, see https://microblog.example/a #late"
KEPT = ("@snarvik_no", "Wetherby", "https://microblog.example/a", "#late")


@given(seeds)
def test_slips_spare_names_handles_links_and_tags(seed: int) -> None:
    for change in (surface.swap_or_drop, surface.stretch):
        changed = change(SENTENCE, Random(seed))
        assert all(word in changed for word in KEPT)


@given(seeds)
def test_shouting_spares_handles_links_and_tags(seed: int) -> None:
    shouted = surface.shout(SENTENCE, Random(seed))
    assert shouted != SENTENCE
    assert all(word in shouted for word in KEPT if not word.isalpha())


@given(seeds)
def test_a_slip_touches_one_word_and_a_letter_at_most_twice(seed: int) -> None:
    changed = surface.swap_or_drop("nothing moved since Monday", Random(seed)).split(" ")
    before = ["nothing", "moved", "since", "Monday"]
    assert len(changed) == len(before)
    assert sum(a != b for a, b in zip(before, changed, strict=True)) <= 1


@given(st.text(), seeds)
def test_any_text_survives(text: str, seed: int) -> None:
    for change in (surface.swap_or_drop, surface.stretch, surface.shout):
        assert change(text, Random(seed)).count("\n") == text.count("\n")


def test_polish_without_its_tails() -> None:
    assert surface.without_accents("Zażółć gęślą jaźń 📦") == "Zazolc gesla jazn 📦"


def test_norwegian_letters_stay() -> None:
    assert surface.without_accents("Får jeg én bås på Bodø?") == "Får jeg en bås på Bodø?"
