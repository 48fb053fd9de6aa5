"""The inbox, a page at a time. Each view walks one index from a key: the millionth case costs what
the first does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q, QuerySet

from firebell.accounts.models import User
from firebell.desk.enums import View
from firebell.desk.models import Case, Notice, Ping, Promise
from firebell.desk.queries.unsent import unsent

PAGE_SIZE = 50
COUNT_LIMIT = 1_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class BadCursorError(ValueError):
    """A page address that we did not make."""


@dataclass(frozen=True, slots=True)
class Filters:
    """None or empty: not filtered. `priority`: this urgent or more (1 is the most)."""

    queue_id: int | None = None
    brand_id: int | None = None
    priority: int | None = None
    channel: str = ""
    language: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """`next` goes back into `inbox` as `cursor`; empty on the last page."""

    cases: list[Case]
    next: str


def inbox(
    workspace_id: int,
    view: View,
    user: User,
    now: datetime,
    filters: Filters | None = None,
    cursor: str = "",
    *,
    size: int = PAGE_SIZE,
) -> Page:
    """One page of a view in one query: the earliest due first; of closed ones the newest.

    Raises BadCursorError.
    """
    key = _KEYS.get(view, "due_at")
    newest_first = view == View.CLOSED
    cases = _narrowed(_in_view(workspace_id, view, user, now), filters or Filters())
    if cursor:
        cases = _beyond(cases, key, newest_first, cursor)
    order = [f"-{key}", "-id"] if newest_first else [key, "id"]
    found = list(
        cases.select_related("profile", "brand", "owner", "queue").order_by(*order)[: size + 1]
    )
    more = len(found) > size
    return Page(found[:size], _cursor(found[size - 1], key) if more else "")


def inbox_counts(workspace_id: int, user: User, now: datetime) -> dict[View, int]:
    """How many cases each view holds; `COUNT_LIMIT` stands for that many or more."""
    return {
        view: _in_view(workspace_id, view, user, now).values("id")[:COUNT_LIMIT].count()
        for view in View
        if view != View.CLOSED
    }


_KEYS = {
    View.SNOOZED: "snoozed_until",
    View.CLOSED: "closed_at",
    View.PROMISED: "opened_at",
    View.ASKED: "last_word_at",
}


def _in_view(workspace_id: int, view: View, user: User, now: datetime) -> QuerySet[Case]:
    cases = Case.objects.filter(workspace_id=workspace_id)
    if view == View.CLOSED:
        return cases.filter(closed_at__isnull=False)
    if view == View.SNOOZED:
        return cases.filter(snoozed_until__isnull=False)
    if view == View.UNSENT:
        return cases.filter(pk__in=unsent(workspace_id).values("case_id"))
    if view == View.OVERDUE:
        return cases.filter(waiting_since__isnull=False, due_at__lt=now)
    if view == View.PROMISED:
        open_promises = Promise.objects.filter(kept_at__isnull=True)
        return cases.filter(pk__in=open_promises.values("case_id"))
    if view == View.ASKED:
        asked = Ping.objects.filter(user=user, seen_at__isnull=True)
        told = Notice.objects.filter(user=user, seen_at__isnull=True)
        return cases.filter(
            Q(pk__in=asked.values("note__case_id")) | Q(pk__in=told.values("case_id"))
        )
    cases = cases.filter(closed_at__isnull=True)
    if view == View.MINE:
        return cases.filter(owner=user)
    return cases.filter(owner__isnull=True) if view == View.UNASSIGNED else cases


def _narrowed(cases: QuerySet[Case], filters: Filters) -> QuerySet[Case]:
    wanted = {
        "queue_id": filters.queue_id,
        "brand_id": filters.brand_id,
        "priority__lte": filters.priority,
        "channel": filters.channel or None,
        "language": filters.language or None,
        "tags__name": filters.tag or None,
    }
    return cases.filter(**{name: value for name, value in wanted.items() if value is not None})


def _beyond(cases: QuerySet[Case], key: str, newest_first: bool, cursor: str) -> QuerySet[Case]:
    instant, id_ = _read(cursor)
    way = "lt" if newest_first else "gt"
    # The first condition lets the store seek in the index; the second settles equal times.
    return cases.filter(
        Q(**{f"{key}__{way}": instant}) | Q(**{f"id__{way}": id_}), **{f"{key}__{way}e": instant}
    )


def _cursor(case: Case, key: str) -> str:
    since = getattr(case, key) - _EPOCH
    return f"{since // timedelta(microseconds=1)}.{case.pk}"


def _read(cursor: str) -> tuple[datetime, int]:
    try:
        micros, _dot, id_ = cursor.partition(".")
        return _EPOCH + timedelta(microseconds=int(micros)), int(id_)
    except (ValueError, OverflowError) as error:
        raise BadCursorError(f"not a page of the inbox: {cursor[:40]!r}") from error
