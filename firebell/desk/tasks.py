from __future__ import annotations

import logging

from firebell.common import clock
from firebell.desk import actions, articles
from firebell.desk.actions import presence

logger = logging.getLogger(__name__)


def wake_due(workspace_id: int) -> None:
    """What time alone changes on the desk: snoozed cases wake, what goes viral becomes more urgent,
    late ones are announced."""
    now = clock.now()
    woken = actions.wake_due(workspace_id, now)
    viral = actions.raise_viral(workspace_id, now)
    overdue = actions.note_overdue(workspace_id, now)
    broken = actions.note_broken(workspace_id, now)
    actions.take_back(workspace_id, now)
    actions.give_out(workspace_id, now)
    actions.tell_of_clocks(workspace_id, now)
    presence.forget_absent(now)
    if woken or viral or overdue or broken:
        logger.info(
            "workspace %s: %s cases woke, %s go viral, %s fell due, %s promises are overdue",
            workspace_id,
            woken,
            viral,
            overdue,
            broken,
        )


def judge_articles(workspace_id: int) -> None:
    """Which articles solved the matters that they went into; what only time can tell."""
    judged = articles.judge(workspace_id, clock.now())
    if judged:
        logger.info("workspace %s: outcome of %s used articles known", workspace_id, judged)
