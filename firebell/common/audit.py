"""The audit log: append-only, each entry sealed with the hash of the one before it."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

from firebell.common import clock, turns
from firebell.common.models import AuditEntry

SYSTEM = "system"
GENESIS = "0" * 64


def record(
    action: str,
    *,
    actor: Any = None,
    workspace_id: int | None = None,
    about: Model | None = None,
    data: dict[str, Any] | None = None,
) -> AuditEntry:
    """Seal one entry. `actor` is a User, or None for the system itself."""
    with transaction.atomic():
        turns.audit_log()
        last = AuditEntry.objects.order_by("-id").values("hash").first()
        entry = AuditEntry(
            workspace_id=workspace_id,
            at=clock.now(),
            actor_id=actor.pk if actor else None,
            actor_name=str(actor) if actor else SYSTEM,
            action=action,
            object_type=about._meta.label_lower if about else "",
            object_id=str(about.pk) if about else "",
            data=_storable(data or {}),
            previous_hash=last["hash"] if last else GENESIS,
        )
        entry.hash = seal(entry)
        entry.save(force_insert=True)
    return entry


def seal(entry: AuditEntry) -> str:
    """SHA-256 over the entry's content and the previous hash, as canonical JSON."""
    content = [
        entry.previous_hash,
        entry.at.isoformat(),
        entry.workspace_id,
        entry.actor_id,
        entry.actor_name,
        entry.action,
        entry.object_type,
        entry.object_id,
        _canonical(entry.data),
    ]
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _storable(value: Any) -> Any:
    """Without the one character that PostgreSQL keeps in no text."""
    match value:
        case str():
            return value.replace("\0", "\ufffd")
        case dict():
            return {_storable(key): _storable(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_storable(inner) for inner in value]
    return value


def _canonical(value: Any) -> Any:
    """Numbers in the one form that every store gives back: PostgreSQL writes 1e+16 with all its
    zeros, so that it comes back whole, and knows no zero below zero."""
    match value:
        case float() if value == 0:
            return 0.0
        case float() if abs(value) >= 1e16:
            return int(Decimal(repr(value)))
        case dict():
            return {key: _canonical(inner) for key, inner in value.items()}
        case list():
            return [_canonical(inner) for inner in value]
    return value


def newest(workspace_id: int, before: int | None = None) -> QuerySet[AuditEntry]:
    """What was done in a workspace, the newest first; only entries older than the id `before`."""
    entries = AuditEntry.objects.filter(workspace_id=workspace_id).order_by("-id")
    return entries if before is None else entries.filter(id__lt=before)


def broken_links() -> list[int]:
    """Ids of entries whose seal or link does not hold: someone changed or removed an entry."""
    previous, broken = GENESIS, []
    for entry in AuditEntry.objects.order_by("id").iterator():
        if entry.previous_hash != previous or entry.hash != seal(entry):
            broken.append(entry.pk)
        previous = entry.hash
    return broken
