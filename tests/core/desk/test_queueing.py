"""The queue serves in order, and nobody starves in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from firebell.core.desk.queueing import STEP, CaseQueue, Waiting, in_order, place, turn

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
MINUTES = {1: 15, 2: 60, 3: 240, 4: 480, 5: 960}


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def case(number: int, arrived: int, priority: int, allowed: int | None = None) -> Waiting:
    due = at(arrived + (MINUTES[priority] if allowed is None else allowed))
    return Waiting(number, priority, due, at(arrived))


ARRIVALS = st.lists(
    st.tuples(st.integers(0, 600), st.integers(1, 5), st.integers(-300, 1_000)), max_size=60
)


def test_the_more_urgent_first_until_the_other_is_much_later():
    urgent, patient = case(1, 0, 1), case(2, 0, 3)
    assert in_order([patient, urgent]) == [urgent, patient]
    # Two steps of two hours: the urgent one is due at 0:15, so the other goes first that was due
    # four hours before that.
    assert in_order([urgent, case(3, -466, 3)])[0].case == 3
    assert in_order([urgent, case(3, -464, 3)])[0].case == 1


def test_of_equal_turns_the_one_that_waits_longest_then_the_lower_number():
    one, other, older = case(2, 0, 2), case(1, 0, 2), case(3, -5, 2, 65)
    assert in_order([one, other, older]) == [older, other, one]


@given(ARRIVALS, st.integers(1, 30))
def test_whatever_comes_after_its_turn_waits_however_urgent(arrivals, pace):
    """One server, as slow as one likes, and any arrivals: after its turn a case is overtaken by
    nobody who comes later."""
    cases = [case(n, *one) for n, one in enumerate(sorted(arrivals))]
    served = _serve(cases, pace)
    assert sorted(served) == list(range(len(cases)))  # everybody is served
    for index, number in enumerate(served):
        own = turn(cases[number])
        assert all(cases[before].since <= own for before in served[:index])


def _serve(cases: list[Waiting], pace: int) -> list[int]:
    queue: CaseQueue[None] = CaseQueue()
    coming, served, now = list(cases), [], 0
    while coming or len(queue):
        while coming and coming[0].since <= at(now):
            queue.put(coming.pop(0), None)
        first = queue.first(lambda _kind: True)
        if first is not None:
            assert queue.remove(first)
            served.append(first)
        now += pace
    return served


def test_a_flood_of_urgent_cases_does_not_hold_a_patient_one_for_ever():
    """Four times as many as can be served, and each more urgent: by priority it would be last."""
    patient = case(0, 0, 5)
    flood = [case(n, n, 1) for n in range(1, 3_000)]
    served = _serve(sorted([patient, *flood], key=lambda one: one.since), 4)
    assert served.index(0) <= sum(one.since <= turn(patient) for one in flood) < 1_500


KINDS = st.sampled_from(["a", "b", "c"])
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["put", "put", "remove", "first"]),
        st.integers(0, 12),
        st.integers(0, 600),
        st.integers(1, 5),
        KINDS,
    ),
    max_size=60,
)


@given(STEPS)
def test_the_first_that_somebody_may_take_is_the_first_in_order(steps):
    queue: CaseQueue[str] = CaseQueue()
    model: dict[int, tuple[Waiting, str]] = {}
    for verb, number, arrived, priority, kind in steps:
        if verb == "put":
            model[number] = case(number, arrived, priority), kind
            queue.put(*model[number])
        elif verb == "remove":
            assert queue.remove(number) == (model.pop(number, None) is not None)
        for may in ("", "a", "bc", "abc"):
            allowed = [one for one, its in model.values() if its in may]
            expected = in_order(allowed)[0].case if allowed else None
            assert queue.first(lambda its, may=may: its in may) == expected
        assert len(queue) == len(model)
        assert (number in queue) == (number in model)


@given(st.integers(1, 4), st.integers(0, 2_000), st.integers(0, 600))
def test_the_more_urgent_and_the_sooner_due_has_the_earlier_place(priority, later, arrived):
    due = at(arrived)
    urgent, other = Waiting(1, priority, due, START), Waiting(2, priority + 1, due, START)
    assert place(urgent) < place(other)
    assert place(urgent) < place(Waiting(2, priority, due + timedelta(minutes=later), START))
    assert turn(other) - turn(urgent) == STEP


def test_no_case_counts_as_due_before_its_word():
    overdue = Waiting(1, 1, at(-600), START)  # its resolution was due long ago
    assert turn(overdue) == START
