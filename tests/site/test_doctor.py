from __future__ import annotations

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from cryptography.fernet import Fernet

from firebell.channels import actions
from firebell.channels.contract import Budget, Census, ChannelError, Finding, Standing
from firebell.channels.models import Source
from firebell.common import clock
from firebell.listening.models import Interaction
from firebell.site import doctoring
from firebell.site.commands.doctor import command
from firebell.site.commands.reseal import command as reseal
from firebell.triggers.models import NotificationTarget
from tests.posts import NOON
from tests.site.networks import Told, known, network, said

pytestmark = pytest.mark.django_db
__all__ = ["known"]


@pytest.fixture(autouse=True)
def _prepared(monkeypatch):
    monkeypatch.setattr("firebell.site.database.prepare", lambda: None)


def doctor(config):
    yield Finding("sign-in", config["password"] == "hunter2", "asked", "sign in again")


def census(config, since, until):
    return Census(since, until, frozenset({"post-7"}))


@pytest.fixture
def source(cast, known) -> Source:
    here = {"doctor": f"{__name__}.doctor", "census": f"{__name__}.census"}
    known(network(Told(said(1), said(2)), **here))
    given = {"host": "a", "password": "hunter2"}
    return actions.configure_source(cast.house, "told", "Pigeons", given, by=None)


def found(source) -> dict[str, Finding]:
    return {one.what: one for one in doctoring.examine(source)}


def test_what_is_well_and_what_is_not_is_said_with_its_remedy(source):
    actions.claim(source.pk, "w", clock.wall())
    actions.note_standing(source, Standing(budgets=(Budget("reading", 0, 10, NOON),)))
    source.refresh_from_db()
    said = found(source)
    wrong = {what for what, one in said.items() if not one.fine}
    assert wrong == {"budget: reading", "reconciliation"}
    assert all(one.remedy for one in said.values() if not one.fine)
    assert said["reconciliation"].said.startswith("0 of 1 words of ")
    assert said["worker"].said == "heard by w"
    assert said["sign-in"].fine


def test_a_failed_source_without_a_worker(source):
    actions.note_failure(source, "gone away", permanent=True, now=NOON)
    assert found(source)["state"].said == "failed: gone away"
    actions.resume(source, by=None)
    assert not found(source)["worker"].fine


def test_secrets_that_cannot_be_opened_end_the_examination(source, monkeypatch):
    monkeypatch.setenv("FIREBELL_SEALING_KEY", Fernet.generate_key().decode())
    said = found(source)
    assert not said["secrets"].fine
    assert "sign-in" not in said
    assert "hunter2" not in str(said)


def test_the_command_prints_and_says_by_its_status(source):
    result = CliRunner().invoke(command, ["Pigeons", "--json"])
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert rows[0] == {"what": "state", "fine": True, "said": "listening", "remedy": ""}
    assert "hunter2" not in result.output
    assert CliRunner().invoke(command, ["Sparrows"]).exit_code == 2


def test_the_same_name_in_two_workspaces_needs_the_workspace(source, cast):
    actions.configure_source(cast.elsewhere, "told", "Pigeons", {"password": "x"}, by=None)
    asked = CliRunner().invoke(command, ["Pigeons"])
    assert asked.exit_code == 2
    assert "add --workspace, one of" in asked.output
    assert CliRunner().invoke(command, ["Pigeons", "--workspace", "house"]).exit_code == 1


def test_a_network_is_tried_without_storing_anything(source):
    tried = ["told", "--try", "host=a", "--try", "password=hunter2", "--seconds", "5"]
    result = CliRunner().invoke(command, tried)
    assert result.exit_code == 0
    assert "person-1: Hello number 1" in result.output
    assert "2 words when it was asked" in result.output
    assert not Interaction.objects.exists()
    assert Source.objects.count() == 1
    assert CliRunner().invoke(command, ["smoke", "--try", "a=b"]).exit_code == 2


def test_an_error_while_trying_is_a_finding(known):
    found = known(network(Told(said(1), ChannelError("cut", permanent=False))))
    told = list(doctoring.try_out(found, {}, timedelta(seconds=5)))
    assert [one.said for one in told if isinstance(one, Finding)] == [
        "cut",
        "1 words when it was asked, 0 rows refused",
    ]


def test_a_network_that_hears_everybody_wants_a_query(known):
    found = known(network(Told(), filters=True))
    with pytest.raises(ChannelError, match="say what to keep with --query"):
        list(doctoring.try_out(found, {}, timedelta(seconds=1)))
    assert list(doctoring.try_out(found, {}, timedelta(seconds=1), "acme"))


def test_secrets_are_sealed_anew_with_the_first_key(source, cast, monkeypatch):
    target = NotificationTarget(workspace=cast.house, name="Duty", url="json://u:pass@localhost")
    old, new = (Fernet.generate_key().decode() for _ in range(2))
    monkeypatch.setenv("FIREBELL_SEALING_KEY", old)
    actions.change_config(source, {"host": "a", "password": "hunter3"}, by=None)
    target.url = "json://u:pass@localhost"
    target.save()
    monkeypatch.setenv("FIREBELL_SEALING_KEY", f"{new},{old}")
    assert CliRunner().invoke(reseal).exit_code == 0
    monkeypatch.setenv("FIREBELL_SEALING_KEY", new)
    source.refresh_from_db()
    target.refresh_from_db()
    assert actions.opened_config(source)["password"] == "hunter3"
    assert target.url == "json://u:pass@localhost"
    monkeypatch.setenv("FIREBELL_SEALING_KEY", old)
    refused = CliRunner().invoke(reseal)
    assert refused.exit_code != 0
