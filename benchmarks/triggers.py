"""How early, how falsely, how fast: the triggers beside what others ring by, in one run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.triggers_of import airline, delays, pooling, promises, speed, volumes


def run(data: Path | None) -> dict[str, Any]:
    """See the parts; without data only the made-up streams and the speed."""
    found: dict[str, Any] = {
        "benchmark": "triggers",
        "speed": speed.run(),
        "false_alerts_a_week": promises.run(data),
        "first_week": pooling.run(data),
    }
    if data is not None:
        found["tweet_volumes"] = volumes.run(data)
        found["delay_minutes"] = delays.run(data)
        found["airline"] = airline.run(data)
    return found
