"""A call is carried out once: the same key and call give the same answer, whatever came between."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest

from firebell.api import actions
from firebell.api.models import KeptAnswer
from firebell.common import clock
from firebell.common.models import AuditEntry
from firebell.desk.models import Note
from firebell.site import chores
from tests.api.calling import Program
from tests.cast import Cast
from tests.desk.posts import Posts
from tests.stores.homes import store_of, with_tables

POLITE = "Your bag is in Oslo and arrives tomorrow."


def test_the_same_call_gives_the_same_answer_and_is_not_done_again(agent: Program, posts: Posts):
    case = posts.say("ann")
    first = agent.post(f"cases/{case.number}/notes", {"text": "She called."}, key="k1")
    again = agent.post(f"cases/{case.number}/notes", {"text": "She called."}, key="k1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert again.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Content-Type"] == "application/json"
    assert Note.objects.count() == 1
    assert AuditEntry.objects.filter(action="api_call").count() == 1


def test_quotes_round_a_key_are_no_part_of_it(agent: Program, posts: Posts):
    case = posts.say("ann")
    agent.post(f"cases/{case.number}/notes", {"text": "x"}, key='"k1"')
    assert "Idempotency-Replayed" in agent.post(
        f"cases/{case.number}/notes", {"text": "x"}, key="k1"
    )


@pytest.mark.parametrize("other", ["body", "address", "method", "parameters"])
def test_the_same_key_for_another_call_is_refused(agent: Program, posts: Posts, other: str):
    case, second = posts.say("ann"), posts.say("ben")
    path = f"cases/{case.number}/draft"
    assert agent.put(path, {"text": "one"}, key="k1").status_code == 200
    response = {
        "body": lambda: agent.put(path, {"text": "two"}, key="k1"),
        "address": lambda: agent.put(f"cases/{second.number}/draft", {"text": "one"}, key="k1"),
        "method": lambda: agent.delete(f"cases/{case.number}/presence", key="k1"),
        "parameters": lambda: agent.put(f"{path}?a=b", {"text": "one"}, key="k1"),
    }[other]()
    assert response.status_code == 422
    assert response.json()["type"].endswith("/key-used")
    assert response.json()["errors"][0]["header"] == "Idempotency-Key"


def test_a_key_belongs_to_its_token(cast: Cast, posts: Posts):
    case = posts.say("ann")
    for user in (cast.agent, cast.lead):
        program = Program(cast.house, user)
        told = program.post(f"cases/{case.number}/notes", {"text": f"by {user}"}, key="k1")
        assert told.json()["author"]["id"] == user.pk
    assert Note.objects.count() == 2


@pytest.mark.parametrize("key", ["", "two words", "å", "x" * 201])
def test_a_call_that_changes_something_needs_a_key(agent: Program, posts: Posts, key: str):
    case = posts.say("ann")
    response = agent.post(f"cases/{case.number}/notes", {"text": "x"}, key=key)
    assert response.status_code == 400
    assert response.json()["errors"][0]["header"] == "Idempotency-Key"
    assert not Note.objects.exists()


def test_what_only_reads_or_works_something_out_needs_none(agent: Program, posts: Posts):
    case = posts.say("ann")
    assert agent.get("cases").status_code == 200
    text = {"text": POLITE, "public": True}
    assert agent.post(f"cases/{case.number}/check", text, key="").status_code == 200
    assert not KeptAnswer.objects.exists()


def test_what_the_desk_refuses_stays_refused_for_this_key(agent: Program, cast: Cast, posts: Posts):
    case, other = posts.say("ann"), Program(cast.house, cast.teammate)
    assert other.post(f"cases/{case.number}/claim").status_code == 200
    first = agent.post(f"cases/{case.number}/claim", key="k1")
    assert first.status_code == 409
    assert other.post(f"cases/{case.number}/release").status_code == 200
    again = agent.post(f"cases/{case.number}/claim", key="k1")
    assert (again.status_code, again.content) == (409, first.content)
    assert again.headers["Content-Type"] == "application/problem+json"
    assert agent.post(f"cases/{case.number}/claim", key="k2").status_code == 200


def test_what_was_wrong_with_the_call_itself_is_not_kept(agent: Program, posts: Posts):
    assert agent.post("cases/99/notes", {"text": "x"}, key="k1").status_code == 404
    case = posts.say("ann")
    wrong = agent.post(f"cases/{case.number}/notes", {"text": ""}, key="k1")
    assert wrong.status_code == 422
    assert agent.post(f"cases/{case.number}/assign", {"to": 99_999}, key="k1").status_code == 422
    assert not KeptAnswer.objects.exists()
    right = agent.post(f"cases/{case.number}/notes", {"text": "x"}, key="k1")
    assert right.status_code == 201


def test_what_breaks_halfway_is_undone_and_can_be_sent_again(
    agent: Program, posts: Posts, monkeypatch
):
    case = posts.say("ann")

    def breaks(*_args, **_kwargs):
        raise RuntimeError("the power went")

    with monkeypatch.context() as broken:
        broken.setattr("firebell.api.door.audit.record", breaks)
        response = agent.post(f"cases/{case.number}/notes", {"text": "x"}, key="k1")
    assert response.status_code == 500
    assert "power" not in response.text
    assert not Note.objects.exists()
    assert not KeptAnswer.objects.exists()
    again = agent.post(f"cases/{case.number}/notes", {"text": "x"}, key="k1")
    assert again.status_code == 201
    assert Note.objects.count() == 1


def test_after_a_day_a_key_is_new_again_and_its_answer_is_let_go(agent: Program, posts: Posts):
    case = posts.say("ann")
    note = {"text": "x"}
    agent.post(f"cases/{case.number}/notes", note, key="old")
    agent.post(f"cases/{case.number}/notes", note, key="older")
    agent.post(f"cases/{case.number}/notes", note, key="new")
    day = clock.wall() - actions.KEPT - timedelta(seconds=1)
    KeptAnswer.objects.filter(key__startswith="old").update(at=day)
    again = agent.post(f"cases/{case.number}/notes", note, key="old")
    assert "Idempotency-Replayed" not in again.headers
    assert Note.objects.count() == 4
    assert actions.forget_answers(clock.wall()) == 1
    assert set(KeptAnswer.objects.values_list("key", flat=True)) == {"old", "new"}


def test_the_worker_lets_go_of_old_answers(agent: Program, posts: Posts, monkeypatch):
    case = posts.say("ann")
    agent.post(f"cases/{case.number}/notes", {"text": "x"})
    KeptAnswer.objects.update(at=clock.wall() - timedelta(days=2))
    monkeypatch.setattr(chores, "_answers_forgotten_in", None)
    chores.look_after_answers()
    assert not KeptAnswer.objects.exists()


def test_who_may_no_longer_call_is_not_told_the_kept_answer(cast: Cast, posts: Posts):
    case, program = posts.say("ann"), Program(cast.house, cast.agent)
    program.post(f"cases/{case.number}/notes", {"text": "x"}, key="k1")
    actions.revoke_token(program.token, cast.administrator)
    again = program.post(f"cases/{case.number}/notes", {"text": "x"}, key="k1")
    assert again.status_code == 401


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> dict[str, Any]:
    """What threads got that called at the same moment, in a process and a store of their own."""
    home = with_tables(tmp_path_factory.mktemp("home"))
    done = subprocess.run(
        [sys.executable, "-m", "tests.api.at_once"],
        env=os.environ | store_of(home) | {"FIREBELL_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_of_many_that_arrive_at_once_one_is_carried_out(told):
    same = told["same"]
    assert same["statuses"] == [201] * 6
    assert same["bodies"] == 1
    assert same["carried_out"] == 1
    assert (same["notes"], same["events"], same["calls"]) == (1, 1, 1)


def test_of_two_other_calls_with_one_key_at_once_one_is_refused(told):
    assert told["other"] == {"statuses": [201, 422], "notes": 1}


def test_of_two_programs_that_answer_one_person_at_once_one_is_refused(told):
    assert told["two"] == {"statuses": [201, 409], "replies": 1, "state": "answered"}
