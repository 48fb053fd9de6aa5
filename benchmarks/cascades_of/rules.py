"""What one would use instead: a rule without numbers, and SEISMIC (Zhao et al., KDD 2015)."""

from __future__ import annotations

import numpy as np

from firebell.core.triggers.cascade.memory import Numbers

# The paper's kernel for Twitter: constant for five minutes, then a power law.
HEIGHT, FLAT, THETA = 6.265e-4, 300.0, 0.242  # 1/s, s
LEAST_FOLLOWERS = 1.0
STEPS = 2_000
HUGE = 1e9


def speed(at: Numbers) -> float:
    """The quicker, the larger."""
    return -float(at[-1])


def seismic(at: Numbers, followers: Numbers, now: float, usual: float) -> tuple[float, float]:
    """(infectiousness, final size) by the posts up to `now`; the size is infinite where the paper's
    formula has no end. `usual` is its n*, the followers of an ordinary reader."""
    mass = np.maximum(followers, LEAST_FOLLOWERS)
    p = _infectiousness(at, mass, now)
    waiting = float((mass * (1 - _reacted(now - at))).sum())
    if p * usual >= 1:
        return p, np.inf
    return p, len(at) + p * waiting / (1 - p * usual)


def rank(at: Numbers) -> float:
    """SEISMIC where no followers are known: everybody has one. Endless ones by infectiousness."""
    p, size = seismic(at, np.ones(len(at)), float(at[-1]), 1.0)
    return min(size, HUGE) if np.isfinite(size) else HUGE * (1 + p)


def _infectiousness(at: Numbers, mass: Numbers, now: float) -> float:
    """Equation 7: reshares over exposures, both weighed by a triangle over the later half."""
    grid = np.linspace(0.0, max(now, 1.0), STEPS)
    weight = _triangle(grid, now)
    exposed = np.zeros(STEPS)
    for start in range(0, len(at), 500):
        some = slice(start, start + 500)
        exposed += mass[some] @ _kernel(grid[None, :] - at[some, None])
    below = float(np.trapezoid(weight * exposed, grid))
    return float(_triangle(at[1:], now).sum()) / max(below, 1e-12)


def _triangle(at: Numbers, now: float) -> Numbers:
    high: Numbers = np.maximum(1 - (now - at) / max(now / 2, 1.0), 0.0)
    return high


def _kernel(age: Numbers) -> Numbers:
    late = HEIGHT * (np.maximum(age, FLAT) / FLAT) ** -(1 + THETA)
    found: Numbers = np.where(age < 0, 0.0, late)
    return found


def _reacted(age: Numbers) -> Numbers:
    """The kernel's integral from 0."""
    tail = 1 - (np.maximum(age, FLAT) / FLAT) ** -THETA
    found: Numbers = HEIGHT * (np.minimum(age, FLAT) + FLAT / THETA * tail)
    return found
