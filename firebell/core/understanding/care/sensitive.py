"""Matters that always go to a person, at once. They lean to recall: a miss hurts somebody."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from firebell.core.understanding.care.cue import Cue
from firebell.core.understanding.care.cues import CueBatch

ALWAYS = {
    "safety": Cue.SAFETY,
    "injury": Cue.INJURY,
    "discrimination": Cue.DISCRIMINATION,
    "minors": Cue.MINORS,
    "self_harm": Cue.SELF_HARM,
    "law": Cue.LEGAL | Cue.CRIME,
    "data_breach": Cue.BREACH,
}
# Words that are also said of lighter things ("fire", "it hurts", "the kids loved it"): they count
# where the text is told as a trouble.
WHEN_TROUBLED = {
    "safety": Cue.SAFETY_MAYBE,
    "injury": Cue.INJURY_MAYBE,
    "minors": Cue.MINORS_MAYBE,
}
SENSITIVE = tuple(ALWAYS)
TROUBLED_FROM = 0.35
_TROUBLE = Cue.GRIEVANCE | Cue.ANGER | Cue.FEAR | Cue.SAFETY | Cue.INJURY | Cue.CONDEMN


def sensitive(cues: CueBatch, negative: NDArray[np.float64]) -> list[list[str]]:
    """The sensitive matters of each text, in the order of SENSITIVE."""
    troubled = (negative >= TROUBLED_FROM) | cues.has(_TROUBLE)
    matters: list[list[str]] = [[] for _ in range(len(troubled))]
    for name, cue in ALWAYS.items():
        found = cues.has(cue)
        if name in WHEN_TROUBLED:
            found = found | (cues.has(WHEN_TROUBLED[name]) & troubled)
        for text in np.flatnonzero(found).tolist():
            matters[text].append(name)
    return matters


def places(cues: CueBatch, text: int, matters: Sequence[str]) -> list[int]:
    """Which of a text's tokens say so, counted from its first."""
    found: set[int] = set()
    for name in matters:
        cue = ALWAYS[name] | WHEN_TROUBLED.get(name, Cue(0))
        found.update(cues.places(text, cue))
    return sorted(found)
