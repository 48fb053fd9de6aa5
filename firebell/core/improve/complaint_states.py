"""The states of a complaint, and what must be known before it moves on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    OPEN = "open"  # being looked into
    DECIDED = "decided"  # the person can be told what was found and what is done
    CLOSED = "closed"  # told, done, and its root cause named


class Verb(StrEnum):
    DECIDE = "decide"
    CLOSE = "close"
    REOPEN = "reopen"


TABLE: Mapping[State, Mapping[Verb, State]] = {
    State.OPEN: {Verb.DECIDE: State.DECIDED},
    State.DECIDED: {Verb.CLOSE: State.CLOSED, Verb.REOPEN: State.OPEN},
    State.CLOSED: {Verb.REOPEN: State.OPEN},
}


class Lacking(StrEnum):
    """What a step needs and the complaint does not say yet."""

    FINDING = "finding"
    REMEDY = "remedy"
    CAUSE = "cause"
    STEP = "step"  # the table has none


@dataclass(frozen=True, slots=True)
class Known:
    finding: bool = False
    remedy: bool = False
    cause: bool = False


NEEDS: Mapping[Verb, tuple[Lacking, ...]] = {
    Verb.DECIDE: (Lacking.FINDING, Lacking.REMEDY),
    Verb.CLOSE: (Lacking.FINDING, Lacking.REMEDY, Lacking.CAUSE),
    Verb.REOPEN: (),
}


def after(state: State | str, verb: Verb, known: Known) -> State | Lacking:
    """Where the verb leads, or the first thing that it lacks.

    >>> after("open", Verb.DECIDE, Known(finding=True))
    <Lacking.REMEDY: 'remedy'>
    """
    target = TABLE[State(state)].get(verb)
    if target is None:
        return Lacking.STEP
    return next((one for one in NEEDS[verb] if not getattr(known, one.value)), target)


class Pressure(StrEnum):
    """How a regulator's deadline stands."""

    NONE = ""
    NEAR = "near"
    PASSED = "passed"


def pressure(deadline: date | None, today: date, warn_days: int) -> Pressure:
    """The deadline's own day is still in time.

    >>> [pressure(date(2026, 3, d), date(2026, 3, 10), 3).value for d in (9, 10, 13, 14)]
    ['passed', 'near', 'near', '']
    """
    if deadline is None:
        return Pressure.NONE
    left = (deadline - today).days
    if left < 0:
        return Pressure.PASSED
    return Pressure.NEAR if left <= warn_days else Pressure.NONE
