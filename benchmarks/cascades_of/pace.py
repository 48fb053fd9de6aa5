"""How many reshares a second of CPU, over many live cascades, on one core."""

from __future__ import annotations

import time

import numpy as np
from threadpoolctl import threadpool_limits

from firebell.core.triggers.cascade import live
from firebell.core.triggers.cascade.bank import Bank
from firebell.runners.cascades import load_forecaster

LIVE, RESHARES, BATCH, ALONE = 50_000, 300_000, 1_000, 300
STEP = 0.01  # seconds between reshares


def pace() -> dict[str, int]:
    """Skewed as in life: few cascades have most of the reshares."""
    rng = np.random.default_rng(1)
    numbers = np.minimum(LIVE * rng.random(RESHARES) ** 3, LIVE - 1).astype(int)
    followers = np.floor(np.exp(rng.normal(5, 2, RESHARES)))
    with threadpool_limits(1):
        return {
            "live_cascades": LIVE,
            "reshares_per_cpu_second": _in_the_bank(numbers, followers, forecast=False),
            "with_a_forecast_after_each_batch": _in_the_bank(numbers, followers, forecast=True),
            "one_by_one_with_a_forecast": _alone(followers),
        }


def _in_the_bank(numbers: np.ndarray, followers: np.ndarray, *, forecast: bool) -> int:
    bank, model = Bank(), load_forecaster().model
    bank.observe(range(LIVE), np.zeros(LIVE), np.full(LIVE, np.nan))
    started = time.process_time()
    for start in range(0, RESHARES, BATCH):
        some = numbers[start : start + BATCH]
        at = 1.0 + STEP * np.arange(start, start + BATCH)
        bank.observe(some.tolist(), at, followers[start : start + BATCH])
        if forecast:
            touched = np.unique(some).tolist()
            bank.forecast(touched, np.full(len(touched), at[-1]), model)
    return round(RESHARES / (time.process_time() - started))


def _alone(followers: np.ndarray) -> int:
    model, state = load_forecaster().model, live.initial()
    started = time.process_time()
    for n in range(ALONE):
        state = live.observe(state, float(n), float(followers[n]))
        live.forecast(state, float(n), model)
    return round(ALONE / (time.process_time() - started))
