from __future__ import annotations

import copy
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.channels.conformance import check_network, check_rejects, is_storable
from firebell.channels.contract import ChangeKind, ChannelError, Reject
from firebell.channels.networks import mastodon
from firebell.channels.networks.mastodon.config import validate
from firebell.channels.networks.mastodon.network import NETWORK
from firebell.channels.networks.mastodon.parse import (
    edit_of,
    parse_event,
    parse_notifications,
    parse_statuses,
)
from firebell.channels.networks.mastodon.plain import plain
from firebell.core.schema import INTERACTION

FIXTURES = Path(mastodon.__file__).parent / "fixtures"
STATUS = json.loads((FIXTURES / "status.json").read_text(encoding="utf-8"))
NOTIFICATION = json.loads((FIXTURES / "notification.json").read_text(encoding="utf-8"))
HOST = "social.example"
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_it_passes_the_kit():
    check_network(NETWORK)


def test_a_status():
    (status,) = parse_statuses([STATUS], HOST)
    row = status.row
    assert set(row) == set(INTERACTION.names)
    assert row["text"] == (
        "My parcel from #Nordvik never came & nobody answers.\nDay 4. "
        "https://nordvik.example/track/8812?lang=en\n\nWho else?"
    )
    assert row["external_id"] == "115621873409120034@social.example"
    assert row["author"] == "kari@social.example"
    assert row["author_name"] == "Kari 📦"
    assert (row["followers"], row["reposts"]) == (812, 3)
    assert row["at"] == datetime(2026, 3, 2, 9, 15, 31, 201000, tzinfo=UTC)
    assert (row["has_link"], row["has_image"], row["has_video"]) == (True, True, False)


@pytest.mark.parametrize(
    ("look", "known"),
    [
        (
            {"blurhash": "UBL_:rOpGG-;?wof", "meta": {"original": {"size": "640x480"}}},
            "UBL_:rOpGG-;?wof@640x480",
        ),
        ({"blurhash": "UBL_:rOpGG-;?wof"}, None),  # a copy in another size is another picture
        ({"blurhash": "two words", "meta": {"original": {"size": "640x480"}}}, None),
        ({"blurhash": 7, "meta": []}, None),
    ],
)
def test_a_picture_is_known_by_its_look(look, known):
    (picture,) = STATUS["media_attachments"]
    (status,) = parse_statuses([STATUS | {"media_attachments": [picture | look]}], HOST)
    assert status.row["pictures"] == known


def test_a_mention_from_another_server_in_private():
    (status,) = parse_notifications([NOTIFICATION], HOST)
    assert status.row["kind"] == "direct_message"
    assert status.row["author"] == "ola@other.example"
    assert status.row["text"] == "Klage\n\n@nordvik hvor er pakken min?"
    assert status.row["in_reply_to"] == "115621873409120034@social.example"
    assert status.mentions == {"109400"}
    edit = edit_of(status)
    assert edit.kind == ChangeKind.EDITED
    assert edit.at == datetime(2026, 3, 2, 9, 25, tzinfo=UTC)


def test_reposts_and_other_notifications_bring_no_words():
    assert list(parse_statuses([STATUS | {"reblog": STATUS}], HOST)) == []
    assert list(parse_notifications([NOTIFICATION | {"type": "favourite"}], HOST)) == []


def test_a_picture_without_words_is_read_by_its_description():
    (status,) = parse_statuses([STATUS | {"content": ""}], HOST)
    assert status.row["text"] == "A form that says: sorry we missed you"


def test_names_and_warnings_hold_no_markup():
    account = STATUS["account"] | {"display_name": "A &amp; B <3"}
    (status,) = parse_statuses([STATUS | {"account": account, "spoiler_text": "<b> &lt;"}], HOST)
    assert status.row["author_name"] == "A &amp; B <3"
    assert status.row["text"].startswith("<b> &lt;\n\nMy parcel")


def test_events_of_the_stream():
    deleted, *others = (FIXTURES / "events.jsonl").read_text().splitlines()
    event = parse_event(deleted, HOST, NOW)
    assert event.change.kind == ChangeKind.DELETED
    assert event.change.external_id == "115621873409120034@social.example"
    assert all(parse_event(one, HOST, NOW).status is None for one in others)
    heard = {"stream": ["hashtag", "nordvik"], "event": "update", "payload": json.dumps(STATUS)}
    event = parse_event(json.dumps(heard), HOST, NOW)
    assert event.status.number == STATUS["id"]
    assert event.stream == ("hashtag", "nordvik")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<script>alert(1)</script>", ""),
        ("<p>a<br/>b</p><p>c</p>", "a\nb\n\nc"),
        ("<ul><li>x</li><li>y</li></ul>", "- x\n- y"),
        ("&lt;b&gt; &amp;amp;", "<b> &amp;"),
        ('<a href="javascript:alert(1)">click</a>', "javascript:alert(1)"),
        ("<p>half <b", "half <b"),
    ],
)
def test_html_becomes_words(content, text):
    assert plain(content) == text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@st.composite
def mutated(draw):
    """The real shape with some of its parts replaced by anything."""
    found = copy.deepcopy(NOTIFICATION if draw(st.booleans()) else {"status": STATUS})
    for where in (found["status"]["account"], found["status"], found):
        for _ in range(draw(st.integers(0, 2))):
            where[draw(st.sampled_from(sorted(where)))] = draw(JSON)
    return found


@given(mutated() | JSON)
def test_anything_is_a_status_or_a_reject(found):
    status = found.get("status") if isinstance(found, dict) else found
    event = json.dumps({"stream": ["public"], "event": "update", "payload": json.dumps(status)})
    heard = parse_event(event, HOST, NOW)
    told = [*parse_notifications([found], HOST), *parse_statuses([status], HOST)]
    if isinstance(heard, Reject):
        told.append(heard)
    check_rejects(list({t.place: t for t in told if isinstance(t, Reject)}.values()))
    for one in told:
        if not isinstance(one, Reject):
            assert all(is_storable(v) for v in one.row.values() if isinstance(v, str))


@given(st.text() | st.binary())
def test_any_message_is_an_event_or_a_reject(message):
    parse_event(message, HOST, NOW)


@pytest.mark.parametrize(
    ("given_", "why"),
    [
        ({"server": "social.example"}, "follow"),
        ({"server": "ftp://x", "public": True}, "server"),
        ({"server": "https://u:p@x.example", "public": True}, "server"),
        ({"server": "https://x.example/path", "public": True}, "server"),
        ({"server": "x.example", "hashtags": "a b-c"}, "hashtag"),
        ({"server": "x.example", "hashtags": [f"t{n}" for n in range(21)]}, "at most"),
        ({"server": "x.example", "handle": "nordvik"}, "token"),
        ({"server": "x.example", "access_token": "a\r\nb"}, "token"),
        ({"server": "x.example", "public": True, "colour": 1}, "colour"),
    ],
)
def test_a_wrong_config_is_refused(given_, why):
    with pytest.raises(ChannelError, match=why):
        validate(given_)


def test_a_config_is_tidied():
    found = validate({"server": "Social.Example/", "hashtags": "#Nordvik, nordvik fail"})
    assert found["server"] == "https://social.example"
    assert found["hashtags"] == ["nordvik", "fail"]
