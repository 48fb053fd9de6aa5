"""Against Bluesky's own servers: hear, answer, find, delete."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import httpx
import pytest

from firebell.channels.contract import ChangeKind, ChannelError, Message, OutcomeUnknownError
from firebell.channels.networks.bluesky import session as sessions
from firebell.channels.networks.bluesky.census import take_census
from firebell.channels.networks.bluesky.config import validate
from firebell.channels.networks.bluesky.doctor import examine
from firebell.channels.networks.bluesky.sender import BlueskySender
from tests.channels.networks.bluesky.listening import Store, hear
from tests.channels.networks.bluesky.payloads import now_us, post
from tests.servers.bluesky.network import Development, Person
from tests.standins.cutting import CuttingProxy
from tests.standins.jetstream import Jetstream

_names = count()


@pytest.fixture(autouse=True)
def _reachable(monkeypatch):
    monkeypatch.setenv("FIREBELL_REACHABLE", "127.0.0.1")


@pytest.fixture
def ana(development) -> Iterator[Person]:
    person = Person(development, f"ana{next(_names)}")
    yield person
    person.close()


@pytest.fixture
def brand(development) -> Iterator[Person]:
    person = Person(development, f"brand{next(_names)}")
    yield person
    person.close()


def account(development: Development, brand: Person, **more: Any) -> dict[str, Any]:
    given = {
        "stream": "",
        "handle": brand.handle,
        "app_password": brand.app_password(),
        "server": development.server,
        "app_view": development.app_view,
    }
    return validate({**given, **more})


def message(text: str, post: dict[str, str] | None, **more: Any) -> Message:
    return Message(
        key=uuid.uuid4().hex,
        text=text,
        in_reply_to=post["uri"] if post else None,
        to=None,
        public=True,
        at=datetime.now(UTC),
        **more,
    )


def in_thread(person: Person, post: dict[str, str], uri: str) -> list[dict[str, Any]]:
    """The answers under a post that have this address, as its author sees them; waits until the
    app view, which hears of everything by itself, has one."""
    for _ in range(100):
        with suppress(httpx.HTTPStatusError):
            seen = person.ask("app.bsky.feed.getPostThread", uri=post["uri"])
            answers = [reply["post"] for reply in seen["thread"].get("replies", [])]
            if found := [one for one in answers if one["uri"] == uri]:
                return found
        time.sleep(0.1)
    return []


def test_mentions_answers_and_quotes_are_heard_with_names_and_followers(development, ana, brand):
    ana.do(
        "com.atproto.repo.createRecord",
        {
            "repo": ana.did,
            "collection": "app.bsky.actor.profile",
            "rkey": "self",
            "record": {"$type": "app.bsky.actor.profile", "displayName": "Ana 🦉"},
        },
    )
    ours = brand.post("We deliver.")
    asked = ana.mention(brand, "where is my parcel?")
    answered = ana.answer(ours, "You do not.")
    quoted = ana.quote(ours, "They say this:")
    ana.post("nothing about anybody")
    settings = account(development, brand)
    store = hear(settings, lambda store: len(store.rows) >= 4)
    found = {row["external_id"]: row for row in store.rows}
    assert set(found) == {one["uri"] for one in (ours, asked, answered, quoted)}
    assert found[asked["uri"]]["author"] == ana.handle
    assert found[asked["uri"]]["author_name"] == "Ana 🦉"
    assert found[asked["uri"]]["followers"] == 0
    assert found[answered["uri"]]["in_reply_to"] == ours["uri"]
    assert found[ours["uri"]]["direction"] == "outbound"
    before = len(store.rows)
    later = ana.mention(brand, "and now?")
    hear(settings, lambda store: len(store.rows) > before, store=store)
    assert [row["external_id"] for row in store.rows[before:]] == [later["uri"]]


def test_killed_anywhere_the_account_gives_every_word_once(development, ana, brand):
    said = [ana.mention(brand, f"number {n}")["uri"] for n in range(7)]
    settings = account(development, brand)
    hear(settings, lambda store: len(store.rows) >= 7)  # the app view has them all
    for size in (1, 2, 5):
        kills = iter([1, 1, 2, 1])
        store = hear(settings, lambda store: len(store.rows) >= 7, size=size, kills=kills)
        heard = [row["external_id"] for row in store.rows]
        assert heard == said


def test_an_answer_stands_in_the_thread_with_links_and_mentions(development, ana, brand):
    asked = ana.mention(brand, "where is my parcel?")
    further = ana.answer(asked, "hello?")
    text = f"Sorry @{ana.handle} 😔 – see https://example.com/track?id=7. @nobody.test"
    sender, settings = BlueskySender(), account(development, brand)
    ours = message(text, asked, language="en")
    sent = sender.send(settings, ours)
    deep = sender.send(settings, message("On it.", further))
    (seen,) = in_thread(ana, asked, sent.external_id)
    assert seen["author"]["handle"] == brand.handle
    assert seen["record"]["reply"] == {"root": asked, "parent": asked}
    assert seen["record"]["langs"] == ["en"]
    raw = text.encode()
    marked = {
        raw[facet["index"]["byteStart"] : facet["index"]["byteEnd"]].decode(): facet["features"]
        for facet in seen["record"]["facets"]
    }
    assert marked == {
        "https://example.com/track?id=7": [
            {"$type": "app.bsky.richtext.facet#link", "uri": "https://example.com/track?id=7"}
        ],
        f"@{ana.handle}": [{"$type": "app.bsky.richtext.facet#mention", "did": ana.did}],
    }
    record = brand.ask(
        "com.atproto.repo.getRecord",
        repo=brand.did,
        collection="app.bsky.feed.post",
        rkey=deep.external_id.rpartition("/")[2],
    )["value"]
    assert record["reply"] == {"root": asked, "parent": further}
    store = hear(settings, lambda store: sent.external_id in _ids(store))
    (echo,) = [row for row in store.rows if row["external_id"] == sent.external_id]
    assert (echo["direction"], echo["thread"]) == ("outbound", asked["uri"])


def _ids(store: Store) -> list[str]:
    return [row["external_id"] for row in store.rows]


def test_the_same_answer_cannot_be_made_twice_and_is_found_again(development, ana, brand):
    asked = ana.mention(brand, "where is my parcel?")
    sender, settings = BlueskySender(), account(development, brand)
    ours = message("We look into it.", asked)
    assert sender.find(settings, ours) is None
    sent = sender.send(settings, ours)
    with pytest.raises(OutcomeUnknownError):
        sender.send(settings, ours)
    assert sender.find(settings, ours) == sent
    records = brand.ask(
        "com.atproto.repo.listRecords", repo=brand.did, collection="app.bsky.feed.post"
    )["records"]
    assert [record["uri"] for record in records] == [sent.external_id]
    other = Message(**{**_fields(ours), "text": "Another text"})
    with pytest.raises(ChannelError, match="has another post"):
        sender.find(settings, other)


def _fields(one: Message) -> dict[str, Any]:
    return {name: getattr(one, name) for name in Message.__dataclass_fields__}


@pytest.mark.parametrize("cut", [1, 150])
def test_when_the_answer_of_the_network_is_lost_the_post_is_found(development, ana, brand, cut):
    asked = ana.mention(brand, "where is my parcel?")
    settings = account(development, brand)
    host, port = development.server.removeprefix("http://").split(":")
    sender, ours = BlueskySender(), message("We look into it.", asked)
    # One connection carries the whole sending: sign-in, the post that is answered, the post.
    with CuttingProxy((host, int(port)), iter([])) as counted:
        through = {**settings, "server": f"http://127.0.0.1:{counted.port}"}
        sender.send(through, message("Before.", asked))
        sessions._sessions.clear()
    with CuttingProxy((host, int(port)), iter([counted.passed - 200 + cut])) as proxy:
        through = {**settings, "server": f"http://127.0.0.1:{proxy.port}"}
        with pytest.raises(OutcomeUnknownError):
            sender.send(through, ours)
        assert proxy.cut == 1
    found = sender.find(settings, ours)
    assert found is not None
    assert len(in_thread(ana, asked, found.external_id)) == 1


def test_what_cannot_be_sent_is_refused_before_or_by_the_network(development, ana, brand):
    asked = ana.mention(brand, "where is my parcel?")
    sender, settings = BlueskySender(), account(development, brand)
    with pytest.raises(ChannelError, match="shorten it"):
        sender.send(settings, message("x" * 301, asked))
    gone = ana.mention(brand, "never mind")
    ana.delete(gone["uri"])
    with pytest.raises(ChannelError, match="not there any more"):
        sender.send(settings, message("Sorry", gone))
    with pytest.raises(ChannelError, match="does not take the app password") as refused:
        sender.send({**settings, "app_password": "wrong"}, message("Sorry", asked))
    assert refused.value.permanent


def test_a_token_that_has_ended_is_renewed(development, ana, brand):
    settings = account(development, brand)
    asked = ana.mention(brand, "where is my parcel?")
    hear(settings, lambda store: bool(store.rows))
    (session,) = [one for one in sessions._sessions.values() if one.handle == brand.handle]
    session._until = 0.0  # the access token has ended
    BlueskySender().send(settings, message("Sorry", asked))
    session._until, session._refresh = 0.0, "ended too"
    assert BlueskySender().find(settings, message("Sorry", asked)) is None


def test_our_own_post_can_be_taken_back(development, ana, brand):
    asked = ana.mention(brand, "where is my parcel?")
    sender, settings = BlueskySender(), account(development, brand)
    ours = message("Wrong thread", asked)
    sent = sender.send(settings, ours)
    sender.delete(settings, sent.external_id)
    assert sender.find(settings, ours) is None
    with pytest.raises(ChannelError, match="is not a post of"):
        sender.delete(settings, asked["uri"])


def test_the_public_stream_of_the_real_firehose_and_a_deletion_there(development, ana, brand):
    start = now_us()
    with Jetstream() as stream, CuttingProxy(("127.0.0.1", stream.port), iter([700, 1500])) as cut:
        development.follow(lambda event: stream.feed(event))
        asked = ana.mention(brand, "where is my parcel?")
        ours = brand.post("We deliver. (Lierplass)")
        public = ana.post("Everybody in Lierplass waits for parcels", langs=["en"])
        ana.post("the weather is fine")
        settings = {
            **account(development, brand, stream=f"ws://127.0.0.1:{cut.port}/subscribe"),
            "queries": {1: "lierplass"},
        }
        store = Store(cursor={"stream": {"at": start, "seen": {}}})
        wanted = {asked["uri"], ours["uri"], public["uri"]}
        hear(settings, lambda store: wanted <= set(_ids(store)), store=store)
        assert set(_ids(store)) == wanted
        ana.delete(public["uri"])
        hear(
            settings,
            lambda store: any(one.external_id == public["uri"] for one in store.changes),
            store=store,
        )
    (gone,) = [one for one in store.changes if one.external_id == public["uri"]]
    assert gone.kind is ChangeKind.DELETED
    by_us = [row for row in store.rows if row["external_id"] == ours["uri"]]
    assert {row["direction"] for row in by_us} == {"outbound"}
    assert {row["author"] for row in store.rows} == {ana.handle, brand.handle}


def test_the_search_makes_up_for_a_gap_of_the_stream(development, ana, brand):
    missed = ana.post("Fjordvik is late again", langs=["en"])
    # Its search is particular about case; that of the live network is not.
    for _ in range(200):
        if ana.ask("app.bsky.feed.searchPosts", q="Fjordvik")["posts"]:
            break
        time.sleep(0.1)
    start = now_us() - 7200 * 1_000_000
    with Jetstream([post(1, "Fjordvik now", now_us())]) as stream:
        settings = {
            **account(development, brand, stream=stream.url),
            "queries": {1: "Fjordvik NOT jobs"},
        }
        store = Store(cursor={"stream": {"at": start, "seen": {}}})
        hear(settings, lambda store: missed["uri"] in _ids(store), store=store)
        hear(settings, lambda store: "gap" not in store.cursor, store=store)
    assert sorted(store.texts) == ["Fjordvik is late again", "Fjordvik now"]
    assert [reject.place.split()[0] for reject in store.rejects] == ["gap"]


def test_the_doctor_and_the_census(development, ana, brand):
    begin = datetime.now(UTC) - timedelta(minutes=5)
    said = {ana.mention(brand, "hello")["uri"], ana.mention(brand, "hello again")["uri"]}
    settings = account(development, brand)
    hear(settings, lambda store: len(store.rows) >= 2)
    census = take_census(settings, begin, datetime.now(UTC) + timedelta(minutes=1))
    assert (census.external_ids, census.whole) == (said, True)
    assert take_census(settings, begin - timedelta(days=1), begin).external_ids == frozenset()
    findings = list(examine(settings))
    assert [(finding.what, finding.fine) for finding in findings] == [
        ("Account", True),
        ("Permission", True),
        ("Clock", True),
    ]
    (refused,) = examine({**settings, "app_password": "wrong"})
    assert not refused.fine
    assert refused.remedy
    whole = examine({**settings, "app_password": "hunter2"})
    assert [finding.fine for finding in whole if finding.what == "Permission"] == [False]
