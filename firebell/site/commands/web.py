from __future__ import annotations

import click


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option(
    "--port", default=8000, show_default=True, envvar="PORT", type=click.IntRange(1, 65535)
)
def command(host: str, port: int) -> None:
    """Serve the screens, without a worker.

    \b
    Example:
      firebell web --port 8080
    """
    import uvicorn

    from firebell.site.database import prepare, serve_pages

    prepare()
    serve_pages()
    uvicorn.run(
        "firebell.site.asgi:application",
        host=host,
        port=port,
        lifespan="off",
        access_log=False,
        log_level="warning",
        server_header=False,
        # Open screens hold a live connection for good; do not wait for them.
        timeout_graceful_shutdown=1,
    )
