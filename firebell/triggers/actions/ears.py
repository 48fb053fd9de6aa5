"""Ears beside the counted series: each follows single words and says what is loud about a brand.

An ear takes in every batch's words in the batch's transaction, and is asked for its sounds whenever
brands are judged. What it remembers it keeps in rows of its own. What is said is for the core: an
ear only brings it and the store together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from firebell.core.triggers.alerts import Sound
from firebell.core.triggers.said import Said
from firebell.triggers.actions.cascading import CascadingEar
from firebell.triggers.actions.spreading import SpreadingEar


class Ear(Protocol):
    def take_in(self, workspace_id: int, said: Sequence[Said], *, in_order: bool) -> None:
        """Words that may be none: in the order in which they were heard, where `in_order` says
        that their own time passes by it, else in the order of time."""
        ...

    def sounds(
        self, workspace_id: int, due: Mapping[int, int], edge: int
    ) -> dict[int, list[Sound]]:
        """Brand -> what was loud since it was judged last up to `edge` (seconds since 1970), for
        the brands of `due` (brand -> when that was). Whatever ends before `edge` is final."""
        ...

    def early(
        self, workspace_id: int, due: Mapping[int, int], moment: int
    ) -> dict[int, list[Sound]]:
        """The same up to a moment at which not everything is final; nothing is learned from it."""
        ...


EARS: list[Ear] = [SpreadingEar(), CascadingEar()]


def with_ears(
    workspace_id: int, due: Mapping[int, int], heard: Mapping[int, list[Sound]], edge: int
) -> dict[int, list[Sound]]:
    """What the counted series said, and what every ear says beside it."""
    return _together(heard, (ear.sounds(workspace_id, due, edge) for ear in EARS))


def with_ears_early(
    workspace_id: int, due: Mapping[int, int], heard: Mapping[int, list[Sound]], moment: int
) -> dict[int, list[Sound]]:
    """The same at a moment at which not everything is final."""
    return _together(heard, (ear.early(workspace_id, due, moment) for ear in EARS))


def _together(
    heard: Mapping[int, list[Sound]], more: Iterable[Mapping[int, list[Sound]]]
) -> dict[int, list[Sound]]:
    found = {brand: list(sounds) for brand, sounds in heard.items()}
    for one in more:
        for brand, sounds in one.items():
            found.setdefault(brand, []).extend(sounds)
    return found
