from __future__ import annotations

import copy
import json
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.channels.conformance import check_rejects, is_storable
from firebell.channels.contract import ChangeKind, Reject
from firebell.channels.networks.bluesky.parse import (
    Event,
    Told,
    parse_event,
    parse_records,
    parse_views,
)
from firebell.channels.networks.bluesky.records import Author
from firebell.core.schema import INTERACTION
from tests.channels.networks.bluesky.payloads import answer, jetstream, malformed

EVENTS = jetstream()
BRAND = "did:plc:ptmjej5fmhmksnnpjht26u7w"


def event(name: str) -> Event:
    found = parse_event(json.dumps(EVENTS[name]))
    assert isinstance(found, Event)
    return found


def row(name: str) -> dict[str, Any]:
    found = event(name).row
    assert found is not None
    return dict(found)


def test_a_post_with_a_mention_and_a_shortened_link():
    found = event("post")
    assert found.addressed == {BRAND}
    assert row("post") == {
        "channel": "bluesky",
        "external_id": "at://did:plc:hxzb3q22fozlfi2cjs7kr63i/app.bsky.feed.post/3n2wp6jiy5s2a",
        "kind": "post",
        "direction": "inbound",
        "at": datetime(2026, 11, 22, 22, 49, 8, tzinfo=UTC),
        "text": "Hei @northpost.example, where is my parcel? 😡 "
        "https://example.com/track/12345?from=bluesky",
        "author": "did:plc:hxzb3q22fozlfi2cjs7kr63i",
        "author_name": None,
        "followers": None,
        "language_hint": "en",
        "url": "https://bsky.app/profile/did:plc:hxzb3q22fozlfi2cjs7kr63i/post/3n2wp6jiy5s2a",
        "in_reply_to": None,
        "thread": "at://did:plc:hxzb3q22fozlfi2cjs7kr63i/app.bsky.feed.post/3n2wp6jiy5s2a",
        "has_link": True,
        "has_image": False,
        "has_video": False,
        "pictures": None,
    }


def test_a_reply_names_what_it_answers_and_its_thread():
    found = row("reply")
    assert found["kind"] == "reply"
    assert found["in_reply_to"] == f"at://{BRAND}/app.bsky.feed.post/3n2wp56odsk2f"
    assert found["thread"] == row("post")["external_id"]
    assert event("reply").addressed == {BRAND, "did:plc:hxzb3q22fozlfi2cjs7kr63i"}
    assert found["language_hint"] == "en"


def test_a_quote_addresses_whom_it_quotes_and_is_no_answer():
    found = event("quote")
    assert (found.addressed, row("quote")["kind"], row("quote")["in_reply_to"]) == (
        {BRAND},
        "post",
        None,
    )
    assert row("quote")["language_hint"] is None  # the writer claims two
    assert event("quote with image").addressed == {BRAND}


@pytest.mark.parametrize(
    ("name", "has"),
    [
        ("images", ("has_image",)),
        ("video", ("has_video",)),
        ("quote with image", ("has_image",)),
        ("link card", ("has_link",)),
        ("quote", ()),
    ],
)
def test_what_hangs_on_a_post_is_known(name, has):
    found = row(name)
    assert {key for key in ("has_link", "has_image", "has_video") if found[key]} == set(has)


def test_a_picture_is_known_by_its_content():
    known = "bafkreibvqz7m6ywqlsqmpkbrfdxkzbeoxyc2pkuy5qk"
    assert row("images")["pictures"] == known
    assert row("quote with image")["pictures"] is not None
    assert row("video")["pictures"] is None


@pytest.mark.parametrize(
    "images",
    ["none", [None], [{"image": "x"}], [{"image": {"ref": {"$link": "two words"}}}], [{}] * 9],
)
def test_pictures_that_have_no_content_are_nameless(images):
    changed = copy.deepcopy(EVENTS["images"])
    changed["commit"]["record"]["embed"]["images"] = images
    found = parse_event(json.dumps(changed))
    assert isinstance(found, Event)
    assert found.row is not None
    assert found.row["pictures"] is None


def test_a_time_of_its_own_is_believed_only_where_it_can_be():
    seen = {name: EVENTS[name]["time_us"] for name in EVENTS}
    assert row("backdated")["at"] == datetime(2013, 5, 1, 10, tzinfo=UTC)
    for name in ("from the future", "unusable instant"):
        assert row(name)["at"].timestamp() * 1_000_000 == pytest.approx(seen[name], abs=1)


def test_nul_and_half_characters_are_replaced():
    assert row("halves and nul")["text"] == "Northpost \ufffd \ufffd broken"


def test_a_deletion_an_edit_and_an_account_that_is_gone_are_changes():
    gone, edited = event("delete").change, event("update").change
    assert gone is not None
    assert edited is not None
    assert (gone.kind, gone.external_id) == (ChangeKind.DELETED, row("reply")["external_id"])
    assert (edited.kind, edited.text) == (
        ChangeKind.EDITED,
        "Hei @northpost.example, found it",
    )
    for name in ("account takendown", "account deleted"):
        change = event(name).change
        assert change is not None
        assert (change.whole_account, change.external_id) == (
            True,
            "at://did:plc:gone2z6v3nz2xzq7rj3h5d4e/app.bsky.feed.post/",
        )


@pytest.mark.parametrize(
    "name",
    [
        *("like", "repost", "like taken back", "identity without handle", "account back"),
        *("account deactivated", "account suspended", "account throttled"),
    ],
)
def test_what_is_nobodys_words_and_ends_nothing_is_passed_over(name):
    found = event(name)
    assert (found.row, found.change, found.renamed) == (None, None, None)


def test_a_new_handle_is_told():
    assert event("identity").renamed == "alice.example"


NO_POST = {"no record", "text is a number"}


@pytest.mark.parametrize("name", sorted(NO_POST))
def test_what_is_no_post_by_the_lexicon_is_passed_over(name):
    found = parse_event(malformed()[name])
    assert isinstance(found, Event)
    assert (found.row, found.change) == (None, None)


@pytest.mark.parametrize("name", sorted(set(malformed()) - NO_POST - {"deep"}))
def test_what_cannot_be_used_is_kept_with_a_reason(name):
    frame = malformed()[name]
    found = parse_event(frame)
    assert isinstance(found, Reject)
    assert (found.raw, found.place) == (frame.encode(), parse_event(frame).place)
    check_rejects([found])


def test_fields_of_another_shape_are_passed_over():
    found = parse_event(malformed()["deep"])
    assert isinstance(found, Event)
    assert found.row is not None
    assert (found.row["text"], found.row["in_reply_to"]) == ("Northpost", None)


def test_notifications_as_the_development_network_gave_them():
    told = list(parse_views(answer("notifications"), "notifications"))
    assert all(isinstance(one, Told) for one in told)
    assert [(one.row["author"], one.row["kind"], one.row["text"][:13]) for one in told] == [
        ("alice2.test", "post", "look at this"),
        ("alice2.test", "reply", "Still nothing"),
        ("alice2.test", "post", "Hei @parcelpo"),
    ]


def test_likes_among_notifications_are_left_out_and_broken_ones_kept():
    views = answer("notifications")
    liked = {**views["notifications"][0], "reason": "like"}
    broken = {**views["notifications"][0], "indexedAt": 7}
    told = list(parse_views({"notifications": [liked, broken, "?"]}, "notifications"))
    assert [one.reason for one in told if isinstance(one, Reject)] == [
        "a post without the time when it was indexed",
        "not an object",
    ]
    assert len(told) == 2


def test_a_search_and_our_own_records():
    assert len(list(parse_views(answer("search"), "posts"))) == 2
    (own,) = parse_records(answer("records"), Author("did:plc:x", "northpost.example"))
    assert isinstance(own, Told)
    assert (own.row["direction"], own.row["author"]) == ("outbound", "northpost.example")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@st.composite
def mutated(draw: Any) -> Any:
    """A real event in which something stands somewhere that should not."""
    found = json.loads(json.dumps(draw(st.sampled_from(list(EVENTS.values())))))
    for _ in range(draw(st.integers(1, 3))):
        place: Any = found
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(place[key], dict | list) and place[key] and draw(st.booleans()):
                place = place[key]
                continue
            place[key] = draw(JSON)
            break
    return found


def check_any(frame: str | bytes) -> None:
    found = parse_event(frame)
    if isinstance(found, Reject):
        check_rejects([found])
    elif found.row is not None:
        batch = pa.RecordBatch.from_pylist([dict(found.row)], schema=INTERACTION)
        batch.validate(full=True)
        assert all(is_storable(value) for value in found.row.values() if isinstance(value, str))


@given(st.text() | st.binary() | JSON.map(json.dumps))
def test_nothing_on_the_wire_raises(frame):
    check_any(frame)


@given(mutated())
def test_no_mutated_event_raises_or_makes_a_row_that_cannot_be_stored(found):
    check_any(json.dumps(found))


@given(mutated(), st.integers(0, 400))
def test_no_cut_event_raises(found, length):
    check_any(json.dumps(found)[:length])


@given(JSON, st.sampled_from(["notifications", "posts"]))
def test_no_answer_raises(found, key):
    for one in [*parse_views({key: found}, key), *parse_views({key: [found]}, key)]:
        assert isinstance(one, Told | Reject)
    for one in parse_records({"records": [found]}, Author("did:plc:x")):
        assert isinstance(one, Told | Reject)
