from __future__ import annotations

import importlib
import json
import os
from pathlib import Path
from typing import Any

import click

from firebell.site.command_line import CannotRun

NAMES = (
    *("corridor", "ears", "burst", "alarm", "matcher", "reading"),
    *("speed", "triggers", "cascade", "memes", "guard", "articles", "desk", "pages", "search"),
    *("kills", "start"),
)
WITHOUT_DATA = ("memes", "desk")  # also tell something on what is generated alone
TABLES = ("desk", "kills")  # printed as a table, unless JSON is asked for


@click.command()
@click.argument("name", type=click.Choice((*NAMES, "all")))
@click.option(
    "--data",
    envvar="FIREBELL_DATA",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of public data sets.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def command(name: str, data: Path | None, as_json: bool) -> None:
    """Measure NAME beside what a user would pick instead, in one run.

    \b
    Example:
      firebell bench corridor --data ~/data --json
    """
    there = data is not None and data.is_dir()
    if not there and name not in WITHOUT_DATA:
        raise CannotRun("bench measures on public data: name its folder with --data DIR")
    folder = data.resolve() if data is not None and there else None
    if folder is not None:
        os.environ["FIREBELL_DATA"] = str(folder)
    names = NAMES if name == "all" else (name,)
    results = {one: _run(one, folder) for one in names}
    found: Any = results if name == "all" else results[name]
    if name in TABLES and not as_json:
        click.echo(_module(name).table(found))
        return
    click.echo(json.dumps(found, indent=None if as_json else 2, ensure_ascii=False, default=str))


def _run(name: str, data: Path | None) -> dict[str, Any]:
    module = _module(name)
    click.echo(f"bench {name}...", err=True)
    result: dict[str, Any] = module.run(data)
    return result


def _module(name: str) -> Any:
    try:
        return importlib.import_module(f"benchmarks.{name}")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in ("benchmarks", "tests"):
            raise CannotRun("the benchmarks come with the source: run it in a checkout") from error
        raise CannotRun(f"{error.name} is not installed: pip install 'firebell[bench]'") from error
