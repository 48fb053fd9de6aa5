"""JSON Lines in and out for the command line; a bad line is told by file and line and left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

import click

from firebell.site.command_line import CannotRun

LONGEST_LINE = 8 * 1024 * 1024  # characters
MOST_NESTED = 100
_LONE = re.compile("[\ud800-\udfff]")


class BadRowError(ValueError):
    """A line that is not a row; the message says why and what to write instead."""


class Rows:
    """The rows of a JSONL file, `-` for standard input; each has a string `text`.

    A line that is none is told on standard error and counted in `refused`; the rest goes on.
    """

    def __init__(self, file: str) -> None:
        self._stream = _open(file)
        self._name = "standard input" if file == "-" else file
        self._number = 0
        self.refused = 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        with self._stream as stream:
            for self._number, line in enumerate(_lines(stream), start=1):
                try:
                    row = _row(line)
                except BadRowError as error:
                    self.refuse(str(error))
                    continue
                if row is not None:
                    yield row

    def refuse(self, why: str) -> None:
        """Tell that the row handed out last is left out."""
        click.echo(f"{self._name}, line {self._number}: {why}", err=True)
        self.refused += 1


def _open(name: str) -> TextIO:
    try:
        return click.open_file(name, encoding="utf-8", errors="replace")  # type: ignore[return-value]
    except OSError as error:
        raise CannotRun(f"{name}: {error.strerror}; name a file that can be read, or -") from error


def _lines(stream: TextIO) -> Iterator[str | None]:
    """Lines; None for one that is too long to be held."""
    while line := stream.readline(LONGEST_LINE + 1):
        if len(line) <= LONGEST_LINE:
            yield line
            continue
        while line and not line.endswith("\n"):
            line = stream.readline(LONGEST_LINE)
        yield None


def _row(line: str | None) -> dict[str, Any] | None:
    """The row of a line, None for a blank one."""
    if line is None:
        raise BadRowError("longer than 8 MiB; shorten it")
    if not line.strip():
        return None
    try:
        row = clean(json.loads(line, parse_constant=_no_constant))
    except RecursionError as error:
        raise BadRowError("nested too deep; write one flat object a line") from error
    except BadRowError:
        raise
    except ValueError as error:
        raise BadRowError(f"not JSON ({str(error)[:80]}); write one object a line") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise BadRowError('no "text"; write one object a line with a string "text"')
    return row


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number in JSON")


def write_rows(rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False))


def clean(value: Any, depth: int = 0) -> Any:
    """The same with U+FFFD for each half of a character, which no output can hold.

    Raises BadRowError where it is nested more than `MOST_NESTED` deep.
    """
    if isinstance(value, str):
        return _LONE.sub("\ufffd", value)
    if depth > MOST_NESTED:
        raise BadRowError("nested too deep; write one flat object a line")
    if isinstance(value, dict):
        return {clean(key): clean(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [clean(item, depth + 1) for item in value]
    return value
