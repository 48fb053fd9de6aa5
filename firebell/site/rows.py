"""JSON Lines in and out for the command line, with errors that name file and line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

import click

from firebell.site.command_line import CannotRun

LONGEST_LINE = 8 * 1024 * 1024


def read_rows(name: str) -> Iterator[dict[str, Any]]:
    """Objects of a JSONL file, `-` for standard input; each must have a string `text`."""
    stream = sys.stdin if name == "-" else _open(name)
    with stream:
        for number, line in enumerate(_lines(stream, name), start=1):
            if line.strip():
                yield _row(line, f"{name}, line {number}")


def _open(name: str) -> TextIO:
    try:
        return open(name, encoding="utf-8", errors="replace")
    except OSError as error:
        raise CannotRun(f"{name}: {error.strerror}; name a file that can be read, or -") from error


def _lines(stream: TextIO, name: str) -> Iterator[str]:
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise CannotRun(f"{name}, line {number}: longer than 8 MiB; split it")
        yield line


def _row(line: str, place: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise CannotRun(f"{place}: not JSON ({_short(error)}); write one object a line") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise CannotRun(f'{place}: no "text"; write one object a line with a string "text"')
    return row


def _short(error: BaseException) -> str:
    return "nested too deep" if isinstance(error, RecursionError) else str(error)[:80]


def write_rows(rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        click.echo(json.dumps(clean(row), ensure_ascii=False))


def clean(value: Any) -> Any:
    """Make any string fit for UTF-8: a lone surrogate becomes U+FFFD."""
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    if isinstance(value, dict):
        return {clean(key): clean(item) for key, item in value.items()}
    if isinstance(value, list):
        return [clean(item) for item in value]
    return value
