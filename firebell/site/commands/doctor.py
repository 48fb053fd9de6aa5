from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import timedelta
from typing import Any

import click

from firebell.site.command_line import CannotRun


@click.command()
@click.argument("source")
@click.option("--workspace", metavar="NAME", help="Where several have a source of this name.")
@click.option(
    "--try",
    "tried",
    metavar="KEY=VALUE",
    multiple=True,
    help="SOURCE is a network: try it with this config, and store nothing. May be repeated.",
)
@click.option("--query", default="", help="With --try: what to keep, where a network needs it.")
@click.option("--seconds", default=10, show_default=True, help="How long to listen with --try.")
@click.option("--json", "as_json", is_flag=True, help="One object a line.")
def command(
    source: str,
    workspace: str | None,
    tried: tuple[str, ...],
    query: str,
    seconds: int,
    as_json: bool,
) -> None:
    """Ask what is really on with SOURCE, and say the remedy. Ends with 1 if something is wrong.

    With --try or --query, SOURCE is the name of a network: it is tried without storing anything,
    and what would be heard is printed.

    \b
    Example:
      firebell doctor "Bluesky"
      firebell doctor bluesky --query "acme"
      firebell doctor mastodon --try server=https://mastodon.social --query "acme"
    """
    from firebell.site.database import prepare, readable_failures

    prepare()
    with readable_failures():
        trying = bool(tried or query)
        told = _tried(source, tried, query, seconds) if trying else _examined(source, workspace)
        wrong = _print(told, as_json)
    sys.exit(1 if wrong else 0)


def _examined(name: str, workspace: str | None) -> Iterable[Any]:
    from firebell.channels.contract import ChannelError
    from firebell.channels.queries import all_sources
    from firebell.site import doctoring

    found = doctoring.named(name, workspace)
    if not found:
        known = ", ".join(all_sources().values_list("name", flat=True)[:20])
        raise CannotRun(f"no source is called {name!r}; there are: {known or 'none yet'}")
    if len(found) > 1:
        places = ", ".join(source.workspace.slug for source in found)
        raise CannotRun(f"{name!r} is in several workspaces; add --workspace, one of {places}")
    try:
        yield from doctoring.examine(found[0])
    except ChannelError as error:
        raise CannotRun(str(error)) from error


def _tried(name: str, given: tuple[str, ...], query: str, seconds: int) -> Iterable[Any]:
    from firebell.channels.contract import ChannelError
    from firebell.channels.registry import network
    from firebell.site import doctoring

    try:
        found = network(name)
        config, wait = doctoring.pairs(given), timedelta(seconds=seconds)
        yield from doctoring.try_out(found, config, wait, query)
    except ChannelError as error:
        raise CannotRun(str(error)) from error


def _print(told: Iterable[Any], as_json: bool) -> int:
    """Print findings and heard words as they come; how many findings are not fine."""
    wrong = 0
    for one in told:
        row = one if isinstance(one, dict) else asdict(one)
        wrong += not row.get("fine", True)
        click.echo(json.dumps(row, ensure_ascii=False, default=str) if as_json else _line(row))
    return wrong


def _line(row: dict[str, Any]) -> str:
    if "fine" not in row:
        text = " ".join(str(row["text"]).split())
        return f"      {row['at']:%Y-%m-%d %H:%M} {row['author']}: {text[:120]}"
    line = f"{'ok' if row['fine'] else 'WRONG':6}{row['what']}: {row['said']}"
    return f"{line}\n      {row['remedy']}" if row["remedy"] and not row["fine"] else line
