from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.core.text.embedding import UNIT
from firebell.core.text.remembering import Remembered
from firebell.core.understanding.topics import Topic, TopicJudge
from firebell.core.understanding.topics.judge import FEWEST_TO_LEARN, LIKELY
from firebell.runners.topics import judge_of, load_embedding

LUGGAGE = Topic(1, "Luggage", "A bag or suitcase is lost, missing or damaged.")
DELAY = Topic(2, "Delay", "The flight is late: hours of waiting at the gate.")
CREW = Topic(3, "Crew", "Flight attendants or other staff were rude.")
TAXONOMY = (LUGGAGE, DELAY, CREW)
TEXTS = (
    "Where is my suitcase?? You lost it in Oslo",
    "three hours late and still waiting at the gate",
    "the flight attendant was so rude to my mother",
    "I had pasta for lunch.",
    "",
    "@you https://t.co/x 42",
)


def best(judge: TopicJudge, text: str) -> int | None:
    found = judge.likely([text])[0]
    return found[0][0] if found else None


def test_a_description_alone_finds_what_it_describes_and_nothing_else():
    judge = judge_of(TAXONOMY)
    assert not judge.learnt
    assert [best(judge, text) for text in TEXTS] == [1, 2, 3, None, None, None]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Mein Koffer ist verloren gegangen", 1),
        ("Mi maleta no ha llegado, está perdida", 1),
        ("Mon vol a trois heures de retard", 2),
        ("Mój bagaż zaginął", 1),
    ],
)
def test_a_description_is_understood_across_languages(text: str, key: int):
    chances = judge_of(TAXONOMY).probabilities([text])[0].tolist()
    assert chances.index(max(chances)) == key - 1


def test_examples_move_a_topic():
    told = Topic(4, "Sandwiches", "", ("the sandwich was stale", "no sandwiches left on board"))
    judge = judge_of((LUGGAGE, told))
    assert best(judge, "my sandwich tasted stale") == 4


def test_many_examples_teach_and_none_stays_an_answer():
    pools = {
        1: ("bag", "lost in", "suitcase missing at", "luggage never came to"),
        2: ("flight", "late from", "delayed again at", "waiting for hours in"),
    }
    cities = ["Oslo", "Bergen", "Rome", "Lima", "Paris", "Warsaw", "Berlin", "Madrid", "Cairo"]
    topics = [
        Topic(key, "x", "", tuple(f"{head} {tail} {city}" for tail in tails for city in cities))
        for key, (head, *tails) in pools.items()
    ]
    assert all(len(topic.examples) >= FEWEST_TO_LEARN for topic in topics)
    judge = judge_of(tuple(topics))
    assert judge.learnt
    assert best(judge, "bag missing at Tokyo") == 1
    assert best(judge, "flight delayed again at Tokyo") == 2
    again = TopicJudge(load_embedding(), topics)
    assert (again.probabilities(TEXTS) == judge.probabilities(TEXTS)).all()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(TEXTS), st.text(max_size=30)), max_size=6))
def test_a_judgement_depends_on_the_text_alone(texts: list[str]):
    judge = judge_of(TAXONOMY)
    together = judge.probabilities([*texts, *TEXTS])[: len(texts)].tolist()
    fresh = TopicJudge(load_embedding(), TAXONOMY)
    assert together == [fresh.probabilities([text])[0].tolist() for text in texts]
    assert all(0 <= p <= 1 for row in together for p in row)


def test_likely_topics_are_those_above_one_half():
    judge = judge_of(TAXONOMY)
    chances = judge.probabilities(TEXTS)
    for row, found in zip(chances, judge.likely(TEXTS), strict=True):
        assert dict(found) == {k + 1: p for k, p in enumerate(row.tolist()) if p >= LIKELY}
    assert judge_of(()).likely(TEXTS) == [[]] * len(TEXTS)


def test_a_topic_needs_words_and_keys_differ():
    with pytest.raises(ValueError, match="description or an example"):
        Topic(1, "empty", "  ", ("",))
    with pytest.raises(ValueError, match="same key"):
        TopicJudge(load_embedding(), (LUGGAGE, Topic(1, "again", "x")))


def test_versions_name_what_a_judgement_depends_on():
    assert judge_of(TAXONOMY).version != judge_of(TAXONOMY[:2]).version
    assert load_embedding().version in judge_of(TAXONOMY).version


def test_vectors_have_one_length_and_neighbours_in_other_languages():
    one, other, far, nothing = (
        load_embedding()
        .embed(["luggage lost", "Gepäck verloren", "coffee with milk", "..."])
        .astype(int)
    )
    assert abs((one @ one) ** 0.5 - UNIT) < 20
    assert one @ other > one @ far
    assert not nothing.any()


def test_what_is_forgotten_is_worked_out_again():
    import numpy as np

    lengths = Remembered(lambda tokens: np.array([len(token) for token in tokens]), limit=3)
    assert lengths.rows(["a", "bb", "a"]).tolist() == [1, 2, 1]
    assert lengths.rows(["ccc", "dddd", "bb"]).tolist() == [3, 4, 2]
    assert lengths.rows([]).tolist() == []
