"""Who is asked: the shipped reader, two word lists that users would pick, a linear model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from afinn import Afinn
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion, Pipeline, make_pipeline
from sklearn.svm import LinearSVC
from threadpoolctl import threadpool_limits
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from firebell.core.understanding import Reader
from firebell.understanding.training import first_floor, sets
from firebell.understanding.training.sets import SENTIMENTS, Labelled, Wall

BATCH = 1_000
Texts = Sequence[str]
Judge = Callable[[Texts], list[int]]
"""Classes of texts: sentiment 0, 1, 2, or toxic 0, 1."""


def readings(reader: Reader, texts: Texts, batch: int = BATCH) -> pa.Table:
    parts = [texts[start : start + batch] for start in range(0, len(texts), batch)]
    return pa.Table.from_batches([reader.read(pa.table({"text": part})) for part in parts])


@dataclass(frozen=True)
class Ours:
    """The shipped first floor."""

    reader: Reader

    def sentiments(self, texts: Texts) -> list[int]:
        found = readings(self.reader, texts).column("sentiment").to_pylist()
        return [SENTIMENTS.index(label) for label in found]

    def toxic(self, texts: Texts) -> list[int]:
        found = readings(self.reader, texts).column("toxicity").to_pylist()
        return [int(p >= 0.5) for p in found]

    def sentiment_probabilities(self, texts: Texts) -> np.ndarray:
        found = readings(self.reader, texts)
        return np.column_stack([found.column(name).to_numpy() for name in SENTIMENTS])

    def toxicity_probabilities(self, texts: Texts) -> np.ndarray:
        toxic = readings(self.reader, texts).column("toxicity").to_numpy()
        return np.column_stack([1 - toxic, toxic])


class Vader:
    """VADER with its authors' thresholds: -0.05 and 0.05 of the compound score."""

    def __init__(self) -> None:
        self._analyser = SentimentIntensityAnalyzer()

    def __call__(self, texts: Texts) -> list[int]:
        scores = [self._analyser.polarity_scores(text)["compound"] for text in texts]
        return [0 if score <= -0.05 else 2 if score >= 0.05 else 1 for score in scores]


class AfinnWords:
    """AFINN, English list with emoticons: the sign of the sum."""

    def __init__(self) -> None:
        self._list = Afinn(emoticons=True)

    def __call__(self, texts: Texts) -> list[int]:
        scores = [self._list.score(text) for text in texts]
        return [0 if score < 0 else 2 if score > 0 else 1 for score in scores]


def linear(rows: Sequence[Labelled]) -> Judge:
    """TF-IDF of words 1-2 and letters 3-5 under a logistic regression that weighs all labels the
    same, trained now, on the rows that ours was trained on."""
    model = LogisticRegression(
        C=1.0, class_weight="balanced", max_iter=100, tol=1e-3, random_state=1
    )
    return _trained(model, rows)


def linear_of_many(rows: Sequence[Labelled]) -> Judge:
    """The same features under a support vector machine, for dozens of classes."""
    return _trained(LinearSVC(C=1.0, random_state=1), rows)


def _trained(model: LogisticRegression | LinearSVC, rows: Sequence[Labelled]) -> Judge:
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=3, sublinear_tf=True)
    pipeline: Pipeline = make_pipeline(
        FeatureUnion([("words", words), ("letters", letters)]), model
    )
    with threadpool_limits(1):
        pipeline.fit([row.text for row in rows], [row.label for row in rows])
    return lambda texts: pipeline.predict(list(texts)).tolist()


def linear_baselines(data: Path) -> tuple[Judge, Judge]:
    """Sentiment and toxicity."""
    wall = Wall(sets.test_texts(data))
    return (
        linear(wall.without_leaks(first_floor.sentiment_rows(data))),
        linear(wall.without_leaks(first_floor.toxicity_rows(data))),
    )
