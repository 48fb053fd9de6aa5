"""The case page, the inbox and the first screen while an answer is on its way."""

from __future__ import annotations

import pytest

from firebell.desk import actions
from firebell.desk.enums import CaseState
from firebell.desk.models import Case
from firebell.outbound import actions as outbound
from firebell.outbound import tasks
from firebell.outbound.models import Manner, Reply
from tests.cast import Cast
from tests.desk.posts import Posts
from tests.outbound.standin.here import Here, fresh
from tests.screens import HOSTILE, assert_harmless, queries_of, said_on, signed_in

POLITE = "Hello, we are sorry. Your bag is in Oslo and arrives tomorrow."


@pytest.fixture
def here() -> Here:
    return fresh()


@pytest.fixture
def mouth(cast: Cast, posts: Posts, here: Here) -> Posts:
    Manner.objects.create(workspace=cast.house, grace_seconds=0)
    posts.source.network, posts.source.listen_only = "here", False
    posts.source.save()
    return posts


def send(client, case: Case, text: str = POLITE, **data: str):
    path = f"/w/house/cases/{case.number}/answer/"
    data = {"text": text, "public": "on", "how": "send"} | data
    return client.post(path, data, follow=True)


def page(client, case: Case) -> str:
    return said_on(client.get(f"/w/house/cases/{case.number}/"))


def do(client, case: Case, verb: str, **data: str) -> str:
    reply = Reply.objects.latest("id")
    path = f"/w/house/cases/{case.number}/replies/{reply.pk}/{verb}/"
    return said_on(client.post(path, data, follow=True))


def test_the_box_says_where_it_goes_out_and_sends_it(cast: Cast, mouth: Posts, here: Here):
    case, client = mouth.say("ann", "My bag?"), signed_in(cast.agent)
    assert "Goes out from file 0 · Here · at most 300 characters" in page(client, case)
    assert "It leaves in a moment." in said_on(send(client, case))
    shown = page(client, case)
    assert "an answer by Agent is on its way" in shown
    assert "Leaves now." in shown
    assert here.told == []
    tasks.send_due()
    shown = client.get(f"/w/house/cases/{case.number}/")
    assert "answered by Agent" in said_on(shown)
    assert "here.example" in said_on(shown)
    assert "Leaves now" not in said_on(shown)
    case.refresh_from_db()
    assert case.state == CaseState.ANSWERED


def test_answered_elsewhere_is_still_recorded(cast: Cast, mouth: Posts, here: Here):
    case, client = mouth.say("ann"), signed_in(cast.agent)
    assert "Recorded as answered elsewhere." in said_on(send(client, case, elsewhere="1"))
    assert Reply.objects.get().elsewhere
    tasks.send_due()
    assert here.told == []


def test_it_can_be_cancelled_while_it_waits(cast: Cast, mouth: Posts, here: Here):
    Manner.objects.update(grace_seconds=60)
    case, client = mouth.say("ann"), signed_in(cast.agent)
    send(client, case)
    looked = client.get(f"/w/house/cases/{case.number}/")
    assert "every 2s" in looked.text
    assert "Leaves in" in said_on(looked)
    assert "Cancelled: nothing was sent." in do(client, case, "cancel")
    assert "Not sent: Cancelled before it left." in page(client, case)
    assert "Answer" in page(client, case)
    case.refresh_from_db()
    assert case.is_open


def test_a_colleague_is_told_who_answers(cast: Cast, mouth: Posts):
    case = mouth.say("ann")
    other = signed_in(cast.teammate)
    send(signed_in(cast.agent), case)
    assert '<textarea id="answer-text"' not in other.get(f"/w/house/cases/{case.number}/").text
    refused = send(other, case, items=str(case.items.get().pk))
    assert refused.status_code == 422


def test_a_failure_is_loud_everywhere_and_the_text_is_kept(cast: Cast, mouth: Posts, here: Here):
    here.plan = ["refuse"]
    case, client = mouth.say("ann"), signed_in(cast.agent)
    mouth.say("bob", minute=1)
    assert "failed or may not have arrived" not in said_on(client.get("/w/house/"))
    send(client, case)
    tasks.send_due()
    shown = client.get(f"/w/house/cases/{case.number}/")
    assert "The answer did not go out. The person is still waiting." in said_on(shown)
    assert "Here: no; sign in again" in said_on(shown)
    assert shown.context["draft"]["text"] == POLITE
    assert "1 answer failed or may not have arrived" in said_on(client.get("/w/house/"))
    inbox = client.get("/w/house/inbox/?view=unsent")
    assert [row.number for row, _face in inbox.context["rows"]] == [case.number]
    assert said_on(client.get("/w/house/inbox/")).count("answer not sent") == 1
    here.plan = ["take"]
    send(client, case)
    tasks.send_due()
    assert "failed or may not have arrived" not in said_on(client.get("/w/house/"))
    assert "The answer did not go out." not in page(client, case)


@pytest.mark.parametrize(("verb", "ends"), [("there", "sent"), ("not-there", "held")])
def test_what_is_uncertain_asks_a_person(
    cast: Cast, mouth: Posts, here: Here, verb: str, ends: str
):
    here.plan, here.asked = ["drop"], "never"
    case, client = mouth.say("ann"), signed_in(cast.agent)
    send(client, case)
    tasks.send_due()
    assert "asking the network" in page(client, case)
    Reply.objects.update(asks_a_person=True)
    assert "please look" in page(client, case)
    do(client, case, verb, url="https://here.example/1")
    assert Reply.objects.get().state == ends


def test_replies_of_another_house_or_case_are_not_there(cast: Cast, mouth: Posts):
    case, other = mouth.say("ann"), mouth.say("bob", minute=1)
    send(signed_in(cast.agent), case)
    reply = Reply.objects.get()
    client = signed_in(cast.agent)
    for path in (
        f"/w/house/cases/{other.number}/replies/{reply.pk}/cancel/",
        f"/w/house/cases/{case.number}/replies/{reply.pk + 1}/cancel/",
        f"/w/house/cases/{case.number}/replies/{reply.pk}/explode/",
    ):
        assert client.post(path).status_code == 404
    foreign = signed_in(cast.stranger)
    assert foreign.post(f"/w/house/cases/1/replies/{reply.pk}/cancel/").status_code == 404
    assert Reply.objects.get().state == "held"


def test_the_length_is_counted_while_one_writes(cast: Cast, mouth: Posts):
    case, client = mouth.say("ann"), signed_in(cast.agent)
    path = f"/w/house/cases/{case.number}/check/"
    data = {"text": "a" * 305, "public": "on", "source": str(mouth.source.pk)}
    told = said_on(client.post(path, data))
    assert "305 of 300 characters" in told
    assert "5 characters too long for Here." in told
    assert "of 300" not in said_on(client.post(path, data | {"source": "99999"}))
    refused = send(client, case, "a" * 305)
    assert refused.status_code == 422
    assert Reply.objects.count() == 0


def test_what_it_is_signed_with_is_shown_and_counted(cast: Cast, mouth: Posts):
    case, client = mouth.say("ann"), signed_in(cast.agent)
    assert "Public answers end with" not in page(client, case)
    actions.set_switches(cast.house, cast.lead, signs=True)
    assert "Public answers end with ^A" in page(client, case)
    data = {"text": "a" * 299, "source": str(mouth.source.pk)}
    path = f"/w/house/cases/{case.number}/check/"
    assert "2 characters too long for Here." in said_on(client.post(path, data | {"public": "on"}))
    assert "299 of 300 characters" in said_on(client.post(path, data))


def test_hostile_words_in_an_answer_and_a_failure_are_only_letters(
    cast: Cast, mouth: Posts, here: Here
):
    here.plan = ["drop"]
    case, client = mouth.say("ann"), signed_in(cast.agent)
    send(client, case)
    tasks.send_due()
    Reply.objects.update(text=HOSTILE, failure=HOSTILE, sent_url="javascript:alert(1)")
    assert_harmless(client.get(f"/w/house/cases/{case.number}/"))


def test_many_replies_cost_no_more_than_one(cast: Cast, mouth: Posts, here: Here):
    case, client = mouth.say("ann", thread="t"), signed_in(cast.agent)
    path = f"/w/house/cases/{case.number}/"

    def answer(number: int) -> None:
        mouth.take(mouth.hear("ann", "And?", thread="t", minute=number))
        send(client, case)
        tasks.send_due()

    answer(1)
    client.get(path)
    one = queries_of(client, path)
    for number in range(2, 8):
        answer(number)
    assert queries_of(client, path) == one


def test_closing_the_gate_is_seen_at_once(cast: Cast, mouth: Posts):
    case, client = mouth.say("ann"), signed_in(cast.agent)
    outbound.close_gate(mouth.source, cast.administrator)
    assert "it only listens there" in page(client, case)
    assert send(client, case).status_code == 422
