"""Sets of rows of a page as the bits of one integer: row n is bit n.

AND, OR and NOT over thousands of rows are then one instruction of the interpreter each, several
times cheaper than on arrays of booleans, and an empty set is seen at once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Rows = int

_FEW = 8


def every_row(size: int) -> Rows:
    return (1 << size) - 1


def of_mask(mask: Bools) -> Rows:
    """From one boolean a row."""
    return int.from_bytes(np.packbits(mask, bitorder="little").tobytes(), "little")


def of_numbers(numbers: Ints, size: int) -> Rows:
    """From row numbers below `size`, repeated ones too."""
    if len(numbers) > _FEW:
        mask = np.zeros(size, dtype=np.bool_)
        mask[numbers] = True
        return of_mask(mask)
    rows = 0
    for number in numbers.tolist():
        rows |= 1 << number
    return rows


def to_mask(rows: Rows, size: int) -> Bools:
    """One boolean a row."""
    packed = np.frombuffer(rows.to_bytes((size + 7) // 8, "little"), dtype=np.uint8)
    return np.unpackbits(packed, count=size, bitorder="little").view(np.bool_)


def to_numbers(rows: Rows, size: int) -> Ints:
    """Row numbers, ascending."""
    (numbers,) = to_mask(rows, size).nonzero()
    return numbers
