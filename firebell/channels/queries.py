from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from firebell.accounts.models import Workspace
from firebell.channels import registry
from firebell.channels.enums import SourceState
from firebell.channels.models import Arrivals, Reconciliation, RejectedRow, Source


def sources(workspace: Workspace) -> QuerySet[Source]:
    """Every source of the workspace by name, with `waiting`: its rejects not yet replayed."""
    waiting = Count("rejected_rows", filter=Q(rejected_rows__replayed_at__isnull=True))
    return Source.objects.filter(workspace=workspace).annotate(waiting=waiting).order_by("name")


def source(workspace: Workspace, source_id: int) -> Source | None:
    """A source, only if it is this workspace's."""
    return Source.objects.filter(workspace=workspace, pk=source_id).first()


def named(workspace: Workspace, name: str) -> Source | None:
    """The workspace's source of this name."""
    return Source.objects.filter(workspace=workspace, name=name).first()


def all_sources() -> QuerySet[Source]:
    """Every source of every workspace: for the health of the house, not for a screen."""
    return Source.objects.order_by("workspace_id", "name")


def listening_sources() -> QuerySet[Source]:
    """Every source that a worker should ask, the one asked longest ago first."""
    return Source.objects.filter(state=SourceState.LISTENING).order_by("last_polled_at", "pk")


def is_behind(workspace_id: int, worker: str, wall: datetime) -> bool:
    """Does a worker other than this one hear a source that still tells the past?"""
    others = Source.objects.filter(workspace_id=workspace_id, behind=True, claimed_until__gt=wall)
    return others.exclude(claimed_by__in=["", worker]).exists()


def watched_sources() -> QuerySet[Source]:
    """Every source whose health is to be judged: those that listen, or cannot any more."""
    states = [SourceState.LISTENING, SourceState.FAILED]
    return Source.objects.filter(state__in=states).order_by("pk")


def arrivals(source: Source, since: datetime, until: datetime) -> QuerySet[Arrivals]:
    """The hours in which a source was listened to, the oldest first."""
    return source.arrivals.filter(hour__gte=since, hour__lt=until).order_by("hour")


def reconciliations(source: Source) -> QuerySet[Reconciliation]:
    """The newest first."""
    return source.reconciliations.order_by("-at", "-pk")


def last_reconciliation(source: Source) -> Reconciliation | None:
    return reconciliations(source).first()


def rejects(source: Source) -> QuerySet[RejectedRow]:
    """What could not be taken in and has not been replayed, newest first."""
    return source.rejected_rows.filter(replayed_at__isnull=True).order_by("-pk")


def rejects_to_replay(source: Source, *, after: int) -> QuerySet[RejectedRow]:
    """The same, oldest first, with ids above `after`: stable while some are being replayed."""
    return source.rejected_rows.filter(replayed_at__isnull=True, pk__gt=after).order_by("pk")


def with_older_event(source: Source, at: datetime) -> QuerySet[Source]:
    """The source, if its newest word is older than `at`."""
    older = Q(last_event_at__lt=at) | Q(last_event_at__isnull=True)
    return Source.objects.filter(older, pk=source.pk)


def called_at(address: str) -> Source | None:
    """The source that others call at this address; a paused one keeps what it is told."""
    told = [one.name for one in registry.networks() if one.door is not None]
    found = Source.objects.filter(network__in=told, config__address=address)
    return found.exclude(config__address="").first()


def has_waiting_calls(source: Source, number: int) -> bool:
    """Do at least so many stored calls wait to be taken in?"""
    waiting = source.pushed_calls.filter(taken_at__isnull=True).order_by("pk")
    return waiting[number - 1 : number].exists()
