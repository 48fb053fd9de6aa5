"""The worker: a loop that hears the sources, rings, notifies and wakes what is due.

It needs no broker: everything it has to do stands in the database, and everything it does is one
transaction, so it may be killed at any instant and another may go on.
"""

from __future__ import annotations

import logging
import signal
import time
from collections.abc import Callable
from functools import partial
from types import FrameType

from django.db import DatabaseError, close_old_connections

from firebell.accounts.models import Workspace
from firebell.channels import queries as channels
from firebell.channels.contract import ChannelError
from firebell.common import clock
from firebell.desk import tasks as desk
from firebell.site.database import explain
from firebell.site.listener import LATENESS, Listener
from firebell.triggers import actions as triggers
from firebell.triggers import tasks as notifications

logger = logging.getLogger(__name__)
IDLE_SECONDS = 0.5
CHORE_SECONDS = 5.0


class Worker:
    """One turn after another until asked to end; a failing chore never stops the others."""

    def __init__(self) -> None:
        self._listeners: dict[int, Listener] = {}
        self._ending = False
        self._chores_at = 0.0

    def run(self) -> None:
        signal.signal(signal.SIGTERM, self._on_signal)
        signal.signal(signal.SIGINT, self._on_signal)
        while not self._ending:
            if not self.turn():
                time.sleep(IDLE_SECONDS)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._ending = True

    def turn(self) -> bool:
        """Carry at most one batch of each source, then the chores; True if anything was heard."""
        close_old_connections()
        heard = False
        for source_id in self._listening_sources():
            heard |= self._listen(source_id)
        if time.monotonic() >= self._chores_at:
            self._chores_at = time.monotonic() + CHORE_SECONDS
            self._chores()
        return heard

    def _listening_sources(self) -> list[int]:
        try:
            ids = [source.pk for source in channels.listening_sources()]
        except DatabaseError as error:
            logger.error("%s", explain(str(error)))
            return []
        for gone in self._listeners.keys() - set(ids):
            del self._listeners[gone]
        return ids

    def _listen(self, source_id: int) -> bool:
        if source_id not in self._listeners:
            self._listeners[source_id] = Listener(source_id)
        listener = self._listeners[source_id]
        try:
            return listener.turn()
        except ChannelError as error:
            listener.failed(error)
        except DatabaseError as error:
            # The batch is not stored and the cursor has not moved: the next turn tries again.
            logger.error("%s", explain(str(error)))
            del self._listeners[source_id]
        return False

    def _chores(self) -> None:
        for workspace in Workspace.objects.all():
            self._attempt(partial(self._look_after, workspace.pk))
        self._attempt(notifications.deliver_notifications)

    def _look_after(self, workspace_id: int) -> None:
        """Time passes on the desk and in the series, also when nobody says a word."""
        now = clock.now()
        if not self._is_behind(workspace_id):
            triggers.let_time_pass(workspace_id, now - LATENESS, now)
            triggers.ring_early(workspace_id, now)
        desk.wake_due(workspace_id)

    def _is_behind(self, workspace_id: int) -> bool:
        """Is a source still telling the past? Then silence up to now proves nothing."""
        return any(
            listener.behind
            for listener in self._listeners.values()
            if listener.source.workspace_id == workspace_id
        )

    def _attempt(self, chore: Callable[[], object]) -> None:
        try:
            chore()
        except DatabaseError as error:
            logger.error("%s", explain(str(error)))
