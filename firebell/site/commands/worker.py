from __future__ import annotations

import click


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, then end.")
def command(once: bool) -> None:
    """Listen to the sources, ring, notify and wake cases, without the screens.

    \b
    Example:
      firebell worker
    """
    from firebell.site.database import prepare

    prepare(keep_connection=True)
    from firebell.site.listener import PATIENT
    from firebell.site.worker import Worker

    worker = Worker()
    if once:
        worker.turn(PATIENT)
        worker.end()
    else:
        worker.run()
