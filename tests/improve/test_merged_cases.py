"""Two cases become one, and what was put right in either is found at the one that remains."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from firebell.accounts.enums import Role
from firebell.common.models import LedgerFact
from firebell.desk import actions as desk
from firebell.desk.models import Case
from firebell.improve import actions, queries
from firebell.improve.actions import Told
from firebell.improve.actions.offers import Terms
from firebell.improve.enums import Listed, Telling
from firebell.improve.models import Complaint, IdeaAsk
from tests.cast import Cast
from tests.desk.posts import Posts
from tests.screens import queries_of, said_on, signed_in

TOLD = Told(category="delivery", summary="The third parcel that was lost")


@pytest.fixture
def cases(cast: Cast, posts: Posts) -> list[Case]:
    """Of ann, bo and cy, each with a complaint of its own."""
    found = [posts.say(name, minute=minute) for minute, name in enumerate(("ann", "bo", "cy"))]
    for case in found:
        actions.register_complaint(case, TOLD, cast.agent)
    return found


def page(cast: Cast, case: Case) -> str:
    return said_on(signed_in(cast.agent).get(f"/w/house/cases/{case.number}/"))


def registered(cast: Cast) -> list[tuple[int, int, str]]:
    """As a regulator is told: complaint, case, and who complained."""
    lead = signed_in(cast.lead)
    said = lead.get("/w/house/improve/complaints.jsonl?view=all").streaming_content
    rows = [json.loads(line) for line in b"".join(said).decode().splitlines()]
    return sorted((row["number"], row["case"], row["handle"]) for row in rows)


def test_complaints_are_reached_from_the_case_that_remains(cast: Cast, cases: list[Case]):
    first, second, third = cases
    before = registered(cast)
    desk.merge(first, second, cast.agent)
    shown = page(cast, second)
    assert "Complaint 1 Being looked into · from case 1" in shown
    assert "Complaint 2 Being looked into" in shown
    assert "Complaint 3" not in shown
    assert "Complaint 1" in page(cast, first)
    desk.merge(second, third, cast.agent)
    shown = page(cast, third)
    assert all(f"Complaint {number}" in shown for number in (1, 2, 3))
    # Each stays in the register as its own, with whoever complained.
    assert registered(cast) == before == [(1, 1, "ann"), (2, 2, "bo"), (3, 3, "cy")]
    assert queries.counts(cast.house.pk)[Listed.OPEN] == 3
    there = said_on(signed_in(cast.agent).get("/w/house/improve/complaints/1/"))
    assert "ann merged into case 3" in there


def test_taking_apart_takes_it_back(cast: Cast, cases: list[Case]):
    first, second, third = cases
    desk.merge(first, second, cast.agent)
    desk.merge(second, third, cast.agent)
    actions.register_complaint(third, TOLD, cast.agent)
    desk.take_apart(second, cast.agent)
    shown = page(cast, third)
    assert "Complaint 4" in shown
    assert not any(f"Complaint {number}" in shown for number in (1, 2))
    assert "Complaint 1 Being looked into · from case 1" in page(cast, second)
    assert Complaint.objects.count() == 4


def test_goodwill_and_messages_to_who_asked_are_there_too(cast: Cast, cases: list[Case]):
    first, second, _third = cases
    terms = Terms("Voucher", "voucher", 10, 50, "EUR", "", {"agent": 20, "lead": 50})
    offer = actions.save_offer(cast.house, terms, cast.lead)
    actions.offer_goodwill(first, offer, 10, "Three weeks.", cast.agent, Role.AGENT)
    idea = actions.propose_idea(cast.house, "Print the labels", "", cast.agent, case=first)
    desk.merge(first, second, cast.agent)
    shown = page(cast, second)
    assert "Voucher 10 EUR Granted · from case 1" in shown
    assert "Print the labels New ·" in shown
    IdeaAsk.objects.update(telling=Telling.PREPARED, message="Dear ann, it is done.")
    assert "Dear ann, it is done." in page(cast, second)
    ask = IdeaAsk.objects.get()
    client = signed_in(cast.agent)
    told = client.post(
        f"/w/house/improve/ideas/{idea.number}/asks/{ask.pk}/", {"verb": "told", "case": "1"}
    )
    assert told.headers["Location"] == f"/w/house/cases/{second.number}/"


def test_a_merged_complaint_is_still_about_the_word_that_it_began_with(
    cast: Cast, cases: list[Case]
):
    first, second, _third = cases
    word = first.items.get().pk
    desk.merge(first, second, cast.agent)
    named = replace(TOLD, cause=actions.add_cause(cast.house, "Labels", cast.lead))
    for complaint in Complaint.objects.order_by("-number")[1:]:
        actions.change_complaint(complaint, named, cast.agent)
    fact = LedgerFact.objects.get(kind="root_cause_recurred")
    assert (fact.subject_type, fact.subject_id) == ("listening.interaction", word)
    assert fact.data["case"] == first.number


def test_many_merged_cases_cost_no_more_queries(cast: Cast, posts: Posts, cases: list[Case]):
    first, second, third = cases
    desk.merge(first, third, cast.agent)
    client, path = signed_in(cast.agent), f"/w/house/cases/{third.number}/"
    once = queries_of(client, path)
    desk.merge(second, third, cast.agent)
    assert queries_of(client, path) == once
