"""A trigger tried on history, as its page shows it: now, and as it might be, side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from firebell.core.triggers.backtest import Step, Summary, Verdict, idle, ladder, unheard
from firebell.core.triggers.rules.trigger import Trigger
from firebell.triggers import backtesting, queries
from firebell.triggers.actions.series_steps import instant
from firebell.triggers.backtesting import Stretch
from firebell.triggers.enums import Feedback
from firebell.triggers.headlines import headline, headline_data
from firebell.triggers.wording import in_weeks
from firebell.triggers.wording.labels import CHOICES

MOST_BRANDS = 8  # heard together; the others are what the tried ones are compared with
MOST_LINES = 100
WARM_UP = timedelta(weeks=2)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Line:
    """One alert that would have rung."""

    about: str
    headline: str
    at: datetime
    severity: int
    lead: timedelta
    press_lead: timedelta | None
    alert: int | None  # that did ring for the same
    said: str  # what people said of that

    @property
    def late(self) -> timedelta | None:
        """How long after the peak it rang, if after it."""
        return -self.lead if self.lead < timedelta(0) else None

    @property
    def press_late(self) -> timedelta | None:
        late = self.press_lead is not None and self.press_lead < timedelta(0)
        return -self.press_lead if late and self.press_lead is not None else None


@dataclass(frozen=True, slots=True)
class Tried:
    """One setting on the page."""

    heading: str
    summary: Summary
    lines: list[Line]
    silent: list[tuple[int, str, datetime, str]]  # alert, brand, onset, what people said

    @property
    def useful(self) -> int:
        return self.summary.number(Feedback.USEFUL)

    @property
    def not_useful(self) -> int:
        return self.summary.number(Feedback.NOT_USEFUL)

    @property
    def unknown(self) -> int:
        return self.summary.number("")

    @property
    def cut(self) -> int:
        """Alerts that the page leaves out."""
        return len(self.summary.verdicts) - len(self.lines)


@dataclass(frozen=True, slots=True)
class Trying:
    """`settings` side by side; `steps`: what other promises would come to; `others` brands were
    left out of the comparison."""

    since: datetime
    until: datetime
    settings: list[Tried]
    steps: list[tuple[str, float, float]]  # name, alerts a week, hours of alert a week
    others: int
    unheard: list[str]

    @property
    def bars(self) -> list[tuple[str, float]]:
        return [(name, alerts) for name, alerts, _hours in self.steps]


def in_scope(trigger: Trigger, workspace_id: int) -> list[int]:
    brands = queries.brands_own(workspace_id)
    return [brand for brand, own in brands.items() if trigger.scope.has(brand, own)]


def try_out(
    workspace_id: int,
    now: Trigger,
    then: Trigger,
    headings: tuple[str, str],
    brand: int | None,
    weeks: int,
) -> Trying | None:
    """`now` beside `then`, if that is another; None where nothing is stored."""
    counted = queries.counted_between(workspace_id)
    if counted is None:
        return None
    about = [brand] if brand else in_scope(then, workspace_id)[:MOST_BRANDS]
    until = counted[1].replace(minute=0, second=0, microsecond=0) + HOUR
    where, others = _where(workspace_id, about, until - timedelta(weeks=weeks), until)
    where = replace(where, without=frozenset(idle([now, then])))
    past = backtesting.remembered(where)
    names = queries.brand_names(workspace_id)
    asked = [(headings[0], now)] if now == then else [*zip(headings, (now, then), strict=True)]
    settings = [
        _tried(said, backtesting.tried(where, past, [one], about), names) for said, one in asked
    ]
    steps = [_step(one, weeks) for one in ladder(past, then, about=about)]
    words = [str(CHOICES[measure]) for measure in unheard(then)]
    return Trying(where.since, where.until, settings, steps, others, words)


def _where(
    workspace_id: int, about: list[int], since: datetime, until: datetime
) -> tuple[Stretch, int]:
    """Those that are tried, and as many others as are heard without a wait."""
    brands = queries.brands_own(workspace_id)
    mine = [*about, *(one for one in sorted(brands) if one not in about)]
    where = backtesting.stretch(workspace_id, since, until, mine[:MOST_BRANDS])
    return replace(where, warm_up=WARM_UP), len(mine[MOST_BRANDS:])


def _step(step: Step, weeks: int) -> tuple[str, float, float]:
    hours = step.seconds / HOUR.total_seconds()
    return in_weeks(step.weeks), round(step.alerts / weeks, 2), round(hours / weeks, 1)


def _tried(heading: str, summary: Summary, names: dict[int, str]) -> Tried:
    lines = [_line(one, names) for one in summary.verdicts[:MOST_LINES]]
    silent = [
        (one.id, names.get(one.brand, ""), instant(one.onset), _said(one.feedback))
        for one in summary.silent[:MOST_LINES]
    ]
    return Tried(heading, summary, lines, silent)


def _line(one: Verdict, names: dict[int, str]) -> Line:
    course, rang = one.course, one.course.rang
    return Line(
        about=names.get(course.brand, ""),
        headline=headline(headline_data(rang)),
        at=instant(rang.at),
        severity=rang.severity,
        lead=timedelta(seconds=course.lead),
        press_lead=None if course.press_lead is None else timedelta(seconds=course.press_lead),
        alert=one.known.id if one.known else None,
        said=_said(one.feedback),
    )


def _said(feedback: str) -> str:
    return str(Feedback(feedback).label) if feedback else _("unknown")
