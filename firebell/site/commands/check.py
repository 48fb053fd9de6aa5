from __future__ import annotations

import sys

import click


@click.command()
@click.option("--deploy", is_flag=True, help="Also: is it safe to show to a network?")
def command(deploy: bool) -> None:
    """Check health, invariants and settings. Ends with 1 if something is wrong.

    \b
    Example:
      firebell check --deploy
    """
    from firebell.site.database import prepare, readable_failures

    prepare()
    from firebell.site.health import findings

    wrong = 0
    with readable_failures():
        for name, found in findings(deploy):
            click.echo(f"{'ok' if not found else 'WRONG':6}{name}")
            for line in found:
                click.echo(f"      {line}")
            wrong += len(found)
    click.echo("All is well." if not wrong else f"{wrong} to put right.")
    sys.exit(1 if wrong else 0)
