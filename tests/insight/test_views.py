from __future__ import annotations

from datetime import timedelta

import pytest

from firebell.accounts import actions as accounts
from firebell.channels import actions as channels
from firebell.channels.models import Source
from firebell.common import clock
from firebell.desk import actions as desk
from firebell.insight import queries
from firebell.listening import actions as listening
from firebell.triggers.models import MinuteCount
from tests.cast import Cast
from tests.desk.posts import START, Posts
from tests.screens import HOSTILE, assert_harmless, queries_of, said_on, signed_in
from tests.triggers.test_views import ring


@pytest.fixture
def posts(cast: Cast) -> Posts:
    return Posts(cast.house.pk)


def bell(cast: Cast, minutes: float = 0):
    with clock.moved_to(START + timedelta(minutes=minutes)):
        return signed_in(cast.agent).get("/w/house/")


def test_an_empty_workspace_is_told_how_to_begin(cast: Cast):
    page = said_on(bell(cast))
    for sentence in (
        "Begin here",
        "All quiet",
        "No source is set up: nothing can be heard.",
        "Nobody is on duty",
        "Nothing has been said about us in the last 24 hours.",
    ):
        assert sentence in page


def test_what_rings_stands_first_in_plain_words_and_what_is_over_does_not(cast: Cast):
    ring(cast.house, 0, "closed", brand="Old")
    ring(cast.house, 1, "open", brand="New")
    ring(cast.elsewhere, 2, "open", brand="Theirs")
    response = bell(cast)
    assert [alert.brand.name for alert, _said in response.context["alerts"]] == ["New"]
    assert "All quiet" not in said_on(response)


def test_who_waits_is_counted_against_the_promise(cast: Cast, posts: Posts):
    accounts.go_on_duty(cast.house, cast.agent, by=None)
    late, soon = posts.say("ann", minute=0), posts.say("bo", minute=200)
    desk.claim(soon, cast.teammate)
    response = bell(cast, minutes=250)
    waiting = response.context["waiting"]
    assert (waiting.past_due, waiting.unanswered, waiting.owner_absent) == (1, 2, 1)
    assert waiting.oldest == timedelta(minutes=250)
    assert response.context["next_due"] == soon.due_at
    assert late.due_at < soon.due_at
    assert "1 answer is late" in said_on(response)


def test_a_long_line_is_counted_to_a_limit_that_is_said(cast: Cast, posts: Posts, monkeypatch):
    monkeypatch.setattr("firebell.insight.views.COUNTED", 3)
    posts.take(*(posts.hear(f"p{n}", minute=n) for n in range(5)))
    page = said_on(bell(cast, minutes=30))
    assert "2+ cases wait for us" in page


def test_a_queue_with_nobody_on_duty_is_unattended(cast: Cast, posts: Posts):
    posts.say("ann")
    assert "in a queue with nobody on duty" in said_on(bell(cast))
    with clock.moved_to(START - timedelta(minutes=1)):
        accounts.go_on_duty(cast.house, cast.agent, by=None)
    page = said_on(bell(cast))
    assert "in a queue with nobody on duty" not in page
    assert "Agent" in page


def test_the_answered_share_leaves_dismissed_cases_out(cast: Cast, posts: Posts):
    for number in range(5):
        posts.say(f"p{number}", minute=number)
    assert queries.answered(cast.elsewhere.pk).share is None
    cases = {case.number: case for case in posts_cases(cast)}
    with clock.moved_to(START + timedelta(minutes=10)):
        for number in (1, 2, 3):
            case = cases[number]
            words = [case.items.get().pk]
            desk.answer(case, "Hello, your bag is on its way.", words, cast.agent)
        desk.dismiss(cases[4], [cases[4].items.get().pk], "Spam", cast.agent)
    found = queries.answered(cast.house.pk)
    assert (found.answered, found.dismissed, found.waiting, found.share) == (3, 1, 1, 75)


def posts_cases(cast: Cast):
    from firebell.desk.models import Case

    return Case.objects.filter(workspace=cast.house)


def test_words_are_summed_by_the_hour_over_our_own_brands(cast: Cast):
    ours = listening.ensure_brand(cast.house.pk, "Ours")
    rival = listening.ensure_brand(cast.house.pk, "Rival", own=False)
    now = START.replace(minute=30)
    for brand, dimension, minutes, total in (
        (ours, "brand", 0, 3),
        (ours, "brand", 20, 4),
        (ours, "channel", 0, 50),
        (rival, "brand", 0, 50),
        (ours, "brand", 23 * 60, 5),
        (ours, "brand", 25 * 60, 50),
    ):
        MinuteCount.objects.create(
            workspace=cast.house,
            brand=brand,
            dimension=dimension,
            minute=now - timedelta(minutes=minutes),
            total=total,
            negative=1,
            needs_answer=0,
        )
    heard = queries.heard(cast.house.pk, now)
    assert heard.totals == [5] + [0] * 22 + [7]
    assert (heard.negative, heard.last_hour, heard.total) == ([1] + [0] * 22 + [2], 7, 12)


def test_a_source_in_trouble_stands_first_and_calls(cast: Cast):
    channels.configure_source(cast.house, "manual_entry", "A calm one", {}, by=None)
    bad = channels.configure_source(cast.house, "manual_entry", "Z bad one", {}, by=None)
    channels.note_failure(bad, "token expired", permanent=True, now=START)
    response = bell(cast)
    ears = response.context["ears"]
    assert [one.name for one in ears.sources] == ["Z bad one", "A calm one"]
    assert (ears.listening, ears.troubled, ears.deaf) == (1, 1, True)
    assert "1 source has trouble" in said_on(response)


def test_hostile_names_are_only_letters(cast: Cast):
    channels.configure_source(cast.house, "manual_entry", HOSTILE[:110], {}, by=None)
    ring(cast.house, brand=HOSTILE[:110])
    assert_harmless(bell(cast))


def test_fifty_of_everything_cost_no_more_than_one(cast: Cast, posts: Posts):
    client = signed_in(cast.agent)

    def fill(start: int, end: int) -> None:
        for number in range(start, end):
            ring(cast.house, number, brand=f"B{number}")
            Source.objects.create(workspace=cast.house, network="manual_entry", name=f"S{number}")
            person = accounts.add_person(
                cast.house,
                name=f"P{number}",
                email=f"p{number}@example.org",
                role="agent",
                password=None,
                by=None,
            )
            accounts.go_on_duty(cast.house, person, by=None)
            posts.say(f"h{number}", minute=number)

    fill(0, 1)
    client.get("/w/house/")
    one = queries_of(client, "/w/house/")
    fill(1, 50)
    assert queries_of(client, "/w/house/") == one
