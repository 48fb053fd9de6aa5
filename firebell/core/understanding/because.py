"""Why a reading says what it says: the words that moved it most, in the text's own spelling."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from firebell.core.text.hashing import Ints
from firebell.core.understanding.batch import TokenBatch
from firebell.core.understanding.model import NEGATIVE, NEUTRAL, POSITIVE, Scores
from firebell.core.understanding.vocabulary import Kind

MOST = 3
MAX_LENGTH = 120
_MUTE = Kind.MENTION | Kind.LINK | Kind.SILENT | Kind.CLAUSE_END


def reasons(
    tokens: Sequence[str], batch: TokenBatch, scores: Scores, labels: NDArray[np.int64]
) -> list[str]:
    """One line a text, "worst, cancelled, 3": at most three words, in their order in the text.

    ``scores`` are the tokens' scores, ``labels`` the place of each text's sentiment among the
    heads. Empty where nothing pulled towards the label, and for neutral texts.
    """
    lines = [""] * (len(batch.starts) - 1)
    for text, places in _strongest(batch, scores, labels).items():
        words = dict.fromkeys(tokens[place] for place in sorted(places))
        lines[text] = ", ".join(words)[:MAX_LENGTH]
    return lines


def _strongest(
    batch: TokenBatch, scores: Scores, labels: NDArray[np.int64]
) -> dict[int, list[int]]:
    pull = _pull(batch, scores, labels)
    places = np.flatnonzero(pull > 0)
    order = np.lexsort((places, -pull[places], batch.text[places]))
    found: dict[int, list[int]] = {}
    ordered = places[order]
    for text, place in zip(batch.text[ordered].tolist(), ordered.tolist(), strict=True):
        chosen = found.setdefault(text, [])
        if len(chosen) < MOST:
            chosen.append(place)
    return found


def _pull(batch: TokenBatch, scores: Scores, labels: NDArray[np.int64]) -> Ints:
    """How far each token moves its text towards its label and away from the other two, doubled."""
    label = labels[batch.text]
    all_three = scores[:, [NEGATIVE, NEUTRAL, POSITIVE]].sum(axis=1)
    towards = scores[np.arange(len(scores)), label]
    mute = ((batch.kinds & _MUTE) != 0) | (label == NEUTRAL)
    return np.where(mute, 0, 3 * towards - all_three)
