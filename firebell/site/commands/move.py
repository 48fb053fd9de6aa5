from __future__ import annotations

import sys
from pathlib import Path

import click

from firebell.site.command_line import CannotRun


@click.command()
@click.option(
    "--to",
    required=True,
    envvar="FIREBELL_MOVE_TO",
    metavar="sqlite|URL",
    help="Where to: postgres://user:password@host:port/name, or sqlite. Also FIREBELL_MOVE_TO.",
)
@click.option("--replace", is_flag=True, help="Put what is there aside first, and say where.")
@click.option("--json", "as_json", is_flag=True, help="Say what came of it as one JSON object.")
def command(to: str, replace: bool, as_json: bool) -> None:
    """Move everything from SQLite to PostgreSQL, or back. Stop firebell first.

    The old store is only read. Ends with 1 if a single row differs.

    \b
    Example:
      firebell move --to postgres://firebell:secret@localhost/firebell
    """
    import django

    django.setup()
    from django.conf import settings
    from django.db import connections

    from firebell.common import clock
    from firebell.common.database_url import DatabaseUrlError, database
    from firebell.site.keeping import moving, restoring, telling
    from firebell.site.settings import number

    home = Path(settings.HOME)
    before = dict(connections["default"].settings_dict)
    try:
        wanted = database(
            "" if to == "sqlite" else to, home, number("FIREBELL_DATABASE_TIMEOUT", 20)
        )
    except DatabaseUrlError as error:
        raise CannotRun(str(error).replace("FIREBELL_DATABASE_URL", "--to")) from None
    if moving.same_place(before, wanted):
        raise CannotRun("firebell's data are there already; name another store with --to")
    order = moving.Move(wanted, home, clock.wall(), replace)
    with telling.failures():
        try:
            with telling.Progress("move") as progress:
                restored = moving.move(order, progress.add)
        except restoring.HoldsDataError as error:
            raise CannotRun(telling.holds_data("that store")) from error
        except restoring.NotAsItWasError as error:
            telling.show(error.restored.contents, error.restored, as_json=as_json)
            click.echo(f"firebell: {error}", err=True)
            sys.exit(1)
    telling.show(restored.contents, restored, as_json=as_json)
    status = telling.say_what_came(restored)
    telling.say_next_setting(before, to)
    sys.exit(status)
