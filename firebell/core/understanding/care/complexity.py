"""How much work a matter is: low, moderate or high, by points for what makes it so.

High matters leave the public network, so the points are for what one answer cannot settle: many
parties, a history, several questions, law, injury, much to read.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from firebell.core.understanding.care.cue import Cue
from firebell.core.understanding.care.cues import CueBatch
from firebell.core.understanding.vocabulary import Kind

LOW, MODERATE, HIGH = "low", "moderate", "high"
MODERATE_FROM, HIGH_FROM = 2, 4
_HEAVY = frozenset({"safety", "injury", "discrimination", "self_harm", "law", "data_breach"})


def complexity(
    cues: CueBatch, matters: Sequence[Sequence[str]], facts: Sequence[int], alone: Sequence[bool]
) -> list[str]:
    """``matters``: sensitive matters of each text; ``facts``: how many things that care can act
    on it names; ``alone``: it asks for nothing and complains of nothing, so is simple."""
    batch = cues.batch
    words = batch.count(Kind.WORD)
    points = (
        (words > 45).astype(np.int64)
        + (words > 90)
        + (words > 180)
        + (batch.count(Kind.QUESTION) > 1)
        + 2 * cues.has(Cue.EARLIER)
        + cues.has(Cue.PARTIES)
        + cues.has(Cue.COMPENSATION)
        + 2 * cues.has(Cue.LEGAL)
        + np.array([min(number // 2, 2) for number in facts], dtype=np.int64)
        + np.array([2 * bool(_HEAVY.intersection(some)) for some in matters], dtype=np.int64)
    )
    return [
        LOW if simple or point < MODERATE_FROM else MODERATE if point < HIGH_FROM else HIGH
        for point, simple in zip(points.tolist(), alone, strict=True)
    ]
