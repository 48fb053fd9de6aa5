from __future__ import annotations

import click


@click.command()
@click.option(
    "--port", default=8000, show_default=True, envvar="PORT", type=click.IntRange(1, 65535)
)
def command(port: int) -> None:
    """Start the web server and the worker; prints the address and the first-run link.

    \b
    Example:
      firebell up --port 8080
    """
    from firebell.site.database import prepare, readable_failures
    from firebell.site.supervisor import Supervisor, ensure_free

    ensure_free(port)
    prepare()
    from firebell.accounts.actions import make_setup_link

    with readable_failures():
        token = make_setup_link()

    def tell() -> None:
        address = f"http://127.0.0.1:{port}/"
        click.echo(f"firebell is up: {address}")
        if token:
            click.echo(f"Nobody has an account yet. Begin here: {address}first-run/{token}/")
        click.echo("Stop it with Ctrl-C.")

    supervisor = Supervisor(port)
    supervisor.start("web", "--port", str(port))
    supervisor.start("worker")
    supervisor.run(tell)
