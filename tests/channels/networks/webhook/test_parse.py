from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.channels.conformance import check_network, check_rejects, is_storable
from firebell.channels.contract import Change, ChangeKind, ChannelError, Pushed
from firebell.channels.networks import webhook
from firebell.channels.networks.webhook.config import validate
from firebell.channels.networks.webhook.network import NETWORK
from firebell.channels.networks.webhook.parse import parse_calls
from firebell.common import signing

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
CONFIG = validate({"secret": signing.new_secret()})
FIXTURES = Path(webhook.__file__).parent / "fixtures"


def call(body):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Pushed(raw, {}, NOW)


def parsed(*bodies):
    return parse_calls(CONFIG, [(f"call {n}", call(body)) for n, body in enumerate(bodies)])


def row(**changes):
    return {"external_id": "1", "at": "2026-03-02T09:00:00Z", "text": "Hi", "author": "a"} | changes


def test_it_passes_the_kit():
    check_network(NETWORK)


def test_a_review_as_a_shop_sends_it():
    batch = parsed((FIXTURES / "review.json").read_bytes())
    (found,) = batch.interactions.to_pylist()
    assert found["channel"] == "shop"
    assert found["kind"] == "review"
    assert found["rating"] == 1.0
    assert found["at"] == datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
    assert batch.rejects == ()


def test_rows_and_changes_in_one_call():
    batch = parsed((FIXTURES / "changes.json").read_bytes())
    assert [one["direction"] for one in batch.interactions.to_pylist()] == ["inbound", "outbound"]
    deleted = Change(
        ChangeKind.DELETED, "shop", "review-8811", datetime(2026, 3, 2, 9, 20, tzinfo=UTC)
    )
    assert batch.changes[0] == deleted
    assert batch.changes[1].text == "They called me back. Fine now."


def test_a_bad_row_is_refused_by_its_place_and_the_others_stay():
    batch = parsed(
        [row(), row(external_id="2", at="yesterday"), row(external_id="3")], b"{nonsense"
    )
    assert [one["external_id"] for one in batch.interactions.to_pylist()] == ["1", "3"]
    assert [reject.place for reject in batch.rejects] == ["call 0, row 2", "call 1"]
    assert "at" in batch.rejects[0].reason


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"kind": "deleted", "channel": "x", "external_id": "1"}, "'at' is missing"),
        (
            {"kind": "eaten", "channel": "x", "external_id": "1", "at": "2026-03-02T09:00:00Z"},
            "eaten",
        ),
        (
            {"kind": "edited", "channel": "x", "external_id": "1", "at": "2026-03-02T09:00:00Z"},
            "text",
        ),
        ({"kind": "deleted", "channel": "x", "external_id": "1", "at": "2026-03-02T09:00"}, "zone"),
        (7, "object"),
    ],
)
def test_a_bad_change_says_why(change, why):
    batch = parsed({"changes": [change]})
    assert batch.changes == ()
    (reject,) = batch.rejects
    assert reject.place == "call 0, change 1"
    assert why in reject.reason


def test_rows_that_lack_what_the_map_needs_say_so():
    (reject,) = parsed({"hello": "world"}).rejects
    assert "external_id" in reject.reason


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from([*row(), "interactions", "changes", "kind", "channel"]), inner
        )
    ),
    max_leaves=12,
)


@given(
    st.lists(
        st.binary(max_size=80) | JSON.map(lambda value: json.dumps(value).encode()), max_size=4
    )
)
def test_whatever_is_sent_is_a_row_a_change_or_a_reject(bodies):
    batch = parsed(*bodies)
    check_rejects(batch.rejects)
    for found in batch.interactions.to_pylist():
        assert all(is_storable(value) for value in found.values() if isinstance(value, str))


@pytest.mark.parametrize(
    ("given_", "why"),
    [
        ({}, "secret"),
        ({"secret": "whsec_x"}, "secret"),
        ({"secret": signing.new_secret(), "colour": 1}, "colour"),
    ],
)
def test_a_wrong_config_is_refused(given_, why):
    with pytest.raises(ChannelError, match=why):
        validate(given_)


def test_the_address_stays_when_the_secret_is_changed():
    again = validate(CONFIG | {"secret": signing.new_secret()})
    assert again["address"] == CONFIG["address"]
