"""What every reader must do; ``firebell.core.conformance.check_annotator`` holds it to that."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

import pyarrow as pa

READABLE = ("text", "language_hint", "kind", "direction", "in_reply_to", "rating")
"""The columns that a reader looks at, as in INTERACTION. Only ``text`` must be there; others are
ignored if absent, and all further columns always."""


@runtime_checkable
class Reader(Protocol):
    """Reads interactions. A reading depends on the row alone: never on its batch, the order, what
    was read before, the clock or the process."""

    version: str
    """Names the reader and all that its readings depend on; changes whenever a reading might."""

    def read(self, batch: pa.RecordBatch | pa.Table) -> pa.RecordBatch:
        """One row of ``firebell.core.schema.READING`` for each row of ``batch``, in its order.

        Never raises on any Unicode text; raises ValueError when the column ``text`` is missing.
        """
        ...
