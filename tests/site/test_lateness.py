"""A recording comes to the same, however it is cut into batches: also where posts come late."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from firebell.accounts import actions as accounts
from firebell.accounts.models import Workspace
from firebell.listening.models import Interaction
from firebell.site.listening_set_up import listen_for
from firebell.site.replaying import Report, Score, play
from firebell.triggers.models import Alert, Cascade, Judged, Meme, MinuteCount, SeriesState
from tests.runners import passing
from tests.runners.edges import BRANDS, TOPICS, Row, stream, write

pytestmark = pytest.mark.django_db


def replayed(path: Path, name: str, size: int) -> tuple[Workspace, Report]:
    workspace = accounts.open_workspace(name)
    listen_for(workspace, BRANDS, TOPICS)
    return workspace, play(
        Score([path], "plain", workspace_name=name, batch_size=size, order="file")
    )


def kept(workspace: Workspace) -> list[Any]:
    alert = [
        "brand__name", "kind", "headline__mark", "channel", "topic", "language", "onset", "at",
        "peak_at", "last_at", "ended_at", "observed", "expected", "window", "severity",
    ]  # fmt: skip
    count = [
        "brand__name", "dimension", "key", "minute", "total", "negative", "needs_answer",
        "negativity",
    ]  # fmt: skip
    meme = [
        "brand__name", "day", "mark", "kind", "label", "first_at", "at", "last_at", "posts",
        "people", "expected", "posts_day", "return_weeks", "evidence",
    ]  # fmt: skip
    cascade = [
        "brand__name", "interaction__external_id", "began", "seen", "told", "final", "lower",
        "upper", "loudness", "updated_at", "waiting", "state",
    ]  # fmt: skip
    state = ["brand__name", "dimension", "key", "measure", "through", "judges", "state"]
    of = {"workspace": workspace}
    return [
        list(Alert.objects.filter(**of).order_by("at", "brand__name").values_list(*alert)),
        list(MinuteCount.objects.filter(**of).order_by(*count[:4]).values_list(*count)),
        [
            (*row[:-1], bytes(row[-1]))
            for row in SeriesState.objects.filter(**of).order_by(*state[:4]).values_list(*state)
        ],
        list(Interaction.objects.filter(**of).order_by("external_id").values_list("text", "at")),
        list(Judged.objects.filter(**of).order_by("brand__name").values_list("through", "pace")),
        list(Meme.objects.filter(**of).order_by(*meme[:3]).values_list(*meme)),
        [
            (*row[:-1], bytes(row[-1]))
            for row in Cascade.objects.filter(**of).order_by(*cascade[:2]).values_list(*cascade)
        ],
    ]


def test_what_is_passed_on_comes_to_the_same_in_batches_of_any_size(tmp_path: Path):
    path = write(posts_passed_on(), tmp_path / "posts.jsonl")
    whole, report = replayed(path, "whole", 100_000)
    kinds = {alert.kind for alert in report.alerts}
    assert {"spread", "viral"} <= kinds
    assert Cascade.objects.count() == 3
    parts, _ = replayed(path, "by 90", 90)
    for mine, theirs in zip(kept(parts), kept(whole), strict=True):
        assert mine == theirs


def posts_passed_on() -> list[Row]:
    """Heard a little out of order."""
    rng = Random(0)
    return sorted(
        passing.posts(), key=lambda row: row["at"] + timedelta(seconds=rng.choice((0, 0, 50, 400)))
    )


def test_batches_of_any_size_come_to_the_same(tmp_path: Path):
    path = write(stream(), tmp_path / "posts.jsonl")
    whole, report = replayed(path, "whole", 100_000)
    assert (report.rejected, len(report.alerts) > 0) == (0, True)
    assert report.late > 20
    assert report.duplicates > 50
    for size in (37, 400):
        parts, cut = replayed(path, f"by {size}", size)
        assert (cut.late, cut.duplicates, cut.inserted) == (
            report.late,
            report.duplicates,
            report.inserted,
        )
        for mine, theirs in zip(kept(parts), kept(whole), strict=True):
            assert mine == theirs
