from __future__ import annotations

import click

from firebell.site.command_line import CannotRun


@click.command()
def command() -> None:
    """Seal every stored secret with the first key of FIREBELL_SEALING_KEY.

    Put the new key before the old one, run this, then take the old one away.

    \b
    Example:
      FIREBELL_SEALING_KEY="$NEW,$OLD" firebell reseal
    """
    from firebell.site.database import prepare, readable_failures

    prepare()
    from django.db import transaction

    from firebell.channels.actions import reseal_sources
    from firebell.common.sealing import SealBrokenError
    from firebell.triggers.actions import reseal_targets

    with readable_failures():
        try:
            with transaction.atomic():
                sources, targets = reseal_sources(), reseal_targets()
        except SealBrokenError as error:
            raise CannotRun(f"{error}; nothing was changed") from error
    click.echo(f"sealed anew: {sources} sources, {targets} notification targets")
