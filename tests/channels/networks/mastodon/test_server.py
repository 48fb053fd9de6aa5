"""Hearing and answering, against a stand-in that is driven by the published API."""

from __future__ import annotations

import json
import random
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from firebell.channels.contract import ChannelError, Message, OutcomeUnknownError
from firebell.channels.networks.mastodon.census import take_census
from firebell.channels.networks.mastodon.config import validate
from firebell.channels.networks.mastodon.doctor import examine
from firebell.channels.networks.mastodon.reader import MastodonReader
from firebell.channels.networks.mastodon.sender import SENDER
from tests.standins.mastodon import OWN, TOKEN, Mastodon

QUICK = MastodonReader(heartbeat=timedelta(seconds=0.3), ask_every=timedelta(seconds=0.3))
STREAM_ONLY = MastodonReader(heartbeat=timedelta(seconds=0.3), ask_every=timedelta(hours=1))


@pytest.fixture
def server(monkeypatch):
    with Mastodon() as running:
        reachable = f"127.0.0.1:{running.port},127.0.0.1:{running.stream_port}"
        monkeypatch.setenv("FIREBELL_REACHABLE", reachable)
        yield running


def config(server, **changes):
    given = {"server": server.url, "public": True, "access_token": TOKEN, "handle": "nordvik"}
    return validate(given | changes) | {"queries": {1: "nordvik"}}


class Listening:
    """What one run of a reader brought; it goes on from any cursor."""

    def __init__(self, reader, settings, cursor=None, size=50):
        self.running = reader.batches(settings, cursor or {}, size)
        self.rows, self.changes, self.cursor = [], [], cursor or {}

    def until(self, enough, seconds=15.0):
        end = time.monotonic() + seconds
        while not enough(self):
            assert time.monotonic() < end, f"heard only {self.texts}"
            self.take(next(self.running))
        return self

    def take(self, batch):
        self.rows += batch.interactions.to_pylist()
        self.changes += batch.changes
        self.cursor = json.loads(json.dumps(batch.cursor))

    @property
    def texts(self):
        return [row["text"] for row in self.rows]

    def close(self):
        self.running.close()


def test_what_a_query_matches_is_heard_by_the_stream(server):
    heard = Listening(STREAM_ONLY, config(server))
    heard.take(next(heard.running))
    server.say("Nothing to do with anybody")
    server.say("Nordvik lost my parcel")
    assert heard.until(lambda h: h.rows).texts == ["Nordvik lost my parcel"]
    heard.close()


def test_hashtags_are_heard_whole(server):
    settings = config(server, public=False, hashtags="fail", access_token="", handle="")
    heard = Listening(STREAM_ONLY, settings)
    heard.take(next(heard.running))
    server.say("Such a #fail today")
    server.say("Unrelated")
    assert heard.until(lambda h: h.rows).texts == ["Such a #fail today"]
    heard.close()


def test_what_the_stream_drops_is_asked_for(server):
    heard = Listening(QUICK, config(server))
    heard.take(next(heard.running))
    server.say("Nordvik, said while nobody was told", loud=False)
    heard.until(lambda h: h.rows)
    server.cut()
    server.say("Nordvik, said while the stream was down")
    heard.until(lambda h: len(h.rows) == 2)
    heard.close()


def test_our_own_words_are_outbound_and_mentions_come_in(server):
    server.say("@nordvik where is it?", visibility="direct", loud=False)
    server.say("We are looking into it", by=OWN, loud=False)
    heard = Listening(QUICK, config(server, public=False)).until(lambda h: len(h.rows) >= 2)
    assert {row["text"]: row["direction"] for row in heard.rows} == {
        "@nordvik where is it?": "inbound",
        "We are looking into it": "outbound",
    }
    heard.close()


def test_edits_and_deletions_are_told(server):
    heard = Listening(STREAM_ONLY, config(server))
    heard.take(next(heard.running))
    number = server.say("Nordvik is bad")
    heard.until(lambda h: h.rows)
    server.edit(number, "Nordvik is good after all")
    server.delete(number)
    heard.until(lambda h: len(h.changes) == 2)
    assert [str(change.kind) for change in heard.changes] == ["edited", "deleted"]
    assert heard.changes[0].text == "Nordvik is good after all"
    assert {change.external_id for change in heard.changes} == {heard.rows[0]["external_id"]}
    heard.close()


@pytest.mark.parametrize("seed", range(3))
def test_killed_and_cut_anywhere_nothing_is_lost_and_ids_stand_for_one_thing(server, seed):
    chance = random.Random(seed)
    start = datetime.now(UTC) - timedelta(minutes=5)
    settings, cursor, rows, said = config(server), {}, [], []
    for number in range(60):
        at = start + timedelta(seconds=number + chance.randint(-20, 0))
        text = f"nordvik {number}{' @nordvik' if chance.random() < 0.3 else ''}"
        said.append(text)
        server.say(text, at=at, loud=chance.random() < 0.5)
        if chance.random() < 0.2:
            heard = Listening(QUICK, settings, cursor, size=chance.choice([1, 3, 50]))
            for _ in range(chance.randint(1, 4)):
                heard.take(next(heard.running))
            if chance.random() < 0.5:
                server.cut()
            heard.close()
            cursor, rows = heard.cursor, rows + heard.rows
    heard = Listening(QUICK, settings, cursor)
    heard.until(lambda h: {r["text"] for r in rows + h.rows} == set(said))
    heard.close()
    known = {row["external_id"]: row["text"] for row in rows + heard.rows}
    assert sorted(known.values()) == sorted(said)


def message(server, text="We are sorry.", **more):
    number = server.say("Nordvik, where is it?")
    return Message(
        key=f"{random.getrandbits(128):032x}",
        text=text,
        in_reply_to=f"{number}@127.0.0.1",
        to="kari@127.0.0.1",
        public=True,
        at=datetime.now(UTC),
        **more,
    )


def test_an_answer_is_sent_into_the_thread_and_names_its_person(server):
    asked = message(server, language="en")
    result = SENDER.send(config(server), asked)
    (sent,) = server.sent.values()
    assert sent["plain"] == "@kari We are sorry."
    assert sent["in_reply_to_id"] == asked.in_reply_to.partition("@")[0]
    assert result.external_id == f"{sent['id']}@127.0.0.1"
    assert SENDER.find(config(server), asked) == result


def test_the_same_answer_twice_is_one_status(server):
    asked = message(server)
    first, second = (SENDER.send(config(server), asked) for _ in range(2))
    assert first == second
    assert len(server.sent) == 1


def test_a_lost_answer_leaves_the_outcome_unknown_and_is_found(server):
    asked = message(server)
    server.lose_answers = True
    with pytest.raises(OutcomeUnknownError):
        SENDER.send(config(server), asked)
    server.lose_answers = False
    found = SENDER.find(config(server), asked)
    assert found.external_id.partition("@")[0] == next(iter(server.sent.values()))["id"]


def test_what_never_left_is_not_found(server):
    other = message(server, "Something else.")
    SENDER.send(config(server), other)
    assert SENDER.find(config(server), message(server)) is None


def test_a_private_answer_is_private(server):
    SENDER.send(config(server), replace(message(server), public=False))
    assert next(iter(server.sent.values()))["visibility"] == "direct"


def test_too_long_or_elsewhere_is_refused_before_anything_is_sent(server):
    with pytest.raises(ChannelError, match="shorten"):
        SENDER.send(config(server), message(server, "x" * 500))
    asked = message(server)
    wrong = {name: getattr(asked, name) for name in asked.__slots__} | {
        "in_reply_to": "1@other.example"
    }
    with pytest.raises(ChannelError, match="another server"):
        SENDER.send(config(server), Message(**wrong))
    assert server.sent == {}


def test_a_token_that_is_not_taken_is_said_at_once(server):
    wrong = config(server, access_token="other")
    with pytest.raises(ChannelError, match="sign in again") as refused:
        next(QUICK.batches(wrong, {}, 10))
    assert refused.value.permanent
    assert [finding.fine for finding in examine(wrong)][1] is False


def test_the_doctor_finds_a_well_source_well(server):
    assert all(finding.fine for finding in examine(config(server, hashtags="fail")))


def test_a_census_counts_mentions_and_hashtags(server):
    now = datetime.now(UTC)
    wanted = {server.say("@nordvik hello"), server.say("a #fail")}
    server.say("Nordvik in public only")
    server.say("@nordvik long ago", at=now - timedelta(hours=2))
    census = take_census(
        config(server, hashtags="fail"), now - timedelta(hours=1), now + timedelta(hours=1)
    )
    assert {one.partition("@")[0] for one in census.external_ids} == wanted
    assert census.whole


def test_reading_again_from_an_earlier_instant(server):
    settings = config(server)
    heard = Listening(QUICK, settings)
    heard.take(next(heard.running))
    server.say("nordvik one")
    heard.until(lambda h: h.rows)
    heard.close()
    early = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    again = Listening(QUICK, settings, heard.cursor | {"again_since": early})
    assert again.until(lambda h: h.rows).texts == ["nordvik one"]
    again.close()


def test_an_address_inside_is_refused(server, monkeypatch):
    monkeypatch.setenv("FIREBELL_REACHABLE", "")
    with pytest.raises(ChannelError, match="not reached") as refused:
        next(QUICK.batches(config(server), {}, 10))
    assert refused.value.permanent
