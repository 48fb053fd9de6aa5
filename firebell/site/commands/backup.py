from __future__ import annotations

from pathlib import Path

import click

from firebell.site.command_line import CannotRun


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--encrypt", is_flag=True, help="Encrypt it with a passphrase.")
@click.option(
    "--with-keys", is_flag=True, help="Put the secret keys in, too; always with a passphrase."
)
@click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The passphrase stands in this file; else in FIREBELL_BACKUP_PASSPHRASE, or it is asked.",
)
@click.option("--json", "as_json", is_flag=True, help="Say what is in it as one JSON object.")
def command(
    file: Path, encrypt: bool, with_keys: bool, passphrase_file: Path | None, as_json: bool
) -> None:
    """Write everything into one file, while firebell goes on working.

    The file is there once it is whole and was read again, never before.

    \b
    Example:
      firebell backup /srv/backup/firebell-2026-03-02.backup
    """
    import django

    django.setup()
    from django.conf import settings

    from firebell.common import clock
    from firebell.site.keeping import telling
    from firebell.site.keeping.snapshot import Plan, back_up

    if passphrase_file and not (encrypt or with_keys):
        raise CannotRun("a passphrase is for --encrypt or --with-keys; add one of them")
    passphrase = telling.passphrase(passphrase_file, new=True) if encrypt or with_keys else None
    plan = Plan(Path(settings.HOME), clock.wall(), with_keys, passphrase)
    with telling.failures(file), telling.Progress("backup") as progress:
        contents = back_up(file.absolute(), plan, progress.add)
    telling.show(contents, as_json=as_json)
    telling.say_of_keys(contents, Path(settings.HOME))
