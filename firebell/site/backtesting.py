"""What `firebell backtest` asks for, found in the store, and tried."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from firebell.accounts.models import Workspace
from firebell.core.triggers.backtest import (
    Past,
    Step,
    Summary,
    courses,
    idle,
    judge,
    ladder,
    try_on,
)
from firebell.core.triggers.rules.trigger import Brands, Trigger
from firebell.listening.models import Brand
from firebell.site.command_line import CannotRun
from firebell.triggers import backtesting, queries
from firebell.triggers.backtesting import WARM_UP, Stretch
from firebell.triggers.models import Trigger as Row
from firebell.triggers.query_counts import BRAND, Counted, count_query
from firebell.triggers.rows import as_trigger

HALF_A_YEAR = timedelta(weeks=26)
NOTHING = "no posts are stored in that time; listen or `firebell replay` first, or name other days"


@dataclass(frozen=True, slots=True)
class Asked:
    """`weeks`: at most one false alert in so many, one setting each; none: as the trigger has it.
    `query`: not brands, but the stored posts that match it."""

    workspace: Workspace
    row: Row
    brand: Brand | None
    query: str
    since: datetime
    until: datetime
    weeks: Sequence[float]

    @property
    def trigger(self) -> Trigger:
        found = as_trigger(self.row)
        if not self.query:
            return found
        # What matches a query is no brand of the house: it is heard, whichever those are.
        return replace(found, scope=replace(found.scope, brands=Brands.ALL, chosen=frozenset()))

    @property
    def settings(self) -> list[Trigger]:
        mine = self.trigger
        return [replace(mine, budget=1 / each) for each in self.weeks] or [mine]


@dataclass(frozen=True, slots=True)
class Answered:
    """`summaries` by setting; `steps`: what other promises would have come to."""

    names: dict[int, str]
    summaries: list[tuple[Trigger, Summary]]
    steps: list[Step]
    counted: Counted | None


def answer(
    asked: Asked, posts: Callable[[int], None], strides: Callable[[int, int], None]
) -> Answered:
    """CannotRun where nothing is stored; QueryError for a query that cannot be read."""
    if asked.query:
        return _of_a_query(asked, posts, strides)
    where = backtesting.stretch(asked.workspace.pk, asked.since, asked.until)
    where = replace(where, without=frozenset(idle([asked.trigger])))
    past = backtesting.past_of(where, strides)
    about = [asked.brand.pk] if asked.brand else None
    if not any(past.counts.get(brand) for brand in about or past.brands):
        raise CannotRun(NOTHING)
    summaries = [
        (one, backtesting.tried(where, past, [one], about=about)) for one in asked.settings
    ]
    names = queries.brand_names(asked.workspace.pk)
    return Answered(names, summaries, ladder(past, asked.trigger, about=about), None)


def _of_a_query(
    asked: Asked, posts: Callable[[int], None], strides: Callable[[int, int], None]
) -> Answered:
    workspace = asked.workspace.pk
    counted = count_query(workspace, asked.query, asked.since - WARM_UP, asked.until, posts)
    if not counted.matched:
        raise CannotRun(NOTHING if not counted.looked_at else "no stored post matches the query")
    where = Stretch(workspace, ((BRAND, True),), asked.since, asked.until)
    where = replace(where, without=frozenset(idle([asked.trigger])))
    past = backtesting.heard_of(where, {BRAND: counted.counts}, strides)
    summaries = [(one, _summary(past, one, counted.press)) for one in asked.settings]
    return Answered({BRAND: asked.query}, summaries, ladder(past, asked.trigger), counted)


def _summary(past: Past, trigger: Trigger, press: Sequence[int]) -> Summary:
    found = courses(past, try_on(past, [trigger]), {BRAND: press})
    return judge(found, [], past.since, past.until)


def workspace_called(name: str | None) -> Workspace:
    known = list(Workspace.objects.order_by("pk"))
    found = [one for one in known if name is None or name in (one.name, one.slug)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(one.name for one in known[:20]) or "none"
    if name is None and known:
        raise CannotRun(f"name one --workspace; there are: {names}")
    if name is None:
        raise CannotRun(NOTHING)
    raise CannotRun(f"no workspace is called {name!r}; there are: {names}")


def trigger_called(workspace: Workspace, name: str) -> Row:
    """By its name, or by the kind of one that is shipped."""
    rows = list(Row.objects.filter(workspace=workspace).order_by("-shipped", "pk"))
    for row in rows:
        if name in (row.name, str(row)) or (row.shipped and name == row.kind):
            return row
    names = ", ".join(row.name or row.kind for row in rows[:20])
    raise CannotRun(f"no trigger is called {name!r}; there are: {names or 'none'}")


def brand_called(workspace: Workspace, name: str) -> Brand:
    found = Brand.objects.filter(workspace=workspace, name=name).first()
    if found is None:
        names = ", ".join(queries.brand_names(workspace.pk).values()) or "none"
        raise CannotRun(f"no brand is called {name!r}; there are: {names}")
    return found


def days(
    workspace: Workspace, since: datetime | None, until: datetime | None
) -> tuple[datetime, datetime]:
    """As asked, or the last half year that anything was counted in. CannotRun where nothing was."""
    counted = queries.counted_between(workspace.pk)
    if counted is None:
        raise CannotRun(NOTHING)
    end = until or counted[1] + timedelta(minutes=5)
    start = since or max(counted[0], end - HALF_A_YEAR)
    if start >= end:
        raise CannotRun("--since must be before --until; nothing is stored between them")
    return start, end
