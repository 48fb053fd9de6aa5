"""The worker: a loop that hears the sources, rings, notifies and wakes what is due.

It needs no broker: everything it has to do stands in the database, and everything it does is one
transaction, so it may be killed at any instant and another may go on. Several may run: each source
is heard by one of them at a time.
"""

from __future__ import annotations

import logging
import os
import secrets
import signal
import socket
import threading
import time
from collections.abc import Callable
from functools import partial
from multiprocessing.process import BaseProcess
from types import FrameType

from django.db import DatabaseError, close_old_connections

from firebell.accounts.models import Workspace
from firebell.channels import actions as sources
from firebell.channels import queries as channels
from firebell.channels.contract import ChannelError
from firebell.channels.models import Source
from firebell.common import clock, waking
from firebell.desk import tasks as desk
from firebell.listening import pictures
from firebell.runners.beside import Beside
from firebell.site import chores, second_floor
from firebell.site.database import explain
from firebell.site.errands import Errands
from firebell.site.listener import LATENESS, Listener
from firebell.site.looking import Looker
from firebell.site.reconciling import Reconciler
from firebell.triggers import actions as triggers

logger = logging.getLogger(__name__)
IDLE_SECONDS = 0.5
BUSY_SECONDS = 0.1  # instead, where something was heard a moment ago
MOMENT = 2.0  # seconds
CHORE_SECONDS = 5.0
EARLY_SECONDS = 0.25  # between two looks at the bucket that is not over yet
EARLY_SHARE = 0.2  # of the time, at most, that such looks may take
LOOKS_EVERY_SECONDS = 5.0
WOKEN_BY = ("sources", "cases")  # topics of the pulse, where the store can wake us
SECONDS_TO_END = 3.0
MOST_OPEN = 64  # readers that are asking at the same time; streams are not counted


class Worker:
    """One turn after another until asked to end; a failing chore never stops the others.

    Readers run in threads of their own (see `firebell.site.ear`); this thread alone touches the
    database.
    """

    def __init__(self, name: str = "") -> None:
        self.name = name or f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"
        self._listeners: dict[int, Listener] = {}
        self._renew_at: dict[int, float] = {}
        self._news = threading.Event()
        self._errands = Errands()
        # What is in no hurry has a thread of its own, so that it delays no errand.
        self._looker = Looker()
        looks = (pictures.look_at_pictures, self._looker.look_where_due)
        self._looks = Errands(looks, "looks", LOOKS_EVERY_SECONDS)
        self._reconciler = Reconciler()
        self._beside: Beside | None = None
        self._upstairs: BaseProcess | None = None
        self._ending = False
        self._chores_at = 0.0
        self._heard: set[int] = set()  # workspaces, since their open buckets were looked at
        self._early_at = 0.0
        self._heard_at = -MOMENT

    def run(self) -> None:
        if (os.cpu_count() or 1) > 1:
            self._beside = Beside()  # forks: before the first thread
        self._upstairs = second_floor.start(self.name)  # so does this
        signal.signal(signal.SIGTERM, self._on_signal)
        signal.signal(signal.SIGINT, self._on_signal)
        waker = waking.Waker(WOKEN_BY, self._news.set) if waking.hears() else None
        try:
            if waker is not None:
                waker.start()
            self._errands.start()
            self._looks.start()
            while not self._ending:
                close_old_connections()
                if not self.turn():
                    self._news.wait(self._rest())
                self._news.clear()
        finally:
            self.end()
            if waker is not None:
                waker.stop()

    def _rest(self) -> float:
        """Seconds until the next turn, where there was nothing to hear."""
        return BUSY_SECONDS if time.monotonic() < self._heard_at + MOMENT else IDLE_SECONDS

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._ending = True
        self._news.set()

    def end(self) -> None:
        """Close every reader and give the sources back; a reader that hangs is left behind."""
        ears = [listener.end() for listener in self._listeners.values()]
        self._listeners.clear()
        self._attempt(partial(sources.release, self.name))
        until = time.monotonic() + SECONDS_TO_END
        for ear in filter(None, ears):
            ear.join(until - time.monotonic())
        self._errands.end(max(0.1, until - time.monotonic()))
        self._looks.end(max(0.1, until - time.monotonic()))
        self._looker.end()
        if self._beside is not None:
            self._beside.end()
        if self._upstairs is not None:
            self._end_upstairs(max(0.1, until - time.monotonic()))

    def _end_upstairs(self, patience: float) -> None:
        """What it has not stored is looked through again; killed, its claim ends by itself."""
        assert self._upstairs is not None
        self._upstairs.terminate()
        self._upstairs.join(patience)
        if self._upstairs.is_alive():
            self._upstairs.kill()
            self._upstairs.join()

    def turn(self, wait: float = 0.0) -> bool:
        """Carry at most one batch of each source, then the chores; True if anything was heard.

        Waits up to `wait` seconds for each reader, where nothing else is to be done.
        """
        heard = False
        for source in self._listening_sources():
            if self._ending:
                break
            if self._listen(source, wait):
                heard = True
                self._heard.add(source.workspace_id)
                self._heard_at = time.monotonic()
        if self._heard and time.monotonic() >= self._early_at:
            self._ring_early()
        if time.monotonic() >= self._chores_at:
            self._chores_at = time.monotonic() + CHORE_SECONDS
            self._chores()
        return heard

    def _listening_sources(self) -> list[Source]:
        try:
            found = list(channels.listening_sources())
        except DatabaseError as error:
            logger.error("%s", explain(str(error)))
            return []
        for gone in self._listeners.keys() - {source.pk for source in found}:
            self._drop(gone)
        return found

    def _listen(self, source: Source, wait: float) -> bool:
        try:
            listener = self._listener(source)
            return listener is not None and listener.turn(wait, may_open=not self._is_full())
        except ChannelError as error:
            self._attempt(partial(self._failed, source, error))
        except sources.ClaimLostError as error:
            logger.info("%s", error)
            self._drop(source.pk)
        except DatabaseError as error:
            # The batch is not stored and the cursor has not moved: the next turn tries again.
            logger.error("%s", explain(str(error)))
            self._drop(source.pk)
        return False

    def _listener(self, source: Source) -> Listener | None:
        """The listener of a source that is ours to hear now, None if it is not."""
        if source.claimed_by != self.name:
            # Somebody changed the source, or another worker took it over.
            self._drop(source.pk)
        known = self._listeners.get(source.pk)
        now = time.monotonic()
        if now >= self._renew_at.get(source.pk, 0.0):
            self._free_from_the_dead(source)
            if not sources.claim(source.pk, self.name, clock.wall()):
                self._drop(source.pk)
                return None
            self._renew_at[source.pk] = now + sources.LEASE.total_seconds() / 3
        if known is None:
            # Read anew: the one before us may have stored until it lost its claim.
            known = Listener(
                source.pk, claim=self.name, on_news=self._news.set, beside=self._beside
            )
            self._listeners[source.pk] = known
        return known

    def _free_from_the_dead(self, source: Source) -> None:
        """A worker of this machine that is no more holds nothing; no need to wait for its lease."""
        host, _, rest = source.claimed_by.rpartition(":")[0].rpartition(":")
        if host == self.name.rpartition(":")[0].rpartition(":")[0] and not _is_alive(rest):
            sources.release(source.claimed_by)

    def _is_full(self) -> bool:
        return sum(one.asks for one in self._listeners.values()) >= MOST_OPEN

    def _failed(self, source: Source, error: ChannelError) -> None:
        listener = self._listeners.get(source.pk)
        if listener is not None:
            listener.failed(error)
        else:
            text, now = str(error), clock.now()
            sources.note_failure(source, text, permanent=error.permanent, now=now)

    def _drop(self, source_id: int) -> None:
        self._renew_at.pop(source_id, None)
        listener = self._listeners.pop(source_id, None)
        if listener is not None:
            listener.end()

    def _chores(self) -> None:
        for workspace in Workspace.objects.all():
            self._attempt(partial(self._look_after, workspace.pk))
        if not self._errands.is_running:
            self._errands.run_once()
        self._attempt(chores.look_after_tables)
        self._attempt(chores.look_after_samples)
        self._attempt(chores.look_after_memes)
        self._attempt(chores.look_after_complaints)
        self._attempt(chores.look_after_priors)
        self._attempt(chores.look_after_sources)
        self._attempt(self._reconcile)

    def _reconcile(self) -> None:
        self._reconciler.turn([listener.source for listener in self._listeners.values()])

    def _look_after(self, workspace_id: int) -> None:
        """Time passes on the desk and in the series, also when nobody says a word."""
        now = clock.now()
        if not self._is_behind(workspace_id):
            triggers.let_time_pass(workspace_id, now - LATENESS, now)
            triggers.ring_early(workspace_id, now)
        desk.wake_due(workspace_id)

    def _ring_early(self) -> None:
        """Whoever was just told of a storm need not wait for the next chores; nor does hearing
        wait for this, however many brands there are."""
        began = time.monotonic()
        heard, self._heard = self._heard, set()
        for workspace_id in heard:
            self._attempt(partial(self._look_early, workspace_id))
        ended = time.monotonic()
        pause = (ended - began) * (1 / EARLY_SHARE - 1)
        self._early_at = ended + max(EARLY_SECONDS, pause)

    def _look_early(self, workspace_id: int) -> None:
        if not self._is_behind(workspace_id):
            triggers.ring_early(workspace_id, clock.now())

    def _is_behind(self, workspace_id: int) -> bool:
        """Is a source still telling the past? Then silence up to now proves nothing."""
        ours = any(
            listener.behind
            for listener in self._listeners.values()
            if listener.source.workspace_id == workspace_id
        )
        return ours or channels.is_behind(workspace_id, self.name, clock.wall())

    def _attempt(self, chore: Callable[[], object]) -> None:
        try:
            chore()
        except DatabaseError as error:
            logger.error("%s", explain(str(error)))


def _is_alive(pid: str) -> bool:
    """Is there a process of this number? True where that cannot be told."""
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except (ValueError, OSError):
        return True
    return True
