"""Opening a file safely: what it is, by its bytes and not its name, and whether it has changed."""

from __future__ import annotations

import errno
import gzip
import hashlib
import io
import os
import stat
import tempfile
import zlib
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, cast

import pyarrow as pa
import zstandard

from firebell.channels.contract import ChannelError
from firebell.channels.files.limits import (
    BLOCK_BYTES,
    HEADER_BYTES,
    MIB,
    SPOOLED_BYTES,
    ZSTD_WINDOW_BYTES,
)

GZIP, ZSTD, PARQUET = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PAR1"
BOM = b"\xef\xbb\xbf"
_STRANGERS = {
    b"PK\x03\x04": "a zip archive or a spreadsheet; unpack it, or save it as CSV",
    b"BZh": "packed with bzip2; unpack it, or pack it with gzip or zstd",
    b"\xfd7zXZ": "packed with xz; unpack it, or pack it with gzip or zstd",
    b"%PDF": "a PDF; export the rows as CSV",
    b"SQLite format": "a database; export the rows as CSV",
    b"\xff\xfe": "in UTF-16; save it as UTF-8",
    b"\xfe\xff": "in UTF-16; save it as UTF-8",
}
BROKEN = (OSError, EOFError, zlib.error, zstandard.ZstdError, pa.ArrowException)


@dataclass(frozen=True, slots=True)
class Opened:
    """A regular file, open. `stream` gives its bytes unpacked, from the beginning."""

    path: Path
    handle: BinaryIO
    stream: BinaryIO
    packed: bool
    size: int
    modified: int
    beginning: bytes  # unpacked, at most HEADER_BYTES

    @property
    def name(self) -> str:
        return printable(self.path.name)

    @property
    def is_parquet(self) -> bool:
        return self.beginning.startswith(PARQUET)

    @property
    def is_json(self) -> bool:
        """By its first sign, unless its name says that it is a table."""
        named = {suffix.lower() for suffix in self.path.suffixes} & {".csv", ".tsv"}
        lead = self.beginning.removeprefix(BOM).lstrip()
        return not named and lead.startswith((b"{", b"["))

    def close(self) -> None:
        self.stream.close()
        self.handle.close()

    def rewind(self, offset: int) -> None:
        """Stand at `offset` of the unpacked bytes."""
        self.stream.seek(offset)

    def read_at(self, start: int, length: int) -> bytes:
        """Bytes from anywhere in a file that is not packed."""
        return os.pread(self.stream.fileno(), length, start)

    def check_unchanged(self) -> None:
        """Raise ChannelError if the file under this path is no longer what was opened."""
        try:
            status = self.path.stat()
        except OSError:
            status = None
        if status and (status.st_size, status.st_mtime_ns) == (self.size, self.modified):
            return
        now = f"now {status.st_size:,}" if status else "now gone"
        raise ChannelError(
            f"{self.name} changed while it was read (it had {self.size:,} bytes, {now}); "
            "what was read so far is kept: run it again when the file is complete",
            permanent=False,
        )

    def digest(self, start: int, length: int) -> str:
        """A short hash of packed bytes, to know the file again by."""
        return hashlib.sha256(os.pread(self.handle.fileno(), length, start)).hexdigest()[:16]


def printable(name: str) -> str:
    """A file's name, fit for a message whatever bytes it is made of."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)


def open_file(path: Path, *, follow_links: bool = True) -> Opened:
    """Open for reading; ChannelError says what is wrong with it and what to do."""
    # Not blocking: a pipe in the place of a file must not hang the house.
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | (0 if follow_links else os.O_NOFOLLOW)
    try:
        descriptor = os.open(path, flags)
    except (OSError, ValueError) as error:
        raise ChannelError(_why_not(path, error), permanent=True) from error
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        what = "a folder; give one file" if stat.S_ISDIR(status.st_mode) else "not a file"
        raise ChannelError(f"{printable(str(path))}: this is {what}", permanent=True)
    handle = open(descriptor, "rb", buffering=0)  # noqa: SIM115 - closed by Opened.close
    try:
        return _look(path, cast(BinaryIO, handle), status)
    except BaseException:
        handle.close()
        raise


def _why_not(path: Path, error: Exception) -> str:
    reasons = {
        errno.ENOENT: "there is no such file; check the path",
        errno.EACCES: "not permitted; let this account read it (chmod, chown)",
        errno.ELOOP: "this is a link, which is not followed here; put the file itself there",
    }
    code = getattr(error, "errno", None)
    return f"{printable(str(path))}: {reasons.get(code or 0, f'{error}; check the path')}"


def unpacked(opened: Opened) -> Opened:
    """The same file with its bytes unpacked into a nameless one beside it, so that any row can be
    gone to at once. `opened` is not to be used after that."""
    room = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 - closed with what is returned
    try:
        _unpack_into(room, opened)
    except BaseException:
        with suppress(OSError):  # what could not be written cannot be flushed now
            room.close()
        raise
    opened.stream.close()
    return replace(opened, stream=room, packed=False)


def _unpack_into(room: BinaryIO, opened: Opened) -> None:
    opened.rewind(0)
    total = 0
    try:
        while block := opened.stream.read(MIB):
            total += len(block)
            if total > SPOOLED_BYTES:
                raise ChannelError(
                    f"{opened.name}: unpacks to over {SPOOLED_BYTES // MIB:,} MiB, too much to put "
                    "in order of time here; sort it and set `order: file` in the map",
                    permanent=True,
                )
            _keep(room, block, opened.name)
    except BROKEN as error:
        raise ChannelError(
            f"{opened.name} breaks off: {error}; get the file again", permanent=True
        ) from error


def _look(path: Path, handle: BinaryIO, status: os.stat_result) -> Opened:
    magic = os.pread(handle.fileno(), 16, 0)
    packed = magic.startswith((GZIP, ZSTD))
    stream = _unpacking(handle, magic)
    try:
        beginning = stream.read(HEADER_BYTES)
        stream.seek(0)
    except BROKEN as error:
        raise ChannelError(
            f"{printable(path.name)}: cannot be unpacked ({error}); get it again", permanent=True
        ) from error
    for sign, what in _STRANGERS.items():
        if beginning.startswith(sign):
            raise ChannelError(f"{printable(path.name)} is {what}", permanent=True)
    if not beginning.removeprefix(BOM).strip():
        raise ChannelError(
            f"{printable(path.name)} is empty; there is nothing to read", permanent=True
        )
    return Opened(path, handle, stream, packed, status.st_size, status.st_mtime_ns, beginning)


def _unpacking(handle: BinaryIO, magic: bytes) -> BinaryIO:
    raw: io.RawIOBase
    if magic.startswith(GZIP):
        raw = _GzipStream(handle)
    elif magic.startswith(ZSTD):
        raw = _ZstdStream(handle)
    else:
        raw = cast(io.RawIOBase, handle)
    return cast(BinaryIO, io.BufferedReader(raw, BLOCK_BYTES))


def _keep(room: BinaryIO, block: bytes, name: str) -> None:
    try:
        room.write(block)
        room.flush()
    except OSError as error:
        raise ChannelError(
            f"{name}: no room to unpack it in {tempfile.gettempdir()} ({error.strerror}); make "
            "room there, or set TMPDIR to another folder",
            permanent=False,
        ) from error


class _GzipStream(io.RawIOBase):
    """A gzip file that hands out what it has before it says that the rest is broken."""

    def __init__(self, handle: BinaryIO) -> None:
        self._file = gzip.GzipFile(fileobj=handle, mode="rb")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: Any) -> int:
        return self._file.readinto1(buffer)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._file.seek(offset, whence)


class _ZstdStream(io.RawIOBase):
    """A zstd file that can go back to its beginning, which the library's own reader cannot."""

    def __init__(self, handle: BinaryIO) -> None:
        self._handle = handle
        self._start()

    def _start(self) -> None:
        self._handle.seek(0)
        self._at = 0
        unpacker = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW_BYTES)
        self._reader = unpacker.stream_reader(self._handle, read_across_frames=True, closefd=False)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: object) -> int:
        count = int(self._reader.readinto(buffer))
        self._at += count
        return count

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        target = offset + (self._at if whence == os.SEEK_CUR else 0)
        if target < self._at:
            self._start()
        while self._at < target:
            piece = self._reader.read(min(BLOCK_BYTES, target - self._at))
            if not piece:
                break
            self._at += len(piece)
        return self._at
