"""What only some readers say: irony, emotion, what a customer wants. Absent where not said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sklearn.metrics import f1_score

from benchmarks.reading_of.judges import readings
from benchmarks.reading_of.scores import labels_of, percent, texts_of
from firebell.core.schema import READING
from firebell.core.understanding import Reader
from firebell.understanding.training import sets
from firebell.understanding.training.sets import Labelled

_LABEL_TAGS = re.compile(r"#(?:irony|sarcasm|not)\b", re.IGNORECASE)

EMOTIONS = ("anger", "joy", "hope", "sadness")
"""TweetEval's classes in its order, by the names of the schema; it calls hope optimism."""


def finer_scores(data: Path, reader: Reader) -> dict[str, float]:
    scores: dict[str, float] = {}
    if "irony" in READING.names:
        rows = sets.tweeteval(data, "irony", "test")
        scores["irony_f1"] = irony_f1(rows, reader)
        scores["irony_f1_without_label_tags"] = irony_f1(without_label_tags(rows), reader)
    if "emotion" in READING.names:
        scores["emotion_macro_f1"] = emotion_macro_f1(data, reader)
    return scores


def without_label_tags(rows: Sequence[Labelled]) -> list[Labelled]:
    """The rows without the hashtags by which the tweets were collected.

    More than half of the test tweets that are at hand still have one, and none of the training and
    validation tweets: a rule that looks for them alone has an F1 of 84, and reads no irony.

    >>> without_label_tags([Labelled("Lovely, rain #Not", 1, "")])[0].text
    'Lovely, rain '
    """
    return [replace(row, text=_LABEL_TAGS.sub("", row.text)) for row in rows]


def irony_f1(rows: Sequence[Labelled], reader: Reader) -> float:
    """F1 of irony, TweetEval's measure, at one half."""
    found = readings(reader, texts_of(rows)).column("irony").fill_null(0.0).to_pylist()
    return percent(f1_score(labels_of(rows), [int(p >= 0.5) for p in found]))


def label_tags_f1(data: Path) -> float:
    """F1 of a rule that calls ironic what still has such a hashtag."""
    rows = sets.tweeteval(data, "irony", "test")
    return percent(f1_score(labels_of(rows), [bool(_LABEL_TAGS.search(r.text)) for r in rows]))


def emotion_macro_f1(data: Path, reader: Reader) -> float:
    """Macro-F1 over TweetEval's four; another emotion, or none, is always wrong."""
    rows = sets.tweeteval(data, "emotion", "test")
    found = readings(reader, texts_of(rows)).column("emotion").to_pylist()
    classes = [EMOTIONS.index(name) if name in EMOTIONS else len(EMOTIONS) for name in found]
    labels = range(len(EMOTIONS))
    return percent(f1_score(labels_of(rows), classes, labels=labels, average="macro"))
