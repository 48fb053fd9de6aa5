from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firebell.accounts import actions as accounts
from firebell.common import clock
from firebell.core.desk.promise import first_policy
from firebell.desk import actions, queries, wording
from firebell.desk.enums import View
from firebell.desk.models import Case
from firebell.desk.queries import BadCursorError, Filters
from tests.desk.posts import START, Posts
from tests.stores.marks import on_sqlite

NOW = START + timedelta(minutes=10)


@pytest.fixture(autouse=True)
def _ten_past_nine():
    with clock.moved_to(NOW):
        yield


@pytest.fixture
def desk(posts, cast) -> dict[str, Case]:
    """One case of every kind in the house, and one next door that no list may show."""
    cases = {name: posts.say(name) for name in ("new", "mine", "theirs", "asleep", "done")}
    cases["late"] = posts.say("late", minute=-600)
    actions.claim(cases["mine"], cast.agent)
    actions.claim(cases["theirs"], cast.teammate)
    actions.snooze(cases["asleep"], NOW + timedelta(hours=1), cast.agent)
    actions.dismiss(cases["done"], [cases["done"].items.get().pk], "A joke.", cast.agent)
    actions.promise(cases["mine"], "A call", NOW + timedelta(hours=3), cast.agent)
    actions.note(cases["theirs"], "@Agent, do you know her?", cast.teammate)
    Posts(cast.elsewhere.pk).say("stranger", minute=-600)
    return cases


SHOWN = {
    View.ALL: ["late", "new", "mine", "theirs", "asleep"],
    View.MINE: ["mine"],
    View.UNASSIGNED: ["late", "new", "asleep"],
    View.OVERDUE: ["late"],
    View.SNOOZED: ["asleep"],
    View.PROMISED: ["mine"],
    View.ASKED: ["theirs"],
    View.UNSENT: [],
    View.CLOSED: ["done"],
}


@pytest.mark.parametrize("view", View)
def test_each_view_shows_its_cases_in_order(desk, cast, view):
    page = queries.inbox(cast.house.pk, view, cast.agent, NOW)
    assert [case.profile.handle for case in page.cases] == SHOWN[view]
    assert page.next == ""


def test_the_counts_are_those_of_the_views(desk, cast):
    counts = queries.inbox_counts(cast.house.pk, cast.agent, NOW)
    assert counts == {view: len(names) for view, names in SHOWN.items() if view != View.CLOSED}


@pytest.mark.parametrize("view", [View.ALL, View.CLOSED])
@pytest.mark.parametrize("size", [1, 3, 50])
def test_the_pages_hold_every_case_once(posts, cast, view, size):
    for number in range(7):
        # Equal times, so that only the id tells neighbours apart.
        case = posts.say(f"person{number}", minute=number // 3)
        if view == View.CLOSED:
            actions.dismiss(case, [case.items.get().pk], "A joke.", cast.agent)
    seen, cursor = [], ""
    while True:
        page = queries.inbox(cast.house.pk, view, cast.agent, NOW, None, cursor, size=size)
        seen += [case.number for case in page.cases]
        cursor = page.next
        if not cursor:
            break
    assert seen == (list(range(1, 8)) if view == View.ALL else list(range(7, 0, -1)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30))
def test_a_made_up_page_address_is_refused_or_harmless(cast, cursor):
    try:
        page = queries.inbox(cast.house.pk, View.ALL, cast.agent, NOW, None, cursor)
    except BadCursorError:
        return
    assert page.cases == []


@pytest.mark.parametrize(
    ("filters", "shown"),
    [
        (Filters(channel="twitter", language="en"), 5),
        (Filters(channel="mail"), 0),
        (Filters(language="pl"), 0),
        (Filters(priority=3), 5),
        (Filters(priority=2), 0),
        (Filters(queue_id=-1), 0),
        (Filters(brand_id=-1), 0),
    ],
)
def test_filters(desk, cast, filters, shown):
    page = queries.inbox(cast.house.pk, View.ALL, cast.agent, NOW, filters)
    assert len(page.cases) == shown


# These are found by replies, promises and pings, which are few, and sorted then.
BY_OTHERS = (View.UNSENT, View.PROMISED, View.ASKED)


@on_sqlite
@pytest.mark.parametrize("view", [view for view in View if view not in BY_OTHERS])
@pytest.mark.parametrize("cursor", ["", "1772442000000000.1"])
def test_no_view_sorts_or_scans_the_table(cast, view, cursor):
    with CaptureQueriesContext(
        connection,
    ) as queries_made:
        queries.inbox(cast.house.pk, view, cast.agent, NOW, None, cursor)
    with connection.cursor() as cursor_:
        cursor_.execute(f"EXPLAIN QUERY PLAN {queries_made[0]['sql']}")
        plan = " / ".join(row[3] for row in cursor_.fetchall())
    assert "TEMP B-TREE" not in plan
    assert "SCAN" not in plan
    assert "INDEX case_" in plan


@on_sqlite
def test_the_measure_reads_indexes_only(cast):
    with CaptureQueriesContext(connection) as made:
        queries.unattended(cast.house.pk, NOW)
    plans = []
    with connection.cursor() as cursor:
        for query in made.captured_queries:
            if "desk_case" in query["sql"]:
                cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
                plans.append(" / ".join(row[3] for row in cursor.fetchall()))
    assert len(plans) == 5
    assert all("USING COVERING INDEX case_unsettled" in plan for plan in plans)


def _queries_made(read) -> int:
    with CaptureQueriesContext(connection) as made:
        read()
    return len(made)


def test_fifty_rows_cost_as_many_queries_as_one(posts, cast):
    house, agent = cast.house.pk, cast.agent

    def read():
        for case in queries.inbox(house, View.ALL, agent, NOW).cases:
            str((case.profile, case.brand, case.owner, case.queue))
        queries.unattended(house, NOW)
        page = queries.case_page(house, 1)
        for word in page.words:
            str((word.profile, word.latest_readings, word.case_item.reply))
        for event in page.events:
            str(event.actor)

    posts.say("ann", thread="t")
    one = _queries_made(read)
    for number in range(50):
        posts.say("ann", thread="t", minute=number)
        posts.say(f"person{number}", minute=number)
    assert _queries_made(read) == one


def test_the_measure_of_the_first_screen(desk, cast):
    measure = queries.unattended(cast.house.pk, NOW)
    assert (measure.unanswered, measure.past_due, measure.oldest) == (
        5,
        1,
        timedelta(minutes=610),
    )
    assert (measure.owner_absent, measure.in_queue, measure.queue_unattended) == (2, 3, 3)
    accounts.go_on_duty(cast.house, cast.agent, by=cast.agent)
    measure = queries.unattended(cast.house.pk, NOW)
    assert (measure.owner_absent, measure.queue_unattended) == (1, 0)
    empty = queries.unattended(cast.third.pk, NOW)
    assert (empty.unanswered, empty.oldest, empty.calm) == (0, None, True)


def test_the_case_page_shows_the_whole_thread(posts, cast):
    posts.say("ann", "Hello", thread="t", needs_answer=False)
    case = posts.say("ann", thread="t", minute=1)
    posts.say("help", "Which one?", thread="t", minute=2, outbound=True, needs_answer=False)
    posts.say("ann", "The red one", thread="t", minute=3)
    actions.note(case, "Ask the warehouse.", cast.agent)
    page = queries.case_page(cast.house.pk, case.number)
    assert [word.text for word in page.words] == [
        "Hello",
        "Where is my bag?",
        "Which one?",
        "The red one",
    ]
    assert page.pending == [page.words[3].pk]
    assert [note.text for note in page.notes] == ["Ask the warehouse."]
    assert [event.kind for event in page.events] == ["opened", "answered", "reopened", "noted"]
    assert page.words[1].case_item.answered_by == page.words[2]


def test_a_case_is_only_seen_in_its_workspace(posts, cast):
    posts.say("ann")
    assert queries.case_page(cast.elsewhere.pk, 1) is None
    assert queries.case_page(cast.house.pk, 99) is None


def test_earlier_cases_of_the_person(posts, cast):
    first = posts.say("ann")
    actions.dismiss(first, [first.items.get().pk], "A joke.", cast.agent)
    second = posts.say("ann", minute=5)
    assert second != first
    assert queries.case_page(cast.house.pk, second.number).earlier == [first]


def test_the_due_sentence(posts, cast):
    def due(case):
        return wording.due_sentence(case, first_policy())

    case = posts.say("ann")
    assert due(case) == ("Priority 3: to be answered within 4 hours, by 2026-03-02 13:00.")
    actions.snooze(case, NOW + timedelta(days=1), cast.agent, "Parts.")
    assert due(Case.objects.get()) == "To be answered by 2026-03-03 09:10."
    actions.answer(case, "Here it is.", [case.items.get().pk], cast.agent, keep_open=True)
    assert due(Case.objects.get()).startswith("Answered; look again on")
    actions.close(case, cast.agent)
    assert due(Case.objects.get()) == ""
