from __future__ import annotations

from datetime import timedelta

import pytest

from firebell.channels import actions
from firebell.channels.contract import AGAIN_SINCE, Census, ChannelError
from firebell.channels.models import Reconciliation, Source
from firebell.common import clock
from firebell.listening.models import Interaction
from firebell.site import reconciling
from firebell.site.worker import Worker
from tests.posts import NOON
from tests.site.networks import Told, known, network, said

pytestmark = pytest.mark.django_db
__all__ = ["known"]
NOW = NOON + timedelta(hours=1)


class There:
    """What the source has, as its census tells it."""

    ids: frozenset[str] = frozenset()
    error: Exception | None = None

    def __call__(self, config, since, until) -> Census:
        assert config["password"] == "hunter2"
        if self.error:
            raise self.error
        return Census(since, until, self.ids)


there = There()


@pytest.fixture
def reader() -> Told:
    there.ids, there.error = frozenset(), None
    return Told(said(1), said(2))


@pytest.fixture
def source(cast, known, reader) -> Source:
    known(network(reader, census=f"{__name__}.there"))
    return actions.configure_source(cast.house, "told", "S", {"password": "hunter2"}, by=None)


def test_what_is_there_and_here_is_counted(source):
    worker = Worker("w:0:a")
    worker.turn(10)
    worker.turn(10)
    worker.end()
    there.ids = frozenset({"post-1", "post-2"})
    row = reconciling.reconcile(source, NOW)
    assert (row.there, row.here, row.missing) == (2, 2, [])
    assert (row.since, row.until) == (NOW - timedelta(days=1), NOW - timedelta(minutes=10))
    source.refresh_from_db()
    assert AGAIN_SINCE not in source.cursor


def test_missing_words_are_asked_for_again_once(source):
    actions.claim(source.pk, "w", clock.wall())
    there.ids = frozenset({"post-1", "lost"})
    row = reconciling.reconcile(source, NOW)
    assert (row.there, row.here, row.missing) == (2, 0, ["lost", "post-1"])
    source.refresh_from_db()
    assert source.cursor == {AGAIN_SINCE: (NOW - timedelta(days=1)).isoformat()}
    assert source.claimed_by == ""
    Source.objects.filter(pk=source.pk).update(cursor={"at": 9})
    there.ids = frozenset({"lost"})
    assert reconciling.reconcile(source, NOW + timedelta(minutes=5)).missing == ["lost"]
    source.refresh_from_db()
    assert source.cursor == {"at": 9}


def test_the_worker_reconciles_and_the_reader_is_told(source, reader, monkeypatch):
    monkeypatch.setattr("firebell.site.worker.CHORE_SECONDS", 0)
    there.ids = frozenset({"post-1", "post-2", "lost"})
    worker = Worker("w:0:a")
    for _ in range(100):
        worker.turn(0.05)
        if any(AGAIN_SINCE in cursor for cursor in reader.opened):
            break
    worker.end()
    assert any(AGAIN_SINCE in cursor for cursor in reader.opened)
    assert Reconciliation.objects.count() == 1
    assert Interaction.objects.count() == 2


def test_a_census_that_fails_harms_nothing(source, monkeypatch):
    monkeypatch.setattr("firebell.site.worker.CHORE_SECONDS", 0)
    there.error = ChannelError("not now", permanent=False)
    worker = Worker("w:0:a")
    for _ in range(4):
        worker.turn(0.2)
    worker.end()
    assert not Reconciliation.objects.exists()
    assert Interaction.objects.count() == 2
