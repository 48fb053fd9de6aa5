"""One long cascade, forecast again and again while it grows."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.cascades_of.rules import seismic
from firebell.core.triggers.cascade.given import Given
from firebell.runners.cascades import load_forecaster

WHEN = {"10_min": 600, "30_min": 1_800, "1_h": 3_600, "2_h": 7_200, "6_h": 21_600}
USUAL_FOLLOWERS = 100.0  # SEISMIC's n* as its package sets it


def growing(given: Given) -> dict[str, Any]:
    """Time observed -> what is foreseen, and by how much that is off (None: without end)."""
    return {name: _at(given, float(at)) for name, at in WHEN.items()}


def _at(given: Given, at: float) -> dict[str, Any]:
    final, known = len(given.at), given.at <= at
    ours = load_forecaster().judge([given], at)
    _, theirs = seismic(given.at[known], given.followers[known], at, USUAL_FOLLOWERS)
    return {
        "seen": int(known.sum()),
        "shipped": int(ours.final[0]),
        "between": [int(ours.lower[0]), int(ours.upper[0])],
        "error": round(abs(float(ours.final[0]) / final - 1), 3),
        "seismic": round(theirs) if np.isfinite(theirs) else None,
        "seismic_error": round(abs(theirs / final - 1), 3) if np.isfinite(theirs) else None,
    }
