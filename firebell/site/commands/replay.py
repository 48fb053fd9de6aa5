from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from firebell.site.command_line import CannotRun

if TYPE_CHECKING:
    from firebell.site.replaying import Report
    from firebell.triggers.models import Alert


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--map", "map_name", metavar="NAME|PATH", help="Column map; found by the columns.")
@click.option("--queries-of", metavar="MAP", help="Listen for what another map listens for.")
@click.option("--workspace", metavar="NAME", help="Into which workspace; named after the map.")
@click.option("--speed", default="max", show_default=True, metavar="N|max", help="Times real time.")
@click.option(
    "--order",
    type=click.Choice(("auto", "file", "time")),
    default="auto",
    show_default=True,
    help="Hear rows as they stand, or in order of time; auto sorts a file that is not in order.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def command(
    files: tuple[Path, ...],
    map_name: str | None,
    queries_of: str | None,
    workspace: str | None,
    speed: str,
    order: str,
    as_json: bool,
) -> None:
    """Play real posts from FILES through everything, at the times that they bear.

    Ends with 1 if rows could not be taken in; they are kept with the reason.

    \b
    Example:
      firebell replay Tweets.csv --json
    """
    from firebell.site.database import prepare, readable_failures

    factor = _factor(speed)
    prepare(keep_connection=True)
    from firebell.channels.contract import ChannelError
    from firebell.site.progress import Progress
    from firebell.site.replaying import Score, play

    score = Score(files, map_name, queries_of, workspace, factor, order=order)
    with readable_failures(), Progress(files) as progress:
        try:
            report = play(score, progress.add)
        except ChannelError as error:
            raise CannotRun(str(error)) from error
    if as_json:
        click.echo(json.dumps(as_object(report), ensure_ascii=False))
    else:
        _tell(report)
    for line in report.told_rejects():
        click.echo(line, err=True)
    sys.exit(1 if report.rejected else 0)


def _factor(speed: str) -> float:
    if speed == "max":
        return 0.0
    try:
        factor = float(speed)
    except ValueError:
        factor = 0.0
    if not 0 < factor < float("inf"):
        raise CannotRun(f"--speed {speed}: give a number above 0, or max")
    return factor


def as_object(report: Report) -> dict[str, Any]:
    """The stable form of a report: keys may be added, none renamed."""
    return {
        "rows": report.rows,
        "inserted": report.inserted,
        "duplicates": report.duplicates,
        "rejected": report.rejected,
        "late": report.late,
        "first_at": report.first_at.isoformat() if report.first_at else None,
        "last_at": report.last_at.isoformat() if report.last_at else None,
        "seconds": round(report.seconds, 3),
        "per_second": report.per_second,
        "alerts": [_alert(alert) for alert in report.alerts],
        "cases": {
            "opened": report.cases_opened,
            "needs_answer": report.needs_answer,
            "unattended": report.unattended,
        },
        "conflicts": report.conflicts,
    }


def _alert(alert: Alert) -> dict[str, Any]:
    from firebell.triggers.headlines import headline

    return {
        "id": alert.pk,
        "brand": alert.brand.name,
        "trigger": alert.trigger.kind if alert.trigger else alert.kind,
        "channel": alert.channel or None,
        "topic": alert.topic or None,
        "at": alert.at.isoformat(),
        "onset": alert.onset.isoformat(),
        "observed": round(alert.observed, 2),
        "expected": round(alert.expected, 2),
        "severity": alert.severity,
        "headline": str(headline(alert.headline)),
    }


def _tell(report: Report) -> None:
    from firebell.triggers.headlines import headline

    click.echo(
        f"{report.rows} read, {report.inserted} stored, {report.duplicates} repeats,"
        f" {report.rejected} refused; {report.per_second:.0f} a second"
    )
    click.echo(
        f"{report.needs_answer} need an answer: {report.cases_opened} cases opened,"
        f" {report.unattended} unattended"
    )
    if report.conflicts:
        click.echo(f"{len(report.conflicts)} repeats say something else than the first")
    click.echo(f"{len(report.alerts)} alerts" + (":" if report.alerts else ""))
    for alert in report.alerts:
        click.echo(f"  {alert.at:%Y-%m-%d %H:%M}  {alert.brand.name}: {headline(alert.headline)}")
