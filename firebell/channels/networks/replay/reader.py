from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from firebell.channels.contract import Batch
from firebell.channels.files.reader import read_file
from firebell.channels.networks.replay.config import job
from firebell.common import clock


class ReplayReader:
    """Reads the one file of its config, in the order that the map says."""

    def batches(
        self, config: Mapping[str, Any], cursor: Mapping[str, Any], size: int
    ) -> Iterator[Batch]:
        """See `firebell.channels.contract.Reader.batches`."""
        # The machine's own time, also while the desk lives in the time of the posts.
        return read_file(job(config), cursor, size, clock.wall())
