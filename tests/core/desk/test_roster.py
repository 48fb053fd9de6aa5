from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from firebell.core.desk.hours import OfficeCalendar, Span
from firebell.core.desk.roster import EVER, Stretch, duties_by, roster

START = datetime(2026, 3, 2, tzinfo=UTC)


def at(hour: float) -> datetime:
    return START + timedelta(hours=hour)


STRETCH = st.builds(
    lambda person, since, long: Stretch(person, at(since), at(since + long) if long else None),
    st.integers(1, 3),
    st.integers(0, 40),
    st.integers(0, 12),
)


@given(st.lists(STRETCH, max_size=8), st.lists(STRETCH, max_size=5))
def test_on_duty_is_in_some_duty_and_in_no_absence(duties, absences):
    people = roster(duties, absences)

    def covers(one: Stretch, person: int, when: datetime) -> bool:
        return one.person == person and one.since <= when < (one.until or EVER)

    for half in range(110):
        when = at(half / 2)
        expected = tuple(
            person
            for person in (1, 2, 3)
            if any(covers(one, person, when) for one in duties)
            and not any(covers(one, person, when) for one in absences)
        )
        assert people.on_duty(when) == expected
        for person in expected:
            until = people.on_duty_until(person, when)
            assert not people.is_on_duty(person, until) if until < EVER else True
            assert next(people.from_then_on(person, when)) == (when, until)


def test_the_times_to_come():
    people = roster([Stretch(1, at(1), at(2)), Stretch(1, at(4), at(6))])
    assert list(people.from_then_on(1, at(1.5))) == [(at(1.5), at(2)), (at(4), at(6))]
    assert list(people.from_then_on(1, at(6))) == []
    assert list(people.from_then_on(9, at(0))) == []


def test_duties_of_somebody_who_works_by_a_calendar():
    calendar = OfficeCalendar("UTC", ((Span(540, 720), Span(780, 1_020)),) * 5 + ((), ()))
    found = list(duties_by(calendar, 7, at(10), at(24)))
    assert found == [Stretch(7, at(10), at(12)), Stretch(7, at(13), at(17))]
