"""What the worker does for understanding beside reading."""

from __future__ import annotations

import logging

from firebell.accounts.models import Workspace
from firebell.common import clock
from firebell.understanding import actions
from firebell.understanding.models import Look
from firebell.understanding.queries.looks import is_due

logger = logging.getLogger(__name__)


def is_look_due() -> bool:
    """Is there a workspace where somebody is to look?"""
    wall, now = clock.wall(), clock.now()
    looks = {look.workspace_id: look for look in Look.objects.defer("texts", "pictures")}
    return any(
        is_due(looks.get(pk) or Look(workspace_id=pk), wall, now)
        for pk in Workspace.objects.order_by("pk").values_list("pk", flat=True)
    )


def look_where_due() -> int:
    """Look for themes and for what spreads in every workspace where that is due; in how many."""
    return sum(_look(workspace) for workspace in Workspace.objects.order_by("pk"))


def _look(workspace: Workspace) -> bool:
    done = actions.look_if_due(workspace)
    if done:
        logger.info("workspace %s: looked for themes", workspace.pk)
    return done
