"""A text as the numbers of its pieces: a unigram model (Kudo 2018, arXiv:1804.10959) over words.

No piece spans a space, so a text is cut word by word and a word's pieces are worked out once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

MAX_READ = 1_000
"""Only the first MAX_READ code points of a text are read."""

MAX_PIECES = 64
"""A text is cut after this many pieces, the two that mark beginning and end among them."""

BEGIN, PAD, END, UNKNOWN = range(4)
SPACE = "\u2581"
_MAX_KEPT = 50_000
_PENALTY = 10.0  # below the rarest piece, as sentencepiece does for what no piece covers

# A name or an address says nothing of how a text feels, and no model should know people by name.
_NAMES = re.compile(r"(?<!\w)@\w{1,64}")
_LINKS = re.compile(r"(?:https?://|www\.)\S{1,300}")


class PieceTokenizer:
    """``pieces`` in the order of the model's numbers, with the logarithm of how likely each is;
    ``replaced`` gives code points that are written otherwise before cutting."""

    def __init__(
        self, pieces: Sequence[str], scores: Sequence[float], replaced: Mapping[int, str]
    ) -> None:
        self._known = {
            piece: (number, score)
            for number, (piece, score) in enumerate(zip(pieces, scores, strict=True))
            if number > UNKNOWN
        }
        self._replaced = dict(replaced)
        self._longest = max(map(len, self._known), default=1)
        self._unknown = min(scores, default=0.0) - _PENALTY
        self._chunks: dict[str, tuple[int, ...]] = {}

    @classmethod
    def from_bytes(cls, data: bytes) -> PieceTokenizer:
        """Read the JSON that ``to_bytes`` wrote. Raises ValueError if it is no such JSON."""
        found = json.loads(data)
        if not isinstance(found, dict) or {"pieces", "scores", "replaced"} - found.keys():
            raise ValueError("a tokenizer file needs pieces, scores and replaced")
        replaced = {int(point): text for point, text in found["replaced"].items()}
        return cls(found["pieces"], [score / 1000 for score in found["scores"]], replaced)

    def numbers(self, text: str) -> list[int]:
        """The numbers of at most MAX_PIECES pieces of ``text``, beginning and end included.

        A function of the text alone; no Unicode text raises.
        """
        return self.pieces(text)[0]

    def pieces(self, text: str) -> tuple[list[int], list[int]]:
        """As ``numbers``, and for each piece the place of its chunk in ``chunks(text)``, -1 for
        beginning and end."""
        numbers, owners = [BEGIN], [-1]
        for place, chunk in enumerate(chunks(text)):
            found = self._chunk(chunk)
            numbers.extend(found)
            owners.extend([place] * len(found))
            if len(numbers) >= MAX_PIECES:
                break
        return [*numbers[: MAX_PIECES - 1], END], [*owners[: MAX_PIECES - 1], -1]

    def _chunk(self, chunk: str) -> tuple[int, ...]:
        known = self._chunks.get(chunk)
        if known is None:
            if len(self._chunks) >= _MAX_KEPT:
                self._chunks = {}
            plain = _NAMES.sub("@user", _LINKS.sub("http", chunk)).translate(self._replaced)
            words = [SPACE + word for word in plain.split(" ") if word]
            known = self._chunks[chunk] = tuple(n for word in words for n in self.cut(word))
        return known

    def cut(self, word: str) -> list[int]:
        """The likeliest pieces of a word, by Viterbi's algorithm; one UNKNOWN for neighbouring
        characters that no piece covers."""
        size = len(word)
        best = [0.0] + [float("-inf")] * size
        came: list[tuple[int, int]] = [(0, UNKNOWN)] * (size + 1)
        for start in range(size):
            here = best[start]
            for end in range(start + 1, min(start + self._longest, size) + 1):
                piece = self._known.get(word[start:end])
                if piece is not None and here + piece[1] > best[end]:
                    best[end], came[end] = here + piece[1], (start, piece[0])
            if here + self._unknown > best[start + 1]:
                best[start + 1], came[start + 1] = here + self._unknown, (start, UNKNOWN)
        return _backwards(came)


def chunks(text: str) -> list[str]:
    """What spaces part in the text that is read, in its own spelling."""
    return text[:MAX_READ].split()


def _backwards(came: Sequence[tuple[int, int]]) -> list[int]:
    numbers: list[int] = []
    place = len(came) - 1
    while place > 0:
        place, number = came[place]
        if number != UNKNOWN or not numbers or numbers[-1] != UNKNOWN:
            numbers.append(number)
    return numbers[::-1]


def to_bytes(pieces: Sequence[str], scores: Sequence[float], replaced: Mapping[int, str]) -> bytes:
    """The file of a tokenizer; scores are kept to a thousandth."""
    content = {
        "pieces": list(pieces),
        "scores": [round(1000 * float(score)) for score in scores],
        "replaced": {str(point): text for point, text in sorted(replaced.items())},
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
