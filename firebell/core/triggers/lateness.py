"""Which posts are too late to be judged, which are repeats, and what the end of a recording judges.

The one rule, for every engine (docs/explanation/lateness.md tells it with examples):

- **The order** is the order in which posts are heard. Every readable row counts, repeats too.
- **The watermark** of a row is the newest event time heard up to and with it, minus `LATENESS`.
- **A row is late** if its bucket was final, that is over, by its own watermark. It is stored, read,
  matched, counted and answered like any other; it is not judged.
- **A bucket is judged** once, when the watermark has reached its end; all rows of it that were not
  late are in it by then.
- **A repeat** is a row whose channel and external id are known. The first one heard stands; the
  repeat moves the watermark and nothing else. An id is known for as long as its post is stored:
  there is no shorter horizon, and a repeat with another time stamp is a repeat.
- **The flush** at the end of a recording judges up to the end of the bucket that holds the newest
  event time. What is heard later for such a bucket has been judged already, so it is late.

Judging moves in strides: where the watermark runs far within one batch, it is judged step by step,
because a silence of weeks within one step would be taken for a gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from firebell.core.triggers.series import BUCKET, LONGEST_SILENCE, final_edge

LATENESS = 60  # seconds that a post may come after newer ones and still be judged
STRIDE = LONGEST_SILENCE // 2  # seconds

Seconds = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Passage:
    """How time passed while some rows were heard, in their order.

    `late` has one flag a row. `edges` are the ends of final buckets to judge up to, rising, the
    last one after all rows; `begins` is where a brand that was never heard before is judged from.
    `newest` is the newest event time heard, to be given to the next rows as `before`.
    """

    late: Flags
    edges: tuple[int, ...]
    begins: int
    newest: int


def pass_by(instants: Seconds | Sequence[int], before: int | None) -> Passage | None:
    """Apply the rule to event times (whole seconds since 1970) in the order they were heard.

    `before` is the newest time heard before them, None at the beginning. None for no rows at all.

    >>> passage = pass_by([600, 659, 660, 299, 301], None)
    >>> passage.late.tolist(), passage.edges, passage.newest
    ([False, False, False, True, True], (600,), 660)
    """
    at = np.asarray(instants, np.int64)
    if not len(at):
        return None
    newest = newest_so_far(at, before)
    reached = np.unique(edges_of(newest))
    judged = int(reached[0]) if before is None else judged_at(before)
    return Passage(
        late=is_late(at, newest),
        edges=tuple(strides(reached.tolist(), judged)),
        begins=int(reached[0]),
        newest=int(newest[-1]),
    )


def newest_so_far(at: Seconds, before: int | None) -> Seconds:
    """For each row the newest event time up to and with it."""
    newest = np.maximum.accumulate(at)
    return newest if before is None else np.maximum(newest, before)


def edges_of(newest: Seconds) -> Seconds:
    """For each row the end of the last bucket that is final by its watermark."""
    edges: Seconds = (newest - LATENESS) // BUCKET * BUCKET
    return edges


def judged_at(newest: int) -> int:
    """Up to where everything is judged once `newest` was heard."""
    return final_edge(newest - LATENESS)


def is_late(at: Seconds, newest: Seconds) -> Flags:
    """Whose bucket was final when it was heard?"""
    late: Flags = at // BUCKET * BUCKET < edges_of(newest)
    return late


def flush_edge(newest: int) -> int:
    """Up to where the end of a recording judges."""
    return final_edge(newest) + BUCKET


def strides(reached: Iterable[int], judged: int) -> list[int]:
    """As few of the rising edges `reached` as will do, the last one always among them: no two are
    further apart than `STRIDE`, save where nothing was heard between them.

    >>> day = 86_400
    >>> [edge // day for edge in strides([0, 2 * day, 6 * day, 8 * day, 60 * day, 61 * day], 0)]
    [6, 8, 60, 61]
    """
    chosen: list[int] = []
    last, held = judged, None
    for edge in reached:
        if edge - last > STRIDE and held is not None:
            chosen.append(held)
            last = held
        held = edge
    return chosen if held is None else [*chosen, held]
