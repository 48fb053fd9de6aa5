"""Waiting for news: on PostgreSQL a pulse wakes whoever listens, on SQLite one looks again.

What is heard is only a reason to look: it may come twice, and where the connection broke it may
not come at all, so nobody waits for it longer than it can do without.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from psycopg import AsyncConnection, Notify

CHANNEL = "firebell_pulse"
LISTEN = f"LISTEN {CHANNEL}"
BROKEN = 1.0  # seconds between two looks while the connection cannot be made


def announce(workspace_id: int, topics: Sequence[str]) -> None:
    """Wake who waits for these topics, once the surrounding transaction is committed."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for topic in topics:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f"{workspace_id} {topic}"])


class Waker(threading.Thread):
    """Calls `on_news` when there is news of one of these topics, in any workspace.

    Only for a store that wakes (see `hears`); `stop` ends it. `on_news` is called in this thread,
    and once more after every time that the connection was made, since before it nothing was heard.
    """

    def __init__(self, topics: Sequence[str], on_news: Callable[[], object]) -> None:
        super().__init__(name="waker", daemon=True)
        self._topics, self._on_news = frozenset(topics), on_news
        self._stopped = threading.Event()

    def stop(self) -> None:
        self._stopped.set()
        self.join(2 * BROKEN)

    def run(self) -> None:
        import psycopg

        while not self._stopped.is_set():
            with contextlib.suppress(psycopg.OperationalError):
                self._listen()
            self._stopped.wait(BROKEN)

    def _listen(self) -> None:
        import psycopg

        with psycopg.connect(**_parameters(), autocommit=True) as made:
            made.execute(LISTEN)
            self._on_news()
            while not self._stopped.is_set():
                for notice in made.notifies(timeout=BROKEN, stop_after=1):
                    if notice.payload.partition(" ")[2] in self._topics:
                        self._on_news()


def _parameters() -> dict[str, Any]:
    """What Django itself connects with, without what is its own."""
    given = connection.get_connection_params()
    own = ("cursor_factory", "context", "prepare_threshold", "server_side_binding", "pool")
    return {name: value for name, value in given.items() if name not in own}


class Ear:
    """One open screen that waits for news of its workspace."""

    def __init__(self, hub: _Hub | None, workspace_id: int) -> None:
        self._hub, self.workspace_id = hub, workspace_id
        self.news = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        """Until there is news, `seconds` at most; without a connection to hear by, a second."""
        patience = seconds if self._hub and self._hub.hears else min(seconds, BROKEN)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.news.wait(), patience)
        self.news.clear()


class _Hub:
    """The one listening connection of an event loop, and the ears of its open screens."""

    def __init__(self) -> None:
        self.ears: set[Ear] = set()
        self.hears = False
        self.task = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        import psycopg

        while True:
            with contextlib.suppress(psycopg.OperationalError):
                await self._hear()
            self.hears = False
            await asyncio.sleep(BROKEN)

    async def _hear(self) -> None:
        from psycopg import AsyncConnection

        made: AsyncConnection[Any] = await AsyncConnection.connect(**_parameters(), autocommit=True)
        async with made:
            await made.execute(LISTEN)
            self.hears = True
            self._wake(self.ears)  # what happened before was not heard
            async for notice in made.notifies():
                self._tell(notice)

    def _tell(self, notice: Notify) -> None:
        workspace = notice.payload.partition(" ")[0]
        self._wake(ear for ear in self.ears if str(ear.workspace_id) == workspace)

    @staticmethod
    def _wake(ears: Iterable[Ear]) -> None:
        for ear in list(ears):
            ear.news.set()


_hubs: dict[asyncio.AbstractEventLoop, _Hub] = {}


@contextlib.asynccontextmanager
async def ear(workspace_id: int) -> AsyncIterator[Ear]:
    """Listen for a workspace from here on: what happens between two sleeps ends the next one."""
    if connection.vendor != "postgresql":
        yield Ear(None, workspace_id)
        return
    loop = asyncio.get_running_loop()
    hub = _hubs.get(loop) or _hubs.setdefault(loop, _Hub())
    mine = Ear(hub, workspace_id)
    hub.ears.add(mine)
    try:
        yield mine
    finally:
        hub.ears.discard(mine)
        if not hub.ears:
            del _hubs[loop]
            hub.task.cancel()


def hears() -> bool:
    """Can this store wake whoever waits?"""
    return connection.vendor == "postgresql"
