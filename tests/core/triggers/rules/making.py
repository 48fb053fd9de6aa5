"""Sounds, triggers and scenes for the tests of the rules."""

from __future__ import annotations

import math
from typing import Any

from firebell.core.triggers.alerts import Sound
from firebell.core.triggers.cascade.viral import Outlook
from firebell.core.triggers.rules.conditions import CONDITIONS
from firebell.core.triggers.rules.effects import EFFECTS
from firebell.core.triggers.rules.scene import Scene
from firebell.core.triggers.rules.sector import elsewhere
from firebell.core.triggers.rules.trigger import Trigger
from firebell.core.triggers.series import SeriesKey

HOUR = 3_600
BRAND = ("brand", "", "negative")
LISTENS = {
    "name": "listens",
    "measures": ["negative", "share", "total"],
    "dimensions": ["brand", "channel", "topic"],
}


def sound(
    series: tuple[str, str, str] = BRAND,
    at: int = 0,
    observed: float = 40.0,
    expected: float = 4.0,
    score: float = 0.7,
    return_weeks: float | None = None,
    window: int = HOUR,
    outlook: Outlook | None = None,
) -> Sound:
    return Sound(
        SeriesKey(*series), at, observed, expected, score, window, None, return_weeks,
        outlook=outlook,
    )  # fmt: skip


def viral(chance_of: int = 400, **more: Any) -> Sound:
    """A post with 40 reposts that reaches as many as `chance_of` as likely as not."""
    outlook = Outlook(40, 40, far=100, location=math.log(chance_of - 40.5), scale=1.0)
    return sound(("post", "17", "reshares"), outlook=outlook, **more)


def trigger(
    *conditions: dict[str, Any],
    effects: tuple[dict[str, Any], ...] = ({"name": "ring"},),
    id: int = 1,
    **more: Any,
) -> Trigger:
    rows = conditions or (LISTENS, {"name": "rare"})
    return Trigger(
        id=id,
        kind="own",
        conditions=tuple(map(CONDITIONS.read, rows)),
        effects=tuple(map(EFFECTS.read, effects)),
        **more,
    )


def scene(
    *heard: Sound, brand: int = 1, own: bool = True, others: Any = None, **more: Any
) -> Scene:
    """`others`: brand -> (ours?, sounds)."""
    others = others or {}
    around = elsewhere(
        {brand: own, **{other: ours for other, (ours, _sounds) in others.items()}},
        {brand: heard, **{other: sounds for other, (_ours, sounds) in others.items()}},
    )
    return Scene(brand, own, heard, around, **more)
