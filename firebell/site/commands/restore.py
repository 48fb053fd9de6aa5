from __future__ import annotations

import sys
from pathlib import Path

import click

from firebell.site.command_line import CannotRun


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--check", "only_check", is_flag=True, help="Only read the file: is it whole?")
@click.option("--replace", is_flag=True, help="Put what is here aside first, and say where.")
@click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The passphrase stands in this file; else in FIREBELL_BACKUP_PASSPHRASE, or it is asked.",
)
@click.option("--json", "as_json", is_flag=True, help="Say what came of it as one JSON object.")
def command(
    file: Path, only_check: bool, replace: bool, passphrase_file: Path | None, as_json: bool
) -> None:
    """Put a backup back, on an empty machine or, with --replace, in place of what is here.

    The whole file is checked before, every row is compared after; ends with 1 if anything differs.

    \b
    Example:
      firebell restore /srv/backup/firebell-2026-03-02.backup
    """
    import django

    django.setup()
    from django.conf import settings

    from firebell.common import clock
    from firebell.site.keeping import container, restoring, telling
    from firebell.site.keeping.checking import check
    from firebell.site.keeping.targets import target_of_default

    with telling.failures(file):
        secret = telling.passphrase(passphrase_file) if container.is_encrypted(file) else None
        if only_check:
            telling.show(check(file, secret), as_json=as_json)
            return
        order = restoring.Order(file, clock.wall(), Path(settings.HOME), secret, replace)
        try:
            with telling.Progress("restore") as progress:
                restored = restoring.restore(order, target_of_default(), progress.add)
        except restoring.HoldsDataError as error:
            raise CannotRun(telling.holds_data(settings.HOME)) from error
        except restoring.NotAsItWasError as error:
            telling.show(error.restored.contents, error.restored, as_json=as_json)
            click.echo(f"firebell: {error}", err=True)
            sys.exit(1)
    telling.show(restored.contents, restored, as_json=as_json)
    sys.exit(telling.say_what_came(restored))
