"""Learning from what went wrong, by API: complaints, goodwill within authority, ideas."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from firebell.accounts.enums import Role
from firebell.common import clock
from firebell.common.models import AuditEntry, LedgerFact
from firebell.improve import actions
from firebell.improve.models import Complaint, Goodwill, IdeaAsk
from firebell.outbound.models import Reply
from tests.api.calling import Program
from tests.api.test_paging import walked
from tests.cast import Cast
from tests.desk.posts import START, Posts
from tests.improve.test_complaints import TOLD
from tests.screens import signed_in

COMPLAINT = {
    "category": "delivery",
    "summary": "The third parcel that was lost",
    "regulator": "Transport Ombudsman",
    "deadline": "2026-03-10",
}
OFFER = {
    "name": "Voucher",
    "kind": "voucher",
    "value": 10,
    "most": 50,
    "currency": "EUR",
    "limits": {"agent": 20, "lead": 50},
}


@pytest.fixture(autouse=True)
def _the_clock_stands_where_the_posts_are():
    with clock.moved_to(START + timedelta(hours=1)):
        yield


@pytest.fixture
def case(posts: Posts):
    return posts.say("ann", "My parcel is lost for the third time!")


def done(response):
    assert response.status_code in (200, 201), response.text
    return response.json()


def refused(response) -> str:
    assert response.status_code == 409, response.text
    return response.json()["detail"]


def wrong(response) -> str:
    assert response.status_code == 422, response.text
    return response.json()["errors"][0]["pointer"]


def test_a_complaint_is_opened_costed_remedied_closed_and_taken_out(
    agent: Program, lead: Program, cast: Cast, case
):
    made = done(agent.post("cases/1/complaints", COMPLAINT))
    assert (made["number"], made["case"], made["state"], made["pressure"]) == (1, 1, "open", "near")
    assert "what was found" in refused(agent.post("complaints/1/decide"))
    known = COMPLAINT | {
        "finding": "upheld",
        "remedy": "A new parcel",
        "cost": {"least": 40, "most": 60, "currency": "EUR"},
        "owner": cast.teammate.pk,
    }
    told = done(agent.put("complaints/1", known))
    assert (told["cost"], told["owner"]["name"]) == (known["cost"], "Teammate")
    assert done(agent.post("complaints/1/decide"))["state"] == "decided"
    assert "root cause" in refused(agent.post("complaints/1/close"))
    cause = done(lead.post("causes", {"name": " Labels by  hand "}))
    done(agent.put("complaints/1", known | {"cause": cause["id"]}))
    told = done(agent.post("complaints/1/close"))
    assert (told["state"], told["pressure"]) == ("closed", "none")
    assert told["cause"] == {"id": cause["id"], "name": "Labels by hand"}
    assert "Open it again" in refused(agent.put("complaints/1", known))
    (counted,) = done(lead.get("causes"))["items"]
    assert (counted["lately"], counted["costs"]) == (1, [known["cost"]])
    assert LedgerFact.objects.filter(kind="complaint_closed").count() == 1


def test_what_is_taken_out_is_what_the_files_hold(cast: Cast, case):
    for _number in range(3):
        actions.register_complaint(case, TOLD, cast.agent)
    Complaint.objects.filter(number=2).update(cost_low=1, cost_high=2, currency="EUR")
    actions.register_complaint(Posts(cast.elsewhere.pk).say("spy"), TOLD, cast.stranger)
    analyst = cast.people[Role.ANALYST]
    found, pages = walked(Program(cast.house, analyst), "complaints/export", 2)
    file = signed_in(analyst).get("/w/house/improve/complaints.jsonl?view=all")
    lines = b"".join(file.streaming_content).decode().replace("+00:00", "Z").splitlines()
    assert found == [json.loads(line) for line in lines]
    assert (pages, len(found)) == (2, 3)
    forms = AuditEntry.objects.filter(action="complaints_exported").order_by("id")
    assert [one.data["form"] for one in forms] == ["api", "api", "jsonl"]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"cost": {"least": 5, "most": 4, "currency": "EUR"}}, "/cost/most"),
        ({"cost": {"least": 5, "currency": "EUR"}}, "/cost/most"),
        ({"cost": {"least": 5, "most": 6, "currency": "euro"}}, "/cost/currency"),
        ({"cost": {"least": 5, "most": 6, "currency": ""}}, "/cost/currency"),
        ({"summary": " "}, "/summary"),
        ({"deadline": "soon"}, "/deadline"),
        ({"deadline": "2026-03-02T09:15:00Z"}, "/deadline"),
        ({"cause": 2**40}, "/cause"),
        ({"owner": 2**40}, "/owner"),
        ({"finding": ""}, "/finding"),
    ],
)
def test_what_a_complaint_cannot_say(agent: Program, case, change, pointer: str):
    assert wrong(agent.post("cases/1/complaints", COMPLAINT | change)) == pointer
    assert not Complaint.objects.exists()


def test_nothing_of_next_door_is_named_read_or_changed(agent: Program, cast: Cast, case):
    theirs = Posts(cast.elsewhere.pk).say("spy")
    actions.register_complaint(theirs, TOLD, cast.stranger)
    stranger = Program(cast.elsewhere, cast.stranger)
    cause = done(stranger.post("causes", {"name": "Theirs"}))["id"]
    offer = done(stranger.post("offers", OFFER))["id"]
    gift = {"offer": offer, "value": 10, "reason": "x"}
    idea = done(stranger.post("ideas", {"title": "Theirs", "case": 1}))["number"]
    assert wrong(agent.post("cases/1/complaints", COMPLAINT | {"cause": cause})) == "/cause"
    assert wrong(agent.post("cases/1/complaints", COMPLAINT | {"owner": cast.stranger.pk}))
    assert wrong(agent.post("cases/1/goodwill", gift)) == "/offer"
    for path in ("complaints/1", f"ideas/{idea}", f"ideas/{idea}/asks"):
        assert agent.get(path).status_code == 404
    for path in ("complaints", "causes", "offers", "goodwill", "ideas"):
        assert done(agent.get(path))["items"] == []


def test_a_retired_cause_is_kept_and_not_named_anew(agent: Program, lead: Program, case):
    cause = done(lead.post("causes", {"name": "Labels by hand"}))["id"]
    done(agent.post("cases/1/complaints", COMPLAINT | {"cause": cause}))
    assert done(lead.post(f"causes/{cause}/retire"))["retired_at"]
    assert wrong(agent.post("cases/1/complaints", COMPLAINT | {"cause": cause})) == "/cause"
    assert done(agent.put("complaints/1", COMPLAINT | {"cause": cause}))["cause"]["id"] == cause
    assert done(lead.put(f"causes/{cause}", {"name": "Labels"}))["name"] == "Labels"


def test_the_register_is_kept_by_leads(agent: Program, lead: Program, case):
    done(agent.post("cases/1/complaints", COMPLAINT))
    kept = {"recurrence_days": 30, "warn_days": 3, "currency": "NOK"}
    assert agent.put("register", kept).status_code == 403
    assert done(lead.put("register", kept)) == done(agent.get("register")) == kept
    assert done(agent.get("complaints/1"))["pressure"] == "none"
    with clock.moved_to(START + timedelta(days=9)):
        assert done(agent.get("complaints/1"))["pressure"] == "passed"


def test_goodwill_stays_within_authority(agent: Program, lead: Program, cast: Cast, case):
    offer = done(lead.post("offers", OFFER))["id"]
    gift = {"offer": offer, "reason": "A lost parcel"}
    given = done(agent.post("cases/1/goodwill", gift | {"value": 20}))
    assert (given["state"], given["decided_by"]["name"]) == ("granted", "Agent")
    asked = done(agent.post("cases/1/goodwill", gift | {"value": 21}))
    assert (asked["state"], asked["decided_by"]) == ("asked", None)
    above = agent.post("cases/1/goodwill", gift | {"value": 51})
    assert "Nobody gives more than 50 EUR" in refused(above)
    path = f"goodwill/{asked['id']}"
    assert agent.post(f"{path}/grant").status_code == 403
    # Who leads without a limit of their own has no authority over money.
    administrator = Program(cast.house, cast.administrator)
    assert "more than you may give" in refused(administrator.post(f"{path}/grant"))
    assert "not granted" in refused(agent.post(f"{path}/outcome", {"accepted": True}))
    assert done(lead.post(f"{path}/grant"))["decided_by"]["name"] == "Lead"
    assert "decided already" in refused(lead.post(f"{path}/refuse", {"why": "No"}))
    assert Goodwill.objects.count() == 2


def test_nobody_grants_what_they_asked_for_themselves(lead: Program, cast: Cast, case):
    offer = done(lead.post("offers", OFFER | {"limits": {"agent": 5}}))["id"]
    own = done(lead.post("cases/1/goodwill", {"offer": offer, "value": 9, "reason": "x"}))
    done(lead.put(f"offers/{offer}", OFFER))
    assert "yourself" in refused(lead.post(f"goodwill/{own['id']}/grant"))
    told = done(lead.post(f"goodwill/{own['id']}/refuse", {"why": "My mistake"}))
    assert (told["state"], told["why_not"]) == ("refused", "My mistake")


def test_sent_again_with_its_key_goodwill_is_given_once(agent: Program, lead: Program, case):
    offer = done(lead.post("offers", OFFER))["id"]
    gift = {"offer": offer, "value": 20, "reason": "A lost parcel"}
    first = agent.post("cases/1/goodwill", gift, key="g1")
    again = agent.post("cases/1/goodwill", gift, key="g1")
    assert again.content == first.content
    assert again.headers["Idempotency-Replayed"] == "true"
    assert LedgerFact.objects.filter(kind="goodwill_given").count() == 1


def test_the_catalogue_tells_what_came_of_it(agent: Program, lead: Program, case):
    offer = done(lead.post("offers", OFFER))["id"]
    assert "of this name" in refused(lead.post("offers", OFFER))
    assert wrong(lead.post("offers", OFFER | {"name": "Gift", "most": 5})) == "/most"
    given = done(agent.post("cases/1/goodwill", {"offer": offer, "value": 9, "reason": "x"}))
    path = f"goodwill/{given['id']}/outcome"
    assert wrong(agent.post(path, {})) == ""
    assert done(agent.post(path, {"accepted": True}))["state"] == "accepted"
    assert done(agent.post(path, {"kept": False}))["kept"] is False
    (row,) = done(agent.get("offers"))["items"]
    assert [row[name] for name in ("given", "accepted", "kept", "lost")] == [1, 1, 0, 1]
    for _twice in range(2):
        assert done(lead.post(f"offers/{offer}/retire"))["retired_at"]
    late = agent.post("cases/1/goodwill", {"offer": offer, "value": 9, "reason": "x"})
    assert "not in the catalogue" in refused(late)
    assert done(lead.post(f"offers/{offer}/revive"))["retired_at"] is None


def test_an_idea_is_decided_and_who_asked_is_told_by_a_person(
    agent: Program, lead: Program, cast: Cast, posts: Posts, case
):
    posts.say("bob", "Please print the labels", minute=1)
    idea = done(agent.post("ideas", {"title": "Print the labels", "case": 1}))
    assert (idea["number"], idea["state"], idea["asked"]) == (1, "new", 1)
    for _twice in range(2):
        ask = done(agent.post("ideas/1/asks", {"case": 2}))
    told = {"title": "Print all labels", "owner": cast.teammate.pk, "due": "2026-04-01"}
    assert done(agent.put("ideas/1", told))["owner"]["name"] == "Teammate"
    words = {"language": "en", "text": "Dear {name}, from now on labels are printed."}
    early = agent.post("ideas/1/messages", {"messages": [words]})
    assert "Decide it first" in refused(early)
    decision = {"verb": "finish", "decision": "Labels are printed now."}
    assert agent.post("ideas/1/decide", decision).status_code == 403
    idea = done(lead.post("ideas/1/decide", decision))
    assert (idea["state"], idea["asked"], idea["decided_by"]["name"]) == ("done", 2, "Lead")
    assert "cannot be done" in refused(lead.post("ideas/1/decide", decision))
    rude = words | {"text": "You idiot, we did it."}
    assert refused(agent.post("ideas/1/messages", {"messages": [rude]}))
    assert done(agent.post("ideas/1/messages", {"messages": [words]})) == {"prepared": 2}
    path = f"ideas/1/asks/{ask['id']}"
    assert done(agent.put(f"{path}/message", {"text": "Dear Bob, they are."}))["message"]
    assert done(agent.post(f"{path}/told"))["told_by"]["name"] == "Agent"
    assert done(agent.post(f"{path}/take-back"))["telling"] == "prepared"
    assert done(agent.post(f"{path}/left-out"))["telling"] == "left_out"
    asks = done(agent.get("ideas/1/asks"))["items"]
    assert [one["telling"] for one in asks] == ["prepared", "left_out"]
    assert asks[0]["message"] == "Dear ann, from now on labels are printed."
    assert not Reply.objects.exists()


def test_an_ask_belongs_to_its_idea(agent: Program, case):
    done(agent.post("ideas", {"title": "One", "case": 1}))
    done(agent.post("ideas", {"title": "Another"}))
    ask = IdeaAsk.objects.get().pk
    assert agent.post(f"ideas/2/asks/{ask}/told").status_code == 404
    assert wrong(agent.post("ideas/2/asks", {"case": 99})) == "/case"
    (found,) = done(agent.get("ideas", case=1))["items"]
    assert (found["number"], found["asked"]) == (1, 1)
