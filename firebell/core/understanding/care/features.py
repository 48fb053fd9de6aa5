"""What the care heads look at: a row of small whole numbers a text.

Each cue and each kind of word is 0 or 1; a few pairs of them as well, since irony is praise beside
a mishap; what the first floor says of the text is in 64ths. Whole numbers add up exactly, so a
text is read the same in any batch.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firebell.core.text.hashing import Ints
from firebell.core.understanding.care.cue import Cue
from firebell.core.understanding.care.cues import CueBatch
from firebell.core.understanding.entities import Trace
from firebell.core.understanding.vocabulary import Kind

ONE = 64
"""What a feature that is there counts for, and a probability of 1."""

CUES = tuple(Cue)
KINDS = (
    Kind.MENTION,
    Kind.LINK,
    Kind.QUESTION,
    Kind.NEGATOR,
    Kind.PRAISE,
    Kind.COMPLAINT,
    Kind.ABUSE,
    Kind.REQUEST,
    Kind.OWN,
    Kind.THANKS,
    Kind.QUESTION_WORD,
    Kind.FAVOUR,
    Kind.JOY,
    Kind.SORROW,
)
PAIRS = {
    "GUSH+MISHAP": ("GUSH", "MISHAP"),
    "GUSH+GRIEVANCE": ("GUSH", "GRIEVANCE"),
    "GUSH+SMIRK": ("GUSH", "SMIRK"),
    "GUSH+ANGER": ("GUSH", "ANGER"),
    "EXCLAIM+GUSH": ("EXCLAIM", "GUSH"),
    "MOCK+MISHAP": ("MOCK", "MISHAP"),
    "MOCK+GUSH": ("MOCK", "GUSH"),
    "PRAISE+COMPLAINT": ("PRAISE", "COMPLAINT"),
    "QUESTION+REQUEST": ("QUESTION", "REQUEST"),
    "NEGATOR+GUSH": ("NEGATOR", "GUSH"),
    "VIOLENT+YOU": ("VIOLENT", "YOU"),
    "VIOLENT+WILL": ("VIOLENT", "WILL"),
    "JOY+NEGATOR": ("JOY", "NEGATOR"),
}
SAID = ("negative", "neutral", "positive", "question", "toxic")
CIRCUMSTANCES = ("addressed", "short", "long", "wordless", "shouts", "numbers")

_KIND_NAMES = {Kind.PRAISE: "PRAISE", Kind.JOY: "KIND_JOY"}
NAMES = (
    *(cue.name or "" for cue in CUES),
    *(_KIND_NAMES.get(kind, kind.name or "") for kind in KINDS),
    *PAIRS,
    *SAID,
    *CIRCUMSTANCES,
)
"""The features in their order."""


@dataclass(frozen=True)
class Said:
    """What the first floor says of each text: ``sentiments`` texts x 3 (negative, neutral,
    positive), probabilities of a question and of toxicity; ``addressed``: written to the brand."""

    sentiments: NDArray[np.float64]
    question: NDArray[np.float64]
    toxicity: NDArray[np.float64]
    addressed: NDArray[np.bool_]


def features(cues: CueBatch, said: Said) -> Ints:
    """Features of the texts, texts x NAMES."""
    bits = np.array([int(cue) for cue in CUES], dtype=np.int64)
    flags = [(cues.texts[:, None] & bits) != 0, _kinds(cues)]
    first = np.concatenate(flags, axis=1)
    columns = {name: first[:, place] for place, name in enumerate(NAMES[: first.shape[1]])}
    pairs = [columns[one] & columns[other] for one, other in PAIRS.values()]
    likely = np.column_stack([said.sentiments, said.question, said.toxicity])
    parts = [
        first * ONE,
        np.column_stack(pairs) * ONE,
        np.rint(likely * ONE).astype(np.int64),
        _circumstances(cues, said) * ONE,
    ]
    return np.concatenate(parts, axis=1).astype(np.int64)


def _kinds(cues: CueBatch) -> NDArray[np.bool_]:
    kinds = cues.batch.kinds.astype(np.int64)
    together = CueBatch.together(kinds, cues.batch.starts)
    bits = np.array([int(kind) for kind in KINDS], dtype=np.int64)
    return np.asarray((together[:, None] & bits) != 0)


def _circumstances(cues: CueBatch, said: Said) -> Ints:
    words = cues.batch.count(Kind.WORD)
    return np.column_stack(
        [
            said.addressed,
            words < 6,
            words > 40,
            words == 0,
            cues.shouts,
            (cues.texts & Trace.DIGIT) != 0,
        ]
    ).astype(np.int64)
