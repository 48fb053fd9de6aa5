from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client

from firebell.channels import actions, pushed
from firebell.channels.models import PushedCall, Source
from firebell.common import clock, signing

SECRET = signing.new_secret()
ROW = {"external_id": "1", "at": "2026-03-02T09:00:00Z", "text": "Where is it?", "author": "kari"}


@pytest.fixture
def source(cast):
    return actions.configure_source(cast.house, "webhook", "Shop", {"secret": SECRET}, by=None)


def call(source: Source, body: bytes, call_id="c1", secret=SECRET, **extra):
    headers = signing.signed(secret, call_id, clock.now(), body)
    address = f"/hooks/{source.config['address']}/"
    client = Client(enforce_csrf_checks=True)
    return client.post(address, body, content_type="application/json", headers=headers, **extra)


def test_a_genuine_call_is_stored_before_it_is_acknowledged(source):
    body = json.dumps(ROW).encode()
    assert call(source, body).status_code == 202
    stored = PushedCall.objects.get()
    assert bytes(stored.body) == body
    assert stored.taken_at is None


def test_a_repeat_is_acknowledged_and_stored_once(source):
    for _ in range(3):
        assert call(source, json.dumps(ROW).encode()).status_code == 202
    assert PushedCall.objects.count() == 1


def test_a_call_that_is_not_genuine_leaves_nothing(source):
    assert call(source, b"{}", secret=signing.new_secret()).status_code == 401
    assert (
        Client().post(f"/hooks/{source.config['address']}/", b"{}", "text/plain").status_code == 401
    )
    assert not PushedCall.objects.exists()


def test_an_unknown_address_says_nothing_of_what_there_is(source):
    assert Client().post("/hooks/none/", b"{}", content_type="application/json").status_code == 404
    assert Client().get(f"/hooks/{source.config['address']}/").status_code == 405


def test_too_large_a_call_is_refused(source):
    assert call(source, b" " * (1024 * 1024 + 1)).status_code == 413
    assert not PushedCall.objects.exists()


def test_two_calls_are_not_taken_for_one_because_their_ids_begin_alike(source):
    assert call(source, b"{}", "x" * 200).status_code == 202
    assert call(source, b"{}", "x" * 200 + "y").status_code == 400
    assert PushedCall.objects.count() == 1


def test_a_full_queue_asks_to_come_back_later(source, monkeypatch):
    monkeypatch.setattr("firebell.channels.door.MOST_WAITING", 1)
    assert call(source, b"{}", "c1").status_code == 202
    answer = call(source, b"{}", "c2")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"


def test_no_password_of_the_caller_is_kept(source):
    headers = signing.signed(SECRET, "c9", clock.now(), b"{}") | {
        "Authorization": "Bearer abc",
        "Cookie": "s=1",
    }
    Client().post(
        f"/hooks/{source.config['address']}/",
        b"{}",
        content_type="application/json",
        headers=headers,
    )
    kept = PushedCall.objects.get().headers
    assert "authorization" not in kept
    assert "cookie" not in kept


def test_the_secret_is_sealed(source):
    assert "secret" not in source.config
    assert SECRET not in source.sealed


def test_what_waits_becomes_rows(source):
    call(source, json.dumps(ROW).encode())
    batch = pushed.parsed(source, pushed.waiting(source, 10))
    assert batch.interactions.column("author").to_pylist() == ["kari"]


def test_calls_that_were_taken_long_ago_are_let_go(source):
    for number in range(3):
        call(source, json.dumps(ROW).encode(), f"c{number}")
    now = clock.wall()
    PushedCall.objects.filter(call_id="c0").update(taken_at=now - timedelta(days=8))
    PushedCall.objects.filter(call_id="c1").update(taken_at=now)
    assert pushed.forget_taken(now - timedelta(days=7)) == 1
    assert set(PushedCall.objects.values_list("call_id", flat=True)) == {"c1", "c2"}
