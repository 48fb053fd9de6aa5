"""A recording comes to the same, however it is cut into batches: also where posts come late."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from firebell.accounts import actions as accounts
from firebell.accounts.models import Workspace
from firebell.listening.models import Interaction
from firebell.site.listening_set_up import listen_for
from firebell.site.replaying import Report, Score, play
from firebell.triggers.models import Alert, MinuteCount, SeriesState
from tests.runners.edges import BRANDS, TOPICS, stream, write

pytestmark = pytest.mark.django_db


def replayed(path: Path, name: str, size: int) -> tuple[Workspace, Report]:
    workspace = accounts.open_workspace(name)
    listen_for(workspace, BRANDS, TOPICS)
    return workspace, play(
        Score([path], "plain", workspace_name=name, batch_size=size, order="file")
    )


def kept(workspace: Workspace) -> list[Any]:
    alert = [
        "brand__name", "kind", "channel", "topic", "language", "onset", "at", "peak_at", "last_at",
        "ended_at", "observed", "expected", "window", "severity",
    ]  # fmt: skip
    count = [
        "brand__name", "dimension", "key", "minute", "total", "negative", "needs_answer",
        "negativity",
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
    ]


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
