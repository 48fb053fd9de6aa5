from __future__ import annotations

import shutil

import click


@click.command()
@click.option(
    "--port", default=8000, show_default=True, envvar="PORT", type=click.IntRange(1, 65535)
)
def command(port: int) -> None:
    """Watch a made-up parcel firm's worst afternoon, signed in as its demo agent.

    Every start tells the story anew; your own data is not touched.

    \b
    Example:
      firebell demo --port 8080
    """
    import os

    from firebell.common.home import home
    from firebell.site.supervisor import Supervisor, ensure_free

    ensure_free(port)
    folder = home() / "demo"
    shutil.rmtree(folder, ignore_errors=True)
    os.environ.update({"FIREBELL_HOME": str(folder), "FIREBELL_DEMO": "1"})
    # Your own data may lie in a PostgreSQL, which the story is not told in.
    for name in ("FIREBELL_DATABASE_URL", "FIREBELL_DATABASE_URL_FILE"):
        os.environ.pop(name, None)
    from firebell.site.database import prepare

    prepare()
    from firebell.common import clock
    from firebell.site.demo import set_the_stage

    def tell() -> None:
        click.echo(f"The story is playing: http://127.0.0.1:{port}/")
        click.echo("You are signed in as the demo agent. Watch the bell for two minutes.")
        click.echo("Stop it with Ctrl-C.")

    supervisor = Supervisor(port)
    supervisor.start("web", "--port", str(port))
    # While the web server starts, the story is written.
    set_the_stage(folder, clock.now())
    supervisor.start("worker")
    supervisor.run(tell)
