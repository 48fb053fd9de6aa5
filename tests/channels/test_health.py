from __future__ import annotations

from datetime import timedelta

import pytest

from firebell.channels import actions
from firebell.channels.contract import Budget, Capabilities, ChannelError, Listening, Standing
from firebell.channels.enums import SourceHealth
from firebell.channels.models import Arrivals, Reconciliation, Source
from firebell.common import clock, ledger
from firebell.site import chores
from firebell.triggers.headlines import headline
from firebell.triggers.models import Alert, Notification, NotificationTarget
from tests.posts import NOON
from tests.site.networks import Told, known, network

pytestmark = pytest.mark.django_db
__all__ = ["known"]
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
NOW = NOON + 30 * MINUTE


@pytest.fixture
def source(cast, known) -> Source:
    """Forty words an hour for three weeks up to NOON; listened to by somebody."""
    known(network(Told(), history_is_work=False))
    with clock.moved_to(NOON - timedelta(days=21)):
        made = actions.configure_source(cast.house, "told", "Pigeons", {}, by=None)
    rows = [
        Arrivals(source=made, hour=NOON - n * HOUR, number=40, freshest=20) for n in range(1, 505)
    ]
    Arrivals.objects.bulk_create(rows)
    made.last_heard_at = made.last_polled_at = NOON
    made.claimed_by, made.claimed_until = "w", NOON + timedelta(days=2)
    made.health = SourceHealth.FINE
    made.save()
    return made


def at(source: Source, now, **changes) -> Source:
    """Look at the source at this time, as it is then."""
    changes = {"last_polled_at": now} | changes
    Source.objects.filter(pk=source.pk).update(**changes)
    source.refresh_from_db()
    with clock.moved_to(now):
        chores.look_at(source)
    source.refresh_from_db()
    return source


def alert() -> Alert:
    return Alert.objects.get()


def test_a_source_that_hears_is_fine(source):
    assert at(source, NOON + 5 * MINUTE).health == SourceHealth.FINE
    assert not Alert.objects.exists()


def test_silence_against_habit_rings_once_and_ends_with_the_next_word(source):
    NotificationTarget.objects.create(
        workspace=source.workspace, name="Duty", url="json://localhost", min_severity=4
    )
    assert at(source, NOON + 3 * HOUR).health == SourceHealth.SILENT
    at(source, NOON + 3 * HOUR + MINUTE)
    told = headline(alert().headline)
    assert told == "nothing heard for 3 hours; usual at this time: 40 an hour"
    assert (alert().about, alert().brand, alert().onset) == ("Pigeons", None, NOON)
    assert Notification.objects.count() == 1
    later = NOON + 4 * HOUR
    Arrivals.objects.create(source=source, hour=later, number=1)
    assert at(source, later + MINUTE, last_heard_at=later + MINUTE).health == SourceHealth.FINE
    assert alert().ended_at == later + MINUTE
    kinds = [fact.kind for fact in ledger.facts_about(source.workspace_id, source)]
    assert kinds == ["source_fell_silent", "source_recovered"]


def test_hours_of_silence_are_not_learned(source):
    at(source, NOON + 3 * HOUR)
    assert not Arrivals.objects.filter(hour=NOON + 3 * HOUR).exists()
    at(source, NOON + 5 * MINUTE, last_heard_at=NOON + 4 * MINUTE)
    assert Arrivals.objects.get(hour=NOON).number == 0


def test_a_paused_source_rings_nothing_and_ends_what_rang(source, cast):
    at(source, NOON + 3 * HOUR)
    actions.pause(source, by=cast.lead)
    assert alert().ended_at is not None
    with clock.moved_to(NOON + 9 * HOUR):
        chores.look_after_sources()
    assert Alert.objects.count() == 1


def test_a_source_that_was_paused_is_not_silent_when_it_is_resumed(source, cast):
    with clock.moved_to(NOON + 9 * HOUR):
        actions.pause(source, by=cast.lead)
        actions.resume(source, by=cast.lead)
    claimed = {"claimed_by": "w", "claimed_until": NOON + timedelta(days=2)}
    assert at(source, NOON + 9 * HOUR + MINUTE, **claimed).health == SourceHealth.FINE


def test_an_error_rings_when_it_lasts(source):
    actions.note_failure(source, "no route", permanent=False, now=NOON)
    assert at(source, NOON + 5 * MINUTE, last_heard_at=NOON + 5 * MINUTE).health == "fine"
    assert at(source, NOON + 15 * MINUTE).health == SourceHealth.DEAF
    assert headline(alert().headline) == "it cannot be heard: no route"
    actions.note_poll(source, NOON + 16 * MINUTE)
    assert at(source, NOON + 16 * MINUTE, last_heard_at=NOON + 16 * MINUTE).health == "fine"


def test_a_source_that_failed_for_good_rings_at_once(source):
    actions.note_failure(source, "sign in again", permanent=True, now=NOON)
    with clock.moved_to(NOON + MINUTE):
        chores.look_after_sources()
    assert (alert().severity, headline(alert().headline)) == (
        7,
        "it cannot be heard: sign in again",
    )


def test_a_source_that_no_worker_hears_is_deaf(source):
    claimed = {"claimed_until": NOON, "health_since": NOON - HOUR}
    assert at(source, NOON + 5 * MINUTE, **claimed).health == SourceHealth.DEAF


def test_a_stream_without_a_sign_of_life_is_deaf(source, known):
    streamed = Capabilities(listen=Listening.STREAMED)
    known(network(Told(), history_is_work=False, capabilities=streamed))
    assert at(source, NOON + 3 * MINUTE, last_polled_at=NOON).health == SourceHealth.FINE
    assert at(source, NOON + 6 * MINUTE, last_polled_at=NOON).health == SourceHealth.DEAF


def test_words_that_come_late_ring(source):
    for hour in (0, 1):
        Arrivals.objects.create(
            source=source, hour=NOON + hour * HOUR, number=40, freshest=3_600 + hour
        )
    now = NOON + 2 * HOUR
    assert at(source, now, last_heard_at=now).health == SourceHealth.LAGGING
    assert headline(alert().headline) == "what is heard is 60 minutes old; usual: 1 minute"


def test_a_sign_in_that_runs_out_and_lost_permissions_ring(source):
    standing = Standing(
        budgets=(Budget("reading", 3, 10, NOON),),
        token_expires_at=NOON + timedelta(days=1),
    )
    actions.note_standing(source, standing)
    heard = {"last_heard_at": NOON + MINUTE}
    assert at(source, NOON + MINUTE, **heard).health == SourceHealth.EXPIRING
    assert "runs out within 24 hours" in headline(alert().headline)
    actions.note_standing(source, Standing(missing_scopes=("read:notifications",)))
    assert at(source, NOON + 2 * MINUTE).health == SourceHealth.SCOPES
    assert alert().severity == 6
    assert source.standing["budgets"][0]["left"] == 3


def test_missing_words_ring_until_they_are_there(source):
    row = {"source": source, "since": NOON - HOUR, "until": NOON, "whole": True}
    Reconciliation.objects.create(at=NOON, there=5, here=3, missing=["a", "b"], **row)
    heard = {"last_heard_at": NOON + MINUTE}
    assert at(source, NOON + MINUTE, **heard).health == SourceHealth.MISSING
    assert headline(alert().headline).startswith("2 words are on the network and not here")
    Reconciliation.objects.create(at=NOON + MINUTE, there=5, here=5, missing=[], **row)
    assert at(source, NOON + 2 * MINUTE).health == SourceHealth.FINE


def test_a_network_that_is_unknown_by_now_troubles_nobody_else(source, cast):
    Source.objects.create(workspace=cast.house, network="gone", name="Old")
    with clock.moved_to(NOON + 3 * HOUR):
        Source.objects.filter(pk=source.pk).update(last_polled_at=NOON + 3 * HOUR)
        chores.look_after_sources()
    assert alert().about == "Pigeons"


def test_secrets_are_sealed_kept_and_resealed(cast, known, monkeypatch):
    known(network(Told()))
    given = {"host": "a", "password": "hunter2"}
    source = actions.configure_source(cast.house, "told", "S", given, by=None)
    assert actions.opened_config(source) == given
    again = actions.configure_source(cast.house, "told", "S", {"host": "b", "password": ""}, None)
    assert actions.opened_config(again) == {"host": "b", "password": "hunter2"}
    monkeypatch.setenv("FIREBELL_SEALING_KEY", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
    again.refresh_from_db()
    with pytest.raises(ChannelError, match="S: a stored secret cannot be opened"):
        actions.opened_config(again)
