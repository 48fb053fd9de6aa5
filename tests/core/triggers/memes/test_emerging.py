from __future__ import annotations

import random

import pytest

from firebell.core.text.stop_words import STOP_WORDS
from firebell.core.triggers.memes.emerging import MOST_TERMS, Terms

MIDNIGHT = 1_700_006_400
STOP = ["the", "a", "to", "and", "of", "in", "is", "it", "for", "on", "you", "that"]
WORDS = [f"w{n}" for n in range(400)]


def usual(rng: random.Random) -> list[str]:
    return rng.choices(STOP, k=8) + [WORDS[min(int(rng.paretovariate(0.6)), 399)] for _ in range(6)]


def heard(days: float, more: str = "", share: float = 0.0, hours: float = 2) -> Terms:
    rng, terms = random.Random(3), Terms()
    for n in range(int(days * 24 * 60)):
        at = MIDNIGHT + 60 * n
        words = usual(rng)
        rng.shuffle(words)
        if n > (days * 24 - hours) * 60 and rng.random() < share:
            words += more.split()
        terms.take(" ".join(words), at, at // 300, rng.randrange(5_000))
    return terms


def test_what_came_up_is_told_as_a_phrase_and_stop_words_are_not():
    terms = heard(4, "burnt seats", 0.15)
    found = terms.emerging(MIDNIGHT + 4 * 86_400)
    assert found[0].term == "burnt seats"
    assert found[0].times > 20
    assert not {one.term for one in found} & {"burnt", "seats", *STOP}


def test_on_an_ordinary_day_hardly_anything_comes_up():
    assert len(heard(4).emerging(MIDNIGHT + 4 * 86_400)) <= 2


TONES = [
    ("why are you not answering me", "answering"),
    ("hvorfor får jeg ikke svar av dere", "svar"),
    ("warum bekomme ich von euch keine antwort", "antwort"),
    ("pourquoi je n'ai pas de réponse de votre part", "réponse"),
    ("por qué no me dan una respuesta ustedes", "respuesta"),
    ("dlaczego nie mam od was żadnej odpowiedzi", "odpowiedzi"),
]


@pytest.mark.parametrize(("said", "about"), TONES, ids=["en", "nb", "de", "fr", "es", "pl"])
def test_a_new_tone_or_tongue_brings_up_what_it_is_about_and_no_stop_words(said, about):
    terms, rng = heard(2), random.Random(4)
    for n in range(120):
        at = MIDNIGHT + 2 * 86_400 + n * 30
        words = said.split() + [WORDS[rng.randrange(400)]]
        terms.take(" ".join(words), at, at // 300, 6_000 + n)
    found = [one.term for one in terms.emerging(MIDNIGHT + 2 * 86_400 + 3_600)]
    assert any(about in term.split() for term in found)
    assert not {word for term in found for word in term.split()} & STOP_WORDS


def test_what_turns_a_word_round_is_told_with_it_and_not_alone():
    terms = heard(4, "not working", 0.15)
    found = [one.term for one in terms.emerging(MIDNIGHT + 4 * 86_400)]
    assert found[0] == "not working"
    assert "not" not in found


def test_one_who_repeats_himself_brings_nothing_up():
    terms = heard(2)
    for n in range(200):
        at = MIDNIGHT + 2 * 86_400 + n * 10
        terms.take("zebra", at, at // 300, 1)
    assert "zebra" not in {one.term for one in terms.emerging(MIDNIGHT + 2 * 86_400 + 2_000)}


def test_memory_is_bounded_and_the_usual_words_are_kept():
    terms, rng = Terms(), random.Random(1)
    for n in range(9_000):
        at = MIDNIGHT + 20 * n
        said = f"the x{n} of y{n} and z{rng.random()}"
        terms.take(said, at, at // 300, n)
    assert len(terms.counts) <= 2 * MOST_TERMS + 200
    assert {"the", "of", "and"} <= terms.counts.keys()


def test_weights_stay_numbers_over_years():
    terms = Terms()
    for day in range(0, 3_000, 7):
        at = MIDNIGHT + 86_400 * day
        terms.take("always the same", at, at // 300, day)
    assert terms.emerging(MIDNIGHT + 86_400 * 9_000) == []
    assert 0 < terms.slow < 1e9
