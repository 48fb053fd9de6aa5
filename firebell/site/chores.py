"""What the worker does beside listening: for sources, for the tables, for who reads samples."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta

from firebell.accounts.models import Workspace
from firebell.channels import actions as sources
from firebell.channels import health, pushed, queries
from firebell.channels.contract import ChannelError
from firebell.channels.enums import SourceHealth, SourceState
from firebell.channels.models import Source
from firebell.channels.registry import network
from firebell.common import clock, partitions
from firebell.desk import tasks as desk
from firebell.improve import tasks as improve
from firebell.listening import later
from firebell.triggers import actions as triggers
from firebell.understanding import actions as understanding

logger = logging.getLogger(__name__)
# While it is silent its silence is not learned, until a week of it has become the habit.
# A repeat of a call that was taken is known by its id for so long, as others try again for days.
CALLS_KEPT = timedelta(days=7)
NOT_LEARNED = (SourceHealth.SILENT, SourceHealth.DEAF)

_tables_made_in: datetime | None = None
_samples_drawn_in: datetime | None = None
_memes_forgotten_in: datetime | None = None
_complaints_seen_in: datetime | None = None
_priors_lent_on: date | None = None


def look_after_tables() -> None:
    """Make the parts of the coming months, where the store keeps its large tables in months."""
    global _tables_made_in
    month = clock.wall().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    if month != _tables_made_in:
        partitions.make_ahead(month)
        _tables_made_in = month


def look_after_samples() -> None:
    """Draw what people are to read of the weeks that are over; looked for once an hour."""
    global _samples_drawn_in
    hour = clock.wall().replace(minute=0, second=0, microsecond=0)
    if hour != _samples_drawn_in:
        _samples_drawn_in = hour
        for workspace in Workspace.objects.order_by("pk"):
            understanding.draw_samples(workspace)


def look_after_memes() -> None:
    """Let go of what was passed on long ago; looked for once an hour."""
    global _memes_forgotten_in
    hour = clock.wall().replace(minute=0, second=0, microsecond=0)
    if hour != _memes_forgotten_in and not triggers.forget_memes():
        _memes_forgotten_in = hour


def look_after_complaints() -> None:
    """Find out which articles helped, and which deadlines come near; looked for once an hour."""
    global _complaints_seen_in
    hour = clock.wall().replace(minute=0, second=0, microsecond=0)
    if hour != _complaints_seen_in:
        _complaints_seen_in = hour
        for workspace in Workspace.objects.order_by("pk"):
            desk.judge_articles(workspace.pk)
            improve.note_deadlines(workspace)


def look_after_priors() -> None:
    """Once a day: what new series begin with, by those that know their days."""
    global _priors_lent_on
    today = clock.wall().date()
    if today != _priors_lent_on:
        _priors_lent_on = today
        for workspace in Workspace.objects.order_by("pk"):
            triggers.lend_priors(workspace.pk, clock.now())


def look_after_sources() -> None:
    """Judge how well every source hears, and keep what is owed to networks: the purge."""
    for source in queries.watched_sources():
        try:
            look_at(source)
        except ChannelError as error:
            logger.warning("%s cannot be judged: %s", source, error)
    later.purge_deleted(clock.now())
    pushed.forget_taken(clock.wall() - CALLS_KEPT)


def look_at(source: Source) -> None:
    """Judge one source, and remember that this hour was listened to."""
    if not health.is_watched(network(source.network)):
        return
    now = clock.now()
    judged = health.judge(source, now)
    sources.note_health(source, judged, now)
    if source.state == SourceState.LISTENING and judged.health not in NOT_LEARNED:
        sources.note_listened(source, now)
