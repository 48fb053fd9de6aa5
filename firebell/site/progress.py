"""A progress bar on standard error for long work at a terminal; silence when piped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from firebell.channels.contract import Batch
from firebell.site.corridor import Outcome

Step = TypeVar("Step")


def _bar() -> Bar:
    return Bar(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        disable=not Console(stderr=True).is_terminal,
    )


def counted(what: str, steps: Iterable[Step], size: Callable[[Step], int]) -> Iterator[Step]:
    """The steps as they come, each counted by its size."""
    with _bar() as bar:
        task = bar.add_task(what, total=None)
        for step in steps:
            bar.advance(task, size(step))
            yield step


@contextmanager
def parts(what: str) -> Iterator[Callable[[int, int], None]]:
    """To be told how many of how many parts are done."""
    with _bar() as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


class Progress:
    """Counts rows; how many there will be is not known before the end of a file."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._bar = _bar()
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
