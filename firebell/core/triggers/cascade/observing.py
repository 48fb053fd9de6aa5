"""Taking reshares into a memory, many cascades at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from firebell.core.triggers.cascade.memory import (
    INFLUENCE,
    MARKS,
    TAUS,
    Flags,
    Memory,
    Numbers,
    Whole,
    level,
)


@dataclass(frozen=True, slots=True)
class Reshares:
    """m posts: whose cascade (row of the memory), when, by whom. NaN says "not known".

    `at` in seconds since the cascade's first post, which is itself among them; `standing` is
    [m, STANDING] or None.
    """

    row: Whole
    at: Numbers
    followers: Numbers
    standing: Numbers | None = None


def take_in(memory: Memory, reshares: Reshares) -> None:
    """Change `memory` by all of these, in the order of time whatever order they are given in.

    The same whether they come in one batch or in many, up to rounding. What comes out of order
    counts as if it had happened together with the latest that was seen.
    """
    if not len(reshares.row):
        return
    order = np.lexsort((reshares.at, reshares.row))
    row = reshares.row[order]
    begins = np.concatenate([[0], np.nonzero(np.diff(row))[0] + 1])
    ends = np.concatenate([begins[1:], [len(row)]]) - 1
    seen, begun = memory.count[row], memory.last[row]
    at = np.maximum(reshares.at[order], begun)
    rank = np.arange(len(row)) - np.repeat(begins, ends - begins + 1) + 1
    before = np.concatenate([[0.0], at[:-1]])
    before[begins] = begun[begins]

    _take_gaps(memory, row, begins, np.where(seen + rank > 1, at - before, np.nan))
    _take_marks(memory, row, seen + rank, at)
    _fade(memory, row[begins], at[ends])
    age = np.repeat(at[ends], ends - begins + 1) - at
    kept = np.exp(-age[:, None] / TAUS)
    memory.fading[row[begins]] += np.add.reduceat(kept, begins)
    _take_followers(memory, row, begins, reshares.followers[order], kept, seen + rank == 1)
    if reshares.standing is not None:
        _take_standing(memory, row, begins, reshares.standing[order], seen + rank == 1)
    memory.count[row[begins]] += ends - begins + 1


def _fade(memory: Memory, rows: Whole, now: Numbers) -> None:
    fade = np.exp(-(now - memory.last[rows])[:, None] / TAUS)
    memory.fading[rows] *= fade
    memory.reaching[rows] *= fade
    memory.last[rows] = now


def _take_gaps(memory: Memory, row: Whole, begins: Whole, gap: Numbers) -> None:
    """The first post of all has no gap before it (NaN)."""
    log = np.log1p(np.nan_to_num(gap))
    rows, own = row[begins], memory.gaps
    own[rows, 0] += np.add.reduceat(log, begins)
    own[rows, 1] += np.add.reduceat(log * log, begins)
    own[rows, 2] = np.maximum(own[rows, 2], np.maximum.reduceat(log, begins))
    own[rows, 3] = log[np.concatenate([begins[1:], [len(row)]]) - 1]


def _take_marks(memory: Memory, row: Whole, count: Whole, at: Numbers) -> None:
    reached = level(count)
    new = (count > 1) & (reached > level(count - 1))
    memory.marks[row[new], reached[new] % MARKS] = at[new]


def _take_followers(
    memory: Memory, row: Whole, begins: Whole, followers: Numbers, kept: Numbers, first: Flags
) -> None:
    known = ~np.isnan(followers)
    reach = np.where(known, np.maximum(np.nan_to_num(followers), 0.0), 0.0) ** INFLUENCE
    memory.reaching[row[begins]] += np.add.reduceat(kept * reach[:, None], begins)
    memory.reach[row[begins]] += np.add.reduceat(reach, begins)
    memory.followed[row[begins]] += np.add.reduceat(known.astype(float), begins)
    memory.root[row[first]] = reach[first]


def _take_standing(
    memory: Memory, row: Whole, begins: Whole, standing: Numbers, first: Flags
) -> None:
    known = ~np.isnan(standing.sum(axis=1))
    sure, rows = np.where(known[:, None], standing, 0.0), row[begins]
    memory.known[rows] += np.add.reduceat(known.astype(float), begins)
    memory.who[rows, 0] += np.add.reduceat(sure, begins)
    memory.who[rows, 1] = np.maximum(memory.who[rows, 1], np.maximum.reduceat(sure, begins))
    memory.who[row[first], 2] = sure[first]
