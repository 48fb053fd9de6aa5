"""How an alert would have come: its peak, the press, and how long before each it rang."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firebell.core.triggers.alerts import HOUR, Kind, Ringing
from firebell.core.triggers.backtest.past import Past
from firebell.core.triggers.bank.params import DAY
from firebell.core.triggers.series import BUCKET, Buckets, Cell, Dimension

AFTERWARDS = DAY  # seconds after its end in which its peak and the press are still looked for


@dataclass(frozen=True, slots=True)
class Course:
    """One alert of one brand. Instants in seconds since 1970, leads in seconds.

    `peak_at` ends the largest hour from the onset to a day after the end, and `peak` is what was
    counted in it: complaints, or posts where the alert is about posts of any mood.
    """

    brand: int
    rang: Ringing
    peak_at: int
    peak: float
    press_at: int | None  # the first word of the press from the onset to a day after the end

    @property
    def lead(self) -> int:
        """Before the peak; below nothing where it rang after it."""
        return self.peak_at - self.rang.at

    @property
    def press_lead(self) -> int | None:
        return None if self.press_at is None else self.press_at - self.rang.at


def courses(
    past: Past,
    rang: Mapping[int, Sequence[Ringing]],
    press: Mapping[int, Sequence[int]] | None = None,
) -> list[Course]:
    """Of all alerts, in order of ringing. `press` are the instants, rising, of what the press wrote
    about each brand."""
    found = [
        _course(past, brand, one, (press or {}).get(brand, ()))
        for brand, alerts in rang.items()
        for one in alerts
    ]
    return sorted(found, key=lambda one: (one.rang.at, one.brand))


def _course(past: Past, brand: int, rang: Ringing, press: Sequence[int]) -> Course:
    end = min(past.until, (rang.ended_at or rang.last_at) + AFTERWARDS)
    buckets = past.counts.get(brand, {}).get((Dimension.BRAND, "")) or Buckets({})
    peak_at, peak = _largest_hour(buckets, rang, max(end, rang.at))
    place = bisect_left(press, rang.onset)
    wrote = press[place] if place < len(press) and press[place] <= end else None
    return Course(brand, rang, peak_at, peak, wrote)


def _largest_hour(buckets: Buckets, rang: Ringing, end: int) -> tuple[int, float]:
    """When the earliest of the largest hours ends, and what was counted in it."""
    best, best_at, hour = -1.0, rang.at, 0.0
    first = rang.onset // BUCKET * BUCKET
    for start in range(first - HOUR, end, BUCKET):
        hour += _value(buckets.cells.get(start), rang.kind)
        hour -= _value(buckets.cells.get(start - HOUR), rang.kind) if start >= first else 0.0
        if start >= first and hour > best + 1e-9:
            best, best_at = hour, start + BUCKET
    return best_at, max(best, 0.0)


def _value(cell: Cell | None, kind: str) -> float:
    if cell is None:
        return 0.0
    return float(cell.total if kind == Kind.VOLUME else cell.negative)
