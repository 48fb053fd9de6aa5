from __future__ import annotations

from datetime import timedelta

import pytest

from firebell.channels import actions, queries
from firebell.channels.contract import ChannelError, Reject
from firebell.channels.enums import SourceState
from firebell.channels.models import RejectedRow, Source
from firebell.common import clock, pulse
from firebell.common.models import AuditEntry
from tests.channels.files.writing import HEADER, ids, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(cast, tmp_path) -> Source:
    config = {"path": str(tmp_path / "posts.csv")}
    return actions.configure_source(cast.house, "replay", "Posts", config, by=cast.administrator)


def progress(source: Source, **more):
    now = clock.now()
    told = {
        "inserted": 3,
        "duplicates": 1,
        "rejected": 2,
        "cursor": {"position": 4},
        "last_event_at": now,
        "now": now,
    }
    actions.note_progress(source, **{**told, **more})


def test_a_source_is_made_once_and_noted(cast, source):
    same = actions.configure_source(
        cast.house, "replay", "Posts", {"path": source.config["path"]}, by=cast.administrator
    )
    assert same.pk == source.pk
    entries = AuditEntry.objects.filter(action="source_configured")
    assert [entry.actor_id for entry in entries] == [cast.administrator.pk]
    assert pulse.revisions(cast.house.pk)["sources"] == 1
    assert source.listen_only


def test_a_changed_config_starts_anew(cast, source):
    progress(source)
    changed = actions.configure_source(
        cast.house, "replay", "Posts", {"path": "/elsewhere.csv"}, by=cast.administrator
    )
    assert (changed.pk, changed.cursor) == (source.pk, {})


def test_a_wrong_config_makes_no_source(cast):
    with pytest.raises(ChannelError):
        actions.configure_source(cast.house, "replay", "Posts", {}, by=cast.administrator)
    with pytest.raises(ChannelError, match="no network is called"):
        actions.configure_source(cast.house, "smoke", "Posts", {}, by=cast.administrator)
    assert not Source.objects.exists()


def test_a_source_stays_on_its_network(cast, source):
    with pytest.raises(ChannelError, match="is a source on replay"):
        actions.configure_source(cast.house, "manual_entry", "Posts", {}, by=cast.administrator)


def test_progress_adds_up_and_late_words_do_not_move_the_clock_back(source):
    first = clock.now()
    progress(source, now=first, last_event_at=first)
    progress(source, inserted=0, last_event_at=first - timedelta(days=1), now=first)
    assert (source.inserted, source.duplicates, source.rejected) == (3, 2, 4)
    assert (source.cursor, source.last_event_at) == ({"position": 4}, first)


def test_pause_resume_and_failure(cast, source):
    actions.pause(source, by=cast.lead)
    assert not queries.listening_sources().exists()
    actions.resume(source, by=cast.lead)
    actions.note_failure(source, "try later", permanent=False, now=clock.now())
    assert list(queries.listening_sources()) == [source]
    actions.note_failure(source, "gone", permanent=True, now=clock.now())
    source.refresh_from_db()
    assert (source.state, source.last_error) == (SourceState.FAILED, "gone")
    actions.restart(source, by=cast.lead)
    source.refresh_from_db()
    assert (source.state, source.last_error, source.cursor) == (SourceState.LISTENING, "", {})


def reject(number: int, place: str = "") -> Reject:
    return Reject(place or f"posts.csv, line {number}", "it is bad", b"\x00\xff", 2, {})


def test_rejects_are_kept_once(source):
    assert actions.record_rejects(source, [reject(1), reject(2)]) == 2
    assert actions.record_rejects(source, [reject(2), reject(3)]) == 1
    assert [row.place[-1] for row in queries.rejects(source)] == ["3", "2", "1"]
    assert bytes(queries.rejects(source)[0].raw) == b"\x00\xff"


def test_rejects_with_very_long_names_stay_apart(source):
    long = [reject(0, f"{'x' * 500}, line {number}") for number in (1, 2)]
    assert actions.record_rejects(source, long) == 2


def test_another_workspaces_sources_are_not_seen(cast, source):
    assert list(queries.sources(cast.house)) == [source]
    assert list(queries.sources(cast.elsewhere)) == []
    assert queries.source(cast.elsewhere, source.pk) is None
    assert queries.named(cast.elsewhere, "Posts") is None


def test_kept_rows_are_replayed_and_what_still_does_not_fit_says_why(source, tmp_path):
    path = tmp_path / "posts.csv"
    bad = "p1,2026-01-01T10:00:00Z,anna,a\x00b\np2,never,anna,x\n"
    path.write_text(",".join(HEADER) + "\n" + bad)
    rows, rejects = read(path)
    assert rows == []
    actions.record_rejects(source, rejects)
    (nothing,) = actions.replay_rejects(source)
    assert nothing.taken == ()
    (replayed,) = actions.replay_rejects(source, repair=True)
    assert ids(replayed.batch.interactions.to_pylist()) == ["p1"]
    actions.mark_replayed(source, replayed, clock.now())
    (left,) = queries.rejects(source)
    assert "does not read as ISO 8601" in left.reason
    assert RejectedRow.objects.filter(replayed_at__isnull=False).count() == 1
    assert [one.waiting for one in queries.sources(source.workspace)] == [1]
