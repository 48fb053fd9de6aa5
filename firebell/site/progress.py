"""A progress bar on standard error for long work at a terminal; silence when piped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from firebell.channels.contract import Batch
from firebell.site.corridor import Outcome


class Progress:
    """Counts rows; how many there will be is not known before the end of a file."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            disable=not Console(stderr=True).is_terminal,
        )
        self._task = self._bar.add_task(", ".join(path.name for path in files), total=None)

    def __enter__(self) -> Progress:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def add(self, batch: Batch, outcome: Outcome) -> None:
        self._bar.advance(self._task, batch.rows)
