"""What backup, restore and move say: a table on standard output, all else on standard error."""

from __future__ import annotations

import getpass
import json
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

import click
from django.db import DatabaseError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from firebell.site.command_line import CannotRun
from firebell.site.database import explain
from firebell.site.keeping.belongings import SEALING
from firebell.site.keeping.checking import Contents
from firebell.site.keeping.container import NotABackupError
from firebell.site.keeping.restoring import Restored
from firebell.site.keeping.snapshot import NothingToBackUpError
from firebell.site.keeping.stores import RowRefusedError, StoreInUseError
from firebell.site.keeping.tables import SchemaUnknownError

PASSPHRASE = "FIREBELL_BACKUP_PASSPHRASE"  # noqa: S105 - the variable's name
SHORTEST = 8
_MOST = 10


class Progress:
    """Counts rows at a terminal; silent elsewhere."""

    def __init__(self, what: str) -> None:
        console = Console(stderr=True)
        self._bar = Bar(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
            TimeElapsedColumn(), console=console, disable=not console.is_terminal,
        )  # fmt: skip
        self._what = what
        self._task = self._bar.add_task(what, total=None)

    def __enter__(self) -> Progress:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def add(self, table: str, rows: int) -> None:
        self._bar.update(self._task, advance=rows, description=f"{self._what} {table}")


def passphrase(file: Path | None, *, new: bool = False) -> str:
    """From `file`, the environment or the terminal; asked twice for a new one."""
    if file is not None:
        found = file.read_text(encoding="utf-8").rstrip("\r\n")
    elif not (found := os.environ.get(PASSPHRASE, "")):
        if not sys.stdin.isatty():
            raise CannotRun(f"give the passphrase with --passphrase-file or {PASSPHRASE}")
        found = getpass.getpass("Passphrase: ")
        if new and found != getpass.getpass("The same again: "):
            raise CannotRun("the two are not the same; nothing was written")
    if new and len(found) < SHORTEST:
        raise CannotRun(f"the passphrase needs at least {SHORTEST} characters; choose a longer one")
    return found


@contextmanager
def failures(file: Path | None = None) -> Iterator[None]:
    """Every failure that a person can put right as one line; nothing was changed by then."""
    try:
        yield
    except (NotABackupError, SchemaUnknownError, StoreInUseError, NothingToBackUpError) as error:
        raise CannotRun(str(error)) from error
    except RowRefusedError as error:
        raise CannotRun(
            f"the new store refuses a row ({error}); nothing was changed; correct the row in the "
            "old store and run the same command again"
        ) from error
    except FileExistsError as error:
        raise CannotRun(f"{error.args[0]} is there already; choose another name") from error
    except OSError as error:
        place = error.filename or file or "the home folder"
        raise CannotRun(f"{place}: {error.strerror}; nothing was changed") from error
    except (DatabaseError, sqlite3.DatabaseError) as error:
        raise CannotRun(explain(str(error).partition("\n")[0])) from error
    except Exception as error:
        if type(error).__module__.partition(".")[0] != "psycopg":
            raise
        raise CannotRun(explain(str(error).splitlines()[0])) from error


def show(contents: Contents, restored: Restored | None = None, *, as_json: bool) -> None:
    """The table of sums; after a restore also whether each is found again."""
    if as_json:
        click.echo(json.dumps(_as_json(contents, restored), ensure_ascii=False))
        return
    width = max(map(len, contents.tables), default=0)
    for name, found in contents.tables.items():
        again = "" if restored is None else _word(name in restored.differing())
        click.echo(f"{name:{width}} {found.lines:>10}  {found.sha256[:16]}{again}")
    click.echo(
        f"{contents.rows} rows in {len(contents.tables)} tables, {contents.files} files, "
        f"by firebell {contents.firebell} at {contents.made_at}"
    )


def _word(differs: bool) -> str:
    return "  DIFFERS" if differs else "  equal"


def _as_json(contents: Contents, restored: Restored | None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "firebell": contents.firebell,
        "made_at": contents.made_at,
        "rows": contents.rows,
        "files": contents.files,
        "keys": contents.keys,
        "encrypted": contents.encrypted,
        "tables": {
            name: {"rows": one.lines, "sha256": one.sha256} for name, one in contents.tables.items()
        },
    }
    if restored is not None:
        told |= {
            "differing": restored.differing(),
            "migrated": restored.migrated,
            "unreadable": restored.unreadable,
            "broken": restored.broken,
            "kept": restored.kept,
        }
    return told


def say_of_keys(contents: Contents, home: Path) -> None:
    if contents.keys:
        click.echo(
            f"The keys are in it ({', '.join(contents.keys)}). Guard the passphrase.", err=True
        )
    elif SEALING.value(home):
        click.echo(
            f"The keys are NOT in it. Without {SEALING.file} (or {SEALING.variable}) a restore "
            "cannot open the stored passwords and tokens of networks: keep it in another safe "
            "place, or use --with-keys.",
            err=True,
        )


def say_what_came(restored: Restored) -> int:
    """Tell what a person has to know or do; the exit status."""
    if restored.kept:
        click.echo(f"What was here before is kept in {restored.kept}.", err=True)
    if restored.migrated:
        click.echo(f"Brought to this version by {restored.migrated} migrations.", err=True)
    if restored.unreadable:
        click.echo(
            f"{len(restored.unreadable)} stored secrets CANNOT be opened, since their sealing key "
            f"is not here ({', '.join(restored.unreadable[:_MOST])}): put the old machine's "
            f"{SEALING.file} into the home folder or set {SEALING.variable}, or enter the "
            "passwords and tokens of these sources again. Everything else is restored.",
            err=True,
        )
    for line in restored.broken[:_MOST]:
        click.echo(f"WRONG {line}", err=True)
    click.echo("Everybody signs in again: sessions are in no backup.", err=True)
    return 1 if restored.unreadable or restored.broken else 0


def say_next_setting(before: dict[str, Any], to: str) -> None:
    """The one line that is left to do."""
    if "sqlite" in before["ENGINE"]:
        click.echo(f"The old store is untouched: {before['NAME']}", err=True)
    else:
        click.echo(
            f"The old store is untouched: the PostgreSQL database {before['NAME']}", err=True
        )
    if to == "sqlite":
        click.echo("Now unset FIREBELL_DATABASE_URL and start firebell.", err=True)
        return
    click.echo("Now set this (the password as you gave it) and start firebell:", err=True)
    click.echo(f"FIREBELL_DATABASE_URL={_without_password(to)}", err=True)


def _without_password(url: str) -> str:
    password = urlsplit(url).password
    return url.replace(f":{password}@", ":***@", 1) if password else url


def holds_data(place: object) -> str:
    return (
        f"{place} holds data already; nothing was changed. Use --replace to put them aside, or "
        "name another place"
    )
