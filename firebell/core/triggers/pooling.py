"""What the series of a workspace lend a new one: how loud their days usually get.

A new series knows nothing of its own tails, so that prior days stand in (see `calibration`). Those
that ship are an average over the world; where a workspace has enough series of the kind, theirs are
nearer. By the method of moments, as in empirical Bayes (Efron and Morris, JASA 70, 1975): of each
day's largest statistic the mean over series, and the variance of a day of a series that is not
known yet, which is that within series and that among them. What ships stands beside it like
`SHIPPED` series, so that eight do not outvote the world. The prior is part of the memory of a
series from its birth on, and is never changed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from firebell.core.triggers.bank import RhythmParams, empty_rows
from firebell.core.triggers.bank.layout import Rows, scale_anew

FEWEST = 8  # series
LEAST_DAYS = 10.0  # learned by each, older ones fading: a fortnight teaches eleven
SHIPPED = 4.0  # series


@dataclass(frozen=True, slots=True)
class Prior:
    """Of each day's largest of every statistic (`RhythmParams.statistics` of them)."""

    mean: tuple[float, ...]
    variance: tuple[float, ...]
    series: int  # that it comes from


def pooled(p: RhythmParams, rows: Rows, fewest: int = FEWEST) -> Prior | None:
    """What these series lend; None where too few know a fortnight. All are judged by `p`."""
    known = rows[rows["days"] >= LEAST_DAYS]
    if len(known) < fewest:
        return None
    days = known["days"][:, None]
    means = known["top_sum"] / days
    own = np.maximum(0.0, known["top_square"] / days - means * means) * days / (days - 1)
    within = own.mean(axis=0)
    among = np.maximum(0.0, means.var(axis=0, ddof=1) - (own / days).mean(axis=0))
    world = empty_rows(p)[0]
    whole = len(known) + SHIPPED
    mean = (len(known) * means.mean(axis=0) + SHIPPED * world["prior_mean"]) / whole
    variance = (len(known) * (within + among) + SHIPPED * world["prior_variance"]) / whole
    return Prior(tuple(mean.tolist()), tuple(variance.tolist()), len(known))


def born_with(p: RhythmParams, prior: Prior, number: int = 1) -> Rows:
    """Series of which nothing was heard, that begin with this prior. ValueError for one that was
    made for other statistics."""
    rows = empty_rows(p, number)
    if {len(prior.mean), len(prior.variance)} != {p.statistics}:
        raise ValueError(f"a prior of {len(prior.mean)} statistics, where there are {p.statistics}")
    rows["prior_mean"], rows["prior_variance"] = prior.mean, prior.variance
    scale_anew(rows)
    return rows
