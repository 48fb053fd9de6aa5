"""Calls from outside: stored at the door, taken in once by the worker, with their batch."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from firebell.channels import actions
from firebell.channels.contract import Batch, Capabilities, Listening, Reject
from firebell.channels.models import PushedCall, RejectedRow, Source
from firebell.common import clock
from firebell.listening.models import Interaction
from firebell.site.worker import Worker
from tests.posts import batch, post
from tests.site.networks import known, network

pytestmark = pytest.mark.django_db
__all__ = ["known"]
PUSHED = Capabilities(listen=Listening.PUSHED)


def parse(config, calls) -> Batch:
    posts, rejects = [], []
    for place, call in calls:
        try:
            posts.append(post(json.loads(call.body)["number"]))
        except ValueError:
            rejects.append(Reject(place, "not JSON", call.body, len(call.body)))
    return Batch(batch(*posts), tuple(rejects), {})


@pytest.fixture
def source(cast, known) -> Source:
    known(network(None, capabilities=PUSHED, door=print, parse=parse))
    made = actions.configure_source(cast.house, "told", "Calls", {}, by=None)
    Source.objects.filter(pk=made.pk).update(cursor={"kept": 1})
    return made


def call(source: Source, call_id: str, body: bytes) -> PushedCall:
    return PushedCall.objects.create(
        source=source, call_id=call_id, body=body, received_at=clock.now()
    )


def test_calls_are_taken_in_once_and_the_cursor_stays(source):
    for number in (1, 2):
        call(source, f"c{number}", json.dumps({"number": number}).encode())
    call(source, "c3", b"{")
    worker = Worker("w:0:a")
    assert worker.turn()
    with clock.moved_to(clock.wall() + timedelta(minutes=1)):
        assert not worker.turn()
    worker.end()
    assert Interaction.objects.count() == 2
    assert [row.place for row in RejectedRow.objects.all()] == ["call c3"]
    assert not PushedCall.objects.filter(taken_at__isnull=True).exists()
    source.refresh_from_db()
    assert source.cursor == {"kept": 1}


def test_a_worker_that_lost_its_claim_takes_nothing(source):
    call(source, "c1", b'{"number": 1}')
    worker = Worker("w:0:a")
    worker._listener(Source.objects.get(pk=source.pk))
    late = worker._listeners[source.pk]
    Source.objects.filter(pk=source.pk).update(claimed_by="another")
    with pytest.raises(actions.ClaimLostError):
        late.turn()
    assert not Interaction.objects.exists()
    assert PushedCall.objects.filter(taken_at__isnull=True).count() == 1
