"""A layer on a reader: still a reader, harmless when empty, and better only if it is better."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.core.conformance.check_annotator import check_annotator
from firebell.core.understanding.layer import (
    DENSE,
    HEADS,
    NEEDS,
    WORD_BITS,
    Layer,
    LayeredReader,
    relayed,
)
from firebell.core.understanding.learning import (
    UNKNOWN,
    Examples,
    combined,
    compare,
    labels,
    learn,
)
from firebell.runners.reading import load_reader


def layer(seed: int = 1, *, strength: float = 1.0) -> Layer:
    chance = np.random.default_rng(seed)
    rows = len(DENSE) + 3
    return Layer(
        chance.normal(0, strength, (rows, len(HEADS))),
        chance.integers(-30_000, 30_000, (1 << WORD_BITS, len(HEADS)), dtype=np.int16),
        np.full(len(HEADS), strength / 10_000),
        ("en", "nb"),
        ("email",),
    )


def nothing() -> Layer:
    return combined({})


def read(texts: list[str], channel: str = "email") -> pa.RecordBatch:
    batch = pa.RecordBatch.from_pydict({"text": texts, "channel": [channel] * len(texts)})
    return load_reader().read(batch)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_layered_reader_is_a_reader(seed: int):
    check_annotator(lambda: LayeredReader(load_reader(), layer(seed), "w7"), seed=seed)


def test_an_empty_layer_changes_nothing():
    texts = ["Where is my parcel?", "Lovely!", ""]
    assert relayed(read(texts), texts, ["email"] * 3, nothing()).equals(read(texts))


@given(st.lists(st.text(max_size=60), min_size=1, max_size=6), st.integers(0, 5))
@settings(max_examples=25)
def test_only_the_heads_that_it_has_are_touched(texts: list[str], seed: int):
    base, channels = read(texts), ["email"] * len(texts)
    for field, untouched in (
        ("sentiment", ("needs_answer", "needs_answer_p")),
        ("needs_answer", ("sentiment", "negative", "because")),
    ):
        found = relayed(base, texts, channels, combined({field: layer(seed)}))
        for name in ("language", "toxicity", "toxic_spans", *untouched):
            assert found.column(name).equals(base.column(name))


@given(st.integers(0, 50))
@settings(max_examples=10)
def test_it_is_kept_as_bytes_and_named_by_them(seed: int):
    one = layer(seed)
    again = Layer.from_npz(one.to_npz())
    assert again.to_npz() == one.to_npz()
    assert (again.languages, again.channels, again.digest) == (
        one.languages,
        one.channels,
        one.digest,
    )
    assert layer(seed + 1).digest != one.digest


@given(st.binary(max_size=80), st.integers(0, 2_000))
@settings(max_examples=40)
def test_bytes_that_are_no_layer_are_refused(rubbish: bytes, cut: int):
    for data in (rubbish, layer().to_npz()[:cut]):
        with pytest.raises(ValueError, match=r"."):
            Layer.from_npz(data)


def test_weights_that_are_not_finite_are_refused():
    broken = layer()
    broken.dense[0, 0] = np.nan
    with pytest.raises(ValueError, match="finite"):
        Layer.from_npz(broken.to_npz())


def test_what_a_rule_settled_stays_settled():
    """Our own words and bare reposts need no answer, whatever the layer thinks."""
    texts = ["Where is my parcel?", "Where is my parcel?", "RT @x: where is it?"]
    directions = ["inbound", "outbound", "inbound"]
    batch = pa.RecordBatch.from_pydict({"text": texts, "direction": directions})
    eager = nothing()
    eager.dense[0, NEEDS] = 50.0
    asked = LayeredReader(load_reader(), eager, "w1").read(batch).column("needs_answer")
    assert asked.to_pylist() == [True, False, False]


def taught(n: int = 120) -> Examples:
    """People of a firm for whom "wicked" is praise, and who never answer about the weather."""
    praise = [f"That was wicked, parcel {k}, truly terrible fun {k}" for k in range(n)]
    weather = [f"Can you tell me if it rains in town{k}?" for k in range(n)]
    broken = [f"Box {k} is broken and nobody answers. Can you help?" for k in range(n)]
    texts = praise + weather + broken
    return Examples(
        read(texts),
        texts,
        ["email"] * len(texts),
        np.array([2] * n + [1] * n + [0] * n),
        np.array([UNKNOWN] * n + [0] * n + [1] * n),
    )


def test_it_learns_what_people_of_this_firm_mean():
    examples = taught()
    found = learn(examples)
    texts = ["wicked, parcel 777, truly fun", "Can you tell me if it rains in Bergen?"]
    texts.append("My parcel is broken and nobody answers. Can you help?")
    base = read(texts)
    after = relayed(base, texts, ["email"] * 3, found)
    assert after.column("sentiment").to_pylist()[0] == "positive"
    because = after.column("because").to_pylist()[0].split(", ")
    assert because
    assert set(because) <= {"wicked", "parcel", "777", "truly", "fun"}
    before, now = (one.column("needs_answer_p").to_pylist() for one in (base, after))
    assert before[1] > 0.5 > now[1]
    assert now[2] > 0.5


def test_the_same_examples_give_the_same_layer():
    assert learn(taught()).to_npz() == learn(taught()).to_npz()


def test_too_few_examples_teach_nothing():
    found = learn(taught(13))
    assert not any(found.changes(head) for head in range(len(HEADS)))


def test_agreeing_with_the_reader_teaches_next_to_nothing():
    texts = [f"Where is parcel {k}? I am angry" for k in range(60)]
    base = read(texts)
    asked = np.array([int(p) for p in base["needs_answer"].to_pylist()])
    agreed = Examples(base, texts, ["email"] * 60, np.full(60, 0), asked)
    found = learn(agreed)
    after = relayed(base, texts, ["email"] * 60, found)
    for field in ("sentiment", "needs_answer"):
        assert labels(after, field) == labels(base, field)


def test_fields_may_come_from_two_layers():
    one, other = layer(1), layer(2)
    texts, channels = ["Where is my parcel?", "Lovely!"], ["email", None]
    both = combined({"sentiment": one, "needs_answer": other})
    found = relayed(read(texts), texts, channels, both)
    assert found["sentiment"].equals(relayed(read(texts), texts, channels, one)["sentiment"])
    asked = relayed(read(texts), texts, channels, other)["needs_answer_p"]
    assert found["needs_answer_p"].equals(asked)


def verdict(n: int, wins: int, losses: int):
    """The layer is right where the reader was not `wins` times, and wrong `losses` times."""
    truth = ["negative"] * n
    before = ["neutral"] * wins + ["negative"] * (n - wins)
    after = ["negative"] * (n - losses) + ["neutral"] * losses
    return compare(before, after, truth)


@pytest.mark.parametrize(
    ("n", "wins", "losses", "better"),
    [
        (39, 10, 0, False),  # too few
        (40, 4, 0, True),
        (40, 3, 0, False),  # 1 of 8 by luck
        (1_000, 9, 0, False),  # less than a point
        (1_000, 30, 20, False),  # 10 of 100 by luck
        (1_000, 30, 10, True),
    ],
)
def test_the_rule_by_which_a_layer_goes_live(n: int, wins: int, losses: int, better: bool):
    assert verdict(n, wins, losses).better is better


def test_nobody_who_needs_an_answer_may_be_missed_for_it():
    truth = ["no"] * 40 + ["yes"] * 10
    before = ["yes"] * 50
    assert compare(before, truth, truth).better
    one_missed = ["no"] * 41 + ["yes"] * 9
    found = compare(before, one_missed, truth)
    assert found.chance < 0.001
    assert (found.missed_before, found.missed_after, found.better) == (0, 1, False)
