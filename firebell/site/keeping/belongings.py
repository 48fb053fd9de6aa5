"""What of a firebell lies beside its database: own maps and models, files that wait, the keys."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from firebell.channels.networks.file_drop.config import DONE, REFUSED
from firebell.site.keeping import aside
from firebell.site.keeping.container import NotABackupError

FOLDERS = ("maps", "models", "drop")
_TAKEN_IN = (DONE, REFUSED)  # their rows are in the database
_PIECE = 48 * 1024


@dataclass(frozen=True, slots=True)
class Key:
    """A secret that the environment gives, a file that it names holds, or the home folder does."""

    file: str
    variable: str

    def value(self, home: Path) -> str:
        """What is in use; empty if there is none yet."""
        if given := os.environ.get(self.variable):
            return given
        path = Path(os.environ.get(f"{self.variable}_FILE") or home / self.file)
        return path.read_text(encoding="utf-8").strip() if path.is_file() else ""

    def is_given(self) -> bool:
        """Does the environment give it? Then the file in the home folder is not looked at."""
        return any(os.environ.get(name) for name in (self.variable, f"{self.variable}_FILE"))


SIGNING = Key("secret.key", "FIREBELL_SECRET_KEY")
SEALING = Key("sealing.key", "FIREBELL_SEALING_KEY")
KEYS = (SIGNING, SEALING)


def files(home: Path) -> Iterator[Path]:
    """The files that belong to the state; links are not followed."""
    for name in FOLDERS:
        for folder, below, names in os.walk(home / name):
            if name == "drop":
                below[:] = [one for one in below if one not in _TAKEN_IN]
            paths = (Path(folder) / one for one in sorted(names))
            yield from (path for path in paths if path.is_file() and not path.is_symlink())


def opening(path: Path, home: Path) -> dict[str, Any]:
    # The time is part of it: by it a drop knows the file that it was reading.
    return {
        "file": path.relative_to(home).as_posix(),
        "modified_ns": path.stat().st_mtime_ns,
    }


def pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while data := file.read(_PIECE):
            yield _piece(data)


def key_pieces(value: str) -> list[bytes]:
    return [_piece(value.encode())]


def _piece(data: bytes) -> bytes:
    return b'"' + base64.b64encode(data) + b'"\n'


def unpacked(lines: Iterable[bytes]) -> Iterator[bytes]:
    for line in lines:
        try:
            yield base64.b64decode(line.strip().strip(b'"'), validate=True)
        except binascii.Error as error:
            raise NotABackupError("a file in it is damaged") from error


def safe_path(name: str) -> PurePosixPath:
    """Errors: NotABackupError for a name that would lead out of the folders of the state."""
    path = PurePosixPath(name)
    if "\0" in name or path.is_absolute() or ".." in path.parts or path.parts[:1] == ():
        raise NotABackupError(f"it holds a file of a forbidden name ({name!r})")
    if path.parts[0] not in FOLDERS or len(path.parts) < 2:
        raise NotABackupError(f"it holds a file of a forbidden name ({name!r})")
    return path


def put_file(home: Path, opening: dict[str, Any], lines: Iterable[bytes], keep: Path) -> None:
    """Write one file of a backup; another of that name goes to the same place below `keep`."""
    path = home / safe_path(str(opening["file"]))
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = aside.draft_of(path)
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.writelines(unpacked(lines))
        modified = int(opening["modified_ns"])
        os.utime(draft, ns=(modified, modified))
        if path.exists() and path.read_bytes() != draft.read_bytes():
            _keep(path, home, keep)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def put_key(home: Path, name: str, value: str, keep: Path) -> None:
    """Write a key. A sealing key that is there goes on opening what it sealed."""
    key = next((one for one in KEYS if one.file == name), None)
    if key is None:
        raise NotABackupError(f"it holds a key of an unknown name ({name!r})")
    path = home / key.file
    there = path.read_text(encoding="utf-8").split() if path.is_file() else []
    wanted = value.replace(",", " ").split()
    if key == SEALING:
        wanted += [one for one in there if one not in wanted]
    if wanted == there:
        return
    if there:
        _keep(path, home, keep)
    draft = aside.draft_of(path)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write("\n".join(wanted))
    draft.replace(path)


def _keep(path: Path, home: Path, keep: Path) -> None:
    kept = keep / path.relative_to(home)
    kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.link(path, kept)
