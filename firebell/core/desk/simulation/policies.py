"""Ways to run the same desk: ours, first come first served, and one that many a desk is set to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from firebell.core.desk.clocks import Clock, notices
from firebell.core.desk.clocks.policy import LEAD, OWNER, Anchor
from firebell.core.desk.queueing import Waiting, place
from firebell.core.desk.routing import Owned, route, to_release
from firebell.core.desk.simulation.floor import Case, Floor


class Running(Protocol):
    """What a policy decides. All of it may look at the floor and change nothing."""

    name: str

    def seen_as(self, waiting: Waiting) -> Waiting:
        """A case as the queue orders it."""

    def owner_of(self, floor: Floor, case: Case) -> int | None:
        """Whose desk a word that waits is laid on; None: into the queue."""

    def next_of(self, floor: Floor, person: int) -> Case | None:
        """Which case on their desk somebody takes up."""

    def given_back(self, floor: Floor, person: int) -> Sequence[Case]:
        """What is taken from the desk of somebody who is not there (any more)."""

    def told_at(self, floor: Floor, case: Case, clock: Clock) -> datetime | None:
        """When somebody who is there is told that this clock will be breached, as it looks now;
        None: nobody will be."""

    def gives_up(self, case: Case, idle: timedelta) -> bool:
        """Is a case closed by itself after so long, whatever waits in it?"""


class Ours:
    """By turn, to whoever may take it; the absent give back what they cannot do in time; warned are
    people on duty; nothing is closed by itself."""

    name = "ours"

    def seen_as(self, waiting: Waiting) -> Waiting:
        return waiting

    def owner_of(self, floor: Floor, case: Case) -> int | None:
        return route(
            case.needs,
            floor.on_duty.values(),
            floor.known,
            floor.now,
            load=floor.load,
            rules=floor.rules,
            knows=case.knows,
            last=floor.last,
        ).owner

    def next_of(self, floor: Floor, person: int) -> Case | None:
        return min(floor.desks[person].values(), key=self._turn, default=None)

    def _turn(self, case: Case) -> tuple[datetime, datetime, int]:
        assert case.waiting is not None  # it lies on a desk because it waits
        return place(self.seen_as(case.waiting))

    def given_back(self, floor: Floor, person: int) -> Sequence[Case]:
        desk = floor.desks[person]
        owned = [Owned(one.number, person, one.clocks.due, 0) for one in desk.values()]
        found = to_release(owned, floor.known, floor.now, floor.rules)
        return [desk[one.case] for one in found]

    def told_at(self, floor: Floor, case: Case, clock: Clock) -> datetime | None:
        roles = {LEAD: floor.world.staff.leads}
        if case.owner is not None:
            roles[OWNER] = (case.owner,)
        found = notices(clock, floor.world.promises, roles, floor.known)
        warnings = [one for one in found if one.anchor == Anchor.WARNING]
        return min((one.at for one in warnings if one.person is not None), default=None)

    def gives_up(self, case: Case, idle: timedelta) -> bool:
        return False


class FirstCome(Ours):
    """The same people, roster and routing, but first come first served."""

    name = "first come, first served"

    def seen_as(self, waiting: Waiting) -> Waiting:
        return replace(waiting, priority=1, due=waiting.since)


class NewestFirst:
    """The newest first, in turn to everybody who fits, there or not, whatever lies on their desk;
    it stays there. Only the owner is warned, there or not. What nobody touched for five days is
    closed by itself."""

    name = "newest first, no roster"
    gives_up_after = timedelta(days=5)

    def __init__(self) -> None:
        self._last = 0

    def seen_as(self, waiting: Waiting) -> Waiting:
        return waiting  # it queues nothing

    def owner_of(self, floor: Floor, case: Case) -> int | None:
        if case.knows is not None:
            return case.knows
        able = sorted(case.kind)
        if not able:
            return None
        self._last = next((one for one in able if one > self._last), able[0])
        return self._last

    def next_of(self, floor: Floor, person: int) -> Case | None:
        desk = floor.desks[person].values()
        return max(desk, key=_age, default=None)

    def given_back(self, floor: Floor, person: int) -> Sequence[Case]:
        return ()

    def told_at(self, floor: Floor, case: Case, clock: Clock) -> datetime | None:
        return floor.now if case.owner in floor.on_duty else None

    def gives_up(self, case: Case, idle: timedelta) -> bool:
        return idle >= self.gives_up_after


def _age(case: Case) -> tuple[datetime, int]:
    assert case.waiting is not None  # it lies on a desk because it waits
    return case.waiting.since, case.number
