"""Files that are written aside and put in place whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def draft_of(path: Path) -> Path:
    """Where this process may write what will become `path`; drafts of the dead are removed."""
    sweep(path)
    return path.with_name(f".{path.name}.draft-{os.getpid()}")


def sweep(path: Path) -> None:
    """Remove drafts of `path` whose process has ended, and what SQLite left beside them."""
    for draft in path.parent.glob(f".{path.name}.draft-*"):
        number = draft.name.rpartition(".draft-")[2].partition("-")[0]  # or 123-wal
        if not (number.isdigit() and _lives(int(number))):
            draft.unlink(missing_ok=True)


def remove(draft: Path) -> None:
    """A draft that will not be wanted, with SQLite's own files beside it."""
    for end in ("", "-wal", "-shm", "-journal"):
        draft.with_name(draft.name + end).unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A draft, readable by its owner alone, that becomes `path` if all goes well.

    Errors: FileExistsError if there is a `path`, now or by then; OSError.
    """
    if path.exists():
        raise FileExistsError(path)
    draft = draft_of(path)
    try:
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        yield draft
        os.link(draft, path)  # unlike a rename, this never replaces what has come meanwhile
        sync_folder(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def _lives(process: int) -> bool:
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
