"""What the worker does for understanding beside reading."""

from __future__ import annotations

import logging

from firebell.accounts.models import Workspace
from firebell.understanding import actions

logger = logging.getLogger(__name__)


def look_where_due() -> int:
    """Look for themes and for what spreads in every workspace where that is due; in how many."""
    return sum(_look(workspace) for workspace in Workspace.objects.order_by("pk"))


def _look(workspace: Workspace) -> bool:
    done = actions.look_if_due(workspace)
    if done:
        logger.info("workspace %s: looked for themes", workspace.pk)
    return done
