"""What a customer wants: banking77, and clinc150 with what is outside its intents.

A sorter learns from labelled examples: ``fit(texts, names)`` gives a function from texts to names,
None for what fits none. Add one to SORTERS and it is measured beside the linear baseline.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.reading_of.judges import Texts, linear_of_many
from benchmarks.reading_of.scores import percent
from firebell.understanding.training import sets
from firebell.understanding.training.sets import Labelled

Sort = Callable[[Texts], list[str | None]]
Fit = Callable[[Texts, Sequence[str]], Sort]
Rows = Sequence[tuple[str, str]]


def fit_linear(texts: Texts, names: Sequence[str]) -> Sort:
    """The linear baseline; it knows no "none of these"."""
    classes = sorted(set(names))
    rows = [
        Labelled(text, classes.index(name), "") for text, name in zip(texts, names, strict=True)
    ]
    judge = linear_of_many(rows)
    return lambda asked: [classes[place] for place in judge(asked)]


SORTERS: dict[str, Fit] = {"linear": fit_linear}


def intent_scores(data: Path) -> dict[str, dict[str, float]]:
    return {name: _scores(data, fit) for name, fit in SORTERS.items()}


def _scores(data: Path, fit: Fit) -> dict[str, float]:
    sort_bank = fit(*_columns(sets.banking77(data, "train")))
    sort_clinc = fit(*_columns(sets.clinc150(data, "train")))
    outside = sort_clinc([text for text, _ in sets.clinc150(data, "oos_test")])
    return {
        "banking77_accuracy": _accuracy(sort_bank, sets.banking77(data, "test")),
        "clinc150_in_scope_accuracy": _accuracy(sort_clinc, sets.clinc150(data, "test")),
        "clinc150_out_of_scope_recall": percent(outside.count(None) / len(outside)),
    }


def _columns(rows: Rows) -> tuple[list[str], list[str]]:
    return [text for text, _ in rows], [name for _, name in rows]


def _accuracy(sort: Sort, rows: Rows) -> float:
    texts, names = _columns(rows)
    right = sum(found == name for found, name in zip(sort(texts), names, strict=True))
    return percent(right / len(rows))
