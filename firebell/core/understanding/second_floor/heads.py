"""What the transformer's votes say in each task: classes, temperatures and probabilities."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

import numpy as np

from firebell.core.understanding.second_floor.session import Votes

NEEDED = {"sentiment": ("negative", "neutral", "positive"), "toxic": ("civil", "toxic")}


@dataclass(frozen=True)
class Heads:
    """``classes`` of each task in the order of the votes' columns; logits are divided by the
    task's temperature (Guo et al. 2017, arXiv:1706.04599)."""

    classes: Mapping[str, tuple[str, ...]]
    temperatures: Mapping[str, float]

    @classmethod
    def from_manifest(cls, manifest: Mapping[str, Any]) -> Heads:
        """From ``tasks``, a list of [name, classes] whose order is that of the columns.

        Raises ValueError where the tasks that every reading needs are not there.
        """
        classes = {task: tuple(names) for task, names in manifest["tasks"]}
        for task, names in NEEDED.items():
            if classes.get(task) != names:
                raise ValueError(f"the second floor needs the task {task} with {names}")
        return cls(classes, {t: float(manifest["temperatures"].get(t, 1.0)) for t in classes})

    def of(self, votes: Votes, task: str) -> Votes:
        """The columns of one task: pieces x classes."""
        return votes[:, self.columns(task)]

    def columns(self, task: str) -> slice:
        """Where the votes of one task stand. Raises KeyError where there is no such task."""
        size = len(self.classes[task])
        before = takewhile(lambda name: name != task, self.classes)
        start = sum(len(self.classes[name]) for name in before)
        return slice(start, start + size)

    def logits(self, votes: Votes) -> dict[str, list[float]]:
        """Each task's logits of one text, tempered."""
        means = votes.astype(np.float64).mean(axis=0)[None, :]
        return {
            task: (self.of(means, task)[0] / self.temperatures[task]).tolist()
            for task in self.classes
        }

    def likeliest(self, task: str, logits: Sequence[float]) -> str:
        """The class with the largest logit, the first of equals."""
        return self.classes[task][list(logits).index(max(logits))]


def softmax(logits: Sequence[float]) -> list[float]:
    """Probabilities, a number at a time, so that nothing beside a row can change its rounding.

    >>> softmax([0.0, 0.0])
    [0.5, 0.5]
    """
    top = max(logits)
    powers = [math.exp(value - top) for value in logits]
    total = sum(powers)
    return [power / total for power in powers]
