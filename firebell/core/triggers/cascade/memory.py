"""What is remembered of cascades: sums that fade, one row a cascade, of constant size.

A sum of exponentials with time constants in a geometric ladder stands in for the power law with
which people's attention fades (Hardiman et al., Eur. Phys. J. B 86, 2013), and can be carried along
without keeping a single event.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

# Time constants in seconds, from a quarter of a minute to a month.
TAUS: Numbers = np.array([15.0, 60.0, 240.0, 960.0, 3_840.0, 15_360.0, 61_440.0, 245_760.0, 2.6e6])
# A reshare's influence grows with this power of its followers (Mishra et al., CIKM 2016: 0.5 to 1).
INFLUENCE = 0.7
MARKS = 8  # latest milestones kept; they lie half a doubling apart
STANDING = 3  # numbers that tell who passes it on, see `standing`


@dataclass(slots=True)
class Memory:
    """n cascades. Times in seconds since each one's first post, which is time 0.

    Shapes: n, or n with a second axis as said. A row of zeros has seen nothing yet.
    """

    count: Whole  # posts seen, the first among them
    last: Numbers  # time of the latest
    fading: Numbers  # [n, TAUS]: sum of exp(-(last - t) / tau)
    reaching: Numbers  # [n, TAUS]: the same, each times followers ** INFLUENCE
    reach: Numbers  # sum of followers ** INFLUENCE
    followed: Numbers  # of how many posts the followers are known
    root: Numbers  # followers ** INFLUENCE of the first post
    gaps: Numbers  # [n, 4] of log(1 + gap): sum, sum of squares, longest, latest
    marks: Numbers  # [n, MARKS]: when the count reached 2 ** (level / 2), at level % MARKS
    known: Numbers  # of how many posts the standing is known
    who: Numbers  # [n, 3, STANDING]: sum, highest, that of the first post

    @classmethod
    def new(cls, rows: int) -> Memory:
        wide = (rows, len(TAUS))
        return cls(
            count=np.zeros(rows, np.int64),
            last=np.zeros(rows),
            fading=np.zeros(wide),
            reaching=np.zeros(wide),
            reach=np.zeros(rows),
            followed=np.zeros(rows),
            root=np.zeros(rows),
            gaps=np.zeros((rows, 4)),
            marks=np.zeros((rows, MARKS)),
            known=np.zeros(rows),
            who=np.zeros((rows, 3, STANDING)),
        )

    def __len__(self) -> int:
        return len(self.count)

    def rows(self, chosen: Whole) -> Memory:
        """A copy of these rows."""
        return Memory(*(getattr(self, f.name)[chosen] for f in fields(self)))

    def put(self, chosen: Whole, other: Memory) -> None:
        """Set these rows to the rows of another memory."""
        for f in fields(self):
            getattr(self, f.name)[chosen] = getattr(other, f.name)


def level(count: Whole) -> Whole:
    """Half doublings: 1, 2, 4, 8 posts are levels 0, 2, 4, 6."""
    whole: Whole = np.floor(2 * np.log2(np.maximum(count, 1))).astype(np.int64)
    return whole
