"""Tail probabilities of counts, exact enough far out where alerts are decided."""

from __future__ import annotations

import math

SMALLEST = 1e-300
TINY = 1e-9  # what a mean of nothing is taken for
BAND = 2.81  # 99.5 % of the usual lies between the bounds, in standard deviations
_LARGE = 1_000.0


def negative_binomial_tail(k: float, mean: float, relative_variance: float) -> float:
    """P(Y >= k) for a Gamma-Poisson count: variance = mean + relative_variance * mean ** 2.

    Greenwood and Yule (1920); as the regularised incomplete beta function I_q(k, 1 / relative
    variance), which is defined for any k > 0. Large means are brought down to a thousand with the
    relative variance kept, so that the fraction stays short.

    >>> round(negative_binomial_tail(10, 3, 0.1), 5)
    0.00486
    """
    if k <= 0:
        return 1.0
    mean = max(mean, 1e-9)
    spread = max(relative_variance, 1e-6)
    if mean > _LARGE:
        spread = max(spread + 1 / mean - 1 / _LARGE, 1e-6)
        k, mean = k * _LARGE / mean, _LARGE
    if k <= mean:
        return 1.0 - _lower_normal(k, mean, spread)
    shape = 1.0 / spread
    q = mean / (mean + shape)
    log_first = (
        math.lgamma(k + shape)
        - math.lgamma(shape)
        - math.lgamma(k + 1)
        - shape * math.log1p(mean * spread)
        + k * math.log(q)
    )
    return min(1.0, max(SMALLEST, math.exp(max(log_first, -690.0)) * _beta_fraction(k, shape, q)))


def beta_binomial_tail(k: float, n: float, share: float, strength: float) -> float:
    """P(X >= k) of n trials whose share is Beta(share * strength, (1 - share) * strength).

    >>> round(beta_binomial_tail(9, 10, 0.5, 50), 4)
    0.0174
    """
    if k <= 0 or k > n:
        return 1.0 if k <= 0 else SMALLEST
    a, b = share * strength, (1 - share) * strength
    log_term = (
        math.lgamma(n + 1)
        - math.lgamma(k + 1)
        - math.lgamma(n - k + 1)
        + _log_beta(k + a, n - k + b)
        - _log_beta(a, b)
    )
    term = total = math.exp(max(log_term, -690.0))
    j = k
    while j + 1 <= n and (term > 1e-10 * total or j < n * share):
        term *= (n - j) / (j + 1) * (j + a) / (n - j - 1 + b)
        total += term
        j += 1
    return min(1.0, max(SMALLEST, total))


def gamma_band(mean: float, variance: float) -> tuple[float, float]:
    """Between these lie 99.5 % of a gamma, and its mean, by Wilson and Hilferty's cube root (1931).

    Close enough for the band on a chart; alerts use the exact tails.

    >>> [round(bound, 2) for bound in gamma_band(4.0, 4.0)]
    [0.51, 11.96]
    """
    mean = max(mean, TINY)
    ninth = variance / (9 * mean * mean)
    root = BAND * math.sqrt(ninth)
    low, high = max(0.0, 1 - ninth - root), max(0.0, 1 - ninth + root)
    return min(mean * (low * low * low), mean), max(mean * (high * high * high), mean)


def _lower_normal(k: float, mean: float, spread: float) -> float:
    """P(Y < k) below the mean, where nothing rings and a normal will do."""
    deviation = math.sqrt(mean + spread * mean * mean)
    return 0.5 * math.erfc((mean - k + 0.5) / (deviation * math.sqrt(2)))


def _beta_fraction(a: float, b: float, x: float) -> float:
    """I_x(a, b) divided by x ** a * (1 - x) ** b / (a * B(a, b)), for x below the mean a / (a + b).

    The continued fraction of Abramowitz and Stegun (1964), 26.5.8, by Lentz's method: some ten
    rounds, where the sum of the tail itself takes hundreds.
    """
    c, d = 1.0, 1.0 / max(1.0 - (a + b) * x / (a + 1.0), TINY)
    fraction = d
    for m in range(1, 500):
        at = a + 2 * m
        even = m * (b - m) * x / ((at - 1.0) * at)
        odd = -(a + m) * (a + b + m) * x / (at * (at + 1.0))
        for part in (even, odd):
            d = 1.0 / _not_zero(1.0 + part * d)
            c = _not_zero(1.0 + part / c)
            fraction *= c * d
        if abs(c * d - 1.0) < 1e-11:
            break
    return fraction


def _not_zero(value: float) -> float:
    return value if abs(value) > SMALLEST else SMALLEST


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
