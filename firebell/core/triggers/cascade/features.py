"""What a forecast looks at: numbers of a memory at an instant, about one in size each."""

from __future__ import annotations

import numpy as np

from firebell.core.triggers.cascade import hawkes
from firebell.core.triggers.cascade.memory import MARKS, STANDING, TAUS, Memory, Numbers, level

WHO = 3 * STANDING + 1  # the last columns: who passes it on; zeros where nobody is known
_KERNELS = np.stack([hawkes.weights(heaviness) for heaviness in hawkes.HEAVINESS])


def features(memory: Memory, now: Numbers) -> Numbers:
    """[n, COLUMNS]; `now` [n] in seconds since the first post, not before the latest one seen."""
    now = np.maximum(now, memory.last)
    idle = now - memory.last
    fade = np.exp(-idle[:, None] / TAUS)
    count = np.maximum(memory.count, 1).astype(float)
    columns = [
        _ages(memory, now, idle, count),
        _gaps(memory, count),
        _processes(memory.fading * fade, count),
        _processes(_by_reach(memory, fade), count),
        np.log(memory.fading * fade / count[:, None] + 1e-3),
        _reach(memory, fade),
        _who(memory),
    ]
    found: Numbers = np.concatenate(columns, axis=1)
    return found


def _ages(memory: Memory, now: Numbers, idle: Numbers, count: Numbers) -> Numbers:
    """How old, how long silent, and when a half, a quarter and an eighth of it was reached."""
    reached, rows = level(memory.count), np.arange(len(memory))
    back = [np.maximum(reached - step, 0) % MARKS for step in (1, 2, 4, 6)]
    marks = [np.log1p(memory.marks[rows, slot]) for slot in back]
    whole = [np.log(count), np.log1p(now), np.log1p(idle), 2 * np.log2(count) - reached]
    return np.stack(whole + marks, axis=1)


def _gaps(memory: Memory, count: Numbers) -> Numbers:
    between = np.maximum(count - 1, 1)
    mean = memory.gaps[:, 0] / between
    spread = np.sqrt(np.maximum(memory.gaps[:, 1] / between - mean * mean, 0.0))
    return np.stack([mean, spread, memory.gaps[:, 2], memory.gaps[:, 3]], axis=1)


def _processes(fading: Numbers, count: Numbers) -> Numbers:
    """For each kernel the infectiousness and what would still come, as logarithms."""
    waiting = fading @ _KERNELS.T
    p = hawkes.infectiousness(count[:, None], waiting)
    more = np.log(hawkes.still_to_come(p, waiting) + 0.5)
    return np.concatenate([np.log(p), more], axis=1)


def _by_reach(memory: Memory, fade: Numbers) -> Numbers:
    """Fading sums in which each post weighs by its followers beside the mean of this cascade; plain
    ones where hardly any are known."""
    mean = memory.reach / np.maximum(memory.followed, 1)
    known = memory.followed >= 0.5 * memory.count
    unseen = (memory.count - memory.followed) / np.maximum(memory.count, 1)
    weighed = memory.reaching / np.maximum(mean, 1e-9)[:, None] + unseen[:, None] * memory.fading
    usable = known & (mean > 0)
    chosen: Numbers = np.where(usable[:, None], weighed, memory.fading) * fade
    return chosen


def _reach(memory: Memory, fade: Numbers) -> Numbers:
    """Mean influence by followers of those who passed it on, lately and ever; 0: none known."""
    any_known = memory.followed > 0
    share = memory.followed / np.maximum(memory.count, 1)
    posts = np.maximum(memory.fading * fade * share[:, None], 1e-9)
    mean = np.log1p(memory.reaching * fade / posts)
    lately = mean[:, [2, 5, 8]] * any_known[:, None]
    return np.column_stack([share, np.log1p(memory.root), lately])


def _who(memory: Memory) -> Numbers:
    known = np.maximum(memory.known, 1)[:, None]
    share = memory.known / np.maximum(memory.count, 1)
    return np.column_stack([memory.who[:, 0] / known, memory.who[:, 1], memory.who[:, 2], share])


COLUMNS = features(Memory.new(1), np.zeros(1)).shape[1]
