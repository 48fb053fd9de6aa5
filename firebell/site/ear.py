"""A reader in a thread of its own, and the small table over which it hands its batches.

A slow server keeps nobody waiting but its own thread. The thread never touches the database.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from firebell.channels.contract import Batch, ChannelError

logger = logging.getLogger(__name__)
AHEAD = 3  # batches that a stream may have handed out and not seen stored


@dataclass(frozen=True, slots=True)
class Ended:
    """There is nothing more for now."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Nothing more can be read; `error` says why."""

    error: ChannelError


Handed = Batch | Ended | Failed


class Ear:
    """Runs `open_reader()` in a thread. Take what it hands over, and say when it is `stored`.

    With `ahead` 1 the next batch is asked for only after the one before was stored: a rendezvous.
    `on_news` is called in the thread whenever something was handed over.
    """

    def __init__(
        self,
        open_reader: Callable[[], Iterator[Batch]],
        *,
        ahead: int = 1,
        on_news: Callable[[], Any] = lambda: None,
        name: str = "ear",
    ) -> None:
        self._open_reader = open_reader
        self._on_news = on_news
        self._may_ask = threading.Semaphore(ahead)
        self._table: queue.SimpleQueue[Handed] = queue.SimpleQueue()
        self._ending = False
        # A daemon: a reader that hangs in its network must not keep the process alive.
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def take(self, wait: float = 0.0) -> Handed | None:
        """What was handed over first; None if there is nothing within `wait` seconds."""
        try:
            return self._table.get(timeout=wait) if wait else self._table.get_nowait()
        except queue.Empty:
            return None

    def stored(self) -> None:
        """The batch taken last is stored: one more may be asked for."""
        self._may_ask.release()

    def end(self) -> None:
        """Ask the thread to end; it does as soon as its reader comes back."""
        self._ending = True
        self._may_ask.release()

    def join(self, seconds: float) -> bool:
        """Wait for the thread's end; False if it is still in its reader."""
        self._thread.join(max(0.0, seconds))
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            last: Handed = self._hand_out()
        except ChannelError as error:
            last = Failed(error)
        except Exception as error:  # a reader of any make must not end its source silently
            logger.exception("%s: the reader broke", self._thread.name)
            why = f"the reader broke ({type(error).__name__}: {error}); please report it"
            last = Failed(ChannelError(why, permanent=False))
        if not self._ending:
            self._hand(last)

    def _hand_out(self) -> Handed:
        batches = self._open_reader()
        try:
            while self._await_turn():
                batch = next(batches, None)
                if batch is None:
                    return Ended()
                self._hand(batch)
            return Ended()
        finally:
            if close := getattr(batches, "close", None):
                close()

    def _await_turn(self) -> bool:
        self._may_ask.acquire()
        return not self._ending

    def _hand(self, what: Handed) -> None:
        self._table.put(what)
        self._on_news()
