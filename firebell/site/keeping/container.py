"""The file itself: lines of text, compressed, perhaps encrypted, with a checksum over all of it.

    envelope   a skippable zstd frame: {"firebell_backup": 1, "encryption": null or {...}}
    body       zstd frames; or, encrypted, chunks of 4 bytes length and ChaCha20-Poly1305 text
    seal       a skippable zstd frame: SHA-256 of everything before it

So `zstd -dc FILE` shows an unencrypted one without firebell. The key is scrypt (n = 2^15, r = 8,
p = 1) of the passphrase. As in STREAM (Hoang, Reyhanitabar, Rogaway and Vizar 2015) a chunk's nonce
holds its number and whether it is the last, and the envelope is authenticated with each: chunks can
be neither moved nor left out.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import secrets
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import zstandard
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

FORMAT = 1
_ENVELOPE, _SEAL = 0x184D2A51, 0x184D2A52  # two of the numbers that zstd leaves to applications
_FRAME = struct.Struct("<II")
_LENGTH = struct.Struct("<I")
_SEAL_SIZE = _FRAME.size + 32
_CHUNK = 1 << 16
_TAG = 16
_LEVEL = 3
_LONGEST_ENVELOPE = 4_096
# zstd would else let a small file ask for gigabytes of memory.
_WINDOW = 1 << 23
_N, _R, _P = 1 << 15, 8, 1
KDF = {"kdf": "scrypt", "n": _N, "r": _R, "p": _P}
CIPHER = "chacha20-poly1305"


class NotABackupError(Exception):
    """The file is damaged, of another kind or cannot be opened; the message says what to do."""


class BackupWriter:
    """Takes lines, writes the file. Use `close` when all is written; nothing else completes it."""

    def __init__(self, path: Path, passphrase: str | None = None) -> None:
        self._file: BinaryIO = path.open("wb")
        self._digest = hashlib.sha256()
        self._sealer = None
        envelope: dict[str, Any] = {"firebell_backup": FORMAT, "encryption": None}
        if passphrase is not None:
            salt, prefix = secrets.token_bytes(16), secrets.token_bytes(7)
            envelope["encryption"] = {
                "cipher": CIPHER, **KDF, "salt": salt.hex(), "nonce": prefix.hex()
            }  # fmt: skip
        plain = json.dumps(envelope).encode()
        if passphrase is not None:
            self._sealer = _Chunks(passphrase, salt, prefix, plain)
        self._emit(_FRAME.pack(_ENVELOPE, len(plain)) + plain)
        self._held = bytearray()
        settings = zstandard.ZstdCompressionParameters.from_level(
            _LEVEL, window_log=_WINDOW.bit_length() - 1, write_checksum=True
        )
        self._zstd = zstandard.ZstdCompressor(compression_params=settings).compressobj()

    def write(self, line: bytes) -> None:
        if packed := self._zstd.compress(line):
            self._body(packed)

    def close(self) -> None:
        """Write what is held and the seal, and have it on the disk."""
        self._body(self._zstd.flush())
        if self._sealer:
            self._chunk(bytes(self._held), last=True)
        digest = self._digest.digest()
        self._emit(_FRAME.pack(_SEAL, len(digest)) + digest)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def abandon(self) -> None:
        """Let go of the file without completing it."""
        with suppress(OSError):  # the disk is full: what could not be written need not be
            self._file.close()

    def _body(self, packed: bytes) -> None:
        if not self._sealer:
            self._emit(packed)
            return
        self._held += packed
        while len(self._held) > _CHUNK:
            self._chunk(bytes(self._held[:_CHUNK]), last=False)
            del self._held[:_CHUNK]

    def _chunk(self, plain: bytes, *, last: bool) -> None:
        assert self._sealer
        sealed = self._sealer.seal(plain, last)
        self._emit(_LENGTH.pack(len(sealed)) + sealed)

    def _emit(self, data: bytes) -> None:
        self._digest.update(data)
        self._file.write(data)


def lines(path: Path, passphrase: str | None = None) -> Iterator[bytes]:
    """The lines of a file that `verify` found whole.

    Errors: NotABackupError for a wrong or missing passphrase, or a body that does not unpack.
    """
    with path.open("rb") as file:
        envelope, plain = _envelope(file, path)
        body: Any = _Body(file, path.stat().st_size - _SEAL_SIZE)
        if settings := envelope["encryption"]:
            body = _Opened(body, _chunks(settings, passphrase, plain, path), path)
        unpacked = zstandard.ZstdDecompressor(max_window_size=_WINDOW).stream_reader(
            body, read_across_frames=True
        )
        try:
            yield from io.BufferedReader(unpacked, 1 << 18)
        except zstandard.ZstdError as error:
            raise NotABackupError(
                f"{path} does not unpack ({error}); use another backup"
            ) from error


def verify(path: Path) -> None:
    """Is every byte as it was written? Errors: NotABackupError, OSError."""
    size = path.stat().st_size
    digest = hashlib.sha256()
    with path.open("rb") as file:
        _envelope(file, path)
        left = size - _SEAL_SIZE
        if left < file.tell():
            raise NotABackupError(_cut(path))
        file.seek(0)
        while left:
            piece = file.read(min(left, 1 << 20))
            if not piece:
                raise NotABackupError(_cut(path))
            digest.update(piece)
            left -= len(piece)
        seal = file.read()
    if seal[: _FRAME.size] != _FRAME.pack(_SEAL, 32):
        raise NotABackupError(_cut(path))
    if seal[_FRAME.size :] != digest.digest():
        raise NotABackupError(f"{path} is damaged: its checksum does not fit; use another backup")


def is_encrypted(path: Path) -> bool:
    """Errors: NotABackupError, OSError."""
    with path.open("rb") as file:
        return bool(_envelope(file, path)[0]["encryption"])


def _cut(path: Path) -> str:
    return f"{path} is cut short: its end is missing; copy it anew or use another backup"


def _envelope(file: BinaryIO, path: Path) -> tuple[dict[str, Any], bytes]:
    head = file.read(_FRAME.size)
    number, size = _FRAME.unpack(head) if len(head) == _FRAME.size else (0, 0)
    plain = file.read(size) if number == _ENVELOPE and size <= _LONGEST_ENVELOPE else b""
    try:
        envelope: dict[str, Any] = json.loads(plain)
        version = int(envelope["firebell_backup"])
        envelope["encryption"]
    except (ValueError, KeyError, TypeError) as error:
        raise NotABackupError(
            f"{path} is no backup of firebell, or its beginning is damaged; name another file"
        ) from error
    if version > FORMAT:
        raise NotABackupError(
            f"{path} was written by a newer firebell (format {version}); install that version first"
        )
    return envelope, plain


def _chunks(settings: dict[str, Any], passphrase: str | None, plain: bytes, path: Path) -> _Chunks:
    if not passphrase:
        raise NotABackupError(
            f"{path} is encrypted; give its passphrase with --passphrase-file or "
            "FIREBELL_BACKUP_PASSPHRASE"
        )
    try:
        salt, prefix = bytes.fromhex(settings["salt"]), bytes.fromhex(settings["nonce"])
        known = settings == {"cipher": CIPHER, **KDF, "salt": salt.hex(), "nonce": prefix.hex()}
    except (KeyError, TypeError, ValueError):
        known = False
    if not known:
        raise NotABackupError(f"{path} is encrypted in a way that this version does not know")
    return _Chunks(passphrase, salt, prefix, plain)


class _Chunks:
    def __init__(self, passphrase: str, salt: bytes, prefix: bytes, envelope: bytes) -> None:
        key = hashlib.scrypt(
            passphrase.encode(), salt=salt, n=_N, r=_R, p=_P,
            maxmem=1 << 26, dklen=32,
        )  # fmt: skip
        self._cipher = ChaCha20Poly1305(key)
        self._prefix, self._envelope, self._number = prefix, envelope, 0

    def seal(self, plain: bytes, last: bool) -> bytes:
        return self._cipher.encrypt(self._nonce(last), plain, self._envelope)

    def open(self, sealed: bytes, last: bool) -> bytes:
        return self._cipher.decrypt(self._nonce(last), sealed, self._envelope)

    def _nonce(self, last: bool) -> bytes:
        self._number += 1
        return self._prefix + struct.pack(">IB", self._number, last)


class _Body(io.RawIOBase):
    """The file up to its seal."""

    def __init__(self, file: BinaryIO, end: int) -> None:
        self._file, self._left = file, end - file.tell()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(piece)
        return piece


class _Opened(io.RawIOBase):
    """The decrypted body, a chunk at a time."""

    def __init__(self, body: io.RawIOBase, chunks: _Chunks, path: Path) -> None:
        self._body, self._chunks, self._path = body, chunks, path
        self._plain = b""
        self._next = self._sealed()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if not self._plain and self._next is not None:
            sealed, self._next = self._next, self._sealed()
            try:
                self._plain = self._chunks.open(sealed, last=self._next is None)
            except InvalidTag as error:
                raise NotABackupError(
                    f"this passphrase does not open {self._path}; try another"
                ) from error
        size = len(self._plain) if size < 0 else size
        piece, self._plain = self._plain[:size], self._plain[size:]
        return piece

    def _sealed(self) -> bytes | None:
        head = self._body.read(_LENGTH.size) or b""
        if not head:
            return None
        size = _LENGTH.unpack(head)[0] if len(head) == _LENGTH.size else 0
        sealed = self._body.read(size) if _TAG <= size <= _CHUNK + _TAG else b""
        if not sealed or len(sealed) != size:
            raise NotABackupError(f"{self._path} is damaged; use another backup")
        return sealed
