"""Which of 250,000 pieces the second floor keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from firebell.core.understanding.second_floor.tokens import SPACE, UNKNOWN, PieceTokenizer
from firebell.understanding.training.second_floor.wheel import Packed

LEAST = 2
# Variation selectors and skin tones: an emoji feels the same in any of them.
_DROPPED = (0xFE0E, 0xFE0F, *range(0x1F3FB, 0x1F400))


def replaced(packed: Packed) -> dict[int, str]:
    """Code points that are written otherwise, the packed model's and ours."""
    return packed.replaced | dict.fromkeys(_DROPPED, "")


def kept_pieces(packed: Packed, texts: Iterable[str]) -> list[int]:
    """Numbers of the pieces to keep, in order: the special ones, every single character, and every
    piece that is met LEAST times in ``texts``."""
    tokenizer = PieceTokenizer(packed.pieces, packed.scores, replaced(packed))
    met = Counter(number for text in texts for number in tokenizer.numbers(text))
    return [
        number
        for number, piece in enumerate(packed.pieces)
        if _is_basic(number, piece) or met[number] >= LEAST
    ]


def _is_basic(number: int, piece: str) -> bool:
    return number <= UNKNOWN or len(piece.removeprefix(SPACE)) <= 1
