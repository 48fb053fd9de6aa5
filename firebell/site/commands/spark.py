from __future__ import annotations

import json
import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from firebell.site.command_line import CannotRun

if TYPE_CHECKING:
    from firebell.accounts.models import Workspace
    from firebell.site.sparking import Job, Totals


@click.command()
@click.option("--posts", required=True, metavar="DIR", help="Folder of JSON Lines (.jsonl, .gz).")
@click.option("--master", default="local[*]", show_default=True, metavar="URL", help="Cluster.")
@click.option("--checkpoint", metavar="DIR", help="Where the run keeps its state.")
@click.option("--workspace", metavar="NAME", help="Whose queries; needed where there are several.")
@click.option("--run", "run_name", metavar="NAME", help="Named after the workspace otherwise.")
@click.option("--map", "map_name", default="plain", show_default=True, metavar="NAME|PATH")
@click.option("--files-per-batch", type=click.IntRange(1), metavar="N", help="All at once else.")
@click.option("--watch", is_flag=True, help="Go on as files come, until interrupted.")
@click.option("--flush/--no-flush", default=True, help="Judge at the end what is not final yet.")
@click.option("--afresh", is_flag=True, help="Forget what this run wrote before.")
@click.option("--compare", is_flag=True, help="Only: is it what the house itself came to?")
@click.option("--conf", multiple=True, metavar="KEY=VALUE", help="A setting for Spark.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def command(posts: str, compare: bool, as_json: bool, **asked: Any) -> None:
    """Read, count and judge posts on a Spark cluster, as `replay` would on this machine.

    Results go to the schema `firebell_spark` of the house's PostgreSQL.

    \b
    Example:
      firebell spark --posts /data/posts --master spark://10.0.0.5:7077
    """
    _check_installed()
    from firebell.site.database import prepare, readable_failures

    prepare()
    from firebell.channels.contract import ChannelError
    from firebell.site.sparking import CannotSparkError, hear

    job = _job(posts, **asked)
    try:
        with readable_failures():
            if compare:
                sys.exit(0 if _compared(job, as_json) else 1)
            _tell_left_out(job)
            found = hear(job)
    except (CannotSparkError, ChannelError) as error:
        raise CannotRun(str(error)) from error
    click.echo(json.dumps(as_object(found), ensure_ascii=False) if as_json else _told(found))
    sys.exit(1 if found.refused else 0)


def _check_installed() -> None:
    missing = [name for name in ("pyspark", "pandas", "psycopg") if find_spec(name) is None]
    if missing:
        raise CannotRun(f"{', '.join(missing)} not installed; pip install 'firebell[spark]'")
    if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
        raise CannotRun("there is no Java; install version 17 or newer, or set JAVA_HOME")


def _job(posts: str, conf: tuple[str, ...], **asked: Any) -> Job:
    from django.conf import settings

    from firebell.site.sparking import Job, default_checkpoint

    workspace = _workspace(asked.pop("workspace"))
    run = asked.pop("run_name") or workspace.name
    checkpoint = asked.pop("checkpoint") or default_checkpoint(settings.HOME, run)
    if "://" not in posts and not Path(posts).is_dir():
        raise CannotRun(f"--posts {posts}: there is no such folder")
    if bad := [one for one in conf if "=" not in one]:
        raise CannotRun(f"--conf {bad[0]}: give KEY=VALUE")
    given = dict(one.split("=", 1) for one in conf)
    if "://" not in posts:
        posts, checkpoint = str(Path(posts).resolve()), str(Path(checkpoint).resolve())
    return Job(
        posts=posts, checkpoint=checkpoint, workspace=workspace, run=run, settings=given, **asked
    )


def _workspace(name: str | None) -> Workspace:
    from firebell.accounts.models import Workspace

    found = list(Workspace.objects.filter(name=name) if name else Workspace.objects.all()[:2])
    if len(found) == 1:
        return found[0]
    known = ", ".join(Workspace.objects.order_by("name").values_list("name", flat=True)[:20])
    raise CannotRun(f"--workspace: name one of {known or 'none yet; replay something first'}")


def as_object(found: Totals) -> dict[str, Any]:
    """The stable form: keys may be added, none renamed."""
    alerts = [
        {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in one}
        for one in (alert.items() for alert in found.alerts)
    ]
    return {
        "rows": found.rows,
        "inserted": found.posts,
        "duplicates": found.repeats,
        "rejected": found.refused,
        "late": found.late,
        "alerts": alerts,
    }


def _tell_left_out(job: Job) -> None:
    from firebell.site.sparking import left_out

    if names := left_out(job.workspace):
        click.echo(
            f"not asked, since a cluster hears each brand by itself: {', '.join(names)}", err=True
        )


def _told(found: Totals) -> str:
    lines = [
        f"{found.rows} read, {found.posts} stored, {found.late} of them late,"
        f" {found.repeats} repeats, {found.refused} refused",
        f"{len(found.alerts)} alerts" + (":" if found.alerts else ""),
    ]
    lines += [
        f"  {one['at']:%Y-%m-%d %H:%M}  {one['brand']}: {one['kind']},"
        f" {one['observed']:.0f} where {one['expected']:.0f} are usual"
        for one in found.alerts
    ]
    return "\n".join(lines)


def _compared(job: Job, as_json: bool) -> bool:
    """Print how the run compares with the house; are they the same?"""
    from firebell.site.sparking import compare

    rows = list(compare(job.workspace, job.run))
    if as_json:
        names = ("both", "only_house", "only_run")
        said = {name: dict(zip(names, numbers, strict=True)) for name, *numbers in rows}
        click.echo(json.dumps(said))
    else:
        for name, both, ours, theirs in rows:
            click.echo(f"{name}: {both} alike, {ours} only here, {theirs} only in the run")
    return not any(ours or theirs for _, _, ours, theirs in rows)
