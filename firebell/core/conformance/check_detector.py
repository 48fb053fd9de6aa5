"""What every detector must keep, tested by itself: call `check_detector` with a new one."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any, TypeVar

import pyarrow as pa

from firebell.core.schema import SIGNAL
from firebell.core.triggers.contract import MICROSECONDS, POINT, Detector, points

BUCKET = 300
DAY = 24 * 3_600 // BUCKET
START = 1_700_006_400  # a midnight, UTC
POSTS = 6.0  # posts a bucket; a third of them is counted
State = TypeVar("State")


def check_detector(detector: Detector[State], *, days: int = 5, seed: int = 1) -> None:
    """Raises AssertionError with the rule that `detector` breaks.

    Works on five-minute points: flat chance, and flat chance with two hours in which nearly
    everything is counted and four times as much is said.
    """
    flat, burst = _flat(days, seed), _burst(days, seed)
    for name, table in (("flat", flat), ("burst", burst), ("gaps", _gaps(burst, seed))):
        whole = _run(detector, table, [table.num_rows])
        _check_rows(name, table, whole)
        _check_same_in_pieces(detector, name, table, whole, seed)
    _check_argument_untouched(detector, burst)
    _check_silent(detector, flat)
    _check_rings(detector, burst, days)
    _check_nothing(detector)


def _check_rows(name: str, table: pa.Table, found: pa.Table) -> None:
    assert found.schema.equals(SIGNAL), f"{name}: answer in the schema SIGNAL"
    instants = [at for at, _ in groupby(found["at"].to_pylist())]
    assert instants == table["at"].to_pylist(), f"{name}: signals for each point, at its time"
    for column in ("observed", "expected", "lower", "upper", "score"):
        values: list[Any] = found[column].to_pylist()
        assert all(math.isfinite(v) for v in values), f"{name}: {column} is NaN or infinite"
    bands: list[list[Any]] = [found[c].to_pylist() for c in ("lower", "expected", "upper")]
    rows = zip(*bands, strict=True)
    assert all(low <= mid <= high for low, mid, high in rows), f"{name}: lower <= expected <= upper"
    scores: list[Any] = found["score"].to_pylist()
    assert all(0 <= score <= 1 for score in scores), f"{name}: score within 0 and 1"


def _check_same_in_pieces(
    detector: Detector[State], name: str, table: pa.Table, whole: pa.Table, seed: int
) -> None:
    cuts = sorted(random.Random(seed).sample(range(table.num_rows + 1), 12))
    sizes = [b - a for a, b in pairwise([0, *cuts, table.num_rows])]
    pieces = _run(detector, table, sizes, through_bytes=True)
    assert pieces.equals(whole), f"{name}: one batch and many, with the state through bytes, differ"


def _check_argument_untouched(detector: Detector[State], table: pa.Table) -> None:
    state, _ = detector.step(detector.initial(), table.slice(0, DAY))
    before = detector.dump(state)
    detector.step(state, table.slice(DAY))
    assert detector.dump(state) == before, "step changed the state that it was given"


def _check_silent(detector: Detector[State], flat: pa.Table) -> None:
    rang = _rang(_run(detector, flat, [flat.num_rows]))
    assert not rang, f"rang on flat chance, first at {rang[0]}"


def _check_rings(detector: Detector[State], burst: pa.Table, days: int) -> None:
    rang = _rang(_run(detector, burst, [burst.num_rows]))
    assert rang, "did not ring on a planted burst"
    starts, ends = (burst["at"][days * DAY + n].as_py() for n in (0, 2 * 3_600 // BUCKET))
    assert starts <= rang[0] < ends, f"rang at {rang[0]}, not in the burst from {starts} on"


def _rang(found: pa.Table) -> list[Any]:
    rows = zip(found["at"].to_pylist(), found["ringing"].to_pylist(), strict=True)
    return [at for at, ringing in rows if ringing]


def _check_nothing(detector: Detector[State]) -> None:
    state, found = detector.step(detector.initial(), POINT.empty_table())
    assert found.num_rows == 0, "signals without points"
    assert detector.dump(state) == detector.dump(detector.initial()), "no points, another state"


def _run(
    detector: Detector[State], table: pa.Table, sizes: list[int], *, through_bytes: bool = False
) -> pa.Table:
    state, at, found = detector.initial(), 0, []
    for size in sizes:
        state, signals = detector.step(state, table.slice(at, size))
        found.append(signals)
        at += size
        if through_bytes:
            state = detector.load(detector.dump(state))
    return pa.concat_tables(found).combine_chunks()


def _flat(days: int, seed: int) -> pa.Table:
    return _table(list(_chance(days * DAY, POSTS, 1 / 3, random.Random(seed))))


def _burst(days: int, seed: int) -> pa.Table:
    rng = random.Random(seed)
    rows = [*_chance(days * DAY, POSTS, 1 / 3, rng), *_chance(24, 4 * POSTS, 0.9, rng)]
    return _table(rows + list(_chance(DAY // 2, POSTS, 1 / 3, rng)))


def _chance(
    number: int, posts: float, share: float, rng: random.Random
) -> Iterator[tuple[float, float]]:
    for _ in range(number):
        total = sum(rng.random() < posts / 40 for _ in range(40))
        yield float(sum(rng.random() < share for _ in range(total))), float(total)


def _gaps(table: pa.Table, seed: int) -> pa.Table:
    rng = random.Random(seed)
    away = range(2 * DAY, 2 * DAY + DAY // 3)
    keep = [n not in away and rng.random() < 0.9 for n in range(table.num_rows)]
    return table.filter(pa.array(keep)).combine_chunks()


def _table(rows: list[tuple[float, float]]) -> pa.Table:
    ends = [(START + (n + 1) * BUCKET) * MICROSECONDS for n in range(len(rows))]
    return points(ends, [value for value, _ in rows], [total for _, total in rows])
