"""The reader against a server that misbehaves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from firebell.channels import asking
from firebell.channels.conformance import check_network, check_reader
from firebell.channels.contract import Batch, ChangeKind, ChannelError
from firebell.channels.networks.feeds import reader as reading
from firebell.channels.networks.feeds.census import take_census
from firebell.channels.networks.feeds.config import validate
from firebell.channels.networks.feeds.doctor import examine
from firebell.channels.networks.feeds.network import NETWORK
from firebell.channels.networks.feeds.reader import FeedReader
from tests.standins.feed_server import FeedServer, feed, feed_server

READER = FeedReader()
NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def server() -> Iterator[FeedServer]:
    with feed_server() as running:
        yield running


@pytest.fixture(autouse=True)
def clock(monkeypatch, server):
    """The hands of the reader's clock; the server's host is opened."""
    monkeypatch.setenv("FIREBELL_REACHABLE", f"127.0.0.1:{server.port}")
    hands = {"now": NOON}
    monkeypatch.setattr(reading.clock, "wall", lambda: hands["now"])
    return hands


def config(server: FeedServer, path: str, **more: object) -> dict[str, object]:
    return validate({"address": server.url(path), **more})


def run(given, cursor=None, size=100) -> list[Batch]:
    return list(READER.batches(given, cursor or {}, size))


def titles(batches: list[Batch]) -> list[str]:
    return [row["subject"] for batch in batches for row in batch.interactions.to_pylist()]


def test_the_reader_passes_the_kit(server):
    check_network(NETWORK)
    server.say("/kit", feed("one", "two", "three", "four", more="<item><guid>5</guid></item>"))

    @contextmanager
    def scene():
        yield config(server, "/kit")

    whole = check_reader(READER, scene, rows=4)
    assert [one[4].minute for one in whole.rows] == [0, 1, 2, 3]  # oldest first
    assert [reject.reason for reject in whole.rejects] == ["the entry has no words"]


def test_what_is_not_new_is_not_sent_again(server, clock):
    (first,) = run(config(server, "/etag"))
    assert titles([first]) == ["one", "two"]
    assert run(config(server, "/etag"), first.cursor) == []  # it is not time yet
    clock["now"] += timedelta(minutes=5)
    (second,) = run(config(server, "/etag"), first.cursor)
    assert second.rows == 0
    asked = server.asked("/etag")
    assert "If-None-Match" not in asked[-2]
    assert asked[-1]["If-None-Match"] == '"v1"'
    assert asked[-1]["If-Modified-Since"] == "Mon, 02 Mar 2026 10:00:00 GMT"


@pytest.mark.parametrize(
    "path", ["/plain", "/gzip", "/deflate", "/file-gz", "/not-packed", "/to?302;/to?307;/plain"]
)
def test_a_feed_is_read_however_it_is_packed_and_sent_around(server, path):
    assert titles(run(config(server, path))) == ["one", "two"]


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/brotli", "packed as 'br'"),
        ("/cut-gzip", "cut short"),
        ("/bomb", "unpacks to more than 8,388,608 bytes"),
        ("/layers", "packed 3 times over"),
        ("/circle", "in a circle"),
        ("/on", "more than 6 redirects"),
        ("/lost", "without saying where"),
        ("/endless", "more than 8,388,608 bytes"),
        ("/too-long-said", "cannot be reached"),
        ("/broken", "status 500"),
        ("/missing", "not there"),
        ("/page", "web page, not a feed; it names http://127.0.0.1"),
        ("/to?302;file:///etc/passwd", "only http:// and https://"),
        ("/to?302;http://127.0.0.2/", "127.0.0.2 is inside"),
        ("/to?302;http://[::1]/", "is inside"),
        ("/to?302;http://169.254.169.254/latest/", "local link"),
        ("/to?302;//user:word@127.0.0.1/", "before the @"),
    ],
)
def test_misbehaviour_is_told_and_may_pass(server, path, why):
    with pytest.raises(ChannelError) as caught:
        run(config(server, path))
    assert why in str(caught.value)
    assert not caught.value.permanent


@pytest.mark.parametrize("path", ["/drip", "/drip-headers"])
def test_a_server_that_drips_is_left_at_the_deadline(server, monkeypatch, path):
    """A byte now and then keeps every time-out for a single read."""
    monkeypatch.setattr(asking, "DEADLINE", 0.4)
    with pytest.raises(ChannelError, match="took"):
        run(config(server, path))


def test_it_waits_as_long_as_it_is_asked_to(server):
    with pytest.raises(ChannelError) as caught:
        run(config(server, "/busy"))
    assert caught.value.retry_after == timedelta(seconds=120)


def test_a_document_that_was_cut_gives_no_half_entry(server, clock):
    for path in ("/cut", "/too-short-said"):
        (first,) = run(config(server, path))
        assert titles([first]) == ["one"]
        assert [reject.reason for reject in first.rejects] == [
            "the document is cut off in this entry"
        ]
    server.say("/mended", feed("one", "two"))
    given = config(server, "/mended")
    clock["now"] += timedelta(minutes=5)
    (second,) = run(given, first.cursor)
    assert titles([second]) == ["two"]


def test_a_wrong_charset_is_found_out(server):
    assert titles(run(config(server, "/wrong-charset"))) == ["blåbær"]


def test_an_edit_is_told_once_and_what_vanished_is_not_deleted(server, clock):
    given = config(server, "/edited")
    server.say("/edited", feed("one", "two"))
    (first,) = run(given)
    server.say("/edited", feed("two").replace(b"About two", b"About two, corrected"))
    clock["now"] += timedelta(minutes=5)
    (second,) = run(given, first.cursor)
    assert second.rows == 0
    (change,) = second.changes
    assert (change.kind, change.external_id) == (ChangeKind.EDITED, "http://feed.example/two")
    assert change.text == "two\nAbout two, corrected"
    clock["now"] += timedelta(minutes=5)
    (third,) = run(given, second.cursor)
    assert third.changes == ()
    server.say("/edited", feed("one", "two"))
    clock["now"] += timedelta(minutes=5)
    (fourth,) = run(given, third.cursor)
    assert titles([fourth]) == []  # it came back: known


def test_an_entry_whose_text_counts_something_is_not_news_for_ever(server, clock):
    given, cursor, edits = config(server, "/counter"), {}, 0
    for number in range(30):
        server.say("/counter", feed("one").replace(b"About", b"Comments: %d" % number))
        for batch in run(given, cursor):
            cursor, edits = batch.cursor, edits + len(batch.changes)
        clock["now"] += timedelta(minutes=5)
    assert edits == reading.MOST_EDITS


def test_a_move_for_good_is_remembered_and_forgotten_when_it_ends(server, clock):
    server.say("/old", b"", 301, Location=server.url("/new"))
    server.say("/new", feed("one"))
    given = config(server, "/old")
    (first,) = run(given)
    assert first.cursor["moved"] == server.url("/new")
    clock["now"] += timedelta(minutes=5)
    (second,) = run(given, first.cursor)
    assert len(server.asked("/old")) == 1
    (address, *_rest) = examine(given)
    assert "moved for good" in address.said
    server.say("/new", b"gone", 410)
    server.say("/old", feed("one", "two"))
    clock["now"] += timedelta(minutes=5)
    (third,) = run(given, second.cursor)
    assert titles([third]) == ["two"]
    assert third.cursor["moved"] == ""


def test_what_the_feed_asks_for_is_honoured(server, clock):
    hours = "<ttl>30</ttl><skipHours><hour>13</hour></skipHours>"
    server.say("/polite", feed("one", more=hours))
    given = config(server, "/polite")
    (first,) = run(given)
    for minutes, asked in ((10, False), (31, True), (70, False), (125, True)):
        clock["now"] = NOON + timedelta(minutes=minutes)
        assert bool(run(given, first.cursor)) is asked, minutes


def test_only_what_a_query_matches_is_kept_and_other_queries_read_again(server, clock):
    server.say("/all", feed("sofa", "lamp"), ETag='"x"')
    given = config(server, "/all", keep="matching")
    (first,) = run({**given, "queries": {"1": "sofa"}})
    assert titles([first]) == ["sofa"]
    (second,) = run({**given, "queries": {"1": "sofa", "2": "lamp"}}, first.cursor)
    assert titles([second]) == ["lamp"]
    assert titles(run({**given, "queries": {}})) == []


def test_an_entry_without_a_date_or_from_the_future_counts_as_said_when_heard(server):
    future = feed("one").replace(b"2026", b"2036")
    undated = feed("two").replace(b"pubDate", b"nodate")
    for body in (future, undated):
        server.say("/undated", body)
        (batch,) = run(config(server, "/undated"))
        assert batch.interactions.to_pylist()[0]["at"] == NOON


def test_the_census_is_of_what_the_feed_shows(server):
    server.say("/census", feed("one", "two", "three"))
    since = datetime(2026, 3, 2, 9, 1, tzinfo=UTC)
    census = take_census(config(server, "/census"), since, NOON)
    assert census.external_ids == {"http://feed.example/two", "http://feed.example/three"}
    assert census.whole
    assert not take_census(config(server, "/census"), since - timedelta(days=9), NOON).whole


def test_the_doctor_names_what_is_wrong(server):
    assert not next(iter(examine(config(server, "/missing")))).fine
    findings = {one.what: one for one in examine(config(server, "/plain"))}
    assert "without encryption" in findings["Address"].said
    assert findings["Entries"].said == "It shows 2 entries."
    page = list(examine(config(server, "/page")))
    assert "it names" in page[-1].said


def test_an_address_inside_stops_the_source(server, monkeypatch):
    given = config(server, "/plain")
    monkeypatch.delenv("FIREBELL_REACHABLE")
    with pytest.raises(ChannelError, match="FIREBELL_REACHABLE") as caught:
        run(given)
    assert caught.value.permanent


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, "must be the address of a feed"),
        ({"address": "ftp://feed.example/"}, "only http"),
        ({"address": "http://10.0.0.1/feed"}, "a private network"),
        ({"address": "http://me:word@feed.example/"}, "before the @"),
        ({"address": "https://feed.example/", "medium": "gossip"}, "`medium` must be"),
        ({"address": "https://feed.example/", "minutes": 0}, "`minutes` must be"),
        ({"address": "https://feed.example/", "keep": "some"}, "`keep` must be"),
        ({"address": "https://feed.example/", "colour": 1}, "'colour' is not known"),
    ],
)
def test_a_wrong_config_is_refused(given, why):
    with pytest.raises(ChannelError, match=why):
        validate(given)
