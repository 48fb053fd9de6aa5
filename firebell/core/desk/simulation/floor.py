"""The simulated desk: who is there, what lies where, and what the policies may do with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from firebell.core.desk.clocks import CaseClocks, Clock, Event, EventKind, after
from firebell.core.desk.queueing import CaseQueue, Waiting
from firebell.core.desk.roster import Roster, roster
from firebell.core.desk.routing import Needs, Person, Rules, fits
from firebell.core.desk.simulation.world import Matter, World

# Cases that the same people may take are of one kind.
Kind = frozenset[int]


@dataclass(slots=True)
class Case:
    """One matter as the desk sees it. `waiting`: for a word that waits for an answer, if one does;
    `lost_at`: when the desk closed it all the same."""

    number: int
    matter: Matter
    kind: Kind
    clocks: CaseClocks = field(default_factory=CaseClocks)
    answers: int = 0
    waiting: Waiting | None = None
    owner: int | None = None  # whose desk it lies on, with a word that waits
    knows: int | None = None  # who dealt with it last
    lost_at: datetime | None = None

    @property
    def needs(self) -> Needs:
        return self.matter.needs

    def running(self) -> Iterator[Clock]:
        return (one for one in self.clocks.clocks if one.live and one.due is not None)


@dataclass(frozen=True, slots=True)
class Lay:
    """Where a word lay from `since` to `until`: on the desk of `owner`, or in the queue (None)."""

    case: Case
    owner: int | None
    since: datetime
    until: datetime


@dataclass(slots=True)
class Floor:
    """`known`: the roster as the desk knows it now. `queue`: cases on nobody's desk, in the order
    of `seen_as`. `waiting`: all that nobody works on, wherever they lie, in the order of their
    turns. `at_work`: the case that each works on. `unanswered`: all in which a word waits."""

    world: World
    rules: Rules
    now: datetime
    people: dict[int, Person]
    known: Roster
    seen_as: Callable[[Waiting], Waiting]
    on_duty: dict[int, Person] = field(default_factory=dict)
    cases: list[Case] = field(default_factory=list)
    queue: CaseQueue[Kind] = field(default_factory=CaseQueue)
    waiting: CaseQueue[Kind] = field(default_factory=CaseQueue)
    desks: dict[int, dict[int, Case]] = field(default_factory=dict)
    at_work: dict[int, Case] = field(default_factory=dict)
    unanswered: dict[int, Case] = field(default_factory=dict)
    last: dict[int, datetime] = field(default_factory=dict)
    lays: list[Lay] = field(default_factory=list)
    _since: dict[int, datetime] = field(default_factory=dict)
    _kinds: dict[Needs, Kind] = field(default_factory=dict)
    _sick: dict[int, list[int]] = field(default_factory=dict)

    @property
    def load(self) -> dict[int, int]:
        return {person: len(desk) for person, desk in self.desks.items()}

    def kind_of(self, needs: Needs) -> Kind:
        if needs not in self._kinds:
            able = (one.id for one in self.people.values() if fits(one, needs, self.rules) is None)
            self._kinds[needs] = frozenset(able)
        return self._kinds[needs]

    def happen(self, case: Case, kind: EventKind) -> None:
        first = case.clocks.priority == 0
        given = (case.matter.priority, case.matter.channel) if first else (None, None)
        case.clocks = after(case.clocks, Event(self.now, kind, *given), self.world.promises)

    def word(self, case: Case) -> None:
        """A word waits for an answer from now on."""
        self.happen(case, EventKind.WORD)
        self.unanswered[case.number] = case
        due = case.clocks.due
        assert due is not None  # a response is always promised
        case.waiting = Waiting(case.number, case.clocks.priority, due, self.now)
        self.waiting.put(case.waiting, case.kind)

    def answered(self, case: Case, *, goes_on: bool) -> None:
        """The word that waited is answered; the matter is done, or it is the person's turn."""
        self.lift(case)
        self.happen(case, EventKind.ANSWER)
        self.happen(case, EventKind.WAITING if goes_on else EventKind.CLOSED)
        case.answers, case.waiting = case.answers + 1, None
        del self.unanswered[case.number]

    def lose(self, case: Case) -> None:
        """Closed although a word waits."""
        self.happen(case, EventKind.CLOSED)
        self.lift(case)
        self.waiting.remove(case.number)
        case.lost_at = self.now

    def lay(self, case: Case, owner: int | None) -> None:
        """On somebody's desk, or into the queue."""
        self.lift(case)
        case.owner = owner
        self._since[case.number] = self.now
        if owner is None:
            assert case.waiting is not None  # only what waits is queued
            self.queue.put(self.seen_as(case.waiting), case.kind)
        else:
            self.desks[owner][case.number] = case
            self.last[owner] = self.now
            case.knows = owner

    def lift(self, case: Case) -> None:
        """From wherever it lies."""
        since = self._since.pop(case.number, None)
        if since is None:
            return
        self.lays.append(Lay(case, case.owner, since, self.now))
        if case.owner is None:
            self.queue.remove(case.number)
        else:
            del self.desks[case.owner][case.number]

    def falls_ill(self, person: int, spell: int) -> None:
        """The desk learns of an absence, by its place in `Staff.sick`."""
        self._sick.setdefault(person, []).append(spell)
        world = self.world
        planned = [one for one in world.staff.planned if one.person == person]
        away = [world.staff.sick[one] for one in self._sick[person]]
        times = roster(planned, away).times
        self.known = Roster({**self.known.times, person: times.get(person, ())})


def floor(world: World, rules: Rules, seen_as: Callable[[Waiting], Waiting]) -> Floor:
    """The desk before the month begins."""
    people = {one.id: one for one in world.staff.people}
    fresh = Floor(world, rules, world.start, people, roster(world.staff.planned), seen_as)
    fresh.queue, fresh.waiting = CaseQueue(rules.step), CaseQueue(rules.step)
    fresh.desks = {number: {} for number in people}
    return fresh
