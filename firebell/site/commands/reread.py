from __future__ import annotations

from datetime import UTC, datetime

import click

from firebell.site.command_line import CannotRun


@click.command()
@click.option("--workspace", metavar="NAME", help="Only this one; all of them otherwise.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only posts since this day (UTC).")
@click.option("--batch", default=1_000, show_default=True, help="Posts read and stored together.")
def command(workspace: str | None, since: datetime | None, batch: int) -> None:
    """Read stored posts again with what reads now; go on where it was cut off.

    Readings of the new version are added, and none is removed. A post that needs an answer by the
    new reading gets a case.

    \b
    Example:
      firebell reread --since 2026-01-01
    """
    from firebell.site.database import prepare, readable_failures

    prepare()
    from django.db.models import Q

    from firebell.accounts.models import Workspace
    from firebell.site.progress import counted
    from firebell.site.rereading import reread
    from firebell.understanding.readers import reader_of

    if batch < 1:
        raise CannotRun("--batch must be at least 1")
    start = since.replace(tzinfo=UTC) if since else None
    with readable_failures():
        named = Workspace.objects.order_by("pk")
        found = named.filter(Q(name=workspace) | Q(slug=workspace)) if workspace else named
        if workspace and not found:
            known = ", ".join(named.values_list("name", flat=True)[:20])
            raise CannotRun(f"no workspace is called {workspace!r}; there are: {known or 'none'}")
        for one in found:
            steps = list(counted(str(one), reread(one, start, batch), lambda step: step.seen))
            version = reader_of(one.pk).version
            read, opened = sum(s.read for s in steps), sum(s.opened for s in steps)
            click.echo(f"{one}: {read} read by {version}, {opened} cases opened")
