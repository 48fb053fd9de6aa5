from __future__ import annotations

import sys

import click

from firebell.site.command_line import CannotRun


@click.command()
@click.argument("source")
@click.option("--map", "map_name", metavar="NAME|PATH", help="Another column map for these rows.")
@click.option("--repair", is_flag=True, help="Replace characters that cannot be stored.")
def command(source: str, map_name: str | None, repair: bool) -> None:
    """Take the rows in again that SOURCE refused; ends with 1 if some still do not fit.

    \b
    Example:
      firebell retry Tweets.csv --repair
    """
    from firebell.site.database import prepare, readable_failures

    prepare()
    from firebell.channels.contract import ChannelError
    from firebell.channels.models import Source
    from firebell.site.retrying import retry

    found = list(Source.objects.filter(name=source))
    if not found:
        known = ", ".join(Source.objects.order_by("name").values_list("name", flat=True)[:20])
        raise CannotRun(f"no source is called {source!r}; there are: {known or 'none yet'}")
    refused = 0
    with readable_failures():
        for one in found:
            try:
                retried = retry(one, repair=repair, map_name=map_name)
            except ChannelError as error:
                raise CannotRun(str(error)) from error
            click.echo(f"{one.workspace}: {retried.taken} taken in, {retried.still_refused} not")
            refused += retried.still_refused
    sys.exit(1 if refused else 0)
