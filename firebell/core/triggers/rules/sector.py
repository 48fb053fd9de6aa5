"""Own brand against competitors and the sector: does the same ring for the others as well?

What hits everybody (a strike, a storm, a rumour about the whole trade) needs another answer than
what hits us alone, and is less ours to explain.

- *The same* is the same measure of a brand as a whole, loud at the same instant.
- *The sector* has it if that holds for at least half of the other brands of the workspace, two at
  least; or for at least half of the competitors.
- A brand that is hit `WORSE` times as hard as those are in the median, as a multiple of what is
  usual for each, is not merely in it: the sector explains nothing.
- Else its severity is lowered by `LOWERED` steps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median

from firebell.core.triggers.alerts import AlertRules, Sound
from firebell.core.triggers.series import Dimension

LOWERED = 2
WORSE = 2.0
LOUD = AlertRules().off


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Which brands there are (id -> ours?), and what is loud about each: by measure and instant the
    brands and how many times the usual is heard."""

    brands: Mapping[int, bool] = field(default_factory=dict)
    loud: Mapping[tuple[str, int], Mapping[int, float]] = field(default_factory=dict)


NOWHERE = Elsewhere()


@dataclass(frozen=True, slots=True)
class Sector:
    """The other brands for which the same rings, if they are enough to be the sector."""

    also: tuple[int, ...] = ()
    lowered: int = 0


def elsewhere(brands: Mapping[int, bool], heard: Mapping[int, Iterable[Sound]]) -> Elsewhere:
    """What is loud about all brands of a workspace, from everything that was heard."""
    loud: dict[tuple[str, int], dict[int, float]] = defaultdict(dict)
    for brand, sounds in heard.items():
        for one in sounds:
            if one.series.dimension == Dimension.BRAND and one.score >= LOUD:
                found = loud[one.series.measure, one.at]
                found[brand] = max(found.get(brand, 0.0), times(one))
    return Elsewhere(dict(brands), dict(loud))


def times(sound: Sound) -> float:
    """How many times the usual; what is usually nothing counts as one."""
    return sound.observed / max(sound.expected, 1.0)


def sector(sound: Sound, brand: int, around: Elsewhere) -> Sector:
    """What the others say of this sound of `brand`.

    >>> from firebell.core.triggers.series import SeriesKey
    >>> one = Sound(SeriesKey("brand", "", "negative"), 0, 40.0, 4.0, 0.7, 3600, None)
    >>> around = elsewhere({1: True, 2: False, 3: False}, {1: [one], 2: [one]})
    >>> sector(one, 1, around)
    Sector(also=(2,), lowered=2)
    """
    heard = around.loud.get((sound.series.measure, sound.at), {})
    also = {other: many for other, many in heard.items() if other != brand}
    if not _enough(brand, set(also), around.brands):
        return Sector()
    if times(sound) >= WORSE * median(also.values()):
        return Sector()
    return Sector(tuple(sorted(also)), LOWERED)


def _enough(brand: int, also: set[int], brands: Mapping[int, bool]) -> bool:
    others = brands.keys() - {brand}
    rivals = {other for other in others if brands[other] != brands.get(brand, True)}
    most = len(also) >= 2 and 2 * len(also & others) >= len(others)
    return most or (bool(rivals) and 2 * len(also & rivals) >= len(rivals))
