"""The pure parts of the reading benchmark."""

from __future__ import annotations

import doctest

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="the benchmarks need the extra `bench`")
from firebell.understanding.training.sets import Labelled

by_examples = pytest.importorskip(
    "benchmarks.reading_of.by_examples", reason="needs the extra `bench`"
)
features = pytest.importorskip("benchmarks.reading_of.features", reason="needs the extra `bench`")
finer = pytest.importorskip("benchmarks.reading_of.finer", reason="needs the extra `bench`")
tables = pytest.importorskip("benchmarks.reading_of.table", reason="needs the extra `bench`")

# Two classes; the last two texts are in neither.
MARGINS = np.array([[0.9, -1.0], [-1.0, 0.2], [0.8, -0.5], [-0.3, -0.4], [0.1, -0.9]])
LABELS = np.array([0, 1, 1, by_examples.OUTSIDE, by_examples.OUTSIDE])


def test_a_refused_text_is_wrong_in_scope_and_right_out_of_it():
    assert by_examples.refused(MARGINS, LABELS, -9.0) == (pytest.approx(2 / 3), 0.0)
    assert by_examples.refused(MARGINS, LABELS, 0.15) == (pytest.approx(2 / 3), 1.0)
    assert by_examples.refused(MARGINS, LABELS, 0.5) == (pytest.approx(1 / 3), 1.0)


def test_the_threshold_lies_between_what_is_outside_and_what_is_rightly_inside():
    assert 0.1 < by_examples.best_threshold(MARGINS, LABELS) <= 0.2


def test_an_unknown_name_is_outside():
    texts, labels = by_examples.numbered([("a", "x"), ("b", ""), ("c", "y")], ["x", "y"])
    assert (texts, labels.tolist()) == (["a", "b", "c"], [0, by_examples.OUTSIDE, 1])


def test_the_strength_is_chosen_on_the_part_that_does_not_teach():
    taught = (["late again"] * 5 + ["lovely crew"] * 5, np.array([0] * 5 + [1] * 5))
    asked = (["so late", "a lovely crew"], np.array([0, 1]))

    def score(wanted: np.ndarray, found: np.ndarray) -> float:
        return float((wanted == found).mean())

    task = by_examples.Task(taught, asked, asked, by_examples._support, score)
    head, told = by_examples.chosen(task, features.tfidf)
    assert told == {"strength": by_examples.STRENGTHS[0], "validation": 100.0}
    assert head.classes(["late"]).tolist() == [0]


def test_hashtags_that_tell_the_label_are_removed_and_others_stay():
    rows = [Labelled("#irony So good #Sarcasm #nothing #NOT!", 1, "")]
    assert [row.text for row in finer.without_label_tags(rows)] == [" So good  #nothing !"]


def test_the_table_leaves_out_what_a_run_has_not():
    assert doctest.testmod(tables).failed == 0
    lines = tables.table({"sentiment": {"vader": {"xlmt_mean": 1.0}}})
    assert lines.keys() == tables.LINES.keys()
    assert lines["sentiment: xlmt, mean macro-F1"].keys() == {"aim", "vader"}
