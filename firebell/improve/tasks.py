from __future__ import annotations

import logging
from zoneinfo import ZoneInfo

from firebell.accounts.models import Workspace
from firebell.common import clock
from firebell.improve import actions

logger = logging.getLogger(__name__)


def note_deadlines(workspace: Workspace) -> None:
    """Which deadlines of regulators come near or have passed, by the workspace's own day."""
    today = clock.now().astimezone(ZoneInfo(workspace.time_zone)).date()
    told = actions.note_deadlines(workspace.pk, today)
    if told:
        logger.info("workspace %s: %s deadlines of complaints told", workspace.pk, told)
