"""The clocks of a case, from what happened to it.

- **First response** runs from the first word that needs an answer to the first answer by a person.
- **Next response** runs from the oldest word that a person's answer left, or that came after it, to
  the next answer by a person. Closing drops a response clock: what was settled without an answer
  asks for none.
- **Resolution** runs from the first word until the case is closed. A word soon after closing
  (`Policy.reopen_within`) lets it go on from where it stood; a later one starts another.

While it is the person's turn the clocks of `Policy.freezes` stand still, until they write or it is
resumed. That is resolution alone unless a policy says otherwise: a word that waits is not answered
by our waiting.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from firebell.core.desk.clocks import clock as one_clock
from firebell.core.desk.clocks.clock import Chosen, Clock, Code, Standing
from firebell.core.desk.clocks.events import Event, EventKind
from firebell.core.desk.clocks.policy import ALWAYS_PROMISED, PRIORITIES, ClockKind, Policy


@dataclass(frozen=True, slots=True)
class CaseClocks:
    """Every clock that a case has had, in the order in which they started."""

    clocks: tuple[Clock, ...] = ()
    priority: int = 0  # 0 until the first event
    channel: str = ""
    unanswered_since: datetime | None = None
    answered: bool = False  # ever, by a person
    waiting: bool = False  # for the person
    closed_at: datetime | None = None

    def latest(self, kind: ClockKind) -> Clock | None:
        return next((one for one in reversed(self.clocks) if one.kind == kind), None)

    @property
    def due(self) -> datetime | None:
        """When something is next due: of the clocks that run, the earliest."""
        running = (one.due for one in self.clocks if one.standing == Standing.RUNNING)
        return min((due for due in running if due is not None), default=None)


def clocks(events: Iterable[Event], policy: Policy, now: datetime) -> CaseClocks:
    """The clocks as they stand at `now`; what happens later is left out.

    Events of the same moment happen in the order given. Raises ValueError where the first one does
    not say priority and channel, and for a priority that there is not.
    """
    state = CaseClocks()
    for event in sorted(events, key=lambda one: one.at):
        if event.at <= now:
            state = after(state, event, policy)
    return as_of(state, now)


def as_of(state: CaseClocks, now: datetime) -> CaseClocks:
    """The same clocks, with what was breached by then."""
    return _each(state, lambda one: one_clock.look(one, now))


def after(state: CaseClocks, event: Event, policy: Policy) -> CaseClocks:
    """What one more event makes of the clocks; it is no earlier than the last."""
    state = _rechosen(as_of(state, event.at), event, policy)
    happen = _HAPPENS.get(event.kind)
    return happen(state, event, policy) if happen else state


def _rechosen(state: CaseClocks, event: Event, policy: Policy) -> CaseClocks:
    known = state.priority != 0
    if not known and (event.priority is None or event.channel is None):
        raise ValueError("the first event of a case says its priority and channel")
    was = state.priority, state.channel
    priority = state.priority if event.priority is None else event.priority
    channel = state.channel if event.channel is None else event.channel
    if priority not in PRIORITIES:
        raise ValueError(f"a priority is one of {PRIORITIES}, not {priority}")
    state = replace(state, priority=priority, channel=channel)
    if not known or was == (priority, channel):
        return state
    state = _each(state, lambda one: _moved(one, event.at, state, policy))
    resolution = state.latest(ClockKind.RESOLUTION)
    if (resolution is None or resolution.standing == Standing.DROPPED) and not state.closed_at:
        return _begun(state, ClockKind.RESOLUTION, event.at, event.at, policy)
    return state


def _moved(one: Clock, at: datetime, state: CaseClocks, policy: Policy) -> Clock:
    if not one.live:
        return one
    chosen = _chosen(state, one.kind, policy)
    if chosen is None:
        return one_clock.stop(one, at, policy, Code.DROPPED)
    return one_clock.change(one, at, chosen, policy)


def _word(state: CaseClocks, event: Event, policy: Policy) -> CaseClocks:
    state = _reopened(_resumed(state, event, policy), event, policy)
    if state.unanswered_since is not None:
        return state
    return _unanswered(state, event.at, event.at, policy)


def _answer(state: CaseClocks, event: Event, policy: Policy) -> CaseClocks:
    state = _ended(state, ALWAYS_PROMISED, event.at, policy, Code.STOPPED)
    state = replace(state, answered=True, unanswered_since=None)
    if event.oldest_left is None:
        return state
    return _unanswered(state, min(event.oldest_left, event.at), event.at, policy)


def _unanswered(state: CaseClocks, since: datetime, at: datetime, policy: Policy) -> CaseClocks:
    kind = ClockKind.NEXT_RESPONSE if state.answered else ClockKind.FIRST_RESPONSE
    return _begun(replace(state, unanswered_since=since), kind, since, at, policy)


def _waiting(state: CaseClocks, event: Event, policy: Policy) -> CaseClocks:
    if state.closed_at is not None:
        return state
    return replace(_each(state, lambda one: _if_it_freezes(one, event.at, policy)), waiting=True)


def _resumed(state: CaseClocks, event: Event, policy: Policy) -> CaseClocks:
    going = _each(state, lambda one: one_clock.resume(one, event.at, policy))
    return replace(going, waiting=False)


def _closed(state: CaseClocks, event: Event, policy: Policy) -> CaseClocks:
    if state.closed_at is not None:
        return state
    state = _ended(state, ALWAYS_PROMISED, event.at, policy, Code.DROPPED)
    state = _ended(state, (ClockKind.RESOLUTION,), event.at, policy, Code.STOPPED)
    return replace(state, closed_at=event.at, unanswered_since=None, waiting=False)


def _reopened(state: CaseClocks, event: Event, policy: Policy) -> CaseClocks:
    """Open again if it was closed; a case that has no resolution clock yet begins one."""
    last, closed_at = state.latest(ClockKind.RESOLUTION), state.closed_at
    state = replace(state, closed_at=None)
    if last is not None and last.live:
        return state
    if last is None or closed_at is None or event.at - closed_at > policy.reopen_within:
        return _begun(state, ClockKind.RESOLUTION, event.at, event.at, policy)
    chosen = _chosen(state, ClockKind.RESOLUTION, policy)
    if chosen is None or last.standing != Standing.STOPPED:
        return _begun(state, ClockKind.RESOLUTION, event.at, event.at, policy)
    going = one_clock.change(one_clock.reopen(last, event.at, policy), event.at, chosen, policy)
    return _each(state, lambda one: going if one is last else one)


def _begun(
    state: CaseClocks, kind: ClockKind, since: datetime, at: datetime, policy: Policy
) -> CaseClocks:
    """With another clock of a kind, if one is promised: it started at `since` and stands as at
    `at`."""
    chosen = _chosen(state, kind, policy)
    if chosen is None:
        return state
    number = 1 + sum(one.kind == kind for one in state.clocks)
    fresh = one_clock.look(one_clock.start(kind, number, since, chosen, policy), at)
    if state.waiting:
        fresh = _if_it_freezes(fresh, at, policy)
    return replace(state, clocks=(*state.clocks, fresh))


def _if_it_freezes(one: Clock, at: datetime, policy: Policy) -> Clock:
    return one_clock.freeze(one, at, policy) if one.kind in policy.freezes else one


def _ended(
    state: CaseClocks, kinds: Collection[ClockKind], at: datetime, policy: Policy, code: Code
) -> CaseClocks:
    return _each(
        state,
        lambda one: one_clock.stop(one, at, policy, code) if one.kind in kinds else one,
    )


def _chosen(state: CaseClocks, kind: ClockKind, policy: Policy) -> Chosen | None:
    rule = policy.rule(kind, state.priority, state.channel)
    return Chosen(rule, state.priority, state.channel) if rule else None


def _each(state: CaseClocks, change: Callable[[Clock], Clock]) -> CaseClocks:
    return replace(state, clocks=tuple(change(one) for one in state.clocks))


_HAPPENS: Mapping[EventKind, Callable[[CaseClocks, Event, Policy], CaseClocks]] = {
    EventKind.WORD: _word,
    EventKind.ANSWER: _answer,
    EventKind.WAITING: _waiting,
    EventKind.RESUMED: _resumed,
    EventKind.CLOSED: _closed,
    EventKind.REOPENED: _reopened,
}
