"""What only some readers say: irony, emotion, what a customer wants. Absent where not said."""

from __future__ import annotations

from pathlib import Path

from sklearn.metrics import f1_score

from benchmarks.reading_of.judges import readings
from benchmarks.reading_of.scores import labels_of, percent, texts_of
from firebell.core.schema import READING
from firebell.core.understanding import Reader
from firebell.understanding.training import sets

EMOTIONS = ("anger", "joy", "hope", "sadness")
"""TweetEval's classes in its order, by the names of the schema; it calls hope optimism."""


def finer_scores(data: Path, reader: Reader) -> dict[str, float]:
    scores: dict[str, float] = {}
    if "irony" in READING.names:
        scores["irony_f1"] = irony_f1(data, reader)
    if "emotion" in READING.names:
        scores["emotion_macro_f1"] = emotion_macro_f1(data, reader)
    return scores


def irony_f1(data: Path, reader: Reader) -> float:
    """F1 of irony, TweetEval's measure, at one half."""
    rows = sets.tweeteval(data, "irony", "test")
    found = readings(reader, texts_of(rows)).column("irony").fill_null(0.0).to_pylist()
    return percent(f1_score(labels_of(rows), [int(p >= 0.5) for p in found]))


def emotion_macro_f1(data: Path, reader: Reader) -> float:
    """Macro-F1 over TweetEval's four; another emotion, or none, is always wrong."""
    rows = sets.tweeteval(data, "emotion", "test")
    found = readings(reader, texts_of(rows)).column("emotion").to_pylist()
    classes = [EMOTIONS.index(name) if name in EMOTIONS else len(EMOTIONS) for name in found]
    labels = range(len(EMOTIONS))
    return percent(f1_score(labels_of(rows), classes, labels=labels, average="macro"))
