"""What a house may set about routing.

    {"step": 120, "return_margin": 30, "claim": 15,
     "volunteers": {"most": 2, "complexity": "low", "sensitive": false, "assigned": false}}

Lengths are in minutes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from firebell.core.desk.given import SettingError, mapping, whole
from firebell.core.desk.queueing import STEP
from firebell.core.desk.triage.facts import COMPLEXITIES

MINUTE = timedelta(minutes=1)
A_WEEK = 7 * 1_440


@dataclass(frozen=True, slots=True)
class Volunteers:
    """What volunteers may take: `most` cases at a time, up to a complexity, sensitive ones or not.

    They take cases by themselves; if `assigned`, a case that nobody else can take is given to them.
    """

    most: int = 2
    complexity: str = "low"
    sensitive: bool = False
    assigned: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """`step`: see `queueing`. `return_margin`: how long before its due time an absent owner must be
    back to keep a case. `claim`: how long a case is held for somebody who has opened it to answer.
    """

    step: timedelta = STEP
    return_margin: timedelta = timedelta(minutes=30)
    claim: timedelta = timedelta(minutes=15)
    volunteers: Volunteers = Volunteers()


def to_json(rules: Rules) -> dict[str, Any]:
    """Plain data that `from_json` reads back as the same rules."""
    volunteers = rules.volunteers
    return {
        "step": rules.step // MINUTE,
        "return_margin": rules.return_margin // MINUTE,
        "claim": rules.claim // MINUTE,
        "volunteers": {
            "most": volunteers.most,
            "complexity": volunteers.complexity,
            "sensitive": volunteers.sensitive,
            "assigned": volunteers.assigned,
        },
    }


def from_json(data: Any) -> Rules:
    """Rules as stored or typed; what is left out is as usual. Raises SettingError."""
    given = {**to_json(Rules()), **mapping("", data, tuple(to_json(Rules())))}
    return Rules(
        whole("step", given["step"], 0, A_WEEK) * MINUTE,
        whole("return_margin", given["return_margin"], 0, A_WEEK) * MINUTE,
        whole("claim", given["claim"], 1, 1_440) * MINUTE,
        _volunteers("volunteers", given["volunteers"]),
    )


def _volunteers(place: str, data: Any) -> Volunteers:
    usual = to_json(Rules())["volunteers"]
    given = {**usual, **mapping(place, data, tuple(usual))}
    if given["complexity"] not in COMPLEXITIES:
        raise SettingError(f"{place}.complexity", "unknown", given["complexity"])
    for name in ("sensitive", "assigned"):
        if not isinstance(given[name], bool):
            raise SettingError(f"{place}.{name}", "unknown", given[name])
    most = whole(f"{place}.most", given["most"], 0, 100)
    return Volunteers(most, given["complexity"], given["sensitive"], given["assigned"])
