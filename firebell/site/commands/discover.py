from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import click

from firebell.site.command_line import CannotRun

if TYPE_CHECKING:
    from firebell.accounts.models import Workspace
    from firebell.understanding.models import Look, Spread, Theme

NICE = 10


@click.command()
@click.option("--workspace", metavar="NAME", help="Only this one; all of them otherwise.")
@click.option("--due", is_flag=True, hidden=True, help="Where it is due; prints nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a workspace and line.")
def command(workspace: str | None, due: bool, as_json: bool) -> None:
    """What people talk about that nobody defined, and what is passed on.

    Looks among the posts of the week up to the newest one, as the worker does by itself, and keeps
    what it finds for the page of themes.

    \b
    Example:
      firebell discover --json
    """
    from firebell.site.database import prepare, readable_failures

    prepare()
    from firebell.understanding import actions, queries, tasks

    with readable_failures():
        if due:
            os.nice(NICE)  # the worker has us called: whoever hears goes first
            tasks.look_where_due()
            return
        for one in _named(workspace):
            look = actions.look_now(one)
            found = queries.found_by(look)
            if as_json:
                click.echo(json.dumps(_told(one, look, *found), ensure_ascii=False))
            else:
                _print(one, look, *found)


def _named(name: str | None) -> list[Workspace]:
    """Those of this name or address, or all. CannotRun where there is none."""
    from django.db.models import Q

    from firebell.accounts.models import Workspace

    known = Workspace.objects.order_by("pk")
    found = list(known.filter(Q(name=name) | Q(slug=name)) if name else known)
    if name and not found:
        names = ", ".join(known.values_list("name", flat=True)[:20])
        raise CannotRun(f"no workspace is called {name!r}; there are: {names or 'none'}")
    return found


def _told(
    workspace: Workspace, look: Look, themes: list[Theme], spreads: list[Spread]
) -> dict[str, Any]:
    return {
        "workspace": workspace.name,
        "since": _iso(look.since),
        "until": _iso(look.until),
        "posts": look.posts,
        "read": look.read,
        "posts_before": look.posts_before,
        "read_before": look.read_before,
        "compared": look.compared,
        "themes": [_theme(one) for one in themes],
        "spreading": [_spread(one) for one in spreads],
    }


def _theme(theme: Theme) -> dict[str, Any]:
    return {
        "words": theme.words,
        "posts": theme.posts,
        "before": theme.before,
        "growth": round(theme.growth, 2),
        "at_least": round(theme.at_least, 2),
        "at_most": round(theme.at_most, 2),
        "negative": round(theme.negative, 3),
        "examples": _examples(theme),
    }


def _spread(spread: Spread) -> dict[str, Any]:
    return {
        "kind": spread.kind,
        "people": spread.people,
        "posts": spread.posts,
        "negative": None if spread.negative is None else round(spread.negative, 3),
        "first_at": _iso(spread.first_at),
        "last_at": _iso(spread.last_at),
        "examples": _examples(spread),
    }


def _examples(found: Any) -> list[dict[str, Any]]:
    return [
        {"channel": word.channel, "at": _iso(word.at), "text": word.said_now}
        for word in found.shown
    ]


def _iso(instant: Any) -> str | None:
    return instant.isoformat() if instant is not None else None


def _print(workspace: Workspace, look: Look, themes: list[Theme], spreads: list[Spread]) -> None:
    click.echo(
        f"{workspace}: {look.read} of {look.posts} posts up to {_iso(look.until)}, beside "
        f"{look.read_before} of {look.posts_before} of the week before"
    )
    for theme in themes:
        click.echo(
            f"  {_plain(', '.join(theme.words))}: {theme.posts} posts, {theme.before} the week "
            f"before, {theme.negative:.0%} negative"
        )
    for spread in spreads:
        text = _plain(spread.shown[0].said_now)[:80]  # type: ignore[attr-defined]
        click.echo(f"  {spread.people} people, {spread.posts} posts, {spread.kind}: {text}")


def _plain(said: str) -> str:
    """One line of a stranger's words, without what steers a terminal."""
    return "".join(sign if sign.isprintable() else " " for sign in " ".join(said.split()))
