"""Where one row of a file begins and ends. Pure given a stream of bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from enum import IntEnum
from typing import BinaryIO, NamedTuple

from firebell.channels.contract import KEPT_OF_A_REJECT
from firebell.channels.files.limits import (
    BLOCK_BYTES,
    DOUBT_BYTES,
    LOOKAHEAD_BYTES,
    ROW_BYTES,
)


class Problem(IntEnum):
    """Why the bytes of a row cannot even be handed to a parser."""

    NONE = 0
    TOO_LONG = 1
    QUOTE_OPEN = 2
    UNENDED = 3
    AFTER_THE_END = 4


class Position(NamedTuple):
    """Where the next row begins. `line` and `row` count from 1; `doubt` is how many bytes were
    looked at in vain for the end of open quotes."""

    offset: int
    line: int
    row: int
    doubt: int = 0


class Record(NamedTuple):
    """One row: its bytes (all of them, or the first KEPT_OF_A_REJECT where it is too long)."""

    raw: bytes
    start: int
    size: int
    problem: Problem
    row: int
    line: int
    after: Position


def line_records(stream: BinaryIO, start: Position) -> Iterator[Record]:
    """One record for each line that is not blank: JSON lines."""
    offset, line, row, doubt = start
    for raw, size in _lines(stream):
        offset += size
        line += 1
        if raw.isspace():
            continue
        row += 1
        problem = Problem.TOO_LONG if size > ROW_BYTES else Problem.NONE
        after = Position(offset, line, row, doubt)
        yield Record(_kept(raw, size), offset - size, size, problem, row - 1, line - 1, after)


def quoted_records(
    stream: BinaryIO, start: Position, delimiter: bytes, fits: Callable[[bytes], bool]
) -> Iterator[Record]:
    """One record for each row of delimited text; a quoted field may hold line breaks.

    Where a quote stays open, the lines after it are looked at, up to LOOKAHEAD_BYTES. If the
    quote never closes, or what it then encloses does not make a row that `fits`, only the first
    of these lines is a bad row and reading goes on with the second: one forgotten quote must not
    swallow the rows behind it. Such looking in vain is bounded by DOUBT_BYTES for a whole file.
    """
    offset, line, row, doubt = start
    lines = _Lines(stream)
    opening = re.compile(b'(?:^|%b)"' % re.escape(delimiter))
    while (first := lines.take()) is not None:
        raw, size = first
        problem, height = Problem.NONE, 1
        if b'"' in raw and size == len(raw) and _stays_open(raw, False, opening):
            whole, seen = _until_closed(raw, lines, opening, doubt)
            if seen and fits(whole):
                raw, size, height = whole, len(whole), seen
            else:
                lines.give_back(whole[size:])
                doubt += len(whole) - size
                problem = Problem.QUOTE_OPEN
        elif raw.isspace():
            offset, line = offset + size, line + 1
            continue
        if size > ROW_BYTES:
            problem = Problem.TOO_LONG
        offset += size
        after = Position(offset, line + height, row + 1, doubt)
        yield Record(_kept(raw, size), offset - size, size, problem, row, line, after)
        line, row = line + height, row + 1


def _until_closed(
    first: bytes, lines: _Lines, opening: re.Pattern[bytes], doubt: int
) -> tuple[bytes, int]:
    """From the line where a quote opens to the one where it closes, and how many lines these are;
    0 if it does not close, and then all that was looked at."""
    whole = bytearray(first)
    height = 1
    while doubt < DOUBT_BYTES and len(whole) - len(first) < LOOKAHEAD_BYTES:
        item = lines.take()
        if item is None:
            break
        raw, size = item
        if size != len(raw):
            lines.hold_back(item)
            break
        whole += raw
        height += 1
        if not _stays_open(raw, True, opening):
            return bytes(whole), height
    return bytes(whole), 0


class _Lines:
    """Lines that can be given back. Of a line over LOOKAHEAD_BYTES only the beginning is kept,
    but its whole size."""

    def __init__(self, stream: BinaryIO) -> None:
        self._fresh = _lines(stream)
        self._again = io.BytesIO()
        self._held: tuple[bytes, int] | None = None

    def take(self) -> tuple[bytes, int] | None:
        if raw := self._again.readline():
            return raw, len(raw)
        if self._held is not None:
            held, self._held = self._held, None
            return held
        return next(self._fresh, None)

    def give_back(self, taken: bytes) -> None:
        """The lines taken last, in one piece."""
        begin = self._again.tell() - len(taken)
        if begin >= 0 and self._again.getbuffer()[begin : begin + len(taken)] == taken:
            self._again.seek(begin)
        else:
            self._again = io.BytesIO(taken)

    def hold_back(self, item: tuple[bytes, int]) -> None:
        """The line taken last, which is too long to be given back in one piece."""
        self._held = item


def _stays_open(line: bytes, inside: bool, opening: re.Pattern[bytes]) -> bool:
    """Does this line end inside a quoted field? `inside`: did it begin inside one?"""
    at = 0
    while True:
        if inside:
            at = line.find(b'"', at)
            if at < 0:
                return True
            if line[at + 1 : at + 2] == b'"':
                at += 2
                continue
            inside, at = False, at + 1
        found = opening.search(line, at)
        if found is None:
            return False
        inside, at = True, found.end()


def _lines(stream: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Lines and their sizes; of one over LOOKAHEAD_BYTES only the beginning, but its whole size."""
    readline = stream.readline
    while raw := readline(LOOKAHEAD_BYTES + 1):
        size = len(raw)
        if size > LOOKAHEAD_BYTES and not raw.endswith(b"\n"):
            raw = raw[:KEPT_OF_A_REJECT]
            while piece := readline(BLOCK_BYTES):
                size += len(piece)
                if piece.endswith(b"\n"):
                    break
        yield raw, size


def _kept(raw: bytes, size: int) -> bytes:
    return raw if size <= ROW_BYTES else raw[:KEPT_OF_A_REJECT]


_OUTSIDE = re.compile(rb'["{}\[\],]')
_INSIDE = re.compile(rb'\\[\s\S]|\\\Z|"')


def array_records(stream: BinaryIO, start: Position) -> Iterator[Record]:
    """One record for each element of a JSON array; the stream stands behind the `[` or a comma."""
    cutter = _Cutter(start)
    while block := stream.read(BLOCK_BYTES):
        yield from cutter.feed(block)
    yield from cutter.end()


class _Cutter:
    """Cuts an array into its elements, block by block, without holding more than ROW_BYTES."""

    def __init__(self, start: Position) -> None:
        self.position = start
        self.offset = start.offset  # of the block at hand
        self.depth = 0
        self.inside = self.escaped = self.closed = False
        self.piece = bytearray()
        self.size = 0

    def feed(self, block: bytes) -> Iterator[Record]:
        begin = at = 1 if self.escaped else 0
        self._take(block[:at])
        self.escaped = False
        while not self.closed:
            found = (_INSIDE if self.inside else _OUTSIDE).search(block, at)
            if found is None:
                break
            sign, at = found.group(), found.end()
            if self._separates(sign):
                self._take(block[begin : at - 1])
                begin = at
                # The comma is left behind; the bracket is met again by whoever goes on here.
                end = self.offset + at - 1
                yield from self._cut(end, end if sign == b"]" else end + 1)
        self._take(block[begin:])
        self.offset += len(block)

    def end(self) -> Iterator[Record]:
        """What is left when the file ends: nothing, or something that does not belong there."""
        if self.piece.strip() or not self.closed:
            problem = Problem.AFTER_THE_END if self.closed else Problem.UNENDED
            yield self._record(self.offset, self.offset, problem)

    def _separates(self, sign: bytes) -> bool:
        if self.inside:
            self.inside = sign != b'"'
            self.escaped = sign == b"\\"
        elif sign == b'"':
            self.inside = True
        elif sign in b"{[":
            self.depth += 1
        elif self.depth:
            self.depth -= sign in b"}]"
        else:
            self.closed = sign == b"]"
            return sign in b",]"
        return False

    def _take(self, part: bytes) -> None:
        self.size += len(part)
        if len(self.piece) <= ROW_BYTES:
            self.piece += part[: ROW_BYTES + 1]

    def _cut(self, end: int, after: int) -> Iterator[Record]:
        if self.piece.strip():
            problem = Problem.TOO_LONG if self.size > ROW_BYTES else Problem.NONE
            yield self._record(end, after, problem)
        self.piece.clear()
        self.size = 0

    def _record(self, end: int, after: int, problem: Problem) -> Record:
        row, size = self.position.row, self.size
        self.position = Position(after, 0, row + 1)
        raw = _kept(bytes(self.piece), size)
        return Record(raw, end - size, size, problem, row, 0, self.position)


def explained(record: Record) -> str:
    """The problem of a record in words, with the remedy."""
    return {
        Problem.NONE: "",
        Problem.TOO_LONG: f"the row has {record.size:,} bytes, the most is {ROW_BYTES:,}; "
        "shorten the text and replay it",
        Problem.QUOTE_OPEN: 'a quoted field opens with " and is not closed; '
        "close it, or double each quote inside it",
        Problem.UNENDED: "the file ends inside this row; get the whole file",
        Problem.AFTER_THE_END: "something stands behind the end of the array; remove it",
    }[record.problem]
