"""Takes in the files of a folder one after the other, oldest first.

A file is moved aside only when its last batch has been stored, which is when the next batch is
asked for. The cursor remembers the file that was finished last, so a crash between storing and
moving moves it then, and takes nothing in twice.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from firebell.channels.contract import Batch, ChannelError, Reject, no_interactions
from firebell.channels.files.opening import printable
from firebell.channels.files.reader import FileJob, read_file
from firebell.channels.networks.file_drop.config import DONE, REFUSED, DropConfig
from firebell.common import clock

UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".filepart", ".swp")


class FileDropReader:
    """Reads a folder. A link in it is never followed: it could lead anywhere on this machine."""

    def batches(
        self, config: Mapping[str, Any], cursor: Mapping[str, Any], size: int
    ) -> Iterator[Batch]:
        """See `firebell.channels.contract.Reader.batches`."""
        drop = DropConfig.read(config)
        for dropped in _complete(drop, cursor):
            known = cursor if cursor.get("file") == dropped.identity else {}
            if not known.get("finished"):
                finished = yield from _take_in(dropped, drop, known.get("within", {}), size)
            else:
                finished = str(known["finished"])
            if finished:
                _move(dropped.path, drop.folder / finished)


@dataclass(frozen=True, slots=True)
class _Dropped:
    """One file of the folder, as it was when it was listed."""

    path: Path
    size: int
    modified: int

    @property
    def identity(self) -> list[Any]:
        return [os.fsencode(self.path.name).hex(), self.size, self.modified]

    @property
    def label(self) -> str:
        """The name, and a sign that tells it from a later file of the same name."""
        sign = zlib.crc32(repr(self.identity).encode())
        return f"{printable(self.path.name)} [{sign:08x}]"


def _take_in(
    dropped: _Dropped, drop: DropConfig, within: Mapping[str, Any], size: int
) -> Generator[Batch, None, str]:
    """Every batch of one file; the last says in its cursor that the file is finished.

    Returns the folder that the file belongs into, or "" if it has to wait.
    """
    job = FileJob(dropped.path, drop.map, drop.repair, dropped.label, follow_links=False)
    held: Batch | None = None
    try:
        for batch in read_file(job, within, size, clock.wall()):
            if held is not None:
                yield held
            held = _batch(dropped, batch, "")
    except ChannelError as error:
        if held is not None:
            yield held
        if not error.permanent:
            return ""
        yield _refusal(dropped, str(error))
        return REFUSED
    last = held or Batch(no_interactions(), (), {"within": dict(within)})
    yield Batch(last.interactions, last.rejects, _cursor(dropped, last.cursor["within"], DONE))
    return DONE


def _batch(dropped: _Dropped, batch: Batch, finished: str) -> Batch:
    return Batch(batch.interactions, batch.rejects, _cursor(dropped, batch.cursor, finished))


def _refusal(dropped: _Dropped, reason: str) -> Batch:
    reject = Reject(dropped.label, reason, b"", dropped.size, {"format": "file"})
    return Batch(no_interactions(), (reject,), _cursor(dropped, {}, REFUSED))


def _cursor(dropped: _Dropped, within: Mapping[str, Any], finished: str) -> dict[str, Any]:
    return {"file": dropped.identity, "within": dict(within), "finished": finished}


def _complete(drop: DropConfig, cursor: Mapping[str, Any]) -> list[_Dropped]:
    """Files that nobody is writing to: first the one that was begun, then the oldest."""
    try:
        found = [entry for entry in os.scandir(drop.folder) if _is_ready(entry, drop)]
        files = [
            _Dropped(Path(entry.path), status.st_size, status.st_mtime_ns)
            for entry in found
            for status in [entry.stat(follow_symlinks=False)]
        ]
    except OSError as error:
        raise ChannelError(
            f"file drop: the folder {drop.folder} cannot be read ({error.strerror}); make it "
            "again, or let this account read it",
            permanent=False,
        ) from error
    begun = cursor.get("file")
    return sorted(files, key=lambda file: (file.identity != begun, file.modified, file.path.name))


def _is_ready(entry: os.DirEntry[str], drop: DropConfig) -> bool:
    if entry.name.startswith(".") or entry.name.lower().endswith(UNFINISHED):
        return False
    if not entry.is_file(follow_symlinks=False):
        return False
    # A time stamp in the future (another machine's clock) must not hold a file back for ever.
    age = abs(clock.wall().timestamp() - entry.stat(follow_symlinks=False).st_mtime)
    return age >= drop.settle_seconds


def _move(path: Path, folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
        target, number = folder / path.name, 1
        while target.exists():
            number += 1
            target = folder / f"{path.stem} ({number}){path.suffix}"
        path.rename(target)
    except FileNotFoundError:
        return  # somebody else took it away; its rows are stored
    except OSError as error:
        raise ChannelError(
            f"file drop: {printable(path.name)} is taken in but cannot be moved to {folder} "
            f"({error.strerror}); let this account write there",
            permanent=False,
        ) from error
