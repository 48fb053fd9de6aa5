"""The self-exciting process behind a cascade: what each post still has to set off.

Each post brings on average p reshares, spread in time by a kernel phi that integrates to one
(Hawkes, Biometrika 58, 1971). With phi a sum of exponentials, the share of all that was posted
whose time is still to come is a sum of fading sums, and p and the final size follow in closed form,
as in SEISMIC (Zhao et al., KDD 2015, eq. 6 and proposition 3.2).
"""

from __future__ import annotations

import numpy as np

from firebell.core.triggers.cascade.memory import TAUS, Numbers

HEAVINESS = (0.2, 0.5, 1.0)  # exponents of the power law that the kernels stand for
HIGHEST = 0.95  # infectiousness from here on: growth without end, as far as this process knows
PRIOR = 2.0  # reshares' worth of belief ...
USUAL = 0.6  # ... in this many reshares a post


def weights(heaviness: float) -> Numbers:
    """How much of the kernel each of TAUS carries: phi(s) about s ** -(1 + heaviness)."""
    raw = TAUS**-heaviness
    shares: Numbers = raw / raw.sum()
    return shares


def infectiousness(count: Numbers, waiting: Numbers) -> Numbers:
    """Reshares a post, from `count` posts of which `waiting` (a sum of shares) is still to act."""
    p: Numbers = (count - 1 + PRIOR) / (np.maximum(count - waiting, 0.0) + PRIOR / USUAL)
    return p


def still_to_come(p: Numbers, waiting: Numbers) -> Numbers:
    """Expected reshares: what waits sets off p, each of which sets off p, and so on."""
    held = np.minimum(p, HIGHEST)
    more: Numbers = held * waiting / (1 - held)
    return more
