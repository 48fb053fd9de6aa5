"""Play recorded posts through the whole corridor, at the time that they bear."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.db import transaction

from firebell.accounts import actions as accounts
from firebell.accounts.enums import Role
from firebell.accounts.models import DutySpan, User, Workspace
from firebell.channels import actions as channels
from firebell.channels import registry
from firebell.channels.contract import Batch, Reader, Reject
from firebell.channels.enums import SourceState
from firebell.channels.files.maps import load_map
from firebell.channels.files.survey import survey
from firebell.channels.models import Source
from firebell.common import clock, turns
from firebell.core.triggers.contract import MICROSECONDS
from firebell.core.triggers.lateness import Passage, pass_by
from firebell.desk import queries as desk
from firebell.desk.checks import broken_promises
from firebell.runners.ahead import Ahead
from firebell.runners.embedded import Understood
from firebell.site.corridor import Corridor, Outcome
from firebell.site.listener import LATENESS, last_instant
from firebell.site.listening_set_up import listen_for
from firebell.triggers import actions as triggers
from firebell.triggers.models import Alert

DESK = "replay-desk@localhost"
MOST_TOLD = 20
# Nobody waits for a single post of a recording, and what each batch costs is paid half as often.
LARGE = 2_000  # rows of a batch
OnBatch = Callable[[Batch, Outcome], None]


@dataclass(slots=True)
class Report:
    """What a replay came to; `seconds` are of the corridor, start-up left out."""

    rows: int = 0
    inserted: int = 0
    duplicates: int = 0
    rejected: int = 0
    late: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None
    seconds: float = 0.0
    alerts: list[Alert] = field(default_factory=list)
    cases_opened: int = 0
    needs_answer: int = 0
    unattended: int = 0
    rejects: list[Reject] = field(default_factory=list)
    conflicts: list[dict[str, Any]] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        return round(self.rows / self.seconds, 1) if self.seconds else 0.0

    def add(self, batch: Batch, outcome: Outcome) -> None:
        self.rows += batch.rows
        self.inserted += outcome.inserted
        self.duplicates += outcome.duplicates
        self.late += outcome.late
        self.rejected += outcome.rejected
        self.rejects += batch.rejects[: MOST_TOLD - len(self.rejects)]
        self.cases_opened += outcome.cases_opened
        self.needs_answer += outcome.needs_answer
        known = {alert.pk for alert in self.alerts}
        self.alerts += [alert for alert in outcome.alerts if alert.pk not in known]
        instants = batch.interactions.column("at")
        if len(instants):
            bounds = pc.min_max(instants).as_py()
            self.first_at = min(filter(None, (self.first_at, bounds["min"])))
            self.last_at = max(filter(None, (self.last_at, bounds["max"])))

    def told_rejects(self) -> list[str]:
        """One line for each refused row, the first of them; all are kept with their source."""
        lines = [f"{reject.place}: {reject.reason}" for reject in self.rejects]
        if self.rejected > len(lines):
            lines.append(f"... and {self.rejected - len(lines)} more; the sources page lists them")
        return lines


@dataclass(frozen=True, slots=True)
class Score:
    """What to play, and how. `speed` 0 is as fast as it goes; `queries_of` names another map.

    `order` "file" hears the rows as they stand there, late ones late; "time" puts them in order;
    "auto" does so where they are not.
    """

    files: Sequence[Path]
    map_name: str | None = None
    queries_of: str | None = None
    workspace_name: str | None = None
    speed: float = 0.0
    batch_size: int = LARGE
    order: str = "auto"


def play(score: Score, on_batch: OnBatch = lambda batch, outcome: None) -> Report:
    """Play files through the corridor. A run that was interrupted goes on where it stopped.

    Raises ChannelError for what concerns a whole file, before any is played; bad rows are kept
    and counted.
    """
    report = Report()
    for source in [_source(score, path, report) for path in score.files]:
        _play_file(source, score, report, on_batch)
    return report


@transaction.atomic
def _source(score: Score, path: Path, report: Report) -> Source:
    turns.one_at_a_time(turns.HOUSE)
    found = survey(path, score.map_name)
    report.conflicts += found.conflicts
    workspace = _workspace(score.workspace_name or found.map.title)
    plan = load_map(score.queries_of) if score.queries_of else found.map
    listen_for(workspace, (*plan.brands, *found.brands), plan.topics)
    in_order = score.order == "time" or (score.order == "auto" and found.in_disorder)
    order = "time" if in_order else None
    config = {"path": str(path.resolve()), "map": found.map_name, "order": order}
    name = _name_of(workspace, path)
    source = channels.configure_source(workspace, "replay", name, config, by=None)
    if source.state == SourceState.FINISHED:
        # It was played to its end: play it again from the start.
        source.cursor = {}
    source.state = SourceState.PAUSED  # the worker leaves it alone
    source.save(update_fields=["cursor", "state"])
    return source


def _name_of(workspace: Workspace, path: Path) -> str:
    """What the source that plays this file is called; another file's name is not taken away."""
    mine = Source.objects.filter(workspace=workspace, config__path=str(path.resolve()))
    if known := mine.filter(network="replay").values_list("name", flat=True).first():
        return known
    taken = set(Source.objects.filter(workspace=workspace).values_list("name", flat=True))
    names = chain([path.name], (f"{path.name} ({number})" for number in count(2)))
    return next(name for name in names if name not in taken)


def _workspace(name: str) -> Workspace:
    workspace = Workspace.objects.filter(name=name).first()
    if workspace is None:
        workspace = accounts.open_workspace(name)
        accounts.admit_administrators(workspace)
    return workspace


def _play_file(source: Source, score: Score, report: Report, on_batch: OnBatch) -> None:
    reader = registry.network(source.network).reader
    assert reader is not None
    corridor = Corridor(source)
    began = time.perf_counter()
    pace = Pace(score.speed)
    # Going on where an earlier run was cut off: time goes on from there, too.
    moment = source.last_event_at if source.cursor else None
    with Ahead(partial(_understood, corridor, reader, score.batch_size)) as ahead:
        for batch, understood in ahead:
            latest = last_instant(batch.interactions)
            passage = _passage(batch, moment)
            moment = max(filter(None, (moment, latest)), default=None)
            pace.wait_for(latest)
            now = moment or clock.now()
            with clock.moved_to(now):
                _staff(source.workspace, now)
                outcome = corridor.carry(
                    batch, watermark=now - LATENESS, understood=understood, passage=passage
                )
            report.add(batch, outcome)
            on_batch(batch, outcome)
    report.seconds += time.perf_counter() - began
    _finish(source, moment, report)


def _passage(batch: Batch, newest: datetime | None) -> Passage | None:
    """How the posts' own time passes in this batch, after `newest`."""
    micros = batch.interactions.column("at").cast(pa.int64()).to_numpy()
    return pass_by(micros // MICROSECONDS, int(newest.timestamp()) if newest else None)


def _understood(
    corridor: Corridor, reader: Reader, size: int
) -> Iterator[tuple[Batch, Understood]]:
    """Batches with what is to be said of them; needs no store, so another process may do it."""
    source = corridor.source
    for batch in reader.batches(source.config, source.cursor, size):
        yield batch, corridor.understand(batch)


@transaction.atomic
def _finish(source: Source, moment: datetime | None, report: Report) -> None:
    """Judge what is still open, close the replay's roster and say what is left."""
    now = moment or source.last_event_at or clock.now()
    with clock.moved_to(now):
        late = triggers.flush(source.workspace_id, now) if moment or source.last_event_at else []
        known = {alert.pk for alert in report.alerts}
        report.alerts += [alert for alert in late if alert.pk not in known]
        for alert in report.alerts:
            alert.refresh_from_db()
        report.unattended += _unattended(source.workspace_id, now)
        _stand_down(source.workspace, now)
    source.state = SourceState.FINISHED
    source.save(update_fields=["state"])


def _unattended(workspace_id: int, now: datetime) -> int:
    """What nobody is going to answer: cases without anybody on duty, and broken promises."""
    state = desk.unattended(workspace_id, now)
    return state.owner_absent + state.queue_unattended + len(broken_promises(workspace_id))


@transaction.atomic
def _staff(workspace: Workspace, now: datetime) -> None:
    """Put the replay's desk on duty for the time that is played, if it is not already."""
    # Another process may be playing into the same workspace.
    turns.one_at_a_time(workspace.pk)
    user = User.objects.filter(email=DESK).first()
    if user is None or not user.memberships.filter(workspace=workspace).exists():
        user = accounts.add_person(
            workspace, name="Replay desk", email=DESK, role=Role.AGENT, password=None, by=None
        )
    accounts.go_on_duty(workspace, user, by=None)


def _stand_down(workspace: Workspace, now: datetime) -> None:
    """The roster says who was there, not that somebody is there now."""
    DutySpan.objects.filter(workspace=workspace, user__email=DESK, ends_at__isnull=True).update(
        ends_at=now + timedelta(seconds=1)
    )


class Pace:
    """Waits so that recorded time runs `speed` times as fast as it did; 0 never waits."""

    def __init__(self, speed: float) -> None:
        self._speed = speed
        self._began: tuple[float, datetime] | None = None

    def wait_for(self, instant: datetime | None) -> None:
        if not self._speed or instant is None:
            return
        if self._began is None:
            self._began = time.monotonic(), instant
        began, first = self._began
        due = began + (instant - first).total_seconds() / self._speed
        time.sleep(max(0.0, due - time.monotonic()))
