"""One source, heard batch by batch from where its cursor stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from firebell.channels import actions as channels
from firebell.channels import registry
from firebell.channels.contract import Batch, ChannelError
from firebell.channels.models import Source
from firebell.common import clock
from firebell.site.corridor import Corridor

BATCH_SIZE = 1_000
# How much later than its time stamp a post may arrive and still be judged with its bucket.
LATENESS = timedelta(minutes=1)
RETRY = timedelta(seconds=30)
QUIET = timedelta(seconds=2)


class Listener:
    """Hears one source for the worker; `turn` carries at most one batch.

    A source configured with `pace: stamped` plays a recording: the past at full speed and what is
    stamped later when its time has come, one row at a time, so that the cursor stays exact.
    """

    def __init__(self, source_id: int) -> None:
        self.source = Source.objects.select_related("workspace").get(pk=source_id)
        self.corridor = Corridor(self.source)
        self._paced = self.source.config.get("pace") == "stamped"
        self._size = BATCH_SIZE
        self._batches: Iterator[Batch] | None = None
        self._held: Batch | None = None
        self._not_before: datetime | None = None
        self.behind = True  # has more to tell that happened before now

    def turn(self) -> bool:
        """Carry the next batch if there is one and it is due; True if something was carried."""
        if self._not_before and clock.now() < self._not_before:
            return False
        batch = self._held or self._next()
        if batch is None or (self._paced and self._is_ahead(batch)):
            self.behind = self._held is None and batch is not None
            return False
        self._held = None
        self.corridor.refresh()
        moment = self._moment(batch)
        with clock.moved_to(moment):
            self.corridor.carry(batch, watermark=moment - LATENESS)
        return True

    def _next(self) -> Batch | None:
        if self._batches is None:
            reader = registry.network(self.source.network).reader
            if reader is None:
                raise ChannelError(f"{self.source.network} cannot listen", permanent=True)
            self._batches = reader.batches(self.source.config, self.source.cursor, self._size)
        batch = next(self._batches, None)
        if batch is None:
            self._batches = None
            self._not_before = clock.now() + QUIET
        return batch

    def _is_ahead(self, batch: Batch) -> bool:
        latest = last_instant(batch.interactions)
        if latest is None or latest <= clock.now():
            return False
        if self._size > 1:
            # Part of it may be due: read again from the cursor, row by row.
            self._size, self._batches = 1, None
        else:
            self._held = batch
        return True

    def _moment(self, batch: Batch) -> datetime:
        """Now; for a recording of the past, the time it plays at."""
        latest = last_instant(batch.interactions)
        now = clock.now()
        return min(now, latest) if self._paced and latest else now

    def failed(self, error: ChannelError) -> None:
        """Show the error at the source; wait, or stop listening if trying again cannot help."""
        self._batches = self._held = None
        self._not_before = clock.now() + (error.retry_after or RETRY)
        channels.note_error(self.source, error, clock.now())


def last_instant(interactions: pa.RecordBatch) -> datetime | None:
    """The newest time stamp of a batch, None if it is empty."""
    latest: datetime | None = pc.max(interactions.column("at")).as_py()
    return latest
