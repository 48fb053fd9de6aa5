from __future__ import annotations

from datetime import timedelta

import pytest

from firebell.common.models import LedgerFact
from firebell.common.pulse import revisions
from firebell.desk import actions
from firebell.desk.actions.arrivals import first_words
from firebell.desk.checks import broken_promises
from firebell.desk.enums import CaseState, ItemState
from firebell.desk.models import Case, CaseEvent, CaseItem
from firebell.desk.signals import cases_opened
from tests.desk.posts import START, Posts


def states(case: Case) -> list[str]:
    return list(case.items.order_by("pk").values_list("state", flat=True))


def test_a_word_that_needs_an_answer_opens_a_case(posts):
    case = posts.say("ann", "Where  is\nmy bag?", negative=0.9, followers=10_000_000)
    assert (case.number, case.title, case.state) == (1, "Where is my bag?", CaseState.NEW)
    assert (case.opened_at, case.waiting_since, case.last_word_at) == (START, START, START)
    assert case.due_at == START + timedelta(minutes=60)
    assert (case.priority, case.queue.name, case.owner) == (2, "Front desk", None)
    assert states(case) == [ItemState.PENDING]
    assert broken_promises() == []


def test_a_word_that_needs_none_opens_none(posts):
    assert posts.say("ann", needs_answer=False) is None
    assert CaseItem.objects.count() == 0


def test_the_thread_keeps_to_its_case_whoever_writes(posts):
    case = posts.say("ann", thread="t")
    assert posts.say("bob", thread="t", minute=1) == case
    assert posts.say("cid", thread="t", minute=2, needs_answer=False) == case
    case.refresh_from_db()
    assert states(case) == ["pending", "pending", "no_answer_needed"]
    assert case.last_word_at == START + timedelta(minutes=2)
    assert case.waiting_since == START


def test_a_person_has_one_open_case_a_brand(posts, cast):
    from firebell.listening.models import Brand

    ours, theirs = (
        Brand.objects.create(workspace_id=cast.house.pk, name=name) for name in ("Ours", "Theirs")
    )
    first = posts.say("ann", brand_id=ours.pk)
    assert posts.say("ann", minute=1, brand_id=ours.pk) == first
    other = posts.say("ann", minute=2, brand_id=theirs.pk)
    assert other != first
    assert [first.number, other.number] == [1, 2]
    assert first.conversations.count() == 2


def test_numbers_are_the_workspaces_own(posts, cast):
    posts.say("ann")
    assert Posts(cast.elsewhere.pk).say("ann").number == 1
    assert posts.say("bob").number == 2


def test_our_own_word_settles_the_thread_and_closes_the_case(posts):
    case = posts.say("ann", thread="t")
    posts.say("help", "Sent you a note.", thread="t", minute=7, outbound=True, needs_answer=False)
    case.refresh_from_db()
    assert (case.state, case.waiting_since) == (CaseState.ANSWERED, None)
    assert case.closed_at == case.first_answer_at == START + timedelta(minutes=7)
    assert states(case) == ["answered", "no_answer_needed"]
    assert case.items.get(state="answered").answered_by.text == "Sent you a note."
    assert broken_promises() == []


def test_our_own_word_settles_only_whom_it_answers(posts):
    case = posts.say("ann", thread="t", external_id="a1")
    posts.say("bob", thread="t", minute=1)
    posts.say("help", thread="t", minute=2, outbound=True, needs_answer=False, in_reply_to="a1")
    case.refresh_from_db()
    assert (case.state, case.waiting_since) == (CaseState.NEW, START + timedelta(minutes=1))
    assert states(case) == ["answered", "pending", "no_answer_needed"]
    assert broken_promises() == []


def test_one_batch_ends_as_many_do(posts, cast):
    story = [
        {"handle": "ann", "thread": "t"},
        {"handle": "ann", "minute": 1},
        {"handle": "help", "thread": "t", "minute": 2, "outbound": True, "needs_answer": False},
        {"handle": "ann", "thread": "t", "minute": 3, "needs_answer": False},
        {"handle": "bob", "thread": "u", "minute": 4},
        {"handle": "help", "thread": "u", "minute": 5, "outbound": True, "needs_answer": False},
        {"handle": "bob", "thread": "u", "minute": 6, "negative": 0.9},
        {"handle": "bob", "minute": 7},
    ]
    other = Posts(cast.elsewhere.pk)
    posts.take(*[posts.hear(**word) for word in story])
    for word in story:
        other.say(**word)

    def shape(workspace_id):
        fields = ["number", "state", "priority", "due_at", "waiting_since", "closed_at"]
        fields += ["last_word_at", "first_answer_at", "reopened"]
        cases = Case.objects.filter(workspace_id=workspace_id).order_by("number")
        return [
            (case, list(states(Case.objects.get(workspace_id=workspace_id, number=case[0]))))
            for case in cases.values_list(*fields)
        ]

    assert shape(cast.house.pk) == shape(cast.elsewhere.pk)
    assert [case[0][1] for case in shape(cast.house.pk)] == ["new", "reopened"]
    assert broken_promises() == []


def test_a_closed_case_is_reopened_by_a_new_word(posts):
    case = posts.say("ann", thread="t")
    posts.say("help", thread="t", minute=1, outbound=True, needs_answer=False)
    posts.say("ann", thread="t", minute=2, needs_answer=False)
    case.refresh_from_db()
    assert case.state == CaseState.ANSWERED
    posts.say("ann", "Still nothing!", thread="t", minute=3, negative=0.9, followers=10_000_000)
    case.refresh_from_db()
    assert (case.state, case.reopened, case.closed_at) == (CaseState.REOPENED, 1, None)
    assert case.due_at == START + timedelta(minutes=63)
    kinds = list(CaseEvent.objects.order_by("id").values_list("kind", flat=True))
    assert kinds == ["opened", "answered", "reopened"]
    facts = list(LedgerFact.objects.order_by("id").values_list("kind", flat=True))
    assert facts == ["case_opened", "case_answered", "case_reopened"]


def test_a_new_word_wakes_a_snoozed_case(posts, cast):
    case = posts.say("ann", thread="t")
    from firebell.common import clock

    with clock.moved_to(START):
        actions.snooze(case, START + timedelta(days=2), cast.agent, "Parts arrive on Wednesday.")
    posts.say("ann", thread="t", minute=30, negative=0.9, followers=10_000_000)
    case.refresh_from_db()
    assert (case.state, case.snoozed_until) == (CaseState.REOPENED, None)
    assert case.due_at == START + timedelta(minutes=90)


def test_the_same_words_again_change_nothing(posts):
    heard = posts.hear("ann"), posts.hear("bob", thread="t", minute=1)
    assert posts.take(*heard) == 2
    before = list(Case.objects.values()), list(CaseItem.objects.values())
    revision = revisions(posts.workspace_id)["cases"]
    assert actions.open_cases(posts.workspace_id, heard, START) == 0
    assert (list(Case.objects.values()), list(CaseItem.objects.values())) == before
    assert revisions(posts.workspace_id)["cases"] == revision


def test_a_later_reading_can_find_that_a_kept_word_needs_an_answer(posts):
    case = posts.say("ann", thread="t")
    late = posts.hear("ann", thread="t", minute=1, needs_answer=False)
    posts.take(late)
    from dataclasses import replace

    actions.open_cases(posts.workspace_id, [replace(late, needs_answer=True)], START)
    assert states(case) == ["pending", "pending"]


def test_history_opens_no_case_and_is_no_excuse_for_what_is_new(cast):
    posts = Posts(cast.house.pk, muted_before=START + timedelta(minutes=5))
    assert posts.say("ann", muted=True) is None
    assert CaseItem.objects.get().state == ItemState.HISTORY
    assert posts.say("ann", minute=6) is not None
    assert broken_promises() == []


def test_it_is_announced_once_a_batch(posts):
    told = []

    def hear(case_ids, **_kwargs):
        told.append(case_ids)

    cases_opened.connect(hear)
    try:
        posts.take(posts.hear("ann"), posts.hear("bob", minute=1))
        posts.say("cid", needs_answer=False)
    finally:
        cases_opened.disconnect(hear)
    assert told == [list(Case.objects.order_by("id").values_list("pk", flat=True))]


@pytest.mark.parametrize("words", [1, 60])
def test_the_number_of_queries_does_not_grow(posts, django_assert_max_num_queries, words):
    posts.say("zoe")
    heard = [posts.hear(f"person{n}", minute=n) for n in range(words)]
    with django_assert_max_num_queries(22):
        actions.open_cases(posts.workspace_id, heard, START)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("", ""),
        ("  a\n\tb ", "a b"),
        ("word " * 40, "word " * 15 + "word…"),
        ("x" * 200, "x" * 79 + "…"),
    ],
)
def test_first_words(text, title):
    assert first_words(text) == title
