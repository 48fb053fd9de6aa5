from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from firebell.site.command_line import CannotRun

if TYPE_CHECKING:
    from firebell.core.triggers.backtest import Rang, Step, Summary, Verdict
    from firebell.core.triggers.rules.trigger import Trigger
    from firebell.site.backtesting import Answered, Asked

DAY = click.DateTime(["%Y-%m-%d"])
WEEKS = click.FloatRange(0.02, 52)


@click.command()
@click.option("--trigger", default="negative", show_default=True, help="Its name, or its kind.")
@click.option("--query", default="", help="On stored posts that match it, instead of brands.")
@click.option("--brand", metavar="NAME", help="Only this one; else all that the trigger hears.")
@click.option("--workspace", metavar="NAME", help="Where there are several.")
@click.option("--since", type=DAY, help="From this day (UTC); else half a year back.")
@click.option("--until", type=DAY, help="To the end of this day (UTC); else to the last post.")
@click.option("--weeks", type=WEEKS, help="At most one false alert in so many weeks.")
@click.option("--against", type=WEEKS, help="Compare with at most one in so many weeks.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def command(as_json: bool, **said: Any) -> None:
    """What a trigger would have rung on stored history, when, and how long before the peak.

    Up to four weeks before the first day teach the detectors what is usual. What is rung by single
    posts (viral posts, what spreads) is not counted by the minute and cannot be tried.

    \b
    Example:
      firebell backtest --query 'refund OR "money back"' --weeks 4
    """
    from firebell.site.database import prepare, readable_failures

    prepare()
    from firebell.core.query import QueryError
    from firebell.site.backtesting import answer
    from firebell.site.progress import parts

    with readable_failures():
        asked = _asked(**said)
        try:
            with parts("weeks") as strides:
                found = answer(asked, lambda _posts: None, strides)
        except QueryError as error:
            raise CannotRun(f"--query: {error}") from error
        if as_json:
            click.echo(json.dumps(_told(asked, found), ensure_ascii=False))
        else:
            _print(asked, found)


def _asked(
    trigger: str,
    query: str,
    brand: str | None,
    workspace: str | None,
    since: datetime | None,
    until: datetime | None,
    weeks: float | None,
    against: float | None,
) -> Asked:
    from firebell.core.triggers.backtest import can_be_tried
    from firebell.site import backtesting

    if query and brand:
        raise CannotRun("give --query or --brand, not both")
    house = backtesting.workspace_called(workspace)
    row = backtesting.trigger_called(house, trigger)
    start = since.replace(tzinfo=UTC) if since else None
    end = until.replace(tzinfo=UTC) + timedelta(days=1) if until else None
    asked = backtesting.Asked(
        house,
        row,
        backtesting.brand_called(house, brand) if brand else None,
        query,
        *backtesting.days(house, start, end),
        _settings(row.budget, weeks, against),
    )
    if not can_be_tried(asked.trigger):
        raise CannotRun(f"{trigger!r} hears nothing that is counted by the minute; name another")
    return asked


def _settings(budget: float, weeks: float | None, against: float | None) -> list[float]:
    if against is None:
        return [] if weeks is None else [weeks]
    return [weeks or 1 / budget, against]


def _told(asked: Asked, found: Answered) -> dict[str, Any]:
    from firebell.core.triggers.backtest import unheard

    return {
        "workspace": asked.workspace.name,
        "trigger": asked.row.name or asked.row.kind,
        "query": asked.query or None,
        "brand": asked.brand.name if asked.brand else None,
        "since": asked.since.isoformat(),
        "until": asked.until.isoformat(),
        "posts": found.counted and found.counted.matched,
        "not_tried": unheard(asked.trigger),
        "settings": [_setting(one, summary, found.names) for one, summary in found.summaries],
        "by_weeks": [
            {"weeks": round(one.weeks, 3), "alerts": one.alerts, "seconds": one.seconds}
            for one in found.steps
        ],
    }


def _setting(trigger: Trigger, summary: Summary, names: dict[int, str]) -> dict[str, Any]:
    return {
        "weeks": round(1 / trigger.budget, 3),
        "alerts": [_alert(one, names) for one in summary.verdicts],
        "a_week": round(summary.a_week, 3),
        "useful": summary.number("useful"),
        "not_useful": summary.number("not_useful"),
        "unknown": summary.number(""),
        "rang_only_then": [_rang(one, names) for one in summary.silent],
    }


def _alert(one: Verdict, names: dict[int, str]) -> dict[str, Any]:
    course, rang = one.course, one.course.rang
    return {
        "brand": names.get(course.brand, ""),
        "kind": str(rang.kind),
        "channel": rang.channel,
        "topic": rang.topic,
        "language": rang.language,
        "onset": _iso(rang.onset),
        "at": _iso(rang.at),
        "last_at": _iso(rang.last_at),
        "peak_at": _iso(course.peak_at),
        "peak": round(course.peak, 2),
        "lead": course.lead,
        "press_at": course.press_at and _iso(course.press_at),
        "press_lead": course.press_lead,
        "observed": round(rang.observed, 2),
        "expected": round(rang.expected, 2),
        "severity": rang.severity,
        "return_weeks": rang.return_weeks and round(rang.return_weeks, 2),
        "alert": one.known and one.known.id,
        "feedback": one.feedback or "unknown",
    }


def _rang(one: Rang, names: dict[int, str]) -> dict[str, Any]:
    return {
        "alert": one.id,
        "brand": names.get(one.brand, ""),
        "onset": _iso(one.onset),
        "feedback": one.feedback or "unknown",
    }


def _iso(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _print(asked: Asked, found: Answered) -> None:
    name = asked.row.name or asked.row.kind
    click.echo(f"{name}, {asked.since:%Y-%m-%d %H:%M} to {asked.until:%Y-%m-%d %H:%M} UTC")
    if found.counted:
        click.echo(f"{found.counted.matched} of {found.counted.looked_at} stored posts match")
    for trigger, summary in found.summaries:
        click.echo("")
        click.echo(
            f"At most one false alert in {1 / trigger.budget:.3g} weeks: {len(summary.verdicts)}"
            f" alerts, {summary.a_week:.2f} a week; useful {summary.number('useful')}, not useful"
            f" {summary.number('not_useful')}, unknown {summary.number('')}"
        )
        if summary.verdicts:
            click.echo(_ROW.format(*_HEADINGS))
        for one in summary.verdicts:
            click.echo(_ROW.format(*_cells(one, found.names)).rstrip())
        if summary.silent:
            click.echo(f"{len(summary.silent)} that did ring would not have")
    click.echo("")
    click.echo("Alerts by weeks between two false ones: " + _steps(found.steps))


_HEADINGS = (
    "rang (UTC)", "to peak", "to press", "seen", "usual", "severity", "people said", "about",
)  # fmt: skip
_ROW = "{:<17} {:>8} {:>8} {:>7} {:>7} {:>8}  {:<11}  {}"


def _cells(one: Verdict, names: dict[int, str]) -> tuple[Any, ...]:
    course, rang = one.course, one.course.rang
    about = " ".join(
        part for part in (names.get(course.brand, ""), rang.channel, rang.topic) if part
    )
    return (
        f"{datetime.fromtimestamp(rang.at, UTC):%Y-%m-%d %H:%M}",
        _span(course.lead),
        "-" if course.press_lead is None else _span(course.press_lead),
        f"{rang.observed:.0f}",
        f"{rang.expected:.1f}",
        rang.severity,
        (one.feedback or "unknown").replace("_", " "),
        "".join(sign if sign.isprintable() else " " for sign in about),
    )


def _span(seconds: int) -> str:
    """Hours and minutes; with a minus where it rang after it."""
    hours, minutes = divmod(abs(seconds) // 60, 60)
    return f"{'-' if seconds < 0 else ''}{hours}:{minutes:02}"


def _steps(steps: list[Step]) -> str:
    return ", ".join(f"{one.weeks:.3g}: {one.alerts}" for one in steps)
