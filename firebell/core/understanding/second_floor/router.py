"""Which readings of the first floor the second should look at first."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from firebell.core.text.tokens import split_tokens
from firebell.core.understanding.lexicon.polarity import NEGATORS

Floats = NDArray[np.float64]

FEATURES = (
    *("margin", "negative", "neutral", "positive", "doubt"),
    *("toxicity", "needs_answer", "length", "emoji", "negations", "questions", "calls"),
    *("language_p", "english", "norwegian", "polish", "reasons"),
)
_EMOJI = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")
_MOST_TOKENS = 64


@dataclass(frozen=True)
class Router:
    """A logistic regression over what the first floor said and how the text looks: how likely the
    first floor is wrong. With no ``weights``, the narrowest margin comes first."""

    weights: tuple[float, ...] = ()

    @classmethod
    def from_manifest(cls, manifest: Mapping[str, Any]) -> Router:
        """Raises ValueError where the number of weights is not that of FEATURES."""
        weights = tuple(float(weight) for weight in manifest.get("router", ()))
        if weights and len(weights) != len(FEATURES):
            raise ValueError(f"a router needs {len(FEATURES)} weights and has {len(weights)}")
        return cls(weights)

    def doubt(
        self, batch: pa.RecordBatch | pa.Table, readings: pa.RecordBatch | pa.Table
    ) -> Floats:
        """How much a second look is worth, one number a row, larger first. Each number depends on
        its row alone; numbers of two Routers cannot be compared."""
        if not self.weights:
            return -margins(readings)
        weighed: Floats = (features(batch, readings) * np.array(self.weights)).sum(axis=1)
        return weighed


def worth_most(doubt: Floats, matters: Sequence[bool], most: int) -> list[int]:
    """The at most ``most`` rows that are worth a second look, the worthiest first: what
    ``matters``, then the larger doubt, then the earlier row.

    >>> worth_most(np.array([0.1, 0.9, 0.5]), [True, False, False], 2)
    [0, 1]
    """
    order = np.lexsort((np.arange(len(doubt)), -doubt, ~np.array(matters, dtype=bool)))
    rows: list[int] = order[: max(0, most)].tolist()
    return rows


def margins(readings: pa.RecordBatch | pa.Table) -> Floats:
    """The likeliest sentiment's probability less the second's."""
    return _margins(_feelings(readings))


def features(batch: pa.RecordBatch | pa.Table, readings: pa.RecordBatch | pa.Table) -> Floats:
    """FEATURES of each row, rows x features."""
    feelings = _feelings(readings)
    looks = [_looks(text or "") for text in batch.column("text").to_pylist()]
    languages = readings.column("language").to_pylist()
    columns = [
        _margins(feelings),
        *feelings.T,
        -(feelings * np.log(np.maximum(feelings, 1e-9))).sum(axis=1),
        _floats(readings, "toxicity"),
        _floats(readings, "needs_answer_p"),
        *np.array(looks, dtype=np.float64).reshape(-1, 5).T,
        _floats(readings, "language_p"),
        *(np.array([float(code == one) for code in languages]) for one in ("en", "nb", "pl")),
        np.array([float(bool(line)) for line in readings.column("because").to_pylist()]),
    ]
    return np.column_stack(columns)


def _feelings(readings: pa.RecordBatch | pa.Table) -> Floats:
    return np.column_stack(
        [_floats(readings, name) for name in ("negative", "neutral", "positive")]
    )


def _margins(feelings: Floats) -> Floats:
    ordered = np.sort(feelings, axis=1)
    gaps: Floats = ordered[:, 2] - ordered[:, 1]
    return gaps


def _floats(readings: pa.RecordBatch | pa.Table, name: str) -> Floats:
    return np.array(readings.column(name).to_pylist(), dtype=np.float64)


def _looks(text: str) -> Sequence[float]:
    tokens = split_tokens(text[:1_000])[:_MOST_TOKENS]
    return (
        math.log1p(len(tokens)),
        min(len(_EMOJI.findall(text[:1_000])), 5),
        min(sum(token.lower() in NEGATORS for token in tokens), 3),
        float("?" in text),
        float("!" in text),
    )
