"""What the lines of a backup say.

The first is the header, an object. Then each table and each file is a section: an object that names
it (`{"table": name}`, `{"file": path, ...}`, `{"key": name}`), its lines (rows as arrays, or pieces
of base64 as strings) and `{"end": name, "lines": number, "sha256": of the lines}`. The last line is
`{"done": true, "sections": number}`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from firebell.site.keeping.container import NotABackupError

NAMES = ("table", "file", "key")
_DAMAGED = "what it says does not fit together"


@dataclass(frozen=True, slots=True)
class Sum:
    """How many lines, and the SHA-256 over all of them, each with its line feed."""

    lines: int
    sha256: str


def summed(lines: Iterable[bytes], take: Callable[[bytes], object] = lambda line: None) -> Sum:
    """The sum of `lines`, each handed to `take` on the way."""
    digest, number = hashlib.sha256(), 0
    for line in lines:
        digest.update(line)
        number += 1
        take(line)
    return Sum(number, digest.hexdigest())


def record(values: dict[str, Any]) -> bytes:
    # ASCII: a file's name may hold bytes that are no text.
    return json.dumps(values, separators=(",", ":")).encode() + b"\n"


def write_section(
    write: Callable[[bytes], object], opening: dict[str, Any], lines: Iterable[bytes]
) -> Sum:
    write(record(opening))
    found = summed(lines, write)
    write(record({"end": _name(opening), "lines": found.lines, "sha256": found.sha256}))
    return found


class Section:
    """One table or file of a backup. Iterating gives its lines; the end is compared with them."""

    def __init__(self, opening: dict[str, Any], lines: Iterator[bytes]) -> None:
        self.opening = opening
        self.name = _name(opening)
        self.sum = Sum(0, "")
        self._lines = lines
        self._ended = False

    def __iter__(self) -> Iterator[bytes]:
        self.sum = Sum(0, "")
        digest = hashlib.sha256()
        for number, line in enumerate(self._lines):
            if line[:1] == b"{":
                self._end(parsed(line), Sum(number, digest.hexdigest()))
                return
            digest.update(line)
            yield line
        raise NotABackupError(_DAMAGED)

    def skip(self) -> None:
        if not self._ended:
            for _line in self:
                pass

    def _end(self, end: dict[str, Any], found: Sum) -> None:
        if end != {"end": self.name, "lines": found.lines, "sha256": found.sha256}:
            raise NotABackupError(_DAMAGED)
        self.sum, self._ended = found, True


def read(lines: Iterator[bytes]) -> tuple[dict[str, Any], Iterator[Section]]:
    """The header, and the sections one after the other; what is left of one is skipped.

    Errors: NotABackupError if anything does not fit, while it is read.
    """
    header = parsed(next(lines, b""))
    if "firebell_backup" not in header:
        raise NotABackupError(_DAMAGED)
    return header, _sections(lines)


def _sections(lines: Iterator[bytes]) -> Iterator[Section]:
    for number, line in enumerate(lines):
        opening = parsed(line)
        if "done" in opening:
            if opening != {"done": True, "sections": number} or next(lines, None) is not None:
                raise NotABackupError(_DAMAGED)
            return
        section = Section(opening, lines)
        yield section
        section.skip()
    raise NotABackupError(_DAMAGED)


def parsed(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise NotABackupError(_DAMAGED) from error
    if not isinstance(found, dict):
        raise NotABackupError(_DAMAGED)
    return found


def _name(opening: dict[str, Any]) -> str:
    for kind in NAMES:
        if isinstance(found := opening.get(kind), str):
            return f"{kind} {found}"
    raise NotABackupError(_DAMAGED)
