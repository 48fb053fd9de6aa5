from __future__ import annotations

import click

from firebell.site.command_line import CannotRun


@click.command()
def command() -> None:
    """Seal every stored secret with the first key of FIREBELL_SEALING_KEY.

    Put the new key before the old one (FIREBELL_SEALING_KEY="$NEW,$OLD"), run this, then take the
    old one away.

    \b
    Example:
      firebell reseal
    """
    from firebell.site.database import prepare, readable_failures

    prepare()
    from django.db import transaction

    from firebell.api.actions import reseal_hooks
    from firebell.channels.actions import reseal_sources
    from firebell.common.sealing import SealBrokenError
    from firebell.triggers.actions import reseal_targets

    with readable_failures():
        try:
            with transaction.atomic():
                sources, targets, hooks = reseal_sources(), reseal_targets(), reseal_hooks()
        except SealBrokenError as error:
            raise CannotRun(f"{error}; nothing was changed") from error
    click.echo(f"sealed anew: {sources} sources, {targets} notification targets, {hooks} web hooks")
