"""Ears beside the counted series: each follows single words and says what is loud about a brand.

An ear takes in every batch's words in the batch's transaction, and is asked for its sounds whenever
brands are judged. What it remembers it keeps in rows of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from firebell.core.triggers.alerts import Sound
from firebell.core.triggers.said import Said
from firebell.triggers.actions.cascading import CascadingEar
from firebell.triggers.actions.spreading import SpreadingEar


class Ear(Protocol):
    def take_in(self, workspace_id: int, said: Sequence[Said]) -> None:
        """Words in the order of time; they may be none."""
        ...

    def sounds(
        self, workspace_id: int, due: Mapping[int, int], edge: int
    ) -> dict[int, list[Sound]]:
        """Brand -> what is loud at `edge` (seconds since 1970), for the brands of `due`."""
        ...


EARS: list[Ear] = [SpreadingEar(), CascadingEar()]


def with_ears(
    workspace_id: int, due: Mapping[int, int], heard: Mapping[int, list[Sound]], edge: int
) -> dict[int, list[Sound]]:
    """What the counted series said, and what every ear says beside it."""
    together = {brand: list(sounds) for brand, sounds in heard.items()}
    for ear in EARS:
        for brand, sounds in ear.sounds(workspace_id, due, edge).items():
            together.setdefault(brand, []).extend(sounds)
    return together
