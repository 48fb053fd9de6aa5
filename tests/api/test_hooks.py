"""Other programs are told, against a real HTTP server on this machine."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.db import transaction

from firebell.api import actions
from firebell.api.enums import CallState
from firebell.api.models import Hook, HookCall
from firebell.api.tasks import deliver_calls
from firebell.common import clock, ledger, signing
from firebell.common.models import AuditEntry, LedgerFact
from tests.screens import signed_in

SECRET = signing.new_secret()


class Program(BaseHTTPRequestHandler):
    """Takes what is genuine; answers with `status`."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        call_id = signing.verify([SECRET], headers, body, clock.wall())
        self.server.told.append((call_id, json.loads(body)))
        self.send_response(self.server.status)
        if 300 <= self.server.status < 400:
            self.send_header("Location", "http://127.0.0.1:1/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_args):
        pass


@pytest.fixture
def program(monkeypatch):
    server = HTTPServer(("127.0.0.1", 0), Program)
    server.told, server.status = [], 204
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    monkeypatch.setenv("FIREBELL_REACHABLE", f"127.0.0.1:{server.server_port}")
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def hook(cast, program):
    made = Hook(
        workspace=cast.house,
        name="Wall",
        url=f"http://127.0.0.1:{program.server_port}/bell",
        kinds=["alert_rang"],
    )
    return actions.save_hook(made, secret=SECRET, by=cast.administrator)


def fact(workspace, kind="alert_rang", ago=timedelta(0)):
    return ledger.append(workspace.pk, kind, workspace, clock.wall() - ago, {"observed": 42})


def test_a_fact_is_told_once_signed(hook, cast, program):
    fact(cast.house)
    fact(cast.house, "case_opened")
    fact(cast.elsewhere)
    assert deliver_calls() == 1
    assert deliver_calls() == 0
    ((_, told),) = program.told
    assert told["type"] == "alert_rang"
    assert told["data"]["observed"] == 42
    assert told["data"]["subject"] == {"type": "accounts.workspace", "id": cast.house.pk}


def test_many_facts_appended_at_once_are_told_too(hook, cast):
    now = clock.wall()
    facts = [
        ledger.NewFact(cast.house.pk, kind, "desk.case", n, now, {})
        for n, kind in enumerate(("alert_rang", "case_opened", "alert_rang"))
    ]
    ledger.append_all(facts)
    assert HookCall.objects.count() == 2


def test_a_fact_that_is_rolled_back_is_not_told(hook, cast):
    with transaction.atomic():
        fact(cast.house)
        transaction.set_rollback(True)
    assert not HookCall.objects.exists()
    assert not LedgerFact.objects.filter(kind="alert_rang").exists()


def test_the_past_is_told_to_nobody(hook, cast):
    fact(cast.house, ago=timedelta(days=2))
    assert not HookCall.objects.exists()


def test_a_refusal_is_logged_and_tried_again_later_under_the_same_id(hook, cast, program):
    program.status = 500
    fact(cast.house)
    assert deliver_calls() == 0
    call = HookCall.objects.get()
    assert call.state == CallState.WAITING
    assert call.due_at > clock.wall()
    assert [(attempt.status, attempt.number) for attempt in call.log.all()] == [(500, 1)]
    program.status = 200
    HookCall.objects.update(due_at=clock.wall())
    assert deliver_calls() == 1
    assert len({call_id for call_id, _ in program.told}) == 1
    assert HookCall.objects.get().state == CallState.TAKEN


def test_it_is_given_up_after_ten_attempts_and_can_be_replayed(hook, cast, program):
    program.status = 503
    fact(cast.house)
    for _ in range(12):
        deliver_calls()
        HookCall.objects.update(due_at=clock.wall())
    call = HookCall.objects.get()
    assert call.state == CallState.FAILED
    assert call.attempts == 10
    program.status = 200
    actions.replay(call, by=cast.administrator, workspace=cast.house)
    assert deliver_calls() == 1
    assert AuditEntry.objects.filter(action="hook_replayed").exists()


def test_a_program_that_is_gone_is_told_nothing_more(hook, cast, program):
    program.status = 410
    fact(cast.house)
    deliver_calls()
    hook.refresh_from_db()
    assert not hook.active
    assert "nobody is there" in hook.stopped_because


def test_a_redirect_is_not_followed(hook, cast, program):
    program.status = 302
    fact(cast.house)
    assert deliver_calls() == 0
    assert "points to another address" in HookCall.objects.get().log.get().said


def test_an_address_inside_is_not_reached(hook, cast, program, monkeypatch):
    monkeypatch.setenv("FIREBELL_REACHABLE", "")
    fact(cast.house)
    assert deliver_calls() == 0
    assert program.told == []
    assert "not reached" in HookCall.objects.get().log.get().said


def test_a_sender_that_died_is_taken_over(hook, cast, program):
    fact(cast.house)
    (claimed,) = actions.claim_calls(clock.wall())
    assert actions.claim_calls(clock.wall()) == []
    later = clock.wall() + actions.CLAIM + timedelta(seconds=1)
    assert [call.pk for call in actions.claim_calls(later)] == [claimed.pk]


def test_an_administrator_makes_one_on_the_screen(cast, program):
    client = signed_in(cast.administrator)
    form = {
        "name": "Wall",
        "url": f"http://127.0.0.1:{program.server_port}/",
        "secret": SECRET,
        "kinds": ["alert_rang"],
        "active": "on",
    }
    assert client.post("/w/house/settings/hooks/", form).status_code == 302
    hook = Hook.objects.get()
    assert SECRET not in hook.sealed
    page = client.get(f"/w/house/settings/hooks/{hook.pk}/").content.decode()
    assert SECRET not in page
    changed = form | {"name": "Wall 2", "secret": ""}
    assert client.post(f"/w/house/settings/hooks/{hook.pk}/", changed).status_code == 302
    fact(cast.house)
    assert deliver_calls() == 1


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://[::1]/", "http://2130706433/", "ftp://example.org/", "x"]
)
def test_an_address_that_may_not_be_reached_is_refused_on_the_screen(cast, url):
    form = {"name": "Wall", "url": url, "secret": SECRET, "kinds": ["alert_rang"]}
    answer = signed_in(cast.administrator).post("/w/house/settings/hooks/", form)
    assert answer.status_code == 422
    assert not Hook.objects.exists()


def test_the_calls_of_a_hook_are_listed_and_told_again(hook, cast, program):
    program.status = 500
    fact(cast.house)
    deliver_calls()
    client = signed_in(cast.administrator)
    page = client.get(f"/w/house/settings/hooks/{hook.pk}/").content.decode()
    assert "it answered with status 500" in page
    call = HookCall.objects.get()
    again = f"/w/house/settings/hooks/{hook.pk}/calls/{call.pk}/"
    program.status = 200
    assert client.post(again).status_code == 302
    assert deliver_calls() == 1
    stranger = signed_in(cast.stranger)
    assert stranger.post(again).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_calls(
    hook, cast, django_assert_max_num_queries
):
    client = signed_in(cast.administrator)
    address = f"/w/house/settings/hooks/{hook.pk}/"
    fact(cast.house)
    client.get(address)
    with django_assert_max_num_queries(40) as one:
        client.get(address)
    for _ in range(30):
        fact(cast.house)
    with django_assert_max_num_queries(len(one)):
        client.get(address)
