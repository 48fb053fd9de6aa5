"""Many live cascades side by side, as arrays: what `live` says of each, for all of them at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from firebell.core.triggers.cascade.features import features
from firebell.core.triggers.cascade.memory import Memory, Numbers, Whole
from firebell.core.triggers.cascade.model import SizeModel
from firebell.core.triggers.cascade.observing import Reshares, take_in
from firebell.core.triggers.cascade.sizes import Sizes

_SMALLEST = 16


class Bank:
    """Cascades by a number of the caller's. Grows by doubling; what is forgotten makes room."""

    def __init__(self) -> None:
        self._memory = Memory.new(_SMALLEST)
        self._row: dict[int, int] = {}
        self._free = list(range(_SMALLEST - 1, -1, -1))

    def __len__(self) -> int:
        return len(self._row)

    def __contains__(self, number: int) -> bool:
        return number in self._row

    def observe(
        self,
        numbers: Sequence[int],
        at: Numbers,
        followers: Numbers,
        standing: Numbers | None = None,
    ) -> None:
        """Posts of cascades, new ones among them; see `Reshares` for the arrays."""
        rows = np.array([self._row_of(number) for number in numbers], np.int64)
        take_in(self._memory, Reshares(rows, at, followers, standing))

    def forecast(self, numbers: Sequence[int], now: Numbers, model: SizeModel) -> Sizes:
        """One forecast each, at `now` by each one's own clock. KeyError for one not known."""
        mine = self._memory.rows(self._rows(numbers))
        return model.sizes(mine.count.astype(float), features(mine, now))

    def state(self, number: int) -> Memory:
        """A copy of one cascade's memory, as `live` has it. KeyError if not known."""
        return self._memory.rows(self._rows([number]))

    def put(self, number: int, state: Memory) -> None:
        """Take up a cascade from its memory."""
        row = self._row_of(number)  # which may need more memory
        self._memory.put(np.array([row]), state)

    def forget(self, numbers: Sequence[int]) -> None:
        rows = self._rows(numbers)
        self._memory.put(rows, Memory.new(len(rows)))
        self._free += [self._row.pop(number) for number in numbers]

    def _rows(self, numbers: Sequence[int]) -> Whole:
        return np.array([self._row[number] for number in numbers], np.int64)

    def _row_of(self, number: int) -> int:
        row = self._row.get(number)
        if row is None:
            if not self._free:
                self._grow()
            row = self._row[number] = self._free.pop()
        return row

    def _grow(self) -> None:
        held = len(self._memory)
        wider = Memory.new(2 * held)
        wider.put(np.arange(held), self._memory)
        self._memory = wider
        self._free = list(range(2 * held - 1, held - 1, -1))
