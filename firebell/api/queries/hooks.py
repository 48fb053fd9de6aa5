from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from firebell.api.enums import CallState
from firebell.api.models import Hook, HookCall


def listening(workspace_ids: Collection[int]) -> list[Hook]:
    """The hooks of these workspaces that are told anything."""
    return list(Hook.objects.filter(workspace_id__in=workspace_ids, active=True).order_by("pk"))


def hooks_of(workspace_id: int) -> QuerySet[Hook]:
    """By name, with `failed` and `waiting`: how many calls were given up and are still to come."""
    count = {
        str(state): Count("calls", filter=Q(calls__state__in=states))
        for state, states in {
            "failed": [CallState.FAILED],
            "waiting": [CallState.WAITING, CallState.SENDING],
        }.items()
    }
    return Hook.objects.filter(workspace_id=workspace_id).annotate(**count).order_by("name")


def hook(workspace_id: int, hook_id: int) -> Hook | None:
    """A hook, only if it is this workspace's."""
    return Hook.objects.filter(workspace_id=workspace_id, pk=min(hook_id, 2**62)).first()


def calls_of(hook: Hook, before: int | None = None) -> QuerySet[HookCall]:
    """The newest first, with their logs; those with ids below `before`."""
    found = hook.calls.prefetch_related("log").order_by("-pk")
    return found if before is None else found.filter(pk__lt=before)


def call(hook: Hook, call_id: int) -> HookCall | None:
    return hook.calls.filter(pk=min(call_id, 2**62)).first()


def due(now: datetime) -> QuerySet[HookCall]:
    """Calls whose time has come, the oldest first; of a sender that died too."""
    states = [CallState.WAITING, CallState.SENDING]
    return HookCall.objects.filter(state__in=states, due_at__lte=now, hook__active=True).order_by(
        "due_at", "pk"
    )
