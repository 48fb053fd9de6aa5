"""From features to labels and probabilities, by the tables of ``weights``."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from firebell.core.text.hashing import Ints
from firebell.core.understanding.care.features import NAMES, ONE
from firebell.core.understanding.care.fitted import EMOTION, INTENT, IRONY
from firebell.core.understanding.care.weights import CARE, Table

GRAIN = 256
PER_LOGIT = 128
STEP = ONE * GRAIN // PER_LOGIT
_FURTHEST = 30 * PER_LOGIT
_WHOLE = 1 << 40

Floats = NDArray[np.float64]

# Worked out a number at a time: vector exponentials may differ with a number's place in an array.
_FALLING = np.array(
    [round(_WHOLE * math.exp(-step / PER_LOGIT)) for step in range(_FURTHEST + 1)], dtype=np.int64
)
_LOGISTIC = np.array(
    [1.0 / (1.0 + math.exp(-step / PER_LOGIT)) for step in range(-_FURTHEST, _FURTHEST + 1)]
)


class Heads:
    """Logits of all labels at once. ``tables`` hold, for each label, what a feature adds.

    Raises ValueError where a table names a feature that there is none of.
    """

    def __init__(self, *tables: Table) -> None:
        self.labels = [label for table in tables for label in table]
        self._weights = np.zeros((len(NAMES), len(self.labels)), dtype=np.int64)
        self._bases = np.zeros(len(self.labels), dtype=np.int64)
        places = {name: place for place, name in enumerate(NAMES)}
        for column, row in enumerate(row for table in tables for row in table.values()):
            for name, weight in row.items():
                whole = round(weight * GRAIN)
                if name == "base":
                    self._bases[column] = whole * ONE
                elif name in places:
                    self._weights[places[name], column] = whole
                else:
                    raise ValueError(f"{name} is no feature")

    def logits(self, features: Ints) -> Ints:
        """Logits in PER_LOGIT-ths, texts x labels. Whole numbers are added, so no order of adding
        can matter, and no threads of a matrix library are woken for so little."""
        found: Ints = (features @ self._weights + self._bases) // STEP
        return found


ALONE = CARE | IRONY
HEADS = Heads(INTENT, EMOTION, ALONE)
INTENTS, EMOTIONS = tuple(INTENT), tuple(EMOTION)
_EMOTION_FROM = len(INTENTS)
_CARE_FROM = _EMOTION_FROM + len(EMOTIONS)


class Judged:
    """What the heads say of a batch."""

    def __init__(self, features: Ints) -> None:
        logits = HEADS.logits(features)
        self.intents = likeliest(logits[:, :_EMOTION_FROM], INTENTS)
        self.emotions = likeliest(logits[:, _EMOTION_FROM:_CARE_FROM], EMOTIONS)
        alone = logistic(logits[:, _CARE_FROM:])
        self.alone: Mapping[str, Floats] = {
            label: alone[:, place] for place, label in enumerate(ALONE)
        }


def likeliest(logits: Ints, labels: Sequence[str]) -> tuple[list[str], Floats]:
    """The likeliest label of each row, the first of equals, and their probabilities."""
    places = logits.argmax(axis=1)
    below = np.minimum(logits.max(axis=1, keepdims=True) - logits, _FURTHEST)
    chances: Floats = _WHOLE / _FALLING[below].sum(axis=1)
    return [labels[place] for place in places.tolist()], chances


def logistic(logits: Ints) -> Floats:
    """Probabilities of logits in PER_LOGIT-ths."""
    found: Floats = _LOGISTIC[np.clip(logits, -_FURTHEST, _FURTHEST) + _FURTHEST]
    return found
