"""What a month at the desk was like, in figures; docs/explanation/desk-simulation.md says how."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from firebell.core.desk.clocks import ClockKind
from firebell.core.desk.hours import OfficeCalendar, between
from firebell.core.desk.roster import Stretch, roster
from firebell.core.desk.simulation.floor import Case, Lay
from firebell.core.desk.simulation.run import Month, Word

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
Times = tuple[tuple[datetime, datetime], ...]


def measures(month: Month) -> dict[str, Any]:
    """Every figure of a month; lengths are in the unit that the name says."""
    words, diary = month.diary.words, month.diary
    late = [one for one in words if _ended(one, month) > one.promise[3]]
    waits = sorted((_ended(one, month) - one.at) / MINUTE for one in words)
    duty = sum((until - since for since, until in _all_duty(month)), timedelta())
    resolutions = [one for case in month.floor.cases for one in case.clocks.clocks]
    resolutions = [one for one in resolutions if one.kind == ClockKind.RESOLUTION]
    warned = sum(one.promise in diary.warned for one in late)
    return {
        "policy": month.policy.name,
        "interactions": month.world.interactions,
        "words_to_answer": len(words),
        "answered": sum(one.answered_at is not None for one in words),
        "unattended_minutes": Attendance(month).unattended(),
        "minutes_past_due": round(sum(_past_due(one, month) / MINUTE for one in late)),
        "late": len(late),
        "late_share": _share(len(late), len(words)),
        "late_share_by_priority": _late_shares(words, late),
        "warned_before": warned,
        "warned_share": _share(warned, len(late)),
        "resolutions_late": sum(one.breached for one in resolutions),
        "wait_minutes": {
            "median": round(median(waits), 1) if waits else 0.0,
            "p90": round(_at(waits, 0.9), 1),
            "longest": round(_at(waits, 1.0)),
        },
        "same_person_again_share": _same_person(words),
        "order_violations": len(diary.overtaken),
        "order_violations_share": _share(len(diary.overtaken), diary.taken_up),
        "order_violations_hours": round(sum(diary.overtaken, timedelta()) / HOUR),
        "busy_share": _share(diary.worked / HOUR, duty / HOUR),
        "idle_while_work_waits_share": _share(diary.idle_looks, diary.duty_looks),
        "desks_over_ten_share": _share(diary.overload_looks, diary.looks * len(month.floor.people)),
        "most_on_a_desk": diary.most_on_a_desk,
        "without_an_open_case": len(diary.without_a_case),
    }


@dataclass
class Attendance:
    """Words that nobody looks after: on the desk of somebody who is not there, in a queue that
    nobody there may take from, or closed although they wait; counted while the promise runs."""

    month: Month
    _times: dict[frozenset[int], Times] = field(default_factory=dict)

    def unattended(self) -> dict[str, int]:
        """In minutes; in a queue means that nobody who was on duty could have taken it."""
        lays = self.month.floor.lays
        queued = [self._unattended(lay) for lay in lays if lay.owner is None]
        desks = [self._unattended(lay) for lay in lays if lay.owner is not None]
        found = {
            "on_desks_of_the_absent": sum(desks, timedelta()),
            "in_queues_with_nobody_there": sum(queued, timedelta()),
            "closed_unanswered": self._lost(),
        }
        minutes = {name: round(length / MINUTE) for name, length in found.items()}
        return {"all": sum(minutes.values()), **minutes}

    def _unattended(self, lay: Lay) -> timedelta:
        people = lay.case.kind if lay.owner is None else frozenset({lay.owner})
        times = self._duty(people)
        at = bisect_right(times, lay.since, key=lambda time: time[0]) - 1
        if at >= 0 and lay.until <= times[at][1]:
            return timedelta(0)
        calendar = self._calendar(lay.case)
        total = between(calendar, lay.since, lay.until)
        for since, until in _overlaps(times[max(at, 0) :], lay):
            total -= between(calendar, since, until)
        return total

    def _lost(self) -> timedelta:
        lost = (one for one in self.month.floor.cases if one.lost_at is not None)
        end = self.month.world.end
        return sum(
            (between(self._calendar(one), one.lost_at or end, end) for one in lost), timedelta()
        )

    def _duty(self, people: Collection[int]) -> Times:
        """When at least one of them is on duty."""
        key = frozenset(people)
        if key not in self._times:
            one = 0
            stretches = (
                Stretch(one, *time)
                for person in key
                for time in self.month.actual.times.get(person, ())
            )
            self._times[key] = tuple(roster(stretches).times.get(one, ()))
        return self._times[key]

    def _calendar(self, case: Case) -> OfficeCalendar:
        promises = self.month.world.promises
        matter = case.matter
        rule = promises.rule(ClockKind.NEXT_RESPONSE, matter.priority, matter.channel)
        assert rule is not None  # a response is always promised
        return promises.calendars[rule.calendar]


def _overlaps(
    times: Sequence[tuple[datetime, datetime]], lay: Lay
) -> Iterator[tuple[datetime, datetime]]:
    for since, until in times:
        if since >= lay.until:
            return
        if until > lay.since:
            yield max(since, lay.since), min(until, lay.until)


def _all_duty(month: Month) -> Iterator[tuple[datetime, datetime]]:
    return (time for times in month.actual.times.values() for time in times)


def _ended(word: Word, month: Month) -> datetime:
    """When it was answered; what was not by the end of the month has waited until then."""
    return word.answered_at or month.world.end


def _past_due(word: Word, month: Month) -> timedelta:
    return _ended(word, month) - word.promise[3]


def _late_shares(words: Sequence[Word], late: Sequence[Word]) -> dict[int, float]:
    all_, missed = (Counter(one.case.matter.priority for one in some) for some in (words, late))
    return {priority: _share(missed[priority], all_[priority]) for priority in sorted(all_)}


def _same_person(words: Sequence[Word]) -> float:
    """Of later words that were answered, those by whoever answered that person before."""
    again = [one for one in words if one.known_to is not None and one.answered_by is not None]
    return _share(sum(one.answered_by == one.known_to for one in again), len(again))


def _at(waits: Sequence[float], share: float) -> float:
    return waits[min(len(waits) - 1, int(share * len(waits)))] if waits else 0.0


def _share(part: float, whole: float) -> float:
    return round(part / whole, 4) if whole else 0.0
