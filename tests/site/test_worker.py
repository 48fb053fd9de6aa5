from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from firebell.channels import actions
from firebell.channels.contract import Batch, Capabilities, ChannelError, Listening
from firebell.channels.enums import SourceState
from firebell.channels.models import Source
from firebell.common import clock
from firebell.core.triggers.counting import Heard, count
from firebell.listening import actions as listening
from firebell.listening.actions import save_query
from firebell.listening.models import Interaction, Mention
from firebell.runners.beside import Beside
from firebell.site.ear import AHEAD
from firebell.site.listener import WORTH_IT, Listener
from firebell.site.worker import Worker
from firebell.triggers import actions as triggers
from firebell.triggers.models import Alert
from firebell.understanding.models import Reading
from tests.posts import batch, post
from tests.site.networks import Told, heartbeat, known, network, said

pytestmark = pytest.mark.django_db
STREAM = {"capabilities": Capabilities(listen=Listening.STREAMED)}
__all__ = ["known"]
A_WHILE = 10.0


@pytest.fixture
def make(cast, known):
    """A source on a network with this reader."""

    def made(reader, name="told", config=None, **more) -> Source:
        known(network(reader, name=name, **more))
        return actions.configure_source(cast.house, name, name, config or {}, by=None)

    return made


@pytest.fixture
def worker():
    one = Worker("one:0:a")
    yield one
    one.end()


def heard() -> list[str]:
    return list(Interaction.objects.order_by("pk").values_list("external_id", flat=True))


def turns(worker: Worker, number: int) -> None:
    for _ in range(number):
        worker.turn(A_WHILE)


def test_batches_of_a_source_are_heard_one_a_turn_and_in_order(make, worker):
    make(Told(said(1), said(2), said(3)))
    turns(worker, 3)
    assert heard() == ["post-1", "post-2", "post-3"]


def test_the_next_batch_is_asked_for_only_when_the_one_before_is_stored(make):
    reader = Told(said(1), said(2), said(3))
    listener = Listener(make(reader).pk)
    assert listener.turn()
    # The reader may be asked now for the second, and for no more until it is taken and stored.
    listener._ear.join(0.3)
    assert reader.asked == 2
    assert listener.turn()
    listener.end()


def test_a_stream_may_be_a_little_ahead_but_only_a_little(make):
    reader = Told(*[said(n) for n in range(1, 10)])
    listener = Listener(make(reader, **STREAM).pk)
    assert listener.turn()
    listener._ear.join(0.3)
    assert AHEAD <= reader.asked <= AHEAD + 1
    listener.end()


def test_a_slow_server_keeps_nobody_else_waiting(make, worker):
    slow, quick = Told(said(1)), Told(said(2), said(3))
    slow.gate.clear()
    make(slow, name="slow")
    make(quick, name="quick")
    for _ in range(200):
        worker.turn(0.02)
        if len(heard()) == 2:
            break
    assert heard() == ["post-2", "post-3"]
    slow.gate.set()
    turns(worker, 2)
    assert heard() == ["post-2", "post-3", "post-1"]


def test_a_stream_that_dies_is_opened_again_from_the_stored_cursor(make, monkeypatch):
    monkeypatch.setattr("firebell.channels.patience.FIRST", timedelta(0))
    reader = Told(said(1), ChannelError("cut", permanent=False), said(2))
    source = make(reader, **STREAM)
    listener = Listener(source.pk)
    assert listener.turn()
    with pytest.raises(ChannelError, match="cut") as cut:
        listener.turn()
    listener.failed(cut.value)
    source.refresh_from_db()
    assert (source.state, source.last_error) == (SourceState.LISTENING, "cut")
    assert listener.turn()
    assert reader.opened == [{}, {"at": 1}]
    assert heard() == ["post-1", "post-2"]
    source.refresh_from_db()
    assert source.last_error == ""
    listener.end()


def test_a_permanent_error_stops_the_source_until_a_person_resumes_it(make, worker):
    source = make(Told(ChannelError("sign in again", permanent=True), said(1)))
    turns(worker, 2)
    source.refresh_from_db()
    assert (source.state, source.last_error) == (SourceState.FAILED, "sign in again")
    actions.resume(source, by=None)
    turns(worker, 1)
    assert heard() == ["post-1"]


def test_what_the_other_side_asks_for_is_waited(make):
    asked = ChannelError("slow down", permanent=False, retry_after=timedelta(minutes=9))
    listener = Listener(make(Told(asked, said(1))).pk)
    with pytest.raises(ChannelError):
        listener.turn()
    listener.failed(asked)
    assert not listener.turn()
    with clock.moved_to(clock.wall() + timedelta(minutes=10)):
        assert listener.turn()
    listener.end()


def test_a_reader_that_breaks_is_an_error_at_its_source(make, worker):
    source = make(Told(ZeroDivisionError("oops")))
    turns(worker, 1)
    source.refresh_from_db()
    assert "ZeroDivisionError" in source.last_error
    assert source.state == SourceState.LISTENING


def test_an_empty_batch_moves_the_cursor_and_says_that_the_stream_lives(make, worker):
    source = make(Told(heartbeat(7)), **STREAM)
    turns(worker, 1)
    source.refresh_from_db()
    assert (source.cursor, source.last_heard_at) == ({"at": 7}, None)
    assert source.last_polled_at is not None


def test_readers_get_secrets_opened_and_the_store_keeps_them_sealed(make, worker):
    reader = Told(said(1))
    source = make(reader, config={"host": "example.org", "password": "hunter2"})
    assert (source.config, "hunter2" in source.sealed) == ({"host": "example.org"}, False)
    turns(worker, 1)
    assert reader.configs == [{"host": "example.org", "password": "hunter2"}]


def test_of_two_workers_one_hears_a_source(make, worker):
    reader = Told(said(1), said(2))
    make(reader)
    other = Worker("elsewhere:0:b")
    turns(worker, 1)
    turns(other, 1)
    assert (heard(), len(reader.opened)) == (["post-1"], 1)
    worker.end()
    turns(other, 1)
    assert heard() == ["post-1", "post-2"]
    other.end()


def test_a_claim_that_ran_out_is_taken_over_and_the_slow_one_stores_nothing_more(make, worker):
    reader = Told(said(1), said(2), said(3))
    source = make(reader)
    turns(worker, 1)
    Source.objects.filter(pk=source.pk).update(claimed_until=clock.wall() - timedelta(seconds=1))
    other = Worker("elsewhere:0:b")
    turns(other, 1)
    assert heard() == ["post-1", "post-2"]
    late = worker._listeners[source.pk]
    with pytest.raises(actions.ClaimLostError):
        late.turn()
    source.refresh_from_db()
    assert (source.cursor, source.inserted, heard()) == ({"at": 2}, 2, ["post-1", "post-2"])
    turns(other, 1)
    assert heard() == ["post-1", "post-2", "post-3"]
    other.end()


def test_the_claim_of_a_dead_process_of_this_machine_is_free_at_once(make, worker):
    source = make(Told(said(1)))
    dead = f"{worker.name.split(':')[0]}:{2**22 + 1}:x"
    assert actions.claim(source.pk, dead, clock.wall())
    turns(worker, 1)
    assert heard() == ["post-1"]


def test_a_changed_config_is_read_with_at_once(make, worker, cast):
    reader = Told(said(1), said(2))
    make(reader, config={"host": "a"})
    turns(worker, 1)
    actions.configure_source(cast.house, "told", "told", {"host": "b"}, by=None)
    turns(worker, 2)
    assert [config["host"] for config in reader.configs] == ["a", "b"]
    assert heard() == ["post-1", "post-2"]


def test_the_end_closes_readers_and_gives_sources_back(make, worker):
    reader = Told(*[said(n) for n in range(1, 10)])
    source = make(reader, **STREAM)
    turns(worker, 1)
    worker.end()
    source.refresh_from_db()
    assert (source.claimed_by, reader.closed) == ("", 1)
    assert not any(one.name == f"source {source.pk}" for one in threading.enumerate())


def test_a_reader_never_touches_the_database(make, worker):
    used = []

    class Peeping(Told):
        def batches(self, config, cursor, size):
            used.append(connection.connection)
            return super().batches(config, cursor, size)

    make(Peeping(said(1)))
    turns(worker, 1)
    assert (used, heard()) == ([None], ["post-1"])


def test_new_queries_reach_the_reader_that_filters(make, worker, cast):
    from firebell.listening.actions import ensure_brand, save_query

    reader = Told(said(1), said(2), said(3), said(4))
    make(reader, filters=True, **STREAM)
    brand = ensure_brand(cast.house.pk, "Acme")
    turns(worker, 1)
    save_query(cast.house, name="q", kind="brand", text="acme", brand=brand, by=None)
    turns(worker, 3)
    assert [list(config["queries"].values()) for config in reader.configs] == [[], ["acme"]]
    assert sorted(set(heard())) == sorted(heard())


def many(first: int) -> Batch:
    rows = [post(n, text=f"Where is parcel {n}?") for n in range(first, first + WORTH_IT)]
    return Batch(batch(*rows), (), {"at": first})


@pytest.fixture
def beside():
    one = Beside()
    yield one
    one.end()


def test_large_batches_of_a_stream_are_understood_beside_and_stored_the_same(make, beside):
    steps = [many(n * 1_000 + 1) for n in range(4)]
    listener = Listener(make(Told(*steps), **STREAM).pk, beside=beside)
    for _ in steps:
        assert listener.turn(A_WHILE)
    listener.end()
    assert heard() == [
        row for step in steps for row in step.interactions["external_id"].to_pylist()
    ]
    assert Reading.objects.filter(needs_answer=True).count() == 4 * WORTH_IT
    assert beside._told == 4


def test_a_stream_goes_on_when_the_process_beside_it_dies(make, beside):
    listener = Listener(
        make(Told(*[many(n * 1_000 + 1) for n in range(4)]), **STREAM).pk, beside=beside
    )
    assert listener.turn(A_WHILE)
    beside._process.kill()
    for _ in range(3):
        assert listener.turn(A_WHILE)
    listener.end()
    assert len(heard()) == len(set(heard())) == 4 * WORTH_IT
    assert Reading.objects.count() == 4 * WORTH_IT


def test_what_was_understood_by_older_queries_is_understood_again(make, cast, beside):
    listener = Listener(make(Told(many(1), many(1_001)), **STREAM).pk, beside=beside)
    assert listener.turn(A_WHILE)
    query = save_query(cast.house, name="parcels", kind="topic", text="parcel", brand=None, by=None)
    assert listener.turn(A_WHILE)
    listener.end()
    assert Mention.objects.filter(query=query).count() == WORTH_IT


def test_an_error_counts_once_what_came_before_it_is_stored(make, beside, monkeypatch):
    monkeypatch.setattr("firebell.channels.patience.FIRST", timedelta(0))
    reader = Told(many(1), ChannelError("cut", permanent=False), many(1_001))
    listener = Listener(make(reader, **STREAM).pk, beside=beside)
    listener._look_ahead(A_WHILE)
    listener._ear.join(A_WHILE)  # the reader has said both
    assert listener.turn(A_WHILE)
    assert len(heard()) == WORTH_IT
    with pytest.raises(ChannelError, match="cut"):
        listener.turn(A_WHILE)
    listener.end()


def test_a_storm_rings_without_waiting_for_the_next_chores(make, worker, cast):
    brand = listening.ensure_brand(cast.house.pk, "Snarvik", own=True)
    save_query(cast.house, name="Snarvik", kind="brand", text="snarvik", brand=brand, by=None)
    now = clock.now()
    usual = [now - timedelta(minutes=20 + 30 * n) for n in range(6 * 48)]
    words = [
        Heard((brand.pk,), (), "microblog", "en", at, True, True, negative_p=0.9) for at in usual
    ]
    until = now - timedelta(minutes=15)
    with transaction.atomic():
        triggers.count_and_detect(cast.house.pk, count(words), until, until)
    turns(worker, 1)  # its chores are done and not due again for seconds
    text = "snarvik parcel {} never arrived and nobody answers, this is awful, please help"
    storm = [post(n, at=now, author=f"p{n}", text=text.format(n)) for n in range(60)]
    make(Told(Batch(batch(*storm), (), {"at": 1})), **STREAM)
    turns(worker, 1)
    assert Alert.objects.filter(brand=brand, ended_at=None).exists()
