from __future__ import annotations

import json
from pathlib import Path

import click

from firebell.site.command_line import CannotRun
from firebell.triggers import training as of_triggers
from firebell.understanding.training.registry import SEED, TRAINERS, NotInstalledError, find_trainer

NAMES = (*TRAINERS, *of_triggers.TRAINERS)


@click.command()
@click.argument("name", type=click.Choice(NAMES))
@click.option(
    "--data",
    envvar="FIREBELL_DATA",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of public data sets.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the files go; else into the folder `trained`.",
)
@click.option(
    "--workspace", metavar="NAME", help="Have this one forecast by what `cascades` is taught."
)
@click.option("--seed", default=SEED, show_default=True)
def command(
    name: str, data: Path | None, out: Path | None, workspace: str | None, seed: int
) -> None:
    """Make the shipped model NAME again from public data sets; prints its manifest.

    `cascades` is not shipped: it is taught by JSONL files of your own cascades in the data folder.

    Ends with 1, naming set and text, if a text that is measured on stands in a training set.

    \b
    Example:
      firebell train first-floor --data ~/data
      firebell train cascades --data past --workspace Nordvik
    """
    if workspace is not None and (name != "cascades" or out is not None):
        raise CannotRun("--workspace is for cascades, and says itself where the file goes")
    if data is None or not data.is_dir():
        raise CannotRun("train needs public data: name its folder with --data DIR")
    try:
        trainer = find_trainer(name, {**TRAINERS, **of_triggers.TRAINERS})
    except NotInstalledError as error:
        raise CannotRun(str(error)) from error
    from firebell.core.triggers.cascade.given import GivenError
    from firebell.core.triggers.cascade.teaching import TooFewError
    from firebell.understanding.training.sets import LeakedTestTextError

    folder = _folder_of(workspace) if workspace is not None else out or Path("trained")
    click.echo(f"train {name}...", err=True)
    try:
        manifest = trainer.train(data.resolve(), folder, seed)
    except LeakedTestTextError as error:
        raise click.ClickException(str(error)) from error
    except (GivenError, TooFewError) as error:
        raise CannotRun(
            f"{error}; docs/explanation/cascades.md tells what it learns from"
        ) from error
    except FileNotFoundError as error:
        raise CannotRun(
            f"{error.filename} is missing; docs/reference/data.md tells the source"
        ) from error
    click.echo(json.dumps(manifest, indent=2, sort_keys=True))


def _folder_of(workspace: str) -> Path:
    """Where the workspace looks for models of its own."""
    from firebell.site.database import prepare, readable_failures

    prepare()
    from firebell.site.backtesting import workspace_called
    from firebell.triggers.cascade_models import folder_of

    with readable_failures():
        return folder_of(workspace_called(workspace))
