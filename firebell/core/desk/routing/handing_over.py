"""Hand-over to a department and back: the case keeps its thread, and whoever gave it is remembered.

Its clocks run on: a matter does not wait less for changing hands. Backwards goes one step at a
time, to whoever gave it, or to their queue where they may not take it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class HandOver:
    """From a team and its owner to another team; `asks` says what is wanted of them."""

    from_team: str
    from_owner: int | None
    to_team: str
    at: datetime
    asks: str


@dataclass(frozen=True, slots=True)
class Custody:
    """Who has a case, and through whose hands it went: the last hand-over is the one that goes back
    first. Going back is not the end of the thread, only of that errand."""

    team: str
    owner: int | None = None
    out: tuple[HandOver, ...] = ()


class NothingToHandBackError(Exception):
    """The case is with those to whom it came first."""


def hand_over(custody: Custody, to_team: str, at: datetime, asks: str) -> Custody:
    """To another team's queue, for a written reason; ValueError without one or to the same team."""
    if not asks.strip():
        raise ValueError("say what is asked of them")
    if to_team == custody.team:
        raise ValueError("it is there already")
    errand = HandOver(custody.team, custody.owner, to_team, at, asks.strip())
    return replace(custody, team=to_team, owner=None, out=(*custody.out, errand))


def hand_back(custody: Custody) -> tuple[Custody, int | None]:
    """Back to the team it came from, with the person who gave it: to be routed as one who `knows`.

    Raises NothingToHandBackError.
    """
    if not custody.out:
        raise NothingToHandBackError
    last = custody.out[-1]
    return replace(custody, team=last.from_team, owner=None, out=custody.out[:-1]), last.from_owner
