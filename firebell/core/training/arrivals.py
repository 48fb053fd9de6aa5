"""When people speak: a daily and weekly rhythm, and processes that excite themselves.

Times are seconds (float) from an origin that the caller chooses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from math import log
from random import Random
from typing import Protocol

DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Relative activity by local hour (24 weights) and by weekday (7, Monday first).

    Both are scaled to a mean of one, so that a rate times `at(...)` keeps its weekly mean. Between
    the middles of two hours the weight moves in a straight line.
    """

    hours: tuple[float, ...]
    weekdays: tuple[float, ...]

    def at(self, local: datetime) -> float:
        place = local.hour + local.minute / 60 + local.second / 3600 - 0.5
        before = int(place // 1)
        share = place - before
        hour = self.hours[before % 24] * (1 - share) + self.hours[(before + 1) % 24] * share
        return hour / self._mean(self.hours) * self._weekday(local.weekday())

    def peak(self) -> float:
        """An upper bound of `at`."""
        return max(self.hours) / self._mean(self.hours) * max(map(self._weekday, range(7)))

    def _weekday(self, day: int) -> float:
        return self.weekdays[day] / self._mean(self.weekdays)

    @staticmethod
    def _mean(weights: Sequence[float]) -> float:
        return sum(weights) / len(weights)


def daily_rate(
    per_day: float, rhythm: Rhythm, zone: tzinfo, origin: datetime
) -> Callable[[float], float]:
    """Events a second at a given second after `origin`, for `per_day` events in a mean day."""

    def rate(second: float) -> float:
        return per_day / DAY * rhythm.at((origin + timedelta(seconds=second)).astimezone(zone))

    return rate


def poisson(
    rate: Callable[[float], float], bound: float, until: float, rng: Random
) -> Iterator[float]:
    """Arrivals on [0, until) of an inhomogeneous Poisson process with `rate` <= `bound`.

    Thinning: P. A. W. Lewis and G. S. Shedler, "Simulation of nonhomogeneous Poisson processes by
    thinning", Naval Research Logistics Quarterly 26 (1979).
    """
    if bound <= 0:
        return
    at = rng.expovariate(bound)
    while at < until:
        if rng.random() * bound < rate(at):
            yield at
        at += rng.expovariate(bound)


def poisson_count(mean: float, rng: Random) -> int:
    """A Poisson number: how many unit-rate arrivals fall before `mean`."""
    count, at = 0, rng.expovariate(1.0)
    while at < mean:
        count += 1
        at += rng.expovariate(1.0)
    return count


class Kernel(Protocol):
    """How long after an event the events that it sets off come."""

    def delay(self, rng: Random) -> float:
        """Seconds, at least zero."""


@dataclass(frozen=True, slots=True)
class ExponentialKernel:
    """Memory that fades at a constant rate; `mean` is in seconds."""

    mean: float

    def delay(self, rng: Random) -> float:
        return rng.expovariate(1 / self.mean)


@dataclass(frozen=True, slots=True)
class PowerLawKernel:
    """Flat up to `knee` seconds, then falling as (s / knee) ** -(1 + theta).

    The shape of human reaction times to posts in Q. Zhao et al., "SEISMIC: a self-exciting point
    process model for predicting tweet popularity", KDD 2015.
    """

    knee: float
    theta: float = 0.5

    def delay(self, rng: Random) -> float:
        if rng.random() < self.theta / (1 + self.theta):
            return rng.random() * self.knee
        return self.knee * float((1.0 - rng.random()) ** (-1 / self.theta))


@dataclass(frozen=True, slots=True)
class Arrival:
    """One event of a self-exciting process. `parent` is an index into the returned list."""

    at: float
    parent: int | None = None


def hawkes(
    immigrants: Sequence[float],
    kernel: Kernel,
    branching: float,
    until: float,
    rng: Random,
    first: float | None = None,
) -> list[Arrival]:
    """A self-exciting process on [0, until), in order of time, each event with what set it off.

    Each event sets off Poisson(`branching`) others, an immigrant Poisson(`first`) if that is given,
    each after a delay drawn from `kernel`. A. G. Hawkes, "Spectra of some self-exciting and
    mutually exciting point processes", Biometrika 58 (1971); simulated through its clusters
    (Hawkes and Oakes, "A cluster process representation of a self-exciting process", Journal of
    Applied Probability 11, 1974) rather than by the thinning of Ogata (IEEE Transactions on
    Information Theory 27, 1981), because a thread needs to know which event it replies to.

    Raises ValueError where `branching` is not in [0, 1): the process would not end.
    """
    if not 0 <= branching < 1:
        raise ValueError(f"branching is {branching}: keep it from 0 to below 1")
    found = [Arrival(at) for at in immigrants if at < until]
    done = 0
    while done < len(found):
        mean = branching if first is None or found[done].parent is not None else first
        for _ in range(poisson_count(mean, rng)):
            at = found[done].at + kernel.delay(rng)
            if at < until:
                found.append(Arrival(at, done))
        done += 1
    return _in_order(found)


def _in_order(found: list[Arrival]) -> list[Arrival]:
    order = sorted(range(len(found)), key=lambda index: (found[index].at, index))
    rank = {old: new for new, old in enumerate(order)}
    return [
        Arrival(found[old].at, None if (parent := found[old].parent) is None else rank[parent])
        for old in order
    ]


def flare(peak: float, rise: float, half_life: float) -> Callable[[float], float]:
    """A rate a second that climbs to `peak` in `rise` seconds, then halves every `half_life`."""

    def rate(second: float) -> float:
        if second < rise:
            return peak * second / rise
        return float(peak * 2 ** (-(second - rise) / half_life))

    return rate


def flare_mean(peak: float, rise: float, half_life: float) -> float:
    """The expected number of arrivals of a `flare` that is left to burn out."""
    return peak * (rise / 2 + half_life / log(2))
