from __future__ import annotations

from datetime import timedelta

import pytest

from firebell.channels.conformance import check_network
from firebell.channels.contract import ChannelError
from firebell.channels.networks.manual_entry.forms import ManualEntryForm, new_token
from firebell.channels.networks.manual_entry.network import NETWORK, validate
from firebell.channels.networks.manual_entry.parse import KINDS, entry_batch
from firebell.common import clock
from firebell.core.schema import InteractionKind


def filled(**more: str) -> ManualEntryForm:
    at = clock.now().replace(microsecond=0)
    data = {
        "token": new_token(),
        "channel": "phone",
        "author": "@anna",
        "author_name": "Anna",
        "at": f"{at:%Y-%m-%d %H:%M:%S}",
        "text": "My parcel is late",
    }
    return ManualEntryForm({**data, **more})


def test_what_was_typed_becomes_one_interaction():
    form = filled()
    assert form.is_valid(), form.errors
    batch = entry_batch(form.entry())
    (row,) = batch.interactions.to_pylist()
    assert (row["channel"], row["kind"], row["direction"]) == ("phone", "call", "inbound")
    assert (row["author"], row["author_name"]) == ("anna", "Anna")
    assert row["external_id"] == form.cleaned_data["token"]


def test_the_same_form_sent_twice_is_the_same_interaction():
    token = new_token()
    first, second = (filled(token=token) for _ in range(2))
    assert first.is_valid()
    assert second.is_valid()
    one, other = (entry_batch(form.entry()).interactions for form in (first, second))
    assert one.column("external_id").equals(other.column("external_id"))


def test_two_unknown_people_are_not_one():
    forms = [filled(author="", author_name="") for _ in range(2)]
    assert all(form.is_valid() for form in forms)
    authors = {entry_batch(form.entry()).interactions.column("author")[0].as_py() for form in forms}
    assert len(authors) == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", ""),
        ("text", "a\x00b"),
        ("text", "half \ud83d"),
        ("text", "x" * 20_001),
        ("channel", "telepathy"),
        ("token", "../../etc"),
        ("at", "soon"),
        ("at", "2126-01-01 10:00"),
    ],
)
def test_what_cannot_be_stored_is_refused_at_its_field(name, value):
    assert name in filled(**{name: value}).errors


def test_every_place_has_a_kind():
    form = ManualEntryForm()
    places = [key for key, _ in form.fields["channel"].choices]
    assert places == list(KINDS)
    assert set(KINDS.values()) <= set(InteractionKind)


def test_an_entry_without_a_zone_is_a_fault_of_ours():
    form = filled()
    assert form.is_valid()
    entry = form.entry()
    naive = type(entry)(entry.token, entry.channel, "", "", "x", entry.at.replace(tzinfo=None))
    with pytest.raises(ValueError, match="aware"):
        entry_batch(naive)
    assert entry.at <= clock.now() + timedelta(minutes=5)


def test_the_network_keeps_its_word():
    check_network(NETWORK)
    assert validate({}) == {"brand": None}
    with pytest.raises(ChannelError):
        validate({"colour": "red"})
