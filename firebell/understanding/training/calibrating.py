"""Fixing how sure a model may be, on validation parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import logsumexp

from firebell.core.understanding.calibration import Calibration
from firebell.core.understanding.model import TOXIC
from firebell.understanding.training import sets
from firebell.understanding.training.sets import Labelled

Rows = Sequence[Labelled]
Judged = tuple[np.ndarray, np.ndarray]
MOODS, BOUNDS = slice(0, 3), (0.05, 5.0)
Logits = Callable[[Sequence[str]], np.ndarray]
"""Texts to their logits, texts x outputs."""

# Hindi is left out: no model that we tried finds the labels of its validation part better than
# chance does, so it would only teach that nothing is ever known.
CODES = {
    "arabic": "ar",
    "english": "en",
    "french": "fr",
    "german": "de",
    "italian": "it",
    "portuguese": "pt",
    "spanish": "es",
}


def sentiment_validation(data: Path) -> dict[str, list[Labelled]]:
    """Validation parts by language."""
    parts = {code: sets.xlmt(data, "val", [name]) for name, code in CODES.items()}
    parts["en"] = sets.tweeteval_sentiment(data, "val")
    parts["nb"] = sets.norec(data, "dev")
    return parts


def toxicity_validation(data: Path) -> dict[str, list[Labelled]]:
    """Validation parts by language; a tenth of the training texts where a set has none."""
    return {
        "en": sets.davidson(data, "val"),
        "de": [row for row in sets.germeval(data, "training") if sets.held_back(row.text)],
        "pl": [row for row in sets.poleval(data, "train") if sets.held_back(row.text)],
    }


def calibrate(logits: Logits, data: Path) -> Calibration:
    """The temperatures of sentiment and toxicity: one a language that has a validation part, and
    one for all others, from all parts together. Each part weighs the same there."""
    moods = {
        code: _judged(logits, rows, MOODS) for code, rows in sentiment_validation(data).items()
    }
    toxic = {code: _judged(logits, rows, TOXIC) for code, rows in toxicity_validation(data).items()}
    languages = ("", *sorted({*moods, *toxic}))
    return Calibration(languages, *(_sharpness(parts, languages) for parts in (moods, toxic)))


def _judged(logits: Logits, rows: Rows, heads: slice | int) -> Judged:
    """Logits of classes, one column each, and the right classes; toxicity against zero."""
    found = logits([row.text for row in rows])[:, heads]
    columns = found if found.ndim == 2 else np.column_stack([np.zeros(len(found)), found])
    return columns, np.array([row.label for row in rows])


def _sharpness(parts: Mapping[str, Judged], languages: Sequence[str]) -> np.ndarray:
    everywhere = list(parts.values())
    found = [_best([parts[code]] if code in parts else everywhere) for code in languages]
    return np.round(found, 3)


def _best(parts: Sequence[Judged]) -> float:
    def surprise(sharpness: float) -> float:
        """Mean negative log-likelihood, in nats."""
        return float(np.mean([_surprise(columns * sharpness, right) for columns, right in parts]))

    return float(minimize_scalar(surprise, bounds=BOUNDS, method="bounded").x)


def _surprise(logits: np.ndarray, right: np.ndarray) -> float:
    return float(np.mean(logsumexp(logits, axis=1) - logits[np.arange(len(right)), right]))
