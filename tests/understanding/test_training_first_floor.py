from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa
import pytest

from firebell.core.understanding.first_floor import MANIFEST_FILE, MODEL_FILE
from firebell.runners.reading import load_reader

pytest.importorskip("sklearn", reason="training needs the extra `train`")

from firebell.core.understanding.batch import TokenBatch
from firebell.core.understanding.model import LinearModel
from firebell.core.understanding.vocabulary import TokenFeatures
from firebell.understanding.training import first_floor, sets
from firebell.understanding.training.features import feature_rows
from firebell.understanding.training.registry import SEED
from firebell.understanding.training.sets import (
    Labelled,
    LeakedTestTextError,
    Wall,
)

CARD = Path(__file__).parents[2] / "docs" / "reference" / "model-card-first-floor.md"
SHIPPED = Path(first_floor.__file__).parents[1] / "models_data"


def test_a_test_text_in_training_is_refused():
    wall = Wall(["@united Great   flight http://t.co/x", "late again"])
    rows = [Labelled("@me great flight", 2, "a"), Labelled("lost bag", 0, "a")]
    with pytest.raises(LeakedTestTextError, match=r"1 training texts.*in a: '@me great flight'"):
        wall.check(rows)
    kept = wall.without_leaks(rows)
    assert kept == rows[1:]
    wall.check(kept)


def test_the_same_tweet_quoted_and_cut_otherwise_is_the_same():
    wall = Wall(['"RT @united: So ""kind"", isn\\u2019t it? " '])
    assert "So “kind” isn’t it http://t.co/x" in wall
    assert "So kind" not in wall


def test_no_source_stands_for_a_label():
    rows = [Labelled("x", label, "a") for label in (0, 0, 0, 1)] + [Labelled("y", 1, "b")]
    weights = first_floor.fair_weights(rows).tolist()
    assert sum(weights[:3]) == pytest.approx(weights[3]) == pytest.approx(2.0)
    assert weights[4] == 1.0


def test_sentences_around_an_insult_are_civil():
    text = "You are a fool. I live in Oslo these days."
    rows = first_floor.toxic_sentences(text, range(10, 14))
    assert [(row.text, row.label) for row in rows] == [
        ("You are a fool.", 1),
        ("I live in Oslo these days.", 0),
    ]


def test_training_and_reading_see_the_same_features():
    """The reader's exact sums, before rounding, are the product of training rows and weights."""
    with (SHIPPED / MODEL_FILE).open("rb") as file:
        model = LinearModel.from_npz(file.read())
    tokens = ["not", "GOOD", "service", ",", "sooo", "late", "😡"]
    features = TokenFeatures(tokens, model.bits)
    batch = TokenBatch([len(tokens)], features.kinds, features.hashes)
    scores = model.token_scores(features, len(tokens)) + model.context_scores(batch)
    ours = model.logits(batch.sums(scores), batch.weight())[0]
    row = feature_rows([" ".join(tokens)], model.bits)
    theirs = (row @ model.weights.astype(float))[0] * model.scale + model.bias
    assert ours.tolist() == pytest.approx(theirs.tolist(), abs=0.1 * max(model.scale) + 0.02)


def test_the_model_card_has_the_figures_of_the_shipped_model():
    assert (SHIPPED / first_floor.FIGURES_FILE).read_text() in CARD.read_text()
    assert load_reader().version in CARD.read_text()


@pytest.mark.data
def test_the_shipped_model_is_reproduced_byte_for_byte(data_dir, tmp_path):
    first_floor.train(data_dir, tmp_path, SEED)
    for name in (MODEL_FILE, MANIFEST_FILE, first_floor.FIGURES_FILE):
        assert (tmp_path / name).read_bytes() == (SHIPPED / name).read_bytes()


# Written apart from the reader's own word lists, as somebody who files the cases would.
ASKS = re.compile(
    r"\?|\b(please|help|can you|could you|need|how do|dm me|call me|refund|let me know)\b", re.I
)


@pytest.mark.data
def test_every_negative_tweet_that_asks_for_something_needs_an_answer(data_dir):
    rows = sets.airline(data_dir)
    found = load_reader().read(pa.table({"text": [text for text, _, _ in rows]}))
    needs = found.column("needs_answer").to_pylist()
    asking = [
        (t, n)
        for (t, label, _), n in zip(rows, needs, strict=True)
        if ASKS.search(t) and label == 0
    ]
    assert len(asking) > 3000
    assert [text for text, needed in asking if not needed] == []
    positive = [n for (_, label, _), n in zip(rows, needs, strict=True) if label == 2]
    assert sum(positive) / len(positive) < 0.4
