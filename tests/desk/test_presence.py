"""Two people at one case: each is told of the other, drafts are kept, no second answer is taken."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from firebell.common import clock, pulse
from firebell.desk import actions, queries
from firebell.desk.models import CaseItem, Draft, Presence
from firebell.outbound.models import Manner, Reply
from tests.cast import Cast
from tests.desk.posts import START, Posts
from tests.outbound.standin.here import fresh
from tests.screens import HOSTILE, assert_harmless, said_on, signed_in

POLITE = "Hello, we are sorry. Your bag is in Oslo and arrives tomorrow."


def at(case, client, **data: str):
    return client.post(f"/w/house/cases/{case.number}/here/", data)


def write(case, client, text: str):
    return client.post(f"/w/house/cases/{case.number}/check/", {"text": text, "public": "on"})


def answer(case, client, **data: str):
    data = {"text": POLITE, "public": "on"} | data
    return client.post(f"/w/house/cases/{case.number}/answer/", data, follow=True)


def page(case, client):
    return client.get(f"/w/house/cases/{case.number}/")


def test_a_colleague_is_seen_looking_then_writing_then_gone(cast: Cast, posts: Posts):
    case = posts.say("ann")
    mine, theirs = signed_in(cast.agent), signed_in(cast.teammate)
    assert said_on(at(case, theirs)) == ""
    assert "Teammate looks at this case too" in said_on(at(case, mine))
    write(case, theirs, "Dear Ann,")
    assert "Teammate is writing an answer here" in said_on(at(case, mine))
    assert "Teammate is writing an answer here" in said_on(page(case, mine))
    at(case, theirs, leave="1")
    assert said_on(at(case, mine)) == ""


def test_who_says_nothing_for_a_while_is_away_and_who_writes_nothing_looks(
    cast: Cast, posts: Posts
):
    case = posts.say("ann")
    with clock.moved_to(START):
        actions.keep_draft(case, "Dear Ann,", cast.teammate)
    later = START + timedelta(minutes=3)
    with clock.moved_to(START + timedelta(seconds=30)):
        actions.be_at(case, cast.teammate)
    assert not queries.others_at(case, cast.agent, later)
    with clock.moved_to(later):
        actions.be_at(case, cast.teammate)
    (here,) = queries.others_at(case, cast.agent, later)
    assert here.since == later
    assert here.writing_since is None


def test_coming_and_beginning_to_write_are_told_once(cast: Cast, posts: Posts):
    case = posts.say("ann")

    def told(do) -> int:
        before = pulse.revisions(cast.house.pk).get("presence", 0)
        do()
        return pulse.revisions(cast.house.pk).get("presence", 0) - before

    assert told(lambda: actions.be_at(case, cast.agent)) == 1
    assert told(lambda: actions.be_at(case, cast.agent)) == 0
    assert told(lambda: actions.keep_draft(case, "D", cast.agent)) == 1
    assert told(lambda: actions.keep_draft(case, "De", cast.agent)) == 0
    assert told(lambda: actions.keep_draft(case, "", cast.agent)) == 1
    assert told(lambda: actions.leave(case, cast.agent)) == 1


def test_a_draft_comes_back_anywhere_and_goes_when_it_is_sent(cast: Cast, posts: Posts):
    case, mine = posts.say("ann"), signed_in(cast.agent)
    write(case, mine, "Dear Ann, your bag")
    assert "Dear Ann, your bag" in page(case, signed_in(cast.agent)).text
    theirs = page(case, signed_in(cast.teammate))
    assert "Agent began an answer here" in said_on(theirs)
    write(case, mine, "  ")
    assert not Draft.objects.exists()
    write(case, mine, POLITE)
    answer(case, mine)
    assert not Draft.objects.exists()


def test_what_a_colleague_began_is_harmless(cast: Cast, posts: Posts):
    case = posts.say("ann")
    write(case, signed_in(cast.teammate), HOSTILE)
    assert_harmless(page(case, signed_in(cast.agent)))


def test_a_second_sender_is_warned_and_may_send_after_talking(cast: Cast, posts: Posts):
    case = posts.say("ann")
    mine, theirs = signed_in(cast.agent), signed_in(cast.teammate)
    write(case, theirs, "Dear Ann,")
    refused = answer(case, mine)
    assert refused.status_code == 422
    assert "Teammate is writing an answer to this just now." in said_on(refused)
    assert POLITE in refused.text
    assert not Reply.objects.exists()
    answer(case, mine, also="on")
    assert Reply.objects.get().author == cast.agent


def test_the_database_refuses_a_second_answer_to_one_word(cast: Cast, posts: Posts):
    """Whatever code, or whoever at the database's own prompt, should try."""
    fresh()
    Manner.objects.create(workspace=cast.house, grace_seconds=60)
    posts.source.network, posts.source.listen_only = "here", False
    posts.source.save()
    case = posts.say("ann")
    (word,) = case.items.values_list("pk", flat=True)
    first = actions.send_answer(case, POLITE, [word], cast.agent, public=True)
    with pytest.raises(actions.BeingAnswered):
        actions.send_answer(case, POLITE, [word], cast.teammate, public=True)
    other = posts.say("bo", minute=1)
    second = actions.send_answer(
        other, POLITE, list(other.items.values_list("pk", flat=True)), cast.agent, public=True
    )
    with pytest.raises(DatabaseError, match="another answer to this word"), transaction.atomic():
        CaseItem.objects.filter(pk=word).update(reply=second)
    assert CaseItem.objects.get(pk=word).reply == first


def test_strangers_are_nowhere(cast: Cast, posts: Posts):
    case = posts.say("ann")
    assert at(case, signed_in(cast.stranger)).status_code == 404
    assert not Presence.objects.exists()
