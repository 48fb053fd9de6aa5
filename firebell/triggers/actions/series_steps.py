"""Series brought up to an instant: their states, their charts, what was above the usual."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from firebell.accounts.queries import calendar_of
from firebell.common import bulk
from firebell.core.triggers.alerts import Sound, sounds
from firebell.core.triggers.contract import MICROSECONDS
from firebell.core.triggers.detectors.rhythm import Rhythm
from firebell.core.triggers.judging import Due, SeriesMemory, advance_together
from firebell.core.triggers.pooling import Prior, born_with
from firebell.core.triggers.series import (
    DETECTORS,
    Buckets,
    Dimension,
    Measure,
    SeriesKey,
    measures,
)
from firebell.triggers import queries
from firebell.triggers.models import SeriesPrior, SeriesState
from firebell.triggers.queries import Part

CHARTED = (Measure.NEGATIVE, Measure.TOTAL)
CHART_WINDOW = 3_600  # seconds that a point of a chart looks back
CHART_STEP = 900  # seconds between two points of a chart


@dataclass(frozen=True, slots=True)
class Advanced:
    """What series came to: by brand what was above the usual, and rows to store."""

    heard: dict[int, list[Sound]]
    states: list[tuple[Any, ...]]
    points: list[tuple[Any, ...]]


def advance(
    workspace_id: int,
    due: Mapping[int, int],
    counted: Mapping[Part, Buckets],
    edge: int,
    *,
    open_bucket: bool = False,
) -> Advanced:
    """Bring every series of the due brands up to `edge`, in memory."""
    known = queries.series_states(workspace_id, due, list(counted))
    wanted = {(part, measure) for part in counted for measure in measures(part.dimension)}
    heard: dict[int, list[Sound]] = defaultdict(list)
    states, points = [], []
    priors = queries.priors_of(workspace_id) if wanted - known.keys() else {}
    asked = {}
    for part, measure in sorted(wanted | known.keys()):
        mine = (counted.get(part) or Buckets({})).since(due[part.brand])
        row, prior = known.get((part, measure)), priors.get((part.dimension, measure))
        memory = _remembered(row) or _born(prior, mine)
        asked[part, measure] = Due(part.dimension, measure, memory, mine)
    for (part, measure), (memory, found) in advance_together(
        asked, edge, calendar_of(workspace_id)
    ).items():
        states.append(_row_of(workspace_id, part, measure, memory))
        heard[part.brand] += sounds(SeriesKey(part.dimension, part.key, measure), found)
        if part.dimension == Dimension.BRAND and measure in CHARTED:
            points += _chart(workspace_id, part.brand, measure, found, open_bucket)
    return Advanced(heard, states, points)


def _remembered(row: SeriesState | None) -> SeriesMemory | None:
    if row is None:
        return None
    through = int(row.through.timestamp())
    return SeriesMemory(row.detector, row.version, bytes(row.state), through, row.judges)


def _born(prior: SeriesPrior | None, counted: Buckets) -> SeriesMemory | None:
    """The memory of a series that begins with its first count, and with what others lend it; None
    where nobody lends, or for another version of what judges it."""
    if prior is None or not counted.cells:
        return None
    detector = DETECTORS[prior.dimension, prior.measure]
    if not isinstance(detector, Rhythm) or prior.version != detector.version:
        return None
    with suppress(ValueError):
        lent = Prior(tuple(prior.mean), tuple(prior.variance), prior.series)
        state = detector.dump(born_with(detector.params, lent))
        return SeriesMemory(detector.name, detector.version, state, min(counted.cells), False)
    return None


def _row_of(workspace_id: int, part: Part, measure: str, memory: SeriesMemory) -> tuple[Any, ...]:
    return (
        workspace_id,
        *part,
        measure,
        memory.detector,
        memory.version,
        memory.state,
        bulk.instant(instant(memory.through)),
        memory.judges,
    )


def store_states(rows: Sequence[tuple[Any, ...]]) -> None:
    bulk.upsert(
        "triggers_seriesstate",
        ("workspace_id", "brand_id", "dimension", "key", "measure"),
        ("detector", "version", "state", "through", "judges"),
        rows,
    )


def _chart(
    workspace_id: int, brand: int, measure: str, found: pa.Table, open_bucket: bool
) -> list[tuple[Any, ...]]:
    """The hour's signals, thinned to the chart's step.

    What is not final yet moves on to the next point of the chart, which grows until it is.
    """
    instants = [micros // MICROSECONDS for micros in found["at"].cast(pa.int64()).to_pylist()]
    if open_bucket:
        last = max(instants, default=0)
        instants = [-(-at // CHART_STEP) * CHART_STEP if at == last else at for at in instants]
    windows = found["window"].to_pylist()
    first: dict[int, int] = {}  # what lasts may happen to look back as far, behind the hour
    for row, at in enumerate(instants):
        if at % CHART_STEP == 0 and windows[row] == CHART_WINDOW:
            first.setdefault(at, row)
    rows = list(first.values())
    kept = found.take(pa.array(rows, pa.int64()))
    columns = [kept[name].to_pylist() for name in ("observed", "expected", "lower", "upper")]
    return [
        (workspace_id, brand, measure, bulk.instant(instant(instants[row])), *values)
        for row, *values in zip(rows, *columns, strict=True)
    ]


def store_points(rows: Sequence[tuple[Any, ...]]) -> None:
    bulk.upsert(
        "triggers_seriespoint",
        ("workspace_id", "brand_id", "measure", "at"),
        ("observed", "expected", "lower", "upper"),
        rows,
    )


def instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
