"""From somebody's post on Bluesky's own servers to the alert, the answer there, and its echo."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from firebell.accounts.enums import Role
from firebell.channels import actions as sources
from firebell.channels.models import Source
from firebell.channels.networks.bluesky.config import validate
from firebell.common import clock
from firebell.core.triggers import counting
from firebell.desk.models import Case
from firebell.listening.enums import QueryKind
from firebell.listening.models import Brand, Interaction, InteractionChange, Query
from firebell.outbound import actions as outbound
from firebell.outbound import tasks
from firebell.outbound.enums import ReplyState
from firebell.outbound.models import Reply
from firebell.site.worker import Worker
from firebell.triggers import actions as triggers
from firebell.triggers.models import Alert
from tests.channels.networks.bluesky.test_development_network import in_thread
from tests.servers.bluesky.network import Development, Person
from tests.standins.cutting import CuttingProxy
from tests.standins.jetstream import Jetstream

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=2)
STORM = 40


@pytest.fixture(autouse=True)
def _reachable(monkeypatch):
    monkeypatch.setenv("FIREBELL_REACHABLE", "127.0.0.1")


@pytest.fixture
def people(development) -> Iterator[dict[str, Person]]:
    named = {name: Person(development, name) for name in ("northpost", "cilla", "dag")}
    yield named
    for person in named.values():
        person.close()


@pytest.fixture
def usual(cast) -> Brand:
    """A brand that two complaints an hour are written about, for four days up to now."""
    brand = Brand.objects.create(workspace=cast.house, name="Northpost")
    Query.objects.create(
        workspace=cast.house,
        brand=brand,
        name="Northpost",
        kind=QueryKind.BRAND,
        text="northpost",
        changed_at=clock.now(),
    )
    now = clock.now()
    instants = [now - timedelta(minutes=30 * n) for n in range(4 * 48, 0, -1)]
    heard = [
        counting.Heard((brand.pk,), (), "bluesky", "en", at, True, True, negative_p=0.9)
        for at in instants
    ]
    before = now - timedelta(minutes=5)
    triggers.count_and_detect(cast.house.pk, counting.count(heard), before, before)
    return brand


@pytest.fixture
def worker() -> Iterator[Worker]:
    one = Worker()
    yield one
    one.end()


def turn_until(worker: Worker, done: Callable[[], object], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < until, "it never came"
        worker.turn(0.3)


def heard(uri: str) -> Interaction | None:
    return Interaction.objects.filter(external_id=uri).first()


def make_source(cast, development: Development, brand: Person, stream: str) -> None:
    password = brand.app_password()
    given = {
        "stream": stream,
        "handle": brand.handle,
        "app_password": password,
        "server": development.server,
        "app_view": development.app_view,
    }
    source = sources.configure_source(
        cast.house, "bluesky", "Bluesky", validate(given), cast.administrator
    )
    Source.objects.filter(pk=source.pk).update(listen_only=False)
    source.refresh_from_db()
    assert password not in f"{source.config} {source.sealed}"


def test_a_storm_is_heard_rings_is_answered_there_and_its_end_is_known(
    cast, development, people, usual, worker, monkeypatch
):
    brand, cilla, dag = (people[name] for name in ("northpost", "cilla", "dag"))
    cuts = iter([400, 1_300, 2_100])
    with Jetstream() as stream, CuttingProxy(("127.0.0.1", stream.port), cuts) as proxy:
        address = f"ws://127.0.0.1:{proxy.port}/subscribe"
        make_source(cast, development, brand, address)
        development.follow(stream.feed)
        worker.turn(3)

        asked = cilla.mention(brand, "my parcel is lost, this is terrible. Where is it?")
        turn_until(worker, lambda: heard(asked["uri"]))
        word = heard(asked["uri"])
        assert word is not None
        assert word.profile.handle == cilla.handle
        turn_until(worker, lambda: Case.objects.filter(workspace=cast.house).exists())

        angry = [
            dag.post(f"Northpost lost my parcel again, worst company ever, I hate it {n}")["uri"]
            for n in range(STORM)
        ]
        dag.post("the weather is fine")
        turn_until(worker, lambda: all(heard(uri) for uri in angry))
        turn_until(worker, lambda: Alert.objects.filter(brand=usual).exists())
        assert proxy.cut >= 2
        assert Interaction.objects.filter(external_id__in=angry).count() == STORM

        answer = outbound.queue_reply(
            cast.house.pk, word, cast.agent, "Sorry! We look for it now.", public=True
        )
        with clock.moved_to(clock.now() + LATER):
            tasks.send_due()
        answer.refresh_from_db()
        assert answer.state == ReplyState.SENT, answer.failure
        (seen,) = in_thread(cilla, asked, answer.external_id)
        assert seen["record"]["text"] == "Sorry! We look for it now."
        turn_until(worker, lambda: Reply.objects.get(pk=answer.pk).echo_id)

        other = heard(angry[0])
        assert other is not None
        second = outbound.queue_reply(
            cast.house.pk, other, cast.people[Role.LEAD], "We are sorry. Which number?", public=True
        )
        _die_after_the_network(monkeypatch)
        with clock.moved_to(clock.now() + LATER), pytest.raises(KeyboardInterrupt):
            tasks.send_due()
        monkeypatch.undo()
        monkeypatch.setenv("FIREBELL_REACHABLE", "127.0.0.1")
        second.refresh_from_db()
        assert second.state == ReplyState.SENDING
        for minutes in (20, 40):
            with clock.moved_to(clock.now() + timedelta(minutes=minutes)):
                tasks.reconcile_uncertain()
        second.refresh_from_db()
        assert second.state == ReplyState.SENT
        listed = {"repo": brand.did, "collection": "app.bsky.feed.post"}
        records = brand.ask("com.atproto.repo.listRecords", **listed)["records"]
        assert sorted(record["uri"] for record in records) == sorted(
            [answer.external_id, second.external_id]
        )

        cilla.delete(asked["uri"])
        changes = InteractionChange.objects.filter(interaction=word)
        turn_until(worker, changes.exists)
        assert [change.kind for change in changes] == ["deleted"]


def _die_after_the_network(monkeypatch) -> None:
    def die(step: str) -> None:
        if step == "after_network":
            raise KeyboardInterrupt

    monkeypatch.setattr(tasks, "reached", die)
