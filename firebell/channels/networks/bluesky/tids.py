"""Record keys: a TID is 13 signs for 53 bits of microseconds since 1970 and 10 bits of a clock's
name (https://atproto.com/specs/tid). Bluesky takes no other keys for posts."""

from __future__ import annotations

import hashlib
from datetime import datetime

SIGNS = "234567abcdefghijklmnopqrstuvwxyz"
_VALUES = {sign: value for value, sign in enumerate(SIGNS)}
# Of the microseconds so many bits are given up to tell keys apart: a sixteenth of a second.
_SPARE = 16


def tid_of(at: datetime, key: str) -> str:
    """The TID of what was written at `at` under `key`: always the same, and with 26 bits of the
    key in it, so that two answers of the same moment do not meet."""
    noise = int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big")
    micros = (int(at.timestamp() * 1_000_000) >> _SPARE << _SPARE) | (noise >> 10 & 0xFFFF)
    number = (micros & (1 << 53) - 1) << 10 | noise & 0x3FF
    return "".join(SIGNS[number >> shift & 31] for shift in range(60, -1, -5))


def time_of(rkey: str) -> int:
    """Microseconds since 1970 in a TID; 0 if it is none."""
    if len(rkey) != 13 or any(sign not in _VALUES for sign in rkey):
        return 0
    number = 0
    for sign in rkey:
        number = number << 5 | _VALUES[sign]
    return (number & (1 << 63) - 1) >> 10
