from __future__ import annotations

import base64
import json

import pytest

from firebell.channels import actions
from firebell.channels.contract import Reject
from firebell.channels.enums import SourceState
from firebell.channels.models import Source
from firebell.common import clock
from tests.cast import Cast
from tests.screens import HOSTILE, assert_harmless, queries_of, said_on, signed_in


@pytest.fixture
def source(cast: Cast) -> Source:
    return actions.configure_source(cast.house, "manual_entry", "Phone", {}, by=None)


def refuse(source: Source, number: int, reason: str = "column text is missing") -> None:
    rejects = [
        Reject(f"old.csv row {n}", reason, b"\xff=1,\x00" + bytes([n % 256]), 7)
        for n in range(number)
    ]
    actions.record_rejects(source, rejects)


def test_an_empty_list_says_how_to_begin(cast: Cast):
    assert "No ears yet" in said_on(signed_in(cast.lead).get("/w/house/sources/"))


def test_trouble_is_told_in_words_where_it_is(cast: Cast, source: Source):
    actions.note_failure(source, "the file is gone", permanent=True, now=clock.now())
    for path in ("/w/house/sources/", f"/w/house/sources/{source.pk}/"):
        page = said_on(signed_in(cast.people["analyst"]).get(path))
        assert "the file is gone" in page
        assert "Failed" in page


def test_a_source_is_paused_and_listens_again(cast: Cast, source: Source):
    client = signed_in(cast.lead)
    for listen, state in (("0", SourceState.PAUSED), ("1", SourceState.LISTENING)):
        client.post(f"/w/house/sources/{source.pk}/state/", {"listen": listen})
        source.refresh_from_db()
        assert source.state == state


def test_a_source_of_another_workspace_is_not_there(cast: Cast):
    theirs = actions.configure_source(cast.elsewhere, "manual_entry", "Theirs", {}, by=None)
    client = signed_in(cast.administrator)
    for path in ("", "rejects.jsonl"):
        assert client.get(f"/w/house/sources/{theirs.pk}/{path}").status_code == 404
    assert client.post(f"/w/house/sources/{theirs.pk}/state/", {"listen": "0"}).status_code == 404
    assert "Theirs" not in said_on(client.get("/w/house/sources/"))


def test_refused_rows_are_paged_the_newest_first(cast: Cast, source: Source):
    refuse(source, 120)
    client = signed_in(cast.lead)
    path, places = f"/w/house/sources/{source.pk}/", []
    query = ""
    while True:
        response = client.get(path + query)
        places += [row.place for row in response.context["rejects"]]
        if response.context["older"] is None:
            break
        query = f"?before={response.context['older']}"
    assert places == [f"old.csv row {n}" for n in reversed(range(120))]


def test_refused_rows_are_downloaded_byte_for_byte(cast: Cast, source: Source):
    refuse(source, 3)
    response = signed_in(cast.lead).get(f"/w/house/sources/{source.pk}/rejects.jsonl")
    lines = b"".join(response.streaming_content).decode().splitlines()
    rows = [json.loads(line) for line in lines]
    assert [row["place"] for row in rows] == [f"old.csv row {n}" for n in (2, 1, 0)]
    assert base64.b64decode(rows[0]["raw_base64"]) == b"\xff=1,\x00\x02"
    assert {row["reason"] for row in rows} == {"column text is missing"}


def test_a_new_source_by_the_form_of_its_network(cast: Cast, tmp_path, monkeypatch):
    monkeypatch.setenv("FIREBELL_DROP_ROOTS", str(tmp_path))
    client, path = signed_in(cast.lead), "/w/house/sources/new/file_drop/"
    given = {"source_name": "Drop", "folder": str(tmp_path), "map": "", "settle_seconds": "5"}
    outside = client.post(path, given | {"folder": "/etc"})
    assert (outside.status_code, list(outside.context["form"].errors)) == (422, ["folder"])
    made = client.post(path, given)
    drop = Source.objects.get(name="Drop")
    assert made.headers["Location"] == f"/w/house/sources/{drop.pk}/"
    assert drop.config["folder"] == str(tmp_path)
    again = client.post(path, given)
    assert again.context["naming"].errors == {"source_name": ["There is a source with this name."]}
    assert client.get("/w/house/sources/new/replay/").status_code == 404


def test_hostile_names_and_reasons_are_only_letters(cast: Cast):
    bad = actions.configure_source(cast.house, "manual_entry", HOSTILE[:110], {}, by=None)
    refuse(bad, 1, reason=HOSTILE)
    client = signed_in(cast.lead)
    assert_harmless(client.get("/w/house/sources/"))
    assert_harmless(client.get(f"/w/house/sources/{bad.pk}/"))


def test_fifty_sources_or_rows_cost_no_more_than_one(cast: Cast, source: Source):
    client, page = signed_in(cast.lead), f"/w/house/sources/{source.pk}/"
    refuse(source, 1)
    client.get("/w/house/sources/")
    one = queries_of(client, "/w/house/sources/"), queries_of(client, page)
    refuse(source, 50)
    for number in range(50):
        actions.configure_source(cast.house, "manual_entry", f"S{number}", {}, by=None)
    assert (queries_of(client, "/w/house/sources/"), queries_of(client, page)) == one
