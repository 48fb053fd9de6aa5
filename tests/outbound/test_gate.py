"""The gate that a source passes before it may send, and the page that shows it."""

from __future__ import annotations

import pytest

from firebell.accounts import actions as accounts
from firebell.channels.contract import Finding
from firebell.channels.models import Source
from firebell.common.models import AuditEntry
from firebell.outbound import actions, gate, queries
from firebell.outbound.models import GoLiveGate
from tests.cast import Cast
from tests.outbound.standin.here import Here
from tests.screens import HOSTILE, assert_harmless, said_on, signed_in


@pytest.fixture
def source(cast: Cast, here: Here) -> Source:
    return Source.objects.create(workspace=cast.house, network="here", name="Our account")


def missing(source: Source) -> list[str]:
    stored = GoLiveGate.objects.filter(source=source).first() or GoLiveGate(source=source)
    return [one.name for one in gate.unmet(gate.requirements(source, stored))]


def ready(cast: Cast, source: Source) -> None:
    actions.write_policy(source, "Friendly, and never a promise in public.", cast.administrator)
    actions.look(source, cast.administrator)
    accounts.go_on_duty(cast.house, cast.agent, by=cast.agent)


def test_everything_that_counts_must_be_true(cast: Cast, source: Source):
    assert missing(source) == ["doctor", "policy", "duty"]
    with pytest.raises(actions.Refused, match="Still missing: The network was asked"):
        actions.open_gate(source, cast.administrator)
    source.refresh_from_db()
    assert source.listen_only
    ready(cast, source)
    assert missing(source) == []
    actions.open_gate(source, cast.administrator)
    source.refresh_from_db()
    assert not source.listen_only
    assert AuditEntry.objects.latest("id").action == "gate_opened"


def test_an_analyst_on_duty_answers_nobody(cast: Cast, source: Source):
    ready(cast, source)
    accounts.go_off_duty(cast.house, cast.agent, by=cast.agent)
    accounts.go_on_duty(cast.house, cast.people["analyst"], by=cast.administrator)
    assert missing(source) == ["duty"]


def test_a_doctor_that_is_not_content_keeps_it_shut(cast: Cast, source: Source, here: Here):
    here.doctor = [Finding("Scopes", fine=False, said="may only read", remedy="Make a new token.")]
    ready(cast, source)
    assert missing(source) == ["doctor"]
    page = signed_in(cast.administrator).get(f"/w/house/sources/{source.pk}/gate/")
    assert "Scopes: may only read Make a new token." in said_on(page)


def test_training_is_named_and_does_not_count_yet(cast: Cast, source: Source):
    found = gate.requirements(source, GoLiveGate(source=source))
    assert [one.name for one in found if not one.counts] == ["certified", "drill"]


def test_a_network_without_a_sender_never_opens(cast: Cast):
    ear = Source.objects.create(workspace=cast.house, network="replay", name="File")
    assert "sender" in missing(ear)
    page = signed_in(cast.administrator).get(f"/w/house/sources/{ear.pk}/gate/")
    assert "This network only listens." in said_on(page)
    assert "Open for sending" not in said_on(page)


def test_from_closed_to_open_and_back_on_the_page(cast: Cast, source: Source):
    client, path = signed_in(cast.administrator), f"/w/house/sources/{source.pk}/gate/"
    accounts.go_on_duty(cast.house, cast.agent, by=cast.agent)
    refused = client.post(f"{path}open/", follow=True)
    assert "Not yet. Still missing" in said_on(refused)
    assert "Write down how you answer" in said_on(client.post(f"{path}policy/", follow=True))
    client.post(f"{path}policy/", {"policy": "Kindly."})
    assert "everything is fine" in said_on(client.post(f"{path}look/", follow=True))
    assert "It may send" in said_on(client.post(f"{path}open/", follow=True))
    assert "It only listens" in said_on(client.post(f"{path}close/", follow=True))
    assert client.post(f"{path}explode/").status_code == 404


def test_only_an_administrator_changes_it_and_only_in_their_house(cast: Cast, source: Source):
    path = f"/w/house/sources/{source.pk}/gate/"
    lead = signed_in(cast.lead)
    assert "An administrator can change this." in said_on(lead.get(path))
    assert lead.post(f"{path}close/").status_code == 403
    foreign = Source.objects.create(workspace=cast.elsewhere, network="here", name="Theirs")
    client = signed_in(cast.administrator)
    assert client.get(f"/w/house/sources/{foreign.pk}/gate/").status_code == 404
    assert client.post(f"/w/house/sources/{foreign.pk}/gate/open/").status_code == 404


def test_hostile_words_in_a_policy_are_only_letters(cast: Cast, source: Source):
    actions.write_policy(source, HOSTILE, cast.administrator)
    for who in (cast.administrator, cast.lead):
        assert_harmless(signed_in(who).get(f"/w/house/sources/{source.pk}/gate/"))


def test_the_grace_time_is_the_workspaces(cast: Cast, source: Source):
    client = signed_in(cast.administrator)
    assert "Our account" in said_on(client.get("/w/house/sending/"))
    assert client.post("/w/house/sending/", {"grace_seconds": "121"}).status_code == 422
    client.post("/w/house/sending/", {"grace_seconds": "45"})
    spans = [queries.grace(house.pk).total_seconds() for house in (cast.house, cast.elsewhere)]
    assert spans == [45, 10]
    with pytest.raises(actions.Refused, match="0 to 120"):
        actions.change_grace(cast.house, 300, cast.administrator)
