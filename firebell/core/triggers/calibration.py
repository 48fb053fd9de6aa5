"""How rare is a statistic, for this very series: once in how many weeks is it so high for nothing?

A detector's probabilities are only as good as its model, and real series have heavier tails than
any. So each series' own past says what its statistics do when nothing is the matter: the largest
value of each day is kept track of (mean and variance, older days fading), and the chance that a
day's largest is at least x is read off a tail between a Gumbel's and a normal's, their geometric
mean: the first is the limit law of maxima (Gumbel, Statistics of Extremes, 1958, chapter 5), and
was too cautious far out, where the second was too bold. With q that chance, x is reached once in
1 / (7 q) weeks: its return period (ibid., section 1.2.1).

Statistics are logarithms of strength, in which heavy and light tails look alike enough. A day so
loud that it returns once in `CLIPPED` weeks teaches no more than that: what rang must not make the
series deaf. Prior days stand in while the series is young, few for the location, which differs from
series to series, more for the scale, which differs less.

Then the same once more for the loudest of several statistics, each shifted by its share of the
false alerts: they hang together, and how much is learned like everything else.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

EULER = 0.5772156649015329
GUMBEL = math.sqrt(6) / math.pi  # scale of a Gumbel beside its standard deviation
HALF_LIFE = 60.0  # days
PRIOR_DAYS = (6.0, 16.0)  # for location and scale
LOUDEST_DAYS = (8.0, 16.0)  # the same for the loudest statistic
CLIPPED = 8.0  # weeks
LEAST_SCALE = 0.1
TOGETHER = 0.45  # how far several statistics ring apart from each other, before it is learned
_KEEP = 0.5 ** (1 / HALF_LIFE)
_CLIP = -math.log(-math.log1p(-1 / (7 * CLIPPED)))  # reduced variate of a clipped day
NEVER = -9.0  # log weeks of what is not judged


def seeded(
    loud: Sequence[float], spread: Sequence[float], shares: Sequence[float]
) -> tuple[Numbers, Numbers]:
    """Prior mean and variance of a day's largest: of each statistic, and of the loudest."""
    apart = 1 + TOGETHER * (sum(shares) / max(shares) - 1)
    location = np.array([*loud, math.log(apart / 7)])
    scale = np.array([*spread, 1.0])
    return location + EULER * scale, (scale / GUMBEL) ** 2


def scales(
    days: Numbers,
    top_sum: Numbers,
    top_square: Numbers,
    mean: Numbers,
    variance: Numbers,
    *,
    with_loudest: bool = True,
) -> tuple[Numbers, Numbers]:
    """Gumbel location and scale of each day's largest, [n, statistics]; `days` is [n]."""
    located, scaled = np.full(mean.shape[-1], PRIOR_DAYS[0]), np.full(mean.shape[-1], PRIOR_DAYS[1])
    if with_loudest:
        located[-1], scaled[-1] = LOUDEST_DAYS
    known = days[:, None]
    middle = (top_sum + located * mean) / (known + located)
    around = top_square - 2 * middle * top_sum + middle * middle * known
    deviation = np.sqrt(np.maximum(0.0, around + scaled * variance) / (known + scaled))
    scale = np.maximum(LEAST_SCALE, GUMBEL * deviation)
    return middle - EULER * scale, scale


def log_weeks(value: Numbers, location: Numbers, scale: Numbers) -> Numbers:
    """Natural logarithm of the return period in weeks.

    >>> place, wide = np.array([[2.0]]), np.array([[0.5]])
    >>> np.round(np.exp(log_weeks(np.array([[2.0, 4.0, 6.0]]), place, wide)), 1).tolist()
    [[0.2, 17.2, 130428.4]]
    """
    reduced = np.clip((value - location) / scale, -6.0, 25.0)
    gumbel = -np.expm1(-np.exp(-reduced))
    tail = np.sqrt(gumbel * _normal_tail((reduced - EULER) * GUMBEL))
    answer: Numbers = -np.log(7.0 * tail)
    return answer


def _normal_tail(z: Numbers) -> Numbers:
    """P(Z > z), off by less than 0.3 % (Borjesson and Sundberg, IEEE Trans. Comm. 27, 1979)."""
    far = np.abs(z)
    tail = np.exp(-0.5 * far * far) / math.sqrt(2 * math.pi)
    tail = tail / (0.661 * far + 0.339 * np.sqrt(far * far + 5.51))
    return np.where(z < 0, 1.0 - tail, tail)


def learned(
    days: Numbers,
    top_sum: Numbers,
    top_square: Numbers,
    top: Numbers,
    location: Numbers,
    scale: Numbers,
) -> tuple[Numbers, Numbers, Numbers]:
    """`days`, `top_sum` and `top_square` after one more day, whose largest were `top`."""
    told = np.minimum(top, location + _CLIP * scale)
    return (
        _KEEP * days + 1.0,
        _KEEP * top_sum + told,
        _KEEP * top_square + told * told,
    )
