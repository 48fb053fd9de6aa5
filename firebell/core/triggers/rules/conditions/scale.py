"""One scale for conditions that are a matter of degree: what rings, and what lasts."""

from __future__ import annotations

import math

from firebell.core.triggers.alerts import AlertRules
from firebell.core.triggers.contract import RINGING

OFF = AlertRules().off


def on_common_scale(score: float, hold: float) -> float:
    """A score below a half, moved so that `hold` of the threshold's odds falls on `OFF`."""
    lasts = hold / (1 + hold)
    if score >= RINGING or math.isclose(lasts, OFF):
        return score
    if score < lasts:
        return OFF * score / lasts
    return OFF + (RINGING - OFF) * (score - lasts) / (RINGING - lasts)
