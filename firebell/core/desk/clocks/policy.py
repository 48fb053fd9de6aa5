"""What is promised: minutes of open time for each clock, by priority and channel."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from firebell.core.desk.given import SettingError
from firebell.core.desk.hours import OfficeCalendar, around_the_clock

PRIORITIES = (1, 2, 3, 4, 5)  # 1 is the most urgent
MOST_MINUTES = 366 * 1_440


class ClockKind(StrEnum):
    """The first answer by a person of ours, each later one, and the end of the matter."""

    FIRST_RESPONSE = "first_response"
    NEXT_RESPONSE = "next_response"
    RESOLUTION = "resolution"


# Words that wait for an answer must never be without a due time.
ALWAYS_PROMISED = (ClockKind.FIRST_RESPONSE, ClockKind.NEXT_RESPONSE)


@dataclass(frozen=True, slots=True)
class Rule:
    """So many minutes of the open time of a calendar; no priorities or channels named: all."""

    clock: ClockKind
    minutes: int
    calendar: str
    priorities: tuple[int, ...] = ()
    channels: tuple[str, ...] = ()

    def speaks_of(self, clock: ClockKind, priority: int, channel: str) -> bool:
        return (
            self.clock == clock
            and (not self.priorities or priority in self.priorities)
            and (not self.channels or channel in self.channels)
        )


@dataclass(frozen=True, slots=True)
class Warn:
    """Before a breach: when `share` of the promised time is used up, or when `minutes` of it are
    left, whichever comes earlier."""

    share: float = 0.75
    minutes: int = 10


class Anchor(StrEnum):
    WARNING = "warning"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Step:
    """Whom to tell when a clock gets so far: the first of `tell` with somebody on duty.

    `after` is in minutes of the clock's open time. No clocks or priorities named: all. `tell` holds
    names of roles; `owner` is whoever owns the case.
    """

    name: str
    anchor: Anchor
    tell: tuple[str, ...]
    after: int = 0
    clocks: tuple[ClockKind, ...] = ()
    priorities: tuple[int, ...] = ()

    def speaks_of(self, clock: ClockKind, priority: int) -> bool:
        return (not self.clocks or clock in self.clocks) and (
            not self.priorities or priority in self.priorities
        )


OWNER, LEAD = "owner", "lead"
USUAL_STEPS = (
    Step("warn", Anchor.WARNING, (OWNER, LEAD)),
    Step("late", Anchor.DUE, (LEAD, OWNER)),
)


@dataclass(frozen=True, slots=True)
class Escalation:
    """The steps, and when people may be told: in the open time of the calendar `hours` (empty: at
    any time), or at once from priority `at_once` on, 0 for never."""

    steps: tuple[Step, ...] = USUAL_STEPS
    hours: str = ""
    at_once: int = 1


@dataclass(frozen=True, slots=True)
class Policy:
    """Rules, of which the first that speaks of a case holds; raises SettingError for nonsense.

    `freezes`: the clocks that stand still while we wait for the person. `reopen_within`: a word
    that comes so soon after closing is the same matter, and its clock goes on from where it stood.
    """

    rules: tuple[Rule, ...]
    calendars: Mapping[str, OfficeCalendar]
    freezes: frozenset[ClockKind] = frozenset({ClockKind.RESOLUTION})
    reopen_within: timedelta = timedelta(days=3)
    warn: Warn = Warn()
    escalation: Escalation = field(default_factory=Escalation)

    def __post_init__(self) -> None:
        for name, calendar in self.calendars.items():
            if not any(calendar.week):  # its exceptions run out, and then nothing is ever due
                raise SettingError(f"calendars.{name}.week", "nothing")
        for at, rule in enumerate(self.rules):
            _check_rule(f"rules[{at}]", rule, self.calendars)
        for kind in ALWAYS_PROMISED:
            for priority in PRIORITIES:
                if self.rule(kind, priority, "") is None:
                    raise SettingError(kind, "uncovered", priority)
        for channel in ("", *sorted(set(self._channels()))):
            for kind in ClockKind:
                self._check_that_urgent_is_sooner(kind, channel)
        _check_warn(self.warn)
        _check_escalation(self.escalation, self.calendars)

    def rule(self, clock: ClockKind, priority: int, channel: str) -> Rule | None:
        """What is promised, None where nothing is; an unknown channel is like any other."""
        for rule in self.rules:
            if rule.speaks_of(clock, priority, channel):
                return rule
        return None

    def _channels(self) -> Iterator[str]:
        for rule in self.rules:
            yield from rule.channels

    def _check_that_urgent_is_sooner(self, kind: ClockKind, channel: str) -> None:
        minutes = 0
        for priority in PRIORITIES:
            rule = self.rule(kind, priority, channel)
            if rule is not None and rule.minutes < minutes:
                place = f"{kind}.{channel}" if channel else str(kind)
                raise SettingError(place, "slower", priority - 1)
            minutes = rule.minutes if rule is not None else minutes


def usual_policy(office: OfficeCalendar) -> Policy:
    """To begin with: the two most urgent priorities around the clock, the others by the office.

    Of those whose promise runs at night people are told at night, if they are on duty.
    """
    urgent, first, resolution = {1, 2}, (15, 60, 240, 480, 960), (240, 480, 1_440, 2_400, 4_800)
    rules = [
        Rule(kind, minutes, "always" if priority in urgent else "office", (priority,))
        for kind, promised in (
            (ClockKind.FIRST_RESPONSE, first),
            (ClockKind.NEXT_RESPONSE, first),
            (ClockKind.RESOLUTION, resolution),
        )
        for priority, minutes in zip(PRIORITIES, promised, strict=True)
    ]
    calendars = {"office": office, "always": around_the_clock(office.zone)}
    return Policy(tuple(rules), calendars, escalation=Escalation(hours="office", at_once=2))


def _check_rule(place: str, rule: Rule, calendars: Mapping[str, OfficeCalendar]) -> None:
    if not rule.minutes >= 1:
        raise SettingError(f"{place}.minutes", "least", 1)
    if rule.minutes > MOST_MINUTES:
        raise SettingError(f"{place}.minutes", "most", MOST_MINUTES)
    if rule.calendar not in calendars:
        raise SettingError(f"{place}.calendar", "unknown", rule.calendar)
    _check_priorities(place, rule.priorities)


def _check_warn(warn: Warn) -> None:
    if not 0 <= warn.share <= 1:
        raise SettingError("warn.share", "number", warn.share)
    if warn.minutes < 0:
        raise SettingError("warn.minutes", "least", 0)


def _check_escalation(escalation: Escalation, calendars: Mapping[str, OfficeCalendar]) -> None:
    if escalation.hours and escalation.hours not in calendars:
        raise SettingError("escalation.hours", "unknown", escalation.hours)
    names = set[str]()
    for at, step in enumerate(escalation.steps):
        place = f"escalation.steps[{at}]"
        if step.name in names:
            raise SettingError(f"{place}.name", "doubled", step.name)
        if not step.tell:
            raise SettingError(f"{place}.tell", "nothing")
        _check_priorities(place, step.priorities)
        names.add(step.name)


def _check_priorities(place: str, priorities: tuple[int, ...]) -> None:
    for priority in priorities:
        if priority not in PRIORITIES:
            raise SettingError(f"{place}.priorities", "unknown", priority)
