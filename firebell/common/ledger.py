"""Append facts, read facts. Facts go up; nothing here knows a room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Model

from firebell.common import clock
from firebell.common.models import LedgerFact


def append(
    workspace_id: int, kind: str, subject: Model, at: datetime, data: dict[str, Any] | None = None
) -> LedgerFact:
    """Append one fact about `subject`; `at` is when it became true."""
    fact = build(workspace_id, kind, subject._meta.label_lower, subject.pk, at, data)
    fact.save(force_insert=True)
    return fact


def build(
    workspace_id: int,
    kind: str,
    subject_type: str,
    subject_id: int,
    at: datetime,
    data: dict[str, Any] | None = None,
) -> LedgerFact:
    """A fact not yet stored; hand many of them to `append_all`."""
    return LedgerFact(
        workspace_id=workspace_id,
        kind=kind,
        subject_type=subject_type,
        subject_id=subject_id,
        at=at,
        recorded_at=clock.now(),
        data=data or {},
    )


def append_all(facts: Iterable[LedgerFact]) -> None:
    LedgerFact.objects.bulk_create(list(facts), batch_size=500)


def facts_since(workspace_id: int, kinds: Sequence[str], after_id: int = 0) -> list[LedgerFact]:
    """Facts of these kinds in the order in which they were recorded."""
    return list(
        LedgerFact.objects.filter(
            workspace_id=workspace_id, kind__in=kinds, id__gt=after_id
        ).order_by("id")
    )


def facts_about(workspace_id: int, subject: Model) -> list[LedgerFact]:
    return list(
        LedgerFact.objects.filter(
            workspace_id=workspace_id,
            subject_type=subject._meta.label_lower,
            subject_id=subject.pk,
        ).order_by("id")
    )
