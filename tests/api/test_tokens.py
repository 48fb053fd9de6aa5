"""Tokens: made by administrators, shown once, kept as a digest, over at their time, revoked."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from firebell.accounts.enums import Role
from firebell.api import actions
from firebell.api.enums import Scope
from firebell.api.models import Token
from firebell.api.pace import BURST_SECONDS, Pace
from firebell.common import clock
from firebell.common.models import AuditEntry
from tests.api.calling import Program
from tests.cast import Cast
from tests.screens import queries_of, said_on, signed_in

PAGE = "/w/house/settings/tokens/"


def form(person, **more):
    return {
        "name": "Ticket bridge",
        "person": person.pk,
        "scopes": ["cases:read"],
        "ends": "90",
    } | more


def test_an_administrator_makes_one_and_sees_it_once(cast: Cast):
    client = signed_in(cast.administrator)
    response = client.post(PAGE, form(cast.agent))
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    (shown,) = set(re.findall(r"fbt_[\w-]{43}", response.text))
    token = Token.objects.get()
    assert shown not in str(token.__dict__)
    assert shown.startswith(token.beginning)
    assert len(token.beginning) == 8
    again = client.get(PAGE)
    assert shown not in again.text
    assert "Ticket bridge" in said_on(again)
    days = token.expires_at - token.made_at
    assert timedelta(days=89) < days < timedelta(days=91)
    answer = client.get("/api/v1/w/house/cases", headers={"Authorization": f"Bearer {shown}"})
    assert answer.status_code == 200
    entry = AuditEntry.objects.get(action="token_made")
    assert entry.actor_id == cast.administrator.pk
    assert entry.data["person"] == cast.agent.pk
    assert shown not in str(entry.__dict__)


def test_what_is_wrong_with_the_form_is_said_and_nothing_is_made(cast: Cast):
    client = signed_in(cast.administrator)
    for wrong in (
        form(cast.agent, scopes=[]),
        form(cast.agent, scopes=["everything"]),
        form(cast.agent, name=""),
        form(cast.stranger),
        form(cast.agent, ends="9999"),
    ):
        assert client.post(PAGE, wrong).status_code == 422
    assert not Token.objects.exists()


def test_a_name_is_free_again_once_its_token_is_revoked(cast: Cast):
    client = signed_in(cast.administrator)
    client.post(PAGE, form(cast.agent))
    assert "There is a token with this name." in said_on(client.post(PAGE, form(cast.lead)))
    actions.revoke_token(Token.objects.get(), cast.administrator)
    assert client.post(PAGE, form(cast.lead)).status_code == 200
    assert Token.objects.count() == 2


def test_a_revoked_token_opens_nothing_at_once_and_is_written_down_once(cast: Cast):
    program = Program(cast.house, cast.agent)
    client = signed_in(cast.administrator)
    assert program.get("cases").status_code == 200
    address = f"{PAGE}{program.token.pk}/revoke/"
    for _ in range(2):
        assert "It opens nothing any more." in said_on(client.post(address, follow=True))
    assert program.get("cases").status_code == 401
    assert AuditEntry.objects.filter(action="token_revoked").count() == 1
    assert client.post(f"{PAGE}999/revoke/").status_code == 404
    assert signed_in(cast.stranger).post(address).status_code == 404


def test_a_token_of_next_door_cannot_be_revoked(cast: Cast):
    program = Program(cast.elsewhere, cast.stranger)
    address = f"{PAGE}{program.token.pk}/revoke/"
    assert signed_in(cast.administrator).post(address).status_code == 404
    assert program.get("cases").status_code == 200
    assert program.token.name not in said_on(signed_in(cast.administrator).get(PAGE))


def test_a_token_ends_at_its_time(cast: Cast):
    now = clock.wall()
    ended = Program(cast.house, cast.agent, expires_at=now - timedelta(seconds=1))
    living = Program(cast.house, cast.agent, expires_at=now + timedelta(hours=1))
    assert ended.get("cases").status_code == 401
    assert living.get("cases").status_code == 200
    assert living.token.works_at(now + timedelta(minutes=59))
    assert not living.token.works_at(now + timedelta(hours=1))
    page = said_on(signed_in(cast.administrator).get(PAGE))
    assert "over" in page


def test_when_it_was_used_is_kept_to_the_minute(cast: Cast):
    program = Program(cast.house, cast.agent)
    assert "never used" in said_on(signed_in(cast.administrator).get(PAGE))
    program.get("cases")
    first = Token.objects.get(pk=program.token.pk).last_used_at
    assert first is not None
    program.get("cases")
    assert Token.objects.get(pk=program.token.pk).last_used_at == first
    long_ago = first - timedelta(hours=1)
    Token.objects.update(last_used_at=long_ago)
    program.get("cases")
    assert Token.objects.get(pk=program.token.pk).last_used_at > long_ago
    refused = Program(cast.house, cast.people[Role.ANALYST], [Scope.CASES_READ])
    assert refused.get("texts").status_code == 403
    assert Token.objects.get(pk=refused.token.pk).last_used_at is None


def test_nobody_makes_one_for_somebody_who_is_not_here(cast: Cast):
    with pytest.raises(actions.Refused):
        actions.make_token(
            cast.house, cast.stranger, cast.administrator, name="x", scopes=["cases:read"]
        )
    assert not AuditEntry.objects.filter(action="token_made").exists()


def test_a_program_that_runs_wild_is_told_to_wait_and_others_are_not(cast: Cast, settings):
    settings.API_CALLS_A_MINUTE = 30  # five at once
    wild, calm = Program(cast.house, cast.agent), Program(cast.house, cast.agent)
    answers = [wild.get("cases") for _ in range(7)]
    assert [one.status_code for one in answers[:5]] == [200] * 5
    assert answers[6].status_code == 429
    assert 1 <= int(answers[6].headers["Retry-After"]) <= 4
    assert answers[6].json()["type"].endswith("/too-many")
    assert calm.get("cases").status_code == 200


def test_wrong_tokens_from_one_address_are_held_down_and_right_ones_are_not(cast: Cast, client):
    right = Program(cast.house, cast.agent)
    wrong = {"Authorization": "Bearer fbt_" + "x" * 43}
    seen = [
        client.get("/api/v1/w/house/cases", headers=wrong, REMOTE_ADDR="203.0.113.7").status_code
        for _ in range(14)
    ]
    assert seen[0] == 401
    assert seen[-1] == 429
    here = right._client.get(
        "/api/v1/w/house/cases", headers=right._headers(), REMOTE_ADDR="203.0.113.7"
    )
    assert here.status_code == 200


def test_the_pace_is_even_after_a_burst_and_comes_back_with_time():
    kept = Pace(60)
    waits = [kept.wait("a", 100.0) for _ in range(12)]
    assert waits[:10] == [0.0] * 10
    assert waits[10] == waits[11] == 1.0
    assert kept.wait("b", 100.0) == 0.0
    assert kept.wait("a", 101.0) == 0.0
    assert kept.wait("a", 101.0) > 0
    assert [kept.wait("a", 101.0 + BURST_SECONDS) for _ in range(10)] == [0.0] * 10


def test_the_pace_remembers_a_bounded_number_of_callers(monkeypatch):
    monkeypatch.setattr("firebell.api.pace.MOST_CALLERS", 100)
    kept = Pace(6)
    for caller in range(1_000):
        kept.wait(caller, float(caller))
    assert len(kept._used_until) <= 100
    assert kept.wait(999, 999.0) > 0


def test_the_page_costs_the_same_with_many(cast: Cast):
    client = signed_in(cast.administrator)
    Program(cast.house, cast.agent)
    one = queries_of(client, PAGE)
    for _ in range(4):
        Program(cast.house, cast.lead)
    assert queries_of(client, PAGE) == one
