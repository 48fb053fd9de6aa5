"""One source, heard batch by batch from where its cursor stands."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from random import SystemRandom
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from firebell.channels import actions as channels
from firebell.channels import pushed, registry
from firebell.channels.contract import Batch, ChannelError, Listening
from firebell.channels.models import Source
from firebell.channels.patience import Patience
from firebell.common import clock
from firebell.core.triggers import lateness
from firebell.runners.beside import Beside
from firebell.site.corridor import Asked, Corridor
from firebell.site.ear import AHEAD, Ear, Ended, Failed, Handed

BATCH_SIZE = 1_000
UNDER_WAY = 2  # batches taken from a reader: one that is stored, one that is understood meanwhile
WORTH_IT = 200  # rows from which a batch is worth the way to another process
LATENESS = timedelta(seconds=lateness.LATENESS)
# Whoever is further behind than this tells the past: silence up to now proves nothing yet.
LIVE = timedelta(minutes=2)
PATIENT = 30.0  # seconds that a turn waits for the reader, where the caller has nothing else to do


class Listener:
    """Hears one source for a worker; `turn` carries at most one batch.

    The reader runs in an `Ear`; everything else, and all that touches the database, happens here in
    the caller's thread. A source configured with `pace: stamped` plays a recording: the past at
    full speed and what is stamped later when its time has come, one row at a time, so that the
    cursor stays exact. `claim` is the name under which the caller holds the source. Large batches
    of a stream are understood `beside`, where that is given, while the ones before are stored.
    """

    def __init__(
        self,
        source_id: int,
        *,
        claim: str | None = None,
        on_news: Callable[[], Any] = lambda: None,
        beside: Beside | None = None,
    ) -> None:
        self.source = Source.objects.select_related("workspace").get(pk=source_id)
        self.network = registry.network(self.source.network)
        self.corridor = Corridor(self.source, claim=claim)
        self._on_news = on_news
        self._streamed = self.network.capabilities.listen == Listening.STREAMED
        self._paced = self.source.config.get("pace") == "stamped"
        self._size = BATCH_SIZE
        self._patience = Patience(SystemRandom())
        self._ear: Ear | None = None
        self._beside = beside if self._streamed and not self._paced else None
        self._under_way: deque[tuple[Batch, Asked | None]] = deque()
        self._last_word: Ended | Failed | None = None
        self._held: Batch | None = None
        self._not_before: datetime | None = None
        self.behind = self.network.reader is not None  # may have more to tell of before now

    @property
    def asks(self) -> bool:
        """Does a reader run now that will end by itself?"""
        return self._ear is not None and not self._streamed

    def turn(self, wait: float = PATIENT, *, may_open: bool = True) -> bool:
        """Carry the next batch if there is one and it is due; True if something was carried.

        Waits up to `wait` seconds for the reader. ChannelError and ClaimLostError as they come:
        then nothing of the batch is stored.
        """
        if self._not_before is not None and clock.now() < self._not_before:
            return False
        if self._ear is None and self._held is None and not (may_open or self._streamed):
            return False
        if self.network.parse is not None:
            return self._take_calls()
        if self._held is None:
            self._look_ahead(wait)
            if not self._under_way:
                return False
            batch, asked = self._under_way.popleft()
        else:
            batch, asked = self._held, None
        if self._paced and self._is_ahead(batch):
            self._note_behind(self._held is None)
            return False
        self._held = None
        self._carry(batch, asked)
        return True

    def _carry(self, batch: Batch, asked: Asked | None) -> None:
        stale = self.corridor.refresh() and self.network.filters
        moment = self._moment(batch)
        known = None
        if asked is not None and self._beside is not None:
            known = self.corridor.answer(self._beside, asked)
        with clock.moved_to(moment):
            self.corridor.carry(batch, watermark=moment - LATENESS, understood=known)
        if stale:
            self.end()  # its reader left out what the new queries may want
        elif self._ear is not None:
            self._ear.stored()
        self._patience.succeeded()
        self._note_behind(self._is_late(batch))

    def _look_ahead(self, wait: float) -> None:
        """Take what the reader has: the next batch is understood while this one is stored."""
        wanted = 1 if self._beside is None or self._beside.is_gone else UNDER_WAY
        while len(self._under_way) < wanted and self._last_word is None:
            handed = self._next(0.0 if self._under_way else wait)
            if handed is None:
                break
            if isinstance(handed, Batch):
                self._under_way.append((handed, self._ask(handed)))
            else:
                self._last_word = handed
        if not self._under_way:
            self._hear_out()

    def _ask(self, batch: Batch) -> Asked | None:
        if self._beside is None or self._beside.is_gone or len(batch.interactions) < WORTH_IT:
            return None
        return self.corridor.ask(self._beside, batch)

    def _next(self, wait: float) -> Handed | None:
        if self._ear is None:
            self._ear = self._open()
        return self._ear.take(wait)

    def _hear_out(self) -> None:
        """What the reader said last counts once everything before it is stored."""
        said, self._last_word = self._last_word, None
        if isinstance(said, Failed):
            raise said.error
        if said is not None:
            self._ended()

    def _open(self) -> Ear:
        reader = self.network.reader
        if reader is None:
            raise ChannelError(f"{self.source.network} cannot listen", permanent=True)
        config = channels.opened_config(self.source)
        if self.network.filters:
            config["queries"] = dict(self.corridor.queries)
        read = partial(reader.batches, config, dict(self.source.cursor), self._size)
        ahead = AHEAD if self._streamed else 1
        return Ear(read, ahead=ahead, on_news=self._on_news, name=f"source {self.source.pk}")

    def _ended(self) -> None:
        """Nothing more for now; a stream that ends has been hung up on and is opened again."""
        self._ear = None
        wait = self._patience.failed() if self._streamed else self.network.every
        self._not_before = clock.now() + wait
        channels.note_poll(self.source, clock.now())
        self.behind = False

    def _take_calls(self) -> bool:
        """Calls from outside wait in the database; what is taken goes with the batch."""
        taken = pushed.waiting(self.source, BATCH_SIZE)
        if not taken.calls:
            self._not_before = clock.now() + self.network.every
            self.behind = False
            return False
        self.corridor.refresh()
        now = clock.now()
        batch = pushed.parsed(self.source, taken)
        self.corridor.carry(
            batch, watermark=now - LATENESS, keep_cursor=True, also=partial(taken.note_taken, now)
        )
        self._note_behind(self._is_late(batch))
        return True

    def _is_ahead(self, batch: Batch) -> bool:
        latest = last_instant(batch.interactions)
        if latest is None or latest <= clock.now():
            return False
        if self._size > 1:
            # Part of it may be due: read again from the cursor, row by row.
            self._size = 1
            self.end()
        else:
            self._held = batch
        return True

    def _moment(self, batch: Batch) -> datetime:
        """Now; for a recording of the past, the time it plays at."""
        latest = last_instant(batch.interactions)
        now = clock.now()
        return min(now, latest) if self._paced and latest else now

    def _is_late(self, batch: Batch) -> bool:
        """Is there more to come of before now, as far as this batch tells?"""
        latest = last_instant(batch.interactions)
        if self._streamed or self.network.parse is not None:
            return latest is not None and latest < clock.now() - LIVE
        return True  # until the reader says that there is nothing more

    def _note_behind(self, behind: bool) -> None:
        self.behind = behind
        channels.note_behind(self.source, behind)

    def failed(self, error: ChannelError) -> None:
        """Show the error at the source; wait, or stop listening if trying again cannot help."""
        self.end()
        self._held = None
        self._not_before = clock.now() + self._patience.failed(error.retry_after)
        channels.note_failure(self.source, str(error), permanent=error.permanent, now=clock.now())
        self.behind = False

    def end(self) -> Ear | None:
        """Close the reader; the next turn opens it again from the stored cursor."""
        ear, self._ear = self._ear, None
        if ear is not None:
            ear.end()
        for _, asked in self._under_way:
            if asked is not None and self._beside is not None:
                self._beside.forget(asked.number)
        self._under_way.clear()
        self._last_word = None
        return ear


def last_instant(interactions: pa.RecordBatch) -> datetime | None:
    """The newest time stamp of a batch, None if it is empty."""
    latest: datetime | None = pc.max(interactions.column("at")).as_py()
    return latest
