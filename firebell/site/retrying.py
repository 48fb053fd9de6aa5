"""Take rows in again that were refused: after a map was put right, or with characters repaired."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from firebell.accounts.access import allow
from firebell.accounts.enums import LEADING
from firebell.accounts.models import User
from firebell.channels import actions as channels
from firebell.channels import queries as channel_queries
from firebell.channels.contract import ChannelError
from firebell.channels.models import Source
from firebell.common import audit, clock, turns
from firebell.site.corridor import Corridor
from firebell.site.listener import LATENESS, last_instant


@dataclass(frozen=True, slots=True)
class Retried:
    taken: int  # rows that are in now
    still_refused: int


def retry(
    source: Source, *, repair: bool = False, map_name: str | None = None, by: User | None = None
) -> Retried:
    """Carry the kept rows of `source` again; its cursor stays where it is.

    `repair` replaces characters that cannot be stored. Raises ChannelError where the network
    cannot read its rows again.
    """
    corridor = Corridor(source)
    taken = refused = 0
    for replayed in channels.replay_rejects(source, repair=repair, map_name=map_name):
        batch = replace(replayed.batch, rejects=())
        now = clock.now()
        moment = min(now, last_instant(batch.interactions) or now)
        with transaction.atomic():
            turns.one_at_a_time(source.workspace_id)
            corridor.carry(batch, watermark=moment - LATENESS, keep_cursor=True)
            channels.mark_replayed(source, replayed, now)
        taken += len(replayed.taken)
        refused += len(replayed.batch.rejects)
    data = {"taken": taken, "refused": refused, "repair": repair}
    audit.record(
        "rejects_retried", actor=by, workspace_id=source.workspace_id, about=source, data=data
    )
    return Retried(taken, refused)


@allow(LEADING)
@require_POST
def retry_view(request: Any, source: int) -> HttpResponse:
    """The button on the page of a source."""
    found = channel_queries.source(request.workspace, source)
    if found is None:
        raise Http404
    try:
        retried = retry(found, repair=request.POST.get("repair") == "1", by=request.user)
    except ChannelError as error:
        messages.error(request, str(error))
    else:
        told = _("Taken in: %(taken)s. Still refused: %(refused)s.")
        numbers = {"taken": retried.taken, "refused": retried.still_refused}
        messages.success(request, told % numbers)
    return redirect("source", request.workspace.slug, found.pk)
