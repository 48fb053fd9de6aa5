from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from firebell.accounts.models import User, Workspace
from firebell.api import queries
from firebell.api.enums import CallState
from firebell.api.models import Hook, HookAttempt, HookCall
from firebell.common import audit, clock, sealing
from firebell.common.ledger import NewFact

NEWS = timedelta(hours=24)  # what is older, as in a replay of the past, is told to nobody
# How long a sending may take before it is taken for lost: five calls, a minute each at the most.
CLAIM = timedelta(minutes=6)
# After each failed attempt; then it is given up. As the Standard Webhooks specification suggests.
WAITS = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
)


def queue_calls(facts: Sequence[NewFact]) -> int:
    """Note what is to be told to whom; how many calls that makes."""
    hooks = queries.listening({fact.workspace_id for fact in facts})
    now = clock.wall()
    calls = [
        HookCall(
            hook=hook,
            call_id=f"fact_{uuid.uuid4().hex}",
            kind=fact.kind,
            body=_body(fact),
            due_at=now,
            created_at=now,
        )
        for fact in facts
        for hook in hooks
        if hook.workspace_id == fact.workspace_id
        and fact.kind in hook.kinds
        and now - fact.at < NEWS
    ]
    HookCall.objects.bulk_create(calls, batch_size=500)
    return len(calls)


def _body(fact: NewFact) -> str:
    about = {"type": fact.subject_type, "id": fact.subject_id}
    told: dict[str, Any] = {
        "type": fact.kind,
        "timestamp": fact.at.isoformat(),
        "data": {"workspace": fact.workspace_id, "subject": about, **fact.data},
    }
    return json.dumps(told, ensure_ascii=False)


@transaction.atomic
def save_hook(hook: Hook, *, secret: str | None, by: User) -> Hook:
    """Keep a hook; `secret` None leaves the one that it has. The audit log gets no secret."""
    if secret is not None:
        hook.sealed = sealing.seal({"secret": secret})
    if hook.active:
        hook.stopped_because = ""
    hook.save()
    data = {"name": hook.name, "url": hook.url, "kinds": hook.kinds, "active": hook.active}
    audit.record("hook_saved", actor=by, workspace_id=hook.workspace_id, about=hook, data=data)
    return hook


@transaction.atomic
def reseal_hooks() -> int:
    """Seal every secret with the first key; how many. SealBrokenError if one cannot be opened."""
    rows = Hook.objects.select_for_update().order_by("pk")
    for hook in rows:
        hook.sealed = sealing.sealed_anew(hook.sealed)
        hook.save(update_fields=["sealed"])
    return len(rows)


@transaction.atomic
def remove_hook(hook: Hook, *, by: User) -> None:
    data = {"name": hook.name, "url": hook.url}
    audit.record("hook_removed", actor=by, workspace_id=hook.workspace_id, about=hook, data=data)
    hook.delete()


@transaction.atomic
def claim_calls(now: datetime, number: int = 5) -> list[HookCall]:
    """Take up to `number` due calls for sending; nobody else gets them meanwhile."""
    rows = queries.due(now)
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    ids = list(rows.values_list("pk", flat=True)[:number])
    HookCall.objects.filter(pk__in=ids).update(
        state=CallState.SENDING, due_at=now + CLAIM, attempts=F("attempts") + 1
    )
    return list(HookCall.objects.filter(pk__in=ids).select_related("hook").order_by("pk"))


@transaction.atomic
def note_taken(call: HookCall, status: int, now: datetime) -> None:
    """The other side said that it has it."""
    _log(call, status, "", now)
    HookCall.objects.filter(pk=call.pk).update(state=CallState.TAKEN, taken_at=now)


@transaction.atomic
def note_refused(call: HookCall, status: int | None, why: str, now: datetime) -> None:
    """Try again later, or give it up. Whoever says 410 (gone) is told nothing more."""
    _log(call, status, why, now)
    over = call.attempts > len(WAITS)
    wait = timedelta(0) if over else WAITS[call.attempts - 1]
    state = CallState.FAILED if over else CallState.WAITING
    HookCall.objects.filter(pk=call.pk).update(state=state, due_at=now + wait)
    if status == 410:
        hook = call.hook
        Hook.objects.filter(pk=hook.pk).update(active=False, stopped_because=why[:300])
        data = {"name": hook.name, "why": why[:300]}
        audit.record("hook_stopped", workspace_id=hook.workspace_id, about=hook, data=data)


def _log(call: HookCall, status: int | None, said: str, now: datetime) -> None:
    HookAttempt.objects.create(
        call=call, number=call.attempts, at=now, status=status, said=said[:300]
    )


@transaction.atomic
def replay(call: HookCall, *, by: User, workspace: Workspace) -> None:
    """Tell it once more under the same id, whatever became of it before."""
    now = clock.wall()
    HookCall.objects.filter(pk=call.pk).exclude(state=CallState.SENDING).update(
        state=CallState.WAITING, attempts=0, due_at=now
    )
    data = {"call": call.call_id, "kind": call.kind}
    audit.record("hook_replayed", actor=by, workspace_id=workspace.pk, about=call, data=data)
