"""A fingerprint of what a picture shows: 64 bits that survive re-encoding and scaling.

The perceptual hash of Christoph Zauner, "Implementation and benchmarking of perceptual image hash
functions" (2010), section 3.2.1: signs of the lowest frequencies of a small grey picture.
"""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

SIDE, KEPT = 32, 8
MOST_PIXELS = 40_000_000  # a photograph has 12 to 50 million; more is no picture but an attack
MOST_BYTES = 20_000_000
FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF")
FLATTEST = 2.0  # grey levels by which a picture must vary to be told from another

Floats = NDArray[np.float64]


def picture_hash(content: bytes) -> int | None:
    """The hash as a signed 64-bit number, or None: no picture, a broken one, too large a one, or
    one that shows nothing. Never raises on any bytes; decodes the first frame only."""
    if not content or len(content) > MOST_BYTES:
        return None
    try:
        grey = _small_grey(content)
    except Exception:
        # Decoders raise nearly anything on hostile bytes; what cannot be read has no hash.
        return None
    if grey is None or float(grey.std()) < FLATTEST:
        return None
    return _bits(grey)


def may_be_picture(content: bytes) -> bool:
    """Does it begin as one of `FORMATS`? What its sender calls it says nothing."""
    return 0 < len(content) <= MOST_BYTES and content.startswith(_BEGINNINGS)


def _small_grey(content: bytes) -> Floats | None:
    with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            return None  # before anything is decoded
        picture.draft("L", (4 * SIDE, 4 * SIDE))
        opaque = picture.convert("LA") if picture.mode in ("RGBA", "LA", "P", "PA") else picture
        small = opaque.resize((SIDE, SIDE), Image.Resampling.BOX)
        if small.mode == "LA":
            white = Image.new("LA", small.size, (255, 255))
            small = Image.alpha_composite(white.convert("RGBA"), small.convert("RGBA"))
        return np.asarray(small.convert("L"), dtype=np.float64)


def _cosines() -> Floats:
    """The first ``KEPT`` rows of the discrete cosine transform (type II)."""
    frequency, place = np.ogrid[:KEPT, :SIDE]
    waves: Floats = np.cos(np.pi * frequency * (2 * place + 1) / (2 * SIDE))
    return waves


_COSINES = _cosines()


def _bits(grey: Floats) -> int:
    """One bit a frequency: above the median of all but the mean brightness."""
    low = (_COSINES @ grey @ _COSINES.T).reshape(-1)
    bits = low > np.median(low[1:])
    return int(np.packbits(bits, bitorder="little").view("<i8")[0])
