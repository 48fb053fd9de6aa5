from __future__ import annotations

import httpx
import pytest

from firebell.channels.contract import ChannelError
from firebell.channels.networks.bluesky.config import APP_VIEW, SERVER, STREAM, validate
from firebell.channels.networks.bluesky.doctor import examine
from firebell.channels.networks.bluesky.forms import BlueskyForm
from firebell.channels.networks.bluesky.people import People
from firebell.channels.networks.bluesky.session import Session
from firebell.channels.seen import Mark
from tests.channels.networks.bluesky.payloads import answer, now_us, post
from tests.standins.jetstream import Jetstream


def test_nothing_has_to_be_set():
    assert validate({}) == {
        "stream": STREAM,
        "handle": "",
        "app_password": "",
        "server": SERVER,
        "app_view": APP_VIEW,
        "brand": None,
    }


def test_a_handle_is_written_in_one_way():
    assert validate({"handle": " @Northpost.Bsky.Social "})["handle"] == "northpost.bsky.social"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"colour": 1}, "known are stream"),
        ({"handle": "northpost"}, "is no handle"),
        ({"app_password": "x"}, "needs the handle"),
        ({"stream": ""}, "nothing to hear"),
        ({"stream": "https://x.example"}, "begins with wss://"),
        ({"stream": "wss://"}, "begins with wss://"),
        ({"stream": "wss://a:b@x.example"}, "begins with wss://"),
        ({"server": "ftp://x.example"}, "begins with https://"),
        ({"server": "https://x.example:99999"}, "begins with https://"),
    ],
)
def test_what_is_wrong_is_said(given, said):
    with pytest.raises(ChannelError, match=said) as raised:
        validate(given)
    assert raised.value.permanent


def test_the_form_gives_the_config_and_never_shows_the_password():
    given = {"handle": "northpost.example", "app_password": "s3cret", "stream": STREAM}
    form = BlueskyForm(given)
    assert form.is_valid(), form.errors
    assert form.config()["app_password"] == "s3cret"
    assert "s3cret" not in form.as_p()


def test_people_are_asked_for_once_and_renamed_by_the_stream():
    asked = []

    def reply(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.params.get_list("actors"))
        return httpx.Response(200, json=answer("profiles"))

    did = answer("profiles")["profiles"][0]["did"]
    with httpx.Client(transport=httpx.MockTransport(reply)) as client:
        people = People(client, "https://app.example")
        assert people.authors([did, did])[did].handle == "alice2.test"
        people.renamed(did, "alice.example")
        assert people.authors([did])[did].handle == "alice.example"
    assert asked == [[did]]


@pytest.mark.parametrize(
    "answered",
    [
        httpx.Response(500),
        httpx.Response(200, text="[]"),
        httpx.Response(200, text="{"),
        httpx.Response(200, json={"profiles": [{"did": 7}, None, "x"]}),
    ],
)
def test_words_do_not_wait_for_names(answered):
    with httpx.Client(transport=httpx.MockTransport(lambda _: answered)) as client:
        assert People(client, "https://app.example").authors(["did:plc:x"]) == {}


@pytest.mark.parametrize(
    ("status", "answered", "said", "permanent"),
    [
        (401, {"error": "AuthenticationRequired"}, "does not take the app password", True),
        (401, {"error": "AuthFactorTokenRequired"}, "this is no app password", True),
        (401, {"error": "AccountTakedown"}, "has taken the account ana.example down", True),
        (429, {"error": "RateLimitExceeded"}, "slow down", False),
        (503, None, "status 503", False),
        (200, {"accessJwt": 1}, "signed nobody in", False),
        (200, [], "answered something else", False),
    ],
)
def test_why_nobody_is_signed_in_is_said(status, answered, said, permanent):
    reply = httpx.Response(status, json=answered)
    with httpx.Client(transport=httpx.MockTransport(lambda _: reply)) as client:
        session = Session("https://pds.example", "ana.example", "s3cret")
        with pytest.raises(ChannelError, match=said) as raised:
            session.sign_in(client)
    assert raised.value.permanent is permanent
    assert "s3cret" not in str(raised.value)


def test_a_mark_survives_a_store_and_forgets_what_is_older_than_its_overlap():
    mark = Mark({}, 10)
    assert mark.is_new("a", 100)
    mark.move(100)
    again = Mark(mark.state(), 10)
    assert not again.is_new("a", 100)
    assert (again.at, again.since) == (100, 90)
    again.move(111)
    assert again.state() == {"at": 111, "seen": {}}


def test_the_doctor_tells_a_living_stream_from_a_silent_and_a_wrong_one(monkeypatch):
    monkeypatch.setenv("FIREBELL_REACHABLE", "127.0.0.1")
    monkeypatch.setattr("firebell.channels.networks.bluesky.doctor.PATIENCE", 0.3)

    def found(url: str, queries: dict[int, str]) -> list[tuple[bool, bool]]:
        config = {**validate({"stream": url, "app_view": ""}), "queries": queries}
        return [(finding.fine, bool(finding.remedy)) for finding in examine(config)]

    with Jetstream() as silent:
        assert found(silent.url, {1: "northpost"}) == [(False, True)]
    assert found("ws://127.0.0.1:1/", {1: "northpost"}) == [(False, True)]
    with Jetstream([post(1, "hello", now_us())]) as stream:
        stream.from_the_start = True
        assert found(stream.url, {}) == [(True, False), (False, True)]
