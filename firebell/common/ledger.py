"""Append facts, read facts. Facts go up; nothing here knows a room."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Model

from firebell.common import bulk, clock
from firebell.common.models import LedgerFact
from firebell.common.signals import facts_appended


def append(
    workspace_id: int, kind: str, subject: Model, at: datetime, data: dict[str, Any] | None = None
) -> LedgerFact:
    """Append one fact about `subject`; `at` is when it became true."""
    fact = NewFact(workspace_id, kind, subject._meta.label_lower, subject.pk, at, data or {})
    stored = LedgerFact.objects.create(**fact._asdict(), recorded_at=clock.now())
    facts_appended.send(LedgerFact, facts=[fact])
    return stored


class NewFact(NamedTuple):
    """A fact not yet recorded; hand many of them to `append_all`."""

    workspace_id: int
    kind: str
    subject_type: str  # the model's label, as in "desk.case"
    subject_id: int
    at: datetime
    data: dict[str, Any]


def append_all(facts: Iterable[NewFact]) -> None:
    """Append many facts in one statement, in their order."""
    appended = list(facts)
    recorded_at = bulk.instant(clock.now())
    bulk.insert(
        "common_ledgerfact",
        (*NewFact._fields, "recorded_at"),
        [
            (*fact[:4], bulk.instant(fact.at), json.dumps(fact.data), recorded_at)
            for fact in appended
        ],
    )
    facts_appended.send(LedgerFact, facts=appended)


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
