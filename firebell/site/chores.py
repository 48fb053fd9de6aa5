"""What the worker does for sources beside listening."""

from __future__ import annotations

from datetime import datetime

from firebell.common import clock, partitions
from firebell.listening import later


_tables_made_in: datetime | None = None


def look_after_tables() -> None:
    """Make the parts of the coming months, where the store keeps its large tables in months."""
    global _tables_made_in
    month = clock.wall().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    if month != _tables_made_in:
        partitions.make_ahead(month)
        _tables_made_in = month


def look_after_sources() -> None:
    """Keep what is owed to the networks: deleted texts are purged."""
    later.purge_deleted(clock.now())
