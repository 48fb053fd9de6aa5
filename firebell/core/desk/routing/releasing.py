"""Absence releases work: what an absent owner cannot answer in time goes back into its queue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from firebell.core.desk.roster import Roster
from firebell.core.desk.routing.rules import Rules


@dataclass(frozen=True, slots=True)
class Owned:
    """A case on somebody's desk; no `due` while it waits for the person."""

    case: int
    owner: int
    due: datetime | None
    priority: int


@dataclass(frozen=True, slots=True)
class Released:
    """`back`: when its owner is on duty again, None if never as far as the roster goes."""

    case: int
    owner: int
    back: datetime | None


def to_release(
    owned: Iterable[Owned], roster: Roster, now: datetime, rules: Rules
) -> tuple[Released, ...]:
    """The cases, in the order given, whose owner is not on duty and not back `return_margin` before
    they are due. Those that wait for the person stay: their owner knows them best."""
    released = []
    for one in owned:
        if one.due is None or roster.is_on_duty(one.owner, now):
            continue
        back = back_at(roster, one.owner, now)
        if back is None or back > one.due - rules.return_margin:
            released.append(Released(one.case, one.owner, back))
    return tuple(released)


def back_at(roster: Roster, person: int, now: datetime) -> datetime | None:
    """When somebody is next on duty, `now` if they are."""
    return next((since for since, _until in roster.from_then_on(person, now)), None)
