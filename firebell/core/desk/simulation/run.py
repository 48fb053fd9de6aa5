"""A month at the desk, from one happening to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from firebell.core.desk.clocks import Clock, ClockKind, as_of, warns_at
from firebell.core.desk.queueing import place
from firebell.core.desk.roster import Roster, roster
from firebell.core.desk.routing import Rules
from firebell.core.desk.simulation.floor import Case, Floor, Kind, floor
from firebell.core.desk.simulation.happenings import Happenings, What
from firebell.core.desk.simulation.policies import Running
from firebell.core.desk.simulation.world import World

AUDIT_EVERY = timedelta(minutes=30)
OVERLOAD = 10  # cases on one desk
LOOK_AGAIN = timedelta(minutes=15)
# Which clock a case was warned of: kind, round and due time tell one promise from the next.
Promise = tuple[int, ClockKind, int, datetime]


@dataclass(slots=True)
class Word:
    """A word that needs an answer, and the promise for it."""

    at: datetime
    promise: Promise
    case: Case
    known_to: int | None  # who answered the same person before
    answered_at: datetime | None = None
    answered_by: int | None = None


@dataclass(slots=True)
class Diary:
    """What was seen while the month went by; `measures` makes figures of it."""

    worked: timedelta = timedelta(0)
    words: list[Word] = field(default_factory=list)
    taken_up: int = 0
    overtaken: list[timedelta] = field(default_factory=list)  # by how much the other was earlier
    warned: set[Promise] = field(default_factory=set)
    without_a_case: set[tuple[int, datetime]] = field(default_factory=set)
    idle_looks: int = 0  # somebody on duty had nothing, while something waited that they may take
    duty_looks: int = 0
    looks: int = 0
    most_on_a_desk: int = 0
    overload_looks: int = 0  # somebody's desk held more than OVERLOAD


@dataclass(slots=True)
class Month:
    """One policy's month in one world."""

    world: World
    policy: Running
    floor: Floor
    coming: Happenings
    actual: Roster
    diary: Diary = field(default_factory=Diary)
    _tokens: dict[int, int] = field(default_factory=dict)
    _promises: list[Promise] = field(default_factory=list)
    _planned: set[Promise] = field(default_factory=set)
    _open: dict[int, Word] = field(default_factory=dict)  # by case

    def run(self) -> Month:
        self._plan()
        happen: dict[What, Callable[[int, int], None]] = {
            What.SICK: self._sick,
            What.OFF_DUTY: self._off_duty,
            What.ON_DUTY: self._on_duty,
            What.DONE: self._done,
            What.FIRST_WORD: self._first_word,
            What.NEXT_WORD: self._next_word,
            What.WARNING: self._warning,
            What.SHARE_OUT: self._share_out,
            What.AUDIT: self._audit,
        }
        for at, what, data, token in self.coming:
            self.floor.now = at
            happen[what](data, token)
        self._end()
        return self

    def _plan(self) -> None:
        for number, matter in enumerate(self.world.matters):
            self.coming.add(matter.at, What.FIRST_WORD, number)
        for person, times in self.actual.times.items():
            for since, until in times:
                self.coming.add(since, What.ON_DUTY, person)
                self.coming.add(until, What.OFF_DUTY, person)
        for number, spell in enumerate(self.world.staff.sick):
            self.coming.add(spell.since, What.SICK, number)
        at = self.world.start
        while at < self.world.end:
            self.coming.add(at, What.AUDIT)
            at += AUDIT_EVERY

    def _sick(self, number: int, _token: int) -> None:
        """Work that is interrupted is lost; the case waits again."""
        person = self.world.staff.sick[number].person
        self.floor.falls_ill(person, number)
        self.floor.on_duty.pop(person, None)
        case = self.floor.at_work.pop(person, None)
        if case is not None:
            self._tokens[person] += 1
            assert case.waiting is not None  # nobody answered it
            self.floor.waiting.put(case.waiting, case.kind)
        self._give_back(person)

    def _off_duty(self, person: int, _token: int) -> None:
        """Whoever works on a case ends that first."""
        if self.floor.on_duty.pop(person, None) is not None:
            self._give_back(person)

    def _on_duty(self, person: int, _token: int) -> None:
        self.floor.on_duty[person] = self.floor.people[person]
        self.coming.add(self.floor.now, What.SHARE_OUT)

    def _give_back(self, person: int) -> None:
        at_work = self.floor.at_work.get(person)
        given_back = [
            one for one in self.policy.given_back(self.floor, person) if one is not at_work
        ]
        for case in given_back:
            self.floor.lay(case, None)
        if given_back:
            self.coming.add(self.floor.now, What.SHARE_OUT)

    def _share_out(self, _data: int, _token: int) -> None:
        """What is queued goes to whoever has room now, then everybody who is free takes up work."""
        room = self._with_room()
        while room and self._hand_out(_any_of(room)):
            room = self._with_room()
        for person in sorted(self.floor.on_duty):
            self._take_up(person)

    def _with_room(self) -> set[int]:
        floor = self.floor
        return {n for n, one in floor.on_duty.items() if len(floor.desks[n]) < one.capacity}

    def _hand_out(self, may: Callable[[Kind], bool]) -> bool:
        """The first of the queue that may be given, to whom the policy says. Was there one?"""
        number = self.floor.queue.first(may)
        if number is None:
            return False
        case = self.floor.cases[number]
        owner = self.policy.owner_of(self.floor, case)
        if owner is None:
            return False
        self.floor.lay(case, owner)
        self._take_up(owner)
        return True

    def _first_word(self, number: int, _token: int) -> None:
        matter = self.world.matters[number]
        case = Case(len(self.floor.cases), matter, self.floor.kind_of(matter.needs))
        self.floor.cases.append(case)
        self._word(case)

    def _next_word(self, number: int, _token: int) -> None:
        self._word(self.floor.cases[number])

    def _word(self, case: Case) -> None:
        known_to = case.knows
        self.floor.word(case)
        owner = self.policy.owner_of(self.floor, case)
        self.floor.lay(case, owner)
        for clock in case.running():
            self._promise(case, clock, known_to)
        if owner is not None:
            self._take_up(owner)

    def _take_up(self, person: int) -> None:
        floor = self.floor
        if person in floor.at_work or person not in floor.on_duty:
            return
        case = self.policy.next_of(floor, person)
        if case is None:
            return
        self.diary.taken_up += 1
        self._look_for_overtaken(person, case)
        floor.at_work[person] = case
        floor.waiting.remove(case.number)
        self._tokens[person] = self._tokens.get(person, 0) + 1
        effort = case.matter.answers[case.answers].effort
        self.coming.add(floor.now + effort, What.DONE, person, self._tokens[person])

    def _look_for_overtaken(self, person: int, case: Case) -> None:
        """Did something wait that the same person might have taken, and whose turn was earlier?"""
        number = self.floor.waiting.first(_they(person))
        if number is None or number == case.number:
            return
        first, step = self.floor.cases[number].waiting, self.floor.rules.step
        assert first is not None  # it waits
        assert case.waiting is not None
        earlier = place(case.waiting, step)[0] - place(first, step)[0]
        if earlier > timedelta(0):
            self.diary.overtaken.append(earlier)

    def _done(self, person: int, token: int) -> None:
        if self._tokens[person] != token:
            return  # interrupted
        case = self.floor.at_work.pop(person)
        answer = case.matter.answers[case.answers]
        self.diary.worked += answer.effort
        word = self._open.pop(case.number)
        word.answered_at, word.answered_by = self.floor.now, person
        self.floor.answered(case, goes_on=answer.next_word is not None)
        if answer.next_word is not None:
            self.coming.add(self.floor.now + answer.next_word, What.NEXT_WORD, case.number)
        self._next_piece(person)

    def _next_piece(self, person: int) -> None:
        desk, size = self.floor.desks[person], self.floor.people[person].capacity
        if person not in self.floor.on_duty:
            self._give_back(person)
            return
        while len(desk) < size and self._hand_out(_they(person)):
            pass
        self._take_up(person)

    def _promise(self, case: Case, clock: Clock, known_to: int | None) -> None:
        """Note what is promised, and have a warning looked at in time."""
        at = warns_at(clock, self.world.promises)
        assert at is not None  # it runs
        assert clock.due is not None
        promise = (case.number, clock.kind, clock.round, clock.due)
        if promise in self._planned:
            return
        self._planned.add(promise)
        self._promises.append(promise)
        if clock.kind != ClockKind.RESOLUTION:
            word = Word(self.floor.now, promise, case, known_to)
            self._open[case.number] = word
            self.diary.words.append(word)
        when = max(at, self.floor.now)
        self.coming.add(when, What.WARNING, case.number, len(self._promises) - 1)

    def _warning(self, number: int, token: int) -> None:
        """Looked at again until somebody is told, or it is too late to warn."""
        promise = self._promises[token]
        _case, kind, round_, due = promise
        case = self.floor.cases[number]
        clock = case.clocks.latest(kind)
        if clock is None or (clock.round, clock.due) != (round_, due) or not clock.live:
            return
        if self.floor.now > due:
            return
        told_at = self.policy.told_at(self.floor, case, clock)
        if told_at is not None and told_at <= self.floor.now:
            self.diary.warned.add(promise)
            return
        again = told_at or self.floor.now + LOOK_AGAIN
        self.coming.add(again, What.WARNING, number, token)

    def _audit(self, _data: int, _token: int) -> None:
        floor, diary = self.floor, self.diary
        diary.looks += 1
        lying = Counter(number for desk in floor.desks.values() for number in desk)
        for case in list(floor.unanswered.values()):
            self._audit_case(case, lying[case.number] + (case.number in floor.queue))
        for person in floor.on_duty:
            diary.duty_looks += 1
            if person not in floor.at_work:
                diary.idle_looks += floor.waiting.first(_they(person)) is not None
        sizes = [len(desk) for desk in floor.desks.values()]
        diary.overload_looks += sum(size > OVERLOAD for size in sizes)
        diary.most_on_a_desk = max(diary.most_on_a_desk, *sizes)

    def _audit_case(self, case: Case, places: int) -> None:
        """A word that waits has an open case with a due time, and lies in exactly one place."""
        assert case.waiting is not None  # looked at because a word waits
        if case.clocks.closed_at is not None or case.clocks.due is None or places != 1:
            self.diary.without_a_case.add((case.number, case.waiting.since))
        elif self.policy.gives_up(case, self.floor.now - case.waiting.since):
            self._lose(case)

    def _lose(self, case: Case) -> None:
        if not any(one is case for one in self.floor.at_work.values()):
            self.floor.lose(case)

    def _end(self) -> None:
        self.floor.now = self.world.end
        for case in self.floor.cases:
            self.floor.lift(case)
            case.clocks = as_of(case.clocks, self.world.end)


def _they(person: int) -> Callable[[Kind], bool]:
    return lambda kind: person in kind


def _any_of(people: Collection[int]) -> Callable[[Kind], bool]:
    return lambda kind: not kind.isdisjoint(people)


def month(world: World, policy: Running, rules: Rules | None = None) -> Month:
    """The month under a policy, lived through to its end."""
    actual = roster(world.staff.planned, world.staff.sick)
    fresh = floor(world, rules or Rules(), policy.seen_as)
    return Month(world, policy, fresh, Happenings(world.end), actual).run()
