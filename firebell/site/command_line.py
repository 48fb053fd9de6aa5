"""`firebell`: one command, its parts loaded only when they are called."""

from __future__ import annotations

import importlib
import io
import os
import sys
from typing import Any

import click

from firebell import __version__

COMMANDS = {
    "up": "start the web server and the worker",
    "demo": "watch a made-up brand's worst afternoon",
    "replay": "play real posts from files through everything",
    "retry": "take refused rows in again",
    "reread": "read stored posts again with what reads now",
    "discover": "themes that nobody defined, and what is passed on",
    "read": "read texts: language, sentiment, needs an answer, toxicity",
    "detect": "judge a series of numbers: expected, bounds, alerts",
    "backtest": "what a trigger would have rung on stored history",
    "cascade": "how far a post will be passed on",
    "guard": "check texts before they leave the house",
    "doctor": "ask what is really on with a source",
    "check": "health, invariants and settings",
    "backup": "everything in one file",
    "restore": "put a backup back, checked",
    "move": "from SQLite to PostgreSQL, or back",
    "spark": "read, count and judge posts on a Spark cluster",
    "bench": "measure speed and quality",
    "train": "make a shipped model again from public data",
    "reseal": "seal stored secrets with a new key",
    "web": "the web server alone",
    "worker": "the worker alone",
    "manage": "Django's own management commands",
}


class CannotRun(click.ClickException):
    """Something the user can put right; printed as one line. Exit status 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(f"firebell: {self.format_message()}", err=True)


class LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"firebell.site.commands.{cmd_name}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except BrokenPipeError:
            # Somebody piped us into `head`: nothing is wrong. What is still to be flushed goes
            # nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        # The one-line helps stand here, so that --help need not import every command.
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="firebell")
def cli() -> None:
    """Hear the complaint before it is a crisis, and make sure that somebody answers it well.

    \b
    Example:
      firebell demo
    """


def main() -> None:
    from django.core.exceptions import ImproperlyConfigured

    from firebell.common.home import HomeUnusableError

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firebell.site.settings")
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Results are read by other programs: the same bytes whatever the terminal's own encoding.
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    try:
        cli(prog_name="firebell")
    except (HomeUnusableError, ImproperlyConfigured) as error:
        click.echo(f"firebell: {error}", err=True)
        sys.exit(CannotRun.exit_code)
