"""The memory of one series: a row of constant size, and to bytes and back."""

from __future__ import annotations

import zlib
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from firebell.core.triggers.bank.params import RhythmParams
from firebell.core.triggers.calibration import scales, seeded
from firebell.core.triggers.contract import StateError

HOURS, WEEK = 24, 168
Rows = NDArray[np.void]  # of `layout(...)`; a row is a series


@lru_cache
def layout(windows: int, size: int, statistics: int) -> np.dtype[np.void]:
    """Seconds since 1970 and indices are whole numbers; -1 says "not yet".

    Windows are those learned (`RhythmParams.steps`), a ring of `size` buckets behind them.
    """
    numbers, whole, short = np.float64, np.int64, np.float32
    return np.dtype(
        [
            ("first", whole),  # end of the first point
            ("born", whole),  # since when there is enough to speak of a usual
            ("seen", numbers),  # posts heard before birth
            ("cell", whole),  # the hour that is being filled, counted from 1970
            ("hour", whole),  # which hour of the week that is
            ("cell_value", numbers),
            ("cell_cover", numbers),  # the part of it that was heard, 0 to 1
            ("level", numbers),  # counts an hour, rhythm taken out
            ("weight", numbers),  # what the level is worth; its relative variance is 1 / weight
            ("factor", numbers),  # rhythm of the present hour
            ("unsure", numbers),  # its relative variance
            ("streak", whole),  # hours above (+) or below (-) the level
            ("last", whole),  # index of the last bucket
            ("observed", numbers, (windows,)),
            ("expected", numbers, (windows,)),
            ("block_observed", numbers, (windows,)),
            ("block_expected", numbers, (windows,)),
            ("unrest_sum", numbers, (windows,)),
            ("unrest_weight", numbers, (windows,)),
            ("evidence", numbers),  # that something lasts, in nats
            ("since", whole),  # the beginning of the bucket where the evidence began
            ("since_observed", numbers),
            ("since_expected", numbers),
            ("day", whole),  # the day whose loudest is being found
            ("day_cover", numbers),  # judged buckets of it
            ("day_top", numbers, (statistics,)),
            ("days", numbers),  # what was learned of days, discounted
            ("top_sum", numbers, (statistics,)),
            ("top_square", numbers, (statistics,)),
            ("prior_mean", numbers, (statistics,)),
            ("prior_variance", numbers, (statistics,)),
            # What these come to: they change at the end of a day only.
            ("location", numbers, (statistics,)),
            ("scale", numbers, (statistics,)),
            ("ring_observed", short, (size,)),
            ("ring_expected", short, (size,)),
            ("day_sum", short, (HOURS,)),
            ("day_weight", short, (HOURS,)),
            ("week_sum", short, (WEEK,)),
            ("week_weight", short, (WEEK,)),
        ]
    )


def layout_of(params: RhythmParams) -> np.dtype[np.void]:
    return layout(len(params.steps), params.size, params.statistics)


def empty_rows(params: RhythmParams, number: int = 1) -> Rows:
    """Series of which nothing was heard."""
    rows = np.zeros(number, layout_of(params))
    for name in ("first", "born", "cell", "last", "day"):
        rows[name] = -1
    rows["level"], rows["weight"] = 1.0, 0.02
    rows["factor"] = rows["unsure"] = 1.0
    rows["day_top"] = -np.inf
    loud = [span.loud for span in params.spans] + [params.sustained_loud]
    spread = [span.spread for span in params.spans] + [params.sustained_spread]
    shares = [span.share for span in params.spans] + [params.sustained_share]
    mean, variance = seeded(loud, spread, shares)
    rows["prior_mean"], rows["prior_variance"] = mean, variance
    scale_anew(rows)
    return rows


def scale_anew(rows: Rows) -> None:
    """After a day was learned: how loud the days of these series are."""
    names = ("days", "top_sum", "top_square", "prior_mean", "prior_variance")
    rows["location"], rows["scale"] = scales(*(rows[name] for name in names))


def dump_row(row: Rows, version: int) -> bytes:
    """A version byte and the numbers, deflated (a young profile is mostly zeros)."""
    return bytes([version]) + zlib.compress(row.tobytes(), 1)


def load_row(data: bytes, params: RhythmParams, version: int) -> Rows:
    """Raises StateError where the bytes are not of this version and these windows."""
    wanted = layout_of(params)
    try:
        raw = zlib.decompress(data[1:])
    except zlib.error as error:
        raise StateError(f"rhythm: broken state ({error}); start from initial()") from error
    if data[0] != version or len(raw) != wanted.itemsize:
        raise StateError("rhythm: state of another version or size; start from initial()")
    return np.frombuffer(raw, wanted).copy()
