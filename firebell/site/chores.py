"""What the worker does for sources beside listening."""

from __future__ import annotations

from firebell.common import clock
from firebell.listening import later


def look_after_sources() -> None:
    """Keep what is owed to the networks: deleted texts are purged."""
    later.purge_deleted(clock.now())
