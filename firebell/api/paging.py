"""Lists a page at a time. Each page begins where the last one ended, by key: the thousandth costs
what the first does, and what comes meanwhile shifts nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, Q, QuerySet

from firebell.api.operations import Call
from firebell.api.problems import Problem, wrong_parameter
from firebell.api.shapes import Page, Paged

Row = TypeVar("Row", bound=Model)
Shown = TypeVar("Shown")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def by_id(
    call: Call,
    query: Paged,
    found: QuerySet[Row],
    show: Callable[[Sequence[Row]], list[Shown]],
    *,
    newest_first: bool = False,
) -> Page[Shown]:
    """A page of `found` in the order of its ids; `show` is given all rows of it at once."""
    if query.cursor:
        way = "lt" if newest_first else "gt"
        found = found.filter(**{f"pk__{way}": _id(query.cursor)})
    rows = list(found.order_by("-pk" if newest_first else "pk")[: query.limit + 1])
    page = rows[: query.limit]
    following = str(page[-1].pk) if len(rows) > len(page) else ""
    return Page(items=show(page), next=link(call, following))


def by_time(
    call: Call,
    query: Paged,
    found: QuerySet[Row],
    field: str,
    show: Callable[[Sequence[Row]], list[Shown]],
) -> Page[Shown]:
    """A page of `found`, the oldest first by an instant that each row has; equal ones by id."""
    if query.cursor:
        instant, pk = _instant_and_id(query.cursor)
        later = Q(**{f"{field}__gt": instant}) | Q(pk__gt=pk)
        found = found.filter(later, **{f"{field}__gte": instant})
    rows = list(found.order_by(field, "pk")[: query.limit + 1])
    page = rows[: query.limit]
    following = _cursor(page[-1], field) if len(rows) > len(page) else ""
    return Page(items=show(page), next=link(call, following))


def link(call: Call, cursor: str) -> str | None:
    """The address of the page that begins at `cursor`, everything else being the same."""
    if not cursor:
        return None
    asked = {name: value for name, value in call.request.GET.dict().items() if value}
    asked.pop("page", None)  # a list that has numbered pages goes on by cursors
    return f"{call.request.path}?{urlencode(asked | {'cursor': cursor})}"


def wrong_cursor() -> Problem:
    return wrong_parameter("cursor", "it is of no page; take it from `next`")


def _cursor(row: Model, field: str) -> str:
    return f"{(getattr(row, field) - _EPOCH) // timedelta(microseconds=1)}.{row.pk}"


def _instant_and_id(cursor: str) -> tuple[datetime, int]:
    micros, _dot, pk = cursor.partition(".")
    try:
        return _EPOCH + timedelta(microseconds=int(micros)), _id(pk)
    except (ValueError, OverflowError):
        raise wrong_cursor() from None


def _id(cursor: str) -> Any:
    if not (cursor.isascii() and cursor.isdecimal() and len(cursor) < 19):
        raise wrong_cursor()
    return int(cursor)
