"""A simulated month at a desk under three policies, in the same world, side by side.

Its rules are written down in docs/explanation/desk-simulation.md. It needs no data: the month is
drawn from a seed, `FIREBELL_BENCH_SEED` for another one. `FIREBELL_BENCH_SHORTER` divides people
and posts, for a short run.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from firebell.core.desk.simulation import (
    FirstCome,
    NewestFirst,
    Ours,
    Running,
    Scenario,
    World,
    measures,
    month,
    world,
)

LEAST_AGENTS = 8


def run(_data: Path | None) -> dict[str, Any]:
    """The scenario, and the figures of each policy; `seconds` are those of this machine."""
    scenario = _scenario(float(os.environ.get("FIREBELL_BENCH_SHORTER", 1)))
    drawn = world(scenario)
    policies: tuple[Running, ...] = (Ours(), FirstCome(), NewestFirst())
    return {
        "benchmark": "desk",
        "scenario": asdict(scenario),
        "policies": [_figures(drawn, policy) for policy in policies],
    }


def _scenario(shorter: float) -> Scenario:
    whole = Scenario()
    return Scenario(
        agents=max(LEAST_AGENTS, round(whole.agents / shorter)),
        interactions=round(whole.interactions / shorter),
        storm_interactions=round(whole.storm_interactions / shorter),
        seed=int(os.environ.get("FIREBELL_BENCH_SEED", whole.seed)),
    )


def _figures(drawn: World, policy: Running) -> dict[str, Any]:
    began = time.perf_counter()
    found = measures(month(drawn, policy))
    return {**found, "seconds": round(time.perf_counter() - began, 1)}


def table(result: Mapping[str, Any]) -> str:
    """What `run` found, a line for each figure and a column for each policy."""
    columns = [dict(_flat(found)) for found in result["policies"]]
    width = max(len(name) for name in columns[0])
    return "\n".join(
        f"{name:<{width}}" + "".join(f"{_cell(one[name]):>26}" for one in columns)
        for name in columns[0]
    )


def _flat(found: Mapping[Any, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in found.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name} ")
        else:
            yield f"{before}{name}".replace("_", " "), value


def _cell(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int | float) else str(value)
