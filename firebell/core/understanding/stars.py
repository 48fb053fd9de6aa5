"""What a rating beside the text says of its sentiment."""

from __future__ import annotations

import math

# Set by hand, since no set that ships has stars.
_SHIFTS = {1: (3.0, -2.0), 2: (2.0, -1.0), 3: (0.0, 0.0), 4: (-1.0, 1.5), 5: (-2.0, 3.0)}


def star_of(rating: object) -> int | None:
    """The nearest whole star of a rating from 1 to 5, None for anything else."""
    if not isinstance(rating, float | int) or not 1 <= rating <= 5:
        return None
    return math.floor(rating + 0.5)


def star_shift(star: int | None) -> tuple[float, float]:
    """How far a star moves the logits of negative and of positive.

    >>> star_shift(5), star_shift(None)
    ((-2.0, 3.0), (0.0, 0.0))
    """
    return (0.0, 0.0) if star is None else _SHIFTS[star]
