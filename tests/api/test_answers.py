"""Answering by a call: through the guard, once, and never over a colleague's head."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firebell.common import clock
from firebell.common.models import AuditEntry, LedgerFact
from firebell.desk.models import Case, CaseItem, HouseRules
from firebell.outbound import tasks
from firebell.outbound.models import Manner, Reply
from tests.api.calling import Program
from tests.cast import Cast
from tests.desk.posts import Posts
from tests.outbound.standin.here import Here, fresh

POLITE = "Hello, we are sorry. Your bag is in Oslo and arrives tomorrow."


@pytest.fixture
def here() -> Here:
    return fresh()


@pytest.fixture
def mouth(cast: Cast, posts: Posts, here: Here) -> Posts:
    Manner.objects.create(workspace=cast.house, grace_seconds=60)
    posts.source.network, posts.source.listen_only = "here", False
    posts.source.save()
    return posts


def answer(program: Program, text: str = POLITE, number: int = 1, **more):
    key = more.pop("key", None)
    return program.post(f"cases/{number}/answers", {"text": text, "public": True} | more, key=key)


def test_an_answer_leaves_after_the_grace_time_and_settles_the_case(
    agent: Program, mouth: Posts, here: Here
):
    mouth.say("ann")
    response = answer(agent)
    assert response.status_code == 201
    reply = response.json()
    assert (reply["state"], reply["elsewhere"]) == ("held", False)
    assert reply["word"] == CaseItem.objects.get().pk
    tasks.send_due()
    assert here.told == []
    Reply.objects.update(send_after=clock.now())
    tasks.send_due()
    assert len(here.told) == 1
    (told,) = agent.get("cases/1/replies").json()["items"]
    assert told["state"] == "sent"
    assert agent.get("cases/1").json()["state"] == "answered"
    tasks.send_due()
    assert len(here.told) == 1


def test_sent_again_with_its_key_it_leaves_once(agent: Program, mouth: Posts, here: Here):
    mouth.say("ann")
    first = answer(agent, key="k1")
    assert answer(agent, key="k1").content == first.content
    Reply.objects.update(send_after=clock.now())
    tasks.send_due()
    assert answer(agent, key="k1").content == first.content
    tasks.send_due()
    assert len(here.told) == 1


def test_it_can_be_stopped_while_it_waits(agent: Program, mouth: Posts, here: Here):
    mouth.say("ann")
    reply = answer(agent).json()
    path = f"cases/1/replies/{reply['id']}"
    assert agent.post(f"{path}/cancel").json()["state"] == "cancelled"
    assert agent.post(f"{path}/cancel").status_code == 409
    assert agent.post("cases/1/replies/999/cancel").status_code == 404
    assert Case.objects.get().waiting_since is not None
    Reply.objects.update(send_after=clock.now())
    tasks.send_due()
    assert here.told == []


def test_a_source_that_only_listens_sends_nothing(agent: Program, posts: Posts):
    posts.say("ann")
    response = answer(agent)
    assert response.status_code == 409
    assert "only listens" in response.json()["detail"]
    assert not Reply.objects.exists()
    assert answer(agent, how="elsewhere").status_code == 201
    assert Case.objects.get().state == "answered"


def test_the_guard_has_its_word_and_the_attempt_is_written_down(agent: Program, mouth: Posts):
    mouth.say("ann")
    response = answer(agent, "You idiot, read the manual.")
    assert response.status_code == 409
    told = response.json()
    assert told["type"].endswith("/guard")
    assert told["verdict"] == "block"
    assert "idiot" in told["reasons"][0]
    assert told["better"]
    assert not Reply.objects.exists()
    assert LedgerFact.objects.filter(kind="reply_blocked").count() == 1
    assert AuditEntry.objects.filter(action="reply_blocked").count() == 1
    assert Case.objects.get().waiting_since is not None
    forced = answer(agent, "You idiot, read the manual.", override_reason="They are one")
    assert forced.status_code == 409


def test_a_warning_passes_with_a_reason(agent: Program, mouth: Posts):
    mouth.say("ann")
    text = "As I already told you, just read the page again."
    check = agent.post("cases/1/check", {"text": text, "public": True}, key="")
    assert check.json()["verdict"] == "warn"
    assert not Reply.objects.exists()
    assert answer(agent, text).json()["verdict"] == "warn"
    assert answer(agent, text, override_reason="They asked for it").status_code == 201
    assert Reply.objects.get().override_reason == "They asked for it"


def test_the_guard_is_asked_without_anything_being_stored(agent: Program, mouth: Posts, cast: Cast):
    mouth.say("ann")
    fine = agent.post("cases/1/check", {"text": POLITE, "public": True}, key="").json()
    assert fine == {"verdict": "send", "reasons": [], "better": "", "objection": ""}
    long = {"text": "Sorry. " * 100, "public": True, "source": mouth.source.pk}
    assert "too long" in agent.post("cases/1/check", long, key="").json()["objection"]
    unknown = agent.post("cases/1/check", {"text": "x", "public": True, "source": 999}, key="")
    assert unknown.json()["errors"][0]["pointer"] == "/source"
    theirs = Posts(cast.elsewhere.pk).source.pk
    assert answer(agent, source=theirs).status_code == 422


def test_nobody_answers_over_a_colleague_who_writes(agent: Program, cast: Cast, mouth: Posts):
    mouth.say("ann")
    colleague = Program(cast.house, cast.teammate)
    colleague.put("cases/1/draft", {"text": "Dear Ann"})
    response = answer(agent)
    assert response.status_code == 409
    assert "Teammate is writing an answer to this just now" in response.json()["detail"]
    assert answer(agent, also=True).status_code == 201
    late = answer(colleague)
    assert late.status_code == 409
    assert "Agent is answering this" in late.json()["detail"]


def test_of_two_answers_to_one_word_the_second_is_refused(agent: Program, cast: Cast, mouth: Posts):
    mouth.say("ann")
    words = [CaseItem.objects.get().pk]
    assert answer(agent, how="elsewhere", words=words, keep_open=True).status_code == 201
    late = answer(Program(cast.house, cast.teammate), words=words)
    assert late.status_code == 409
    assert Reply.objects.count() == 1
    assert agent.get("cases/1").json()["state"] == "waiting"
    assert agent.post("cases/1/close").json()["state"] == "answered"


def test_an_uncertain_answer_is_found_out_by_a_person(agent: Program, mouth: Posts, here: Here):
    mouth.say("ann")
    reply = answer(agent).json()["id"]
    path = f"cases/1/replies/{reply}"
    assert agent.post(f"{path}/not-there").status_code == 409
    now = clock.now()
    Reply.objects.update(state="uncertain", find_after=now, uncertain_since=now, send_after=None)
    wrong = agent.post(f"{path}/there", {"url": "javascript:alert(1)"})
    assert wrong.status_code == 409
    told = agent.post(f"{path}/there", {"url": "https://here.example/1"})
    assert (told.status_code, told.json()["state"]) == (200, "sent")
    assert told.json()["url"] == "https://here.example/1"
    assert agent.get("cases/1").json()["state"] == "answered"


def test_what_a_person_did_not_find_is_sent_again(agent: Program, mouth: Posts, here: Here):
    mouth.say("ann")
    reply = answer(agent).json()["id"]
    now = clock.now()
    Reply.objects.update(state="uncertain", find_after=now, uncertain_since=now, send_after=None)
    told = agent.post(f"cases/1/replies/{reply}/not-there").json()
    assert told["state"] == "held"
    Reply.objects.update(send_after=now - timedelta(seconds=1))
    tasks.send_due()
    assert len(here.told) == 1


def test_a_house_that_signs_signs_what_programs_send(agent: Program, cast: Cast, mouth: Posts):
    HouseRules.objects.create(workspace=cast.house, signs=True)
    mouth.say("ann")
    assert answer(agent).json()["text"].endswith(" ^A")


def test_an_answer_of_next_door_is_not_there(agent: Program, cast: Cast, mouth: Posts):
    mouth.say("ann")
    Posts(cast.elsewhere.pk).say("eve")
    stranger = Program(cast.elsewhere, cast.stranger)
    theirs = answer(stranger, how="elsewhere").json()["id"]
    assert agent.post(f"cases/1/replies/{theirs}/cancel").status_code == 404
    words = [CaseItem.objects.get(case__workspace=cast.elsewhere).pk]
    assert answer(agent, words=words).status_code == 409
    assert agent.get("cases/1/replies").json()["items"] == []


def test_without_the_scope_nobody_is_answered(cast: Cast, mouth: Posts):
    mouth.say("ann")
    program = Program(cast.house, cast.agent, ["cases:read", "cases:write"])
    assert answer(program).status_code == 403
    told = program.post(
        "cases/1/parts/answers", {"public": True, "answers": [{"case": 1, "text": "x"}]}
    )
    assert told.status_code == 403
    assert not Reply.objects.exists()
