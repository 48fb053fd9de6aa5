"""Read a backup from its first byte to its last before anything is done with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from firebell.site.keeping import belongings, container
from firebell.site.keeping.container import NotABackupError
from firebell.site.keeping.sections import Section, Sum, read
from firebell.site.keeping.tables import Migration


@dataclass(slots=True)
class Contents:
    """What a whole backup says of itself, and the sum of each table as it was read."""

    header: Mapping[str, Any]
    encrypted: bool
    tables: dict[str, Sum] = field(default_factory=dict)
    files: int = 0
    keys: list[str] = field(default_factory=list)

    @property
    def firebell(self) -> str:
        return str(self.header["firebell"])

    @property
    def made_at(self) -> str:
        return str(self.header["made_at"])

    @property
    def migrations(self) -> list[Migration]:
        return [(str(app), str(name)) for app, name in self.header["migrations"]]

    @property
    def highest_ids(self) -> dict[str, int]:
        return {str(name): int(id_) for name, id_ in self.header["highest_ids"].items()}

    @property
    def rows(self) -> int:
        return sum(found.lines for found in self.tables.values())


def check(path: Path, passphrase: str | None = None) -> Contents:
    """What the file holds. Errors: NotABackupError if it is not whole and sound; OSError."""
    container.verify(path)
    with opened(path, passphrase) as (header, found):
        contents = Contents(header, container.is_encrypted(path))
        for section in found:
            section.skip()
            _note(contents, section)
        _compare(contents)
    return contents


@contextmanager
def opened(
    path: Path, passphrase: str | None
) -> Iterator[tuple[dict[str, Any], Iterator[Section]]]:
    """The header and the sections of a file that `check` has passed."""
    try:
        yield read(container.lines(path, passphrase))
    except NotABackupError as error:
        message = str(error)
        told = message if str(path) in message else f"{path} is damaged: {message}"
        raise NotABackupError(told) from error


def _note(contents: Contents, section: Section) -> None:
    if "table" in section.opening:
        contents.tables[str(section.opening["table"])] = section.sum
    elif "key" in section.opening:
        contents.keys.append(str(section.opening["key"]))
    else:
        belongings.safe_path(str(section.opening["file"]))
        contents.files += 1


def _compare(contents: Contents) -> None:
    """Does the header name what came, and is it of the shape that a restore takes for granted?"""
    try:
        named = [str(table["name"]) for table in contents.header["tables"]]
        fits = named == list(contents.tables)
        # These are read to see that they can be.
        fits &= bool(contents.migrations and contents.firebell and contents.made_at)
        fits &= contents.highest_ids.keys() <= set(named)
    except (KeyError, TypeError, ValueError):
        fits = False
    if not fits:
        raise NotABackupError("its header does not fit what follows")
