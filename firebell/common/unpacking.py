"""Unpacking what a server packed, never into more than is allowed."""

from __future__ import annotations

import zlib

_MOST_LAYERS = 2
_GZIP = b"\x1f\x8b"


class PackingError(Exception):
    """The bytes are not what they are said to be; the message says how."""


class TooLargeError(Exception):
    """There is more than there may be, or it takes too long; the message says which."""


def unpacked(body: bytes, codings: str, limit: int) -> bytes:
    """The bytes behind a Content-Encoding (RFC 9110, 8.4), at most `limit`.

    A body that is plain although it is said to be packed is given back as it is: servers that
    store packed files and label them twice are common. Raises PackingError and TooLargeError.
    """
    layers = [one.strip().lower() for one in codings.split(",") if one.strip()]
    layers = [one for one in layers if one != "identity"]
    if len(layers) > _MOST_LAYERS:
        raise PackingError(f"the answer is packed {len(layers)} times over")
    for coding in reversed(layers):
        body = _layer(body, coding, limit)
    return body


def gunzipped(body: bytes, limit: int) -> bytes:
    """A gzip file without its packing; anything else as it is."""
    return _gunzip(body, limit) if body.startswith(_GZIP) else body


def _layer(body: bytes, coding: str, limit: int) -> bytes:
    if not body:
        return body
    if coding in ("gzip", "x-gzip"):
        return gunzipped(body, limit)
    if coding == "deflate":
        return _inflate(body, limit)
    raise PackingError(f"the answer is packed as {coding[:40]!r}, which was not asked for")


def _gunzip(body: bytes, limit: int) -> bytes:
    whole = bytearray()
    while body.startswith(_GZIP):  # a file may have several members; what follows them is padding
        part, body = _one(body, 31, limit - len(whole))
        whole += part
    return bytes(whole)


def _inflate(body: bytes, limit: int) -> bytes:
    """With the header that the standard wants, or without, as some servers do."""
    try:
        return _one(body, zlib.MAX_WBITS, limit)[0]
    except PackingError:
        return _one(body, -zlib.MAX_WBITS, limit)[0]


def _one(body: bytes, window: int, limit: int) -> tuple[bytes, bytes]:
    unpacker = zlib.decompressobj(window)
    try:
        # One byte more tells whether there is more.
        part = unpacker.decompress(body, limit + 1)
    except zlib.error as error:
        raise PackingError("the packed answer is damaged") from error
    if len(part) > limit:
        raise TooLargeError(f"the answer unpacks to more than {limit:,} bytes")
    if not unpacker.eof:
        raise PackingError("the packed answer is cut short")
    return part, unpacker.unused_data
