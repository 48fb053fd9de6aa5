from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.channels.conformance import check_network, check_reader
from firebell.channels.contract import Batch, ChangeKind, ChannelError
from firebell.channels.networks.bluesky.network import NETWORK
from firebell.channels.networks.bluesky.reader import BlueskyReader
from tests.channels.networks.bluesky.listening import QUIET, Store, config, hear
from tests.channels.networks.bluesky.payloads import deletion, jetstream, now_us, post, uri
from tests.standins.cutting import CuttingProxy
from tests.standins.jetstream import Jetstream, Mischief

SECOND = 1_000_000
BRAND = {1: "northpost"}


@pytest.fixture(autouse=True)
def _reachable(monkeypatch):
    monkeypatch.setenv("FIREBELL_REACHABLE", "127.0.0.1")


def posts(number: int, start: int) -> list[dict[str, Any]]:
    """Every second one is about the brand; a millisecond apart."""
    return [
        post(n, f"Northpost {n}" if n % 2 else f"the weather {n}", start + n * 1_000)
        for n in range(number)
    ]


def wanted(number: int) -> list[str]:
    return [f"Northpost {n}" for n in range(1, number, 2)]


def from_before(start: int) -> Store:
    """A source that had heard everything up to `start`."""
    return Store(cursor={"stream": {"at": start, "seen": {}}})


def until(number: int):
    return lambda store: len(store.rows) >= number


def test_the_network_states_what_it_can_do():
    check_network(NETWORK)


def test_only_what_a_query_matches_is_kept():
    start = now_us() - 10 * SECOND
    with Jetstream(posts(20, start)) as stream:
        store = hear(config(stream.url, BRAND), until(10), store=from_before(start))
    assert store.texts == wanted(20)


def test_a_query_for_a_language_sees_the_language_that_is_read():
    start = now_us() - 10 * SECOND
    said = ["Northpost hat mein Paket schon wieder verloren", "Northpost lost my parcel again"]
    with Jetstream([post(n, text, start + n) for n, text in enumerate(said)]) as stream:
        queries = {1: "northpost lang:de"}
        store = hear(config(stream.url, queries), until(1), store=from_before(start))
    assert store.texts == said[:1]


def test_a_first_connection_begins_now_and_hears_what_is_said_next():
    old = post(1, "Northpost long ago", now_us() - 3600 * SECOND)
    with Jetstream([old]) as stream:

        def done(store: Store) -> bool:
            if store.batches == 1:
                stream.feed(post(2, "Northpost now", now_us()))
            return bool(store.rows)

        assert hear(config(stream.url, BRAND), done).texts == ["Northpost now"]


def test_a_silent_stream_is_told_from_a_dead_one():
    with Jetstream() as stream:
        store = hear(config(stream.url, BRAND), lambda store: store.batches >= 2)
    assert (store.rows, store.errors) == ([], [])


def test_deletions_edits_and_ended_accounts_arrive_though_nothing_is_kept():
    start = now_us() - 10 * SECOND
    fixtures = jetstream()
    events = [fixtures[name] for name in ("update", "account deleted")]
    shifted = [{**event, "time_us": start + n} for n, event in enumerate(events)]
    with Jetstream([*shifted, deletion(7, start + 9)]) as stream:
        done = lambda store: len(store.changes) >= 3  # noqa: E731
        store = hear(config(stream.url), done, store=from_before(start))
    assert [(one.kind, one.whole_account) for one in store.changes] == [
        (ChangeKind.EDITED, False),
        (ChangeKind.DELETED, True),
        (ChangeKind.DELETED, False),
    ]
    assert store.changes[2].external_id == uri(7)
    assert store.rows == []


def test_a_gap_longer_than_the_stream_remembers_is_said():
    start = now_us() - 7200 * SECOND
    events = [post(1, "Northpost one", start + 1), post(3, "Northpost two", now_us() - SECOND)]
    with Jetstream(events) as stream:
        stream.forget(1)
        store = hear(config(stream.url, BRAND), until(1), store=from_before(start))
    (gap,) = store.rejects
    assert gap.reason.startswith("the stream sent nothing from ")
    assert store.texts == ["Northpost two"]


def test_garbage_is_kept_as_rejects_and_takes_nothing_away():
    start = now_us() - 10 * SECOND
    mischief = Mischief(garbage=0.5)
    with Jetstream(posts(20, start), mischief=mischief) as stream:
        store = hear(config(stream.url, BRAND), until(10), store=from_before(start))
    assert store.texts == wanted(20)
    assert store.rejects
    assert len({reject.place for reject in store.rejects}) == len(store.rejects)


def test_an_event_from_a_far_future_does_not_carry_the_cursor_away():
    start = now_us() - 10 * SECOND
    events = [post(1, "Northpost", start + 1), post(3, "Northpost", start + 10**15)]
    with Jetstream(events) as stream:
        store = hear(config(stream.url, BRAND), until(2), store=from_before(start))
    assert store.cursor["stream"]["at"] == start + 1


def test_a_stalled_stream_still_shows_that_the_reader_lives():
    start = now_us() - 10 * SECOND
    with Jetstream(posts(20, start), mischief=Mischief(stall_after=6)) as stream:
        done = lambda store: len(store.rows) >= 3 and store.batches >= 3  # noqa: E731
        store = hear(config(stream.url, BRAND), done, store=from_before(start))
    assert store.texts == wanted(6)


@pytest.mark.parametrize(
    ("url", "said", "permanent"),
    [
        ("ws://127.0.0.1:1/subscribe", "cannot be reached", False),
        ("ws://10.0.0.7/subscribe", "FIREBELL_REACHABLE", True),
    ],
)
def test_a_stream_that_cannot_be_reached_says_so(url, said, permanent):
    with pytest.raises(ChannelError, match=said) as raised:
        next(BlueskyReader(heartbeat=QUIET).batches(config(url), {}, 10))
    assert raised.value.permanent is permanent


def test_an_account_that_does_not_answer_takes_the_stream_not_away():
    start = now_us() - 10 * SECOND
    with Jetstream(posts(20, start)) as stream:
        settings = config(
            stream.url,
            BRAND,
            server="http://127.0.0.1:1",
            handle="northpost.example",
            app_password="x",
        )
        done = lambda store: len(store.rows) >= 10 and store.errors  # noqa: E731
        store = hear(settings, done, store=from_before(start))
    assert store.texts == wanted(20)
    assert "Bluesky (127.0.0.1) cannot be reached" in str(store.errors[0])


class _UntilQuiet:
    """The reader as the kit needs it: ends when a source of always the same rows has no more."""

    def batches(
        self, config: Mapping[str, Any], cursor: Mapping[str, Any], size: int
    ) -> Iterator[Batch]:
        stored = cursor or config["from"]
        running = BlueskyReader(heartbeat=QUIET).batches(config, stored, size)
        try:
            for batch in running:
                if not batch.rows:
                    return
                yield batch
        finally:
            running.close()


def test_the_reader_passes_the_kit():
    start = now_us() - 10 * SECOND
    events = posts(6, start)

    @contextmanager
    def scene() -> Iterator[dict[str, Any]]:
        with Jetstream(events) as stream:
            yield {**config(stream.url, BRAND), "from": from_before(start).cursor}

    check_reader(_UntilQuiet(), scene, rows=3)


@settings(max_examples=25)
@given(
    cuts=st.lists(st.integers(1, 9_000), max_size=6),
    kills=st.lists(st.integers(1, 3), max_size=3),
    repeat=st.sampled_from([0.0, 0.3]),
    reorder=st.sampled_from([0.0, 0.3]),
    garbage=st.sampled_from([0.0, 0.1]),
    size=st.sampled_from([1, 7, 100]),
    seed=st.integers(0, 1_000),
)
def test_wherever_it_is_cut_nothing_is_lost_and_nothing_comes_twice(
    cuts, kills, repeat, reorder, garbage, size, seed
):
    start = now_us() - 10 * SECOND
    mischief = Mischief(repeat=repeat, reorder=reorder, garbage=garbage)
    with (
        Jetstream(posts(40, start), mischief=mischief, seed=seed) as stream,
        CuttingProxy(("127.0.0.1", stream.port), iter(cuts)) as proxy,
    ):
        url = f"ws://127.0.0.1:{proxy.port}/subscribe"
        store = hear(
            config(url, BRAND),
            until(20),
            store=from_before(start),
            size=size,
            kills=iter(kills),
        )
    assert sorted(store.texts) == sorted(wanted(40))
