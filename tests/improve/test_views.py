from __future__ import annotations

import csv
import io
import json

import pytest

from firebell.accounts.enums import Role
from firebell.common.models import AuditEntry
from firebell.core.improve.idea_states import Verb
from firebell.improve import actions
from firebell.improve.actions import Told
from firebell.improve.actions.offers import Terms
from firebell.improve.models import Complaint, Goodwill, Idea, IdeaAsk, Offer, Register, RootCause
from tests.cast import Cast
from tests.desk.posts import Posts
from tests.screens import HOSTILE, assert_harmless, queries_of, said_on, signed_in

PAGE = "/w/house/improve/"
TOLD = Told(category="delivery", summary="The third parcel that was lost")
FORM = {
    "category": "delivery", "summary": "Lost again", "cause": "", "finding": "", "remedy": "",
    "cost_low": "", "cost_high": "", "currency": "eur", "regulator": "", "deadline": "",
    "owner": "",
}  # fmt: skip
VOUCHER = Terms("Voucher", "voucher", 10, 50, "EUR", "Who waited", {"agent": 20, "lead": 50})


def export(client, form: str, query: str = "") -> str:
    response = client.get(f"{PAGE}complaints.{form}{query}")
    return b"".join(response.streaming_content).decode("utf-8-sig")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("", "No complaint is registered"),
        ("?view=due", "No regulator is waiting"),
        ("?view=closed", "Nothing has been closed yet"),
        ("causes/", "No root cause has a name yet"),
        ("offers/", "Nothing is in the catalogue"),
        ("goodwill/", "Nothing has been given yet"),
        ("ideas/", "No idea is here"),
    ],
)
def test_empty_pages_teach(cast: Cast, path: str, said: str):
    assert said in said_on(signed_in(cast.people[Role.ANALYST]).get(PAGE + path))


def test_from_the_case_to_the_register(cast: Cast, case):
    client = signed_in(cast.agent)
    page = client.get(f"/w/house/cases/{case.number}/")
    assert f'href="/w/house/improve/complaints/new/?case={case.number}"' in page.text
    new = f"{PAGE}complaints/new/?case={case.number}"
    assert client.get(new).context["form"].initial["owner"] == cast.agent
    page = client.post(new, FORM, follow=True)
    assert "Registered as complaint 1." in said_on(page)
    assert Complaint.objects.get().currency == "EUR"
    assert "Complaint 1 Being looked into" in said_on(client.get(f"/w/house/cases/{case.number}/"))
    assert "Lost again" in said_on(client.get(PAGE))


@pytest.mark.parametrize(
    "query", ["", "?case=", "?case=77", "?case=-1", "?case=²", f"?case={'9' * 30}"]
)
def test_a_complaint_belongs_to_a_case_of_the_workspace(cast: Cast, query: str):
    Posts(cast.elsewhere.pk).say("spy")
    client = signed_in(cast.agent)
    assert client.get(f"{PAGE}complaints/new/{query}").status_code == 404
    assert client.post(f"{PAGE}complaints/new/?case=1", FORM).status_code == 404


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"cost_low": "5"}, "both ends"),
        ({"cost_low": "5", "cost_high": "4"}, "below the lower one"),
        ({"cost_low": "5", "cost_high": "6", "currency": ""}, "which currency"),
        ({"currency": "EURO"}, "at most 3"),
        ({"currency": "E1"}, "Three letters"),
        ({"summary": " "}, "required"),
        ({"deadline": "soon"}, "valid date"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(cast: Cast, case, change, said):
    new = f"{PAGE}complaints/new/?case={case.number}"
    page = signed_in(cast.agent).post(new, FORM | change)
    assert page.status_code == 422
    assert said in said_on(page)
    assert not Complaint.objects.exists()


def test_a_complaint_is_decided_and_closed_by_its_buttons(cast: Cast, case):
    complaint = actions.register_complaint(case, TOLD, cast.agent)
    cause = actions.add_cause(cast.house, "Labels by hand", cast.lead)
    page, client = f"{PAGE}complaints/{complaint.number}/", signed_in(cast.agent)
    told = client.post(page + "move/", {"verb": "decide"}, follow=True)
    assert "Say what was found first." in said_on(told)
    known = {"cause": str(cause.pk), "finding": "upheld", "remedy": "A new one"}
    assert "Saved." in said_on(client.post(page, FORM | known, follow=True))
    for verb in ("decide", "close"):
        client.post(page + "move/", {"verb": verb})
    closed = client.get(page)
    assert "<textarea" not in closed.text
    assert "Labels by hand" in said_on(closed)
    refused = client.post(page, FORM | known)
    assert (refused.status_code, "Open it again" in said_on(refused)) == (422, True)
    assert client.post(page + "move/", {"verb": "nonsense"}).status_code == 404


def test_who_only_listens_reads_and_changes_nothing(cast: Cast, case):
    actions.register_complaint(case, TOLD, cast.agent)
    client = signed_in(cast.people[Role.ANALYST])
    page = client.get(f"{PAGE}complaints/1/")
    assert "<textarea" not in page.text
    assert client.post(f"{PAGE}complaints/1/", FORM).status_code == 404
    assert "Register a complaint" not in client.get(f"/w/house/cases/{case.number}/").text


def test_the_register_is_exported_and_no_cell_is_a_formula(cast: Cast, case):
    told = Told("billing", "=HYPERLINK(1)", cost_low=0, cost_high=9, currency="EUR")
    actions.register_complaint(case, told, cast.agent)
    actions.register_complaint(case, TOLD, cast.agent)
    client = signed_in(cast.people[Role.ANALYST])
    head, *rows = csv.reader(io.StringIO(export(client, "csv", "?view=all")))
    first = dict(zip(head, rows[-1], strict=True))
    assert (first["Complaint"], first["What the person complains of"]) == ("1", "'=HYPERLINK(1)")
    assert (first["Cost, at least"], first["Cost, at most"], first["Handle"]) == ("0", "9", "ann")
    lines = [json.loads(line) for line in export(client, "jsonl", "?view=all").splitlines()]
    assert [line["summary"] for line in lines] == [TOLD.summary, "=HYPERLINK(1)"]
    assert (lines[1]["cost_low"], lines[0]["cost_low"]) == (0, None)
    assert export(client, "jsonl", "?view=all&category=privacy") == ""
    entry = AuditEntry.objects.filter(action="complaints_exported").first()
    assert (entry.actor_name, entry.data) == ("Analyst", {"view": "all", "form": "csv"})


def test_another_workspaces_register_is_nowhere(cast: Cast):
    theirs = Posts(cast.elsewhere.pk).say("spy", "their secret")
    actions.register_complaint(theirs, Told("other", "their secret"), cast.stranger)
    actions.add_cause(cast.elsewhere, "their cause", cast.stranger)
    offer = actions.save_offer(cast.elsewhere, VOUCHER, cast.stranger)
    idea = actions.propose_idea(cast.elsewhere, "their idea", "", cast.stranger, case=theirs)
    given = actions.offer_goodwill(theirs, offer, 5, "why", cast.stranger, Role.ADMINISTRATOR)
    client = signed_in(cast.administrator)
    for path in ("", "?view=all", "causes/", "offers/", "goodwill/", "ideas/"):
        assert "their" not in said_on(client.get(PAGE + path)).replace("whether their", ""), path
    assert export(client, "jsonl", "?view=all") == ""
    for path in (
        "complaints/1/", "ideas/1/", f"offers/{offer.pk}/", f"offers/{2**70}/", f"ideas/{2**70}/",
    ):  # fmt: skip
        assert client.get(PAGE + path).status_code == 404, path
    for path in (
        "complaints/1/move/", f"causes/{RootCause.objects.get().pk}/", f"causes/{2**70}/",
        f"offers/{offer.pk}/retire/", f"goodwill/{given.pk}/decide/",
        f"goodwill/{given.pk}/outcome/", f"goodwill/{2**70}/decide/",
        "cases/1/goodwill/", "cases/1/idea/", "ideas/1/edit/",
        "ideas/1/decide/", "ideas/1/messages/", f"ideas/1/asks/{idea.asks.get().pk}/",
    ):  # fmt: skip
        data = {"verb": "plan", "outcome": "kept", "idea": "1", "name": "x"}
        assert client.post(PAGE + path, data).status_code == 404, path


def test_hostile_words_are_only_letters(cast: Cast, case):
    told = Told("other", HOSTILE, remedy=HOSTILE, finding="partly", regulator=HOSTILE[:120])
    actions.register_complaint(case, told, cast.agent)
    actions.add_cause(cast.house, HOSTILE[:120], cast.lead)
    terms = Terms(HOSTILE[:120], "gift", 1, 5, "EUR", HOSTILE, {"agent": 5})
    offer = actions.save_offer(cast.house, terms, cast.lead)
    actions.offer_goodwill(case, offer, 1, HOSTILE, cast.agent, Role.AGENT)
    idea = actions.propose_idea(cast.house, HOSTILE[:160], HOSTILE, cast.agent, case=case)
    actions.decide_idea(idea, Verb.FINISH, HOSTILE, cast.lead)
    client = signed_in(cast.lead)
    for path in ("", "complaints/1/", "causes/", "offers/", f"offers/{offer.pk}/", "goodwill/",
                 "ideas/", "ideas/1/"):  # fmt: skip
        assert_harmless(client.get(PAGE + path))
    assert_harmless(client.get(f"/w/house/cases/{case.number}/"))
    assert_harmless(signed_in(cast.people[Role.ANALYST]).get(PAGE + "complaints/1/"))


def test_leads_keep_the_list_of_causes_and_the_register(cast: Cast):
    client = signed_in(cast.lead)
    said = said_on(client.post(PAGE + "causes/new/", {"name": "Labels"}, follow=True))
    assert "Added. " in said
    assert "of this name" in said_on(
        client.post(PAGE + "causes/new/", {"name": "labels"}, follow=True)
    )
    cause = f"{PAGE}causes/{RootCause.objects.get().pk}/"
    client.post(cause, {"name": "Labels by hand"})
    assert RootCause.objects.get().name == "Labels by hand"
    assert "retired" in said_on(client.post(cause, {"retire": "1", "name": ""}, follow=True))
    kept = {"recurrence_days": "30", "warn_days": "7", "currency": "nok"}
    client.post(PAGE + "register/", kept)
    register = Register.objects.get()
    assert (register.recurrence_days, register.warn_days, register.currency) == (30, 7, "NOK")
    wrong = client.post(PAGE + "register/", kept | {"recurrence_days": "0"})
    assert wrong.status_code == 422
    assert Register.objects.get().recurrence_days == 30


OFFER = {
    "name": "Voucher", "kind": "voucher", "value": "10", "most": "50", "currency": "EUR",
    "eligibility": "", "limit_agent": "20", "limit_lead": "50", "limit_volunteer": "",
}  # fmt: skip


def test_leads_write_the_catalogue(cast: Cast):
    client = signed_in(cast.lead)
    client.post(PAGE + "offers/new/", OFFER)
    offer = Offer.objects.get()
    assert offer.limits == {"agent": 20, "lead": 50}
    said = said_on(signed_in(cast.agent).get(PAGE + "offers/"))
    assert "Agent alone: 20" in said
    page = f"{PAGE}offers/{offer.pk}/"
    assert client.get(page).context["form"].initial["limit_agent"] == 20
    client.post(page, OFFER | {"limit_agent": ""})
    assert Offer.objects.get().limits == {"lead": 50}
    for wrong in ({"most": "5"}, {"name": " "}, {"value": "0"}, {"most": str(10**11)}):
        assert (
            client.post(PAGE + "offers/new/", OFFER | {"name": "Other"} | wrong).status_code == 422
        )
    assert client.post(PAGE + "offers/new/", OFFER).status_code == 422
    client.post(page + "retire/")
    assert Offer.objects.get().retired_at is not None


def test_offered_at_a_case_asked_granted_and_what_came_of_it(cast: Cast, case):
    offer = actions.save_offer(cast.house, VOUCHER, cast.lead)
    agent, lead = signed_in(cast.agent), signed_in(cast.lead)
    page, give = f"/w/house/cases/{case.number}/", f"{PAGE}cases/{case.number}/goodwill/"
    assert "you alone: up to 20 EUR" in said_on(agent.get(page))
    data = {"offer": str(offer.pk), "value": "30", "reason": "A lost parcel"}
    assert "A lead is asked." in said_on(agent.post(give, data, follow=True))
    assert "1 goodwill offer waits for a lead" in said_on(lead.get(PAGE))
    decide = f"{PAGE}goodwill/{Goodwill.objects.get().pk}/decide/"
    assert "Say why not." in said_on(lead.post(decide, {"verb": "refuse"}, follow=True))
    assert "Granted." in said_on(lead.post(decide, {"verb": "grant"}, follow=True))
    outcome = f"{PAGE}goodwill/{Goodwill.objects.get().pk}/outcome/"
    agent.post(outcome, {"outcome": "accepted"})
    back = agent.post(outcome, {"outcome": "kept", "case": "1"}, follow=True)
    assert back.redirect_chain[-1][0] == page
    assert "the customer stayed" in said_on(back)
    for wrong in (data | {"value": "51"}, data | {"value": "x"}, data | {"reason": ""}):
        assert 'class="notice error"' in agent.post(give, wrong, follow=True).text
    assert Goodwill.objects.count() == 1


def test_you_said_we_did(cast: Cast, case):
    agent, lead = signed_in(cast.agent), signed_in(cast.lead)
    page = f"/w/house/cases/{case.number}/"
    made = {"title": "Print the labels", "text": ""}
    agent.post(f"{PAGE}ideas/new/?case={case.number}", made)
    other = signed_in(cast.agent).post(
        f"{PAGE}cases/{case.number}/idea/", {"idea": "1"}, follow=True
    )
    assert "asked for it too" in said_on(other)
    idea = f"{PAGE}ideas/1/"
    assert "You said, we did" not in said_on(agent.get(idea))
    lead.post(idea + "decide/", {"verb": "finish", "decision": "Printed since April"})
    assert "You said, we did" in said_on(agent.get(idea))
    refused = agent.post(idea + "messages/", {"text-en": "You idiot"})
    assert (refused.status_code, "You idiot" in refused.text) == (422, True)
    agent.post(idea + "messages/", {"text-en": "Dear {name}, we print them now."})
    said = said_on(agent.get(page))
    assert "Dear ann, we print them now." in said
    assert "Put it into the answer" in said
    ask = f"{idea}asks/{IdeaAsk.objects.get().pk}/"
    agent.post(ask, {"verb": "reword", "message": "We print them now."})
    back = agent.post(ask, {"verb": "told", "case": "1"}, follow=True)
    assert back.redirect_chain[-1][0] == page
    assert "We print them now." not in said_on(back)
    assert "1 told" in said_on(agent.get(PAGE + "ideas/"))
    assert agent.post(ask, {"verb": "nonsense"}).status_code == 404


def test_an_idea_gets_an_owner_and_a_date(cast: Cast, case):
    actions.propose_idea(cast.house, "Print", "", cast.agent)
    client = signed_in(cast.agent)
    data = {"title": "Print all", "text": "", "owner": str(cast.lead.pk), "due": "2026-04-01"}
    client.post(PAGE + "ideas/1/edit/", data)
    assert Idea.objects.get().owner == cast.lead
    stranger = client.post(PAGE + "ideas/1/edit/", data | {"owner": str(cast.stranger.pk)})
    assert stranger.status_code == 422
    assert client.post(PAGE + "ideas/1/decide/", {"verb": "plan"}).status_code == 403


def test_lists_ask_as_much_for_many_as_for_few(cast: Cast, case):
    offer = actions.save_offer(cast.house, VOUCHER, cast.lead)
    cause = actions.add_cause(cast.house, "Labels", cast.lead)

    def fill(number: int) -> None:
        for n in range(number):
            actions.register_complaint(case, Told("other", "x", cause=cause), cast.agent)
            actions.offer_goodwill(case, offer, 5, "why", cast.agent, Role.AGENT)
            actions.offer_goodwill(case, offer, 30, "why", cast.agent, Role.AGENT)
            actions.propose_idea(cast.house, f"Idea {number} {n}", "", cast.agent, case=case)

    fill(1)
    client = signed_in(cast.lead)
    paths = [PAGE + path for path in ("", "causes/", "offers/", "goodwill/", "ideas/", "ideas/1/")]
    paths.append(f"/w/house/cases/{case.number}/")
    client.get(paths[-1])
    few = [queries_of(client, path) for path in paths]
    fill(5)
    assert [queries_of(client, path) for path in paths] == few
