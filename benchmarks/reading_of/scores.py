"""Small measures in per cent."""

from __future__ import annotations

from collections.abc import Sequence

from sklearn.metrics import f1_score, recall_score

from benchmarks.reading_of.judges import Judge
from firebell.understanding.training.sets import Labelled


def percent(share: float) -> float:
    return round(100 * float(share), 1)


def texts_of(rows: Sequence[Labelled]) -> list[str]:
    return [row.text for row in rows]


def labels_of(rows: Sequence[Labelled]) -> list[int]:
    return [row.label for row in rows]


def macro_f1(rows: Sequence[Labelled], judge: Judge) -> float:
    return percent(f1_score(labels_of(rows), judge(texts_of(rows)), average="macro"))


def f1_of_ones(rows: Sequence[Labelled], judge: Judge) -> float:
    """F1 of the class 1."""
    return percent(f1_score(labels_of(rows), judge(texts_of(rows)), pos_label=1))


def recalls(rows: Sequence[Labelled], judge: Judge) -> list[float]:
    """Recall of each class."""
    found = recall_score(labels_of(rows), judge(texts_of(rows)), average=None)
    return [float(recall) for recall in found]
