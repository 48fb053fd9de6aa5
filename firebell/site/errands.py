"""What the worker has to tell the world outside: replies, notifications and web hooks.

The world may be slow to listen. So these run in a thread of their own, with a database connection
of their own, beside the thread that hears: a service that takes ten seconds to answer delays
nobody's alert. Each is safe in several workers at once, and after a kill at any instant.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence

from django.db import DatabaseError, close_old_connections, connections

from firebell.api import tasks as hooks
from firebell.outbound import tasks as replies
from firebell.site.database import explain
from firebell.triggers import tasks as notifications

logger = logging.getLogger(__name__)
EVERY_SECONDS = 1.0
ERRANDS: tuple[Callable[[], int], ...] = (
    replies.send_due,
    replies.reconcile_uncertain,
    notifications.deliver_notifications,
    hooks.deliver_calls,
)


class Errands:
    """`run_once` does what is due; `start` does so again and again until `end`."""

    def __init__(
        self,
        errands: Sequence[Callable[[], int]] | None = None,
        name: str = "errands",
        every_seconds: float = EVERY_SECONDS,
    ) -> None:
        self._errands = ERRANDS if errands is None else errands
        self._name, self._every = name, every_seconds
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def is_running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
        self._thread.start()

    def end(self, seconds: float) -> None:
        """Finish what is being told, for at most so long. What is cut off is known as begun."""
        self._ending.set()
        if self._thread is not None:
            self._thread.join(seconds)

    def run_once(self) -> int:
        """How much was taken in hand. One that fails never stops the others."""
        return sum(self._attempt(errand) for errand in self._errands if not self._ending.is_set())

    def _attempt(self, errand: Callable[[], int]) -> int:
        try:
            return errand()
        except DatabaseError as error:
            logger.error("%s", explain(str(error)))
        except Exception:
            logger.exception("%s broke; it is tried again", errand.__name__)
        return 0

    def _run(self) -> None:
        try:
            while not self._ending.is_set():
                close_old_connections()
                if not self.run_once():
                    self._ending.wait(self._every)
        finally:
            connections.close_all()
