"""What happened to a case, as its clocks see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from firebell.core.desk.clocks import CaseClocks, Event, EventKind, Policy, clocks
from firebell.desk import enums
from firebell.desk.models import Case, CaseEvent, CaseItem


def clocks_of(
    case: Case, happened: Sequence[CaseEvent], policy: Policy, now: datetime
) -> CaseClocks:
    """First answer, next answer and resolution, each with how it got its value.

    `happened` is the case's history. Where new words made it more urgent the history does not say
    so: then it is as urgent from its beginning.
    """
    items = list(
        CaseItem.objects.filter(case=case, needs_answer=True).values_list(
            "pk", "interaction__at", "settled_at"
        )
    )
    words = [Event(at, EventKind.WORD) for _pk, at, _settled in items]
    changes = [one for one in happened if one.kind == enums.EventKind.URGENCY]
    told = [*words, *_settled(items, happened), *map(_changed, changes)]
    if not words:
        return CaseClocks()
    told.sort(key=lambda one: one.at)
    began = changes[0].data["from"] if changes else case.priority
    first = Event(told[0].at, told[0].kind, began, case.channel, told[0].oldest_left)
    return clocks([first, *told[1:]], policy, now)


def _changed(event: CaseEvent) -> Event:
    return Event(event.at, EventKind.CHANGED, event.data["to"])


def _settled(
    items: Sequence[tuple[int, datetime, datetime | None]], happened: Sequence[CaseEvent]
) -> list[Event]:
    """Answers, dismissals and closings that were not taken back."""
    undone = {one.data.get("undoes") for one in happened if one.kind == enums.EventKind.UNDONE}
    told: list[Event] = []
    for one in happened:
        if one.pk in undone:
            continue
        left = _left(items, one)
        if one.kind == enums.EventKind.ANSWERED:
            told.append(Event(one.at, EventKind.ANSWER, oldest_left=left))
        closes = one.kind in (enums.EventKind.ANSWERED, enums.EventKind.DISMISSED)
        if one.kind == enums.EventKind.CLOSED or (closes and left is None):
            waits = EventKind.WAITING if one.data.get("waits") else EventKind.CLOSED
            told.append(Event(one.at, waits))
    return told


def _left(
    items: Sequence[tuple[int, datetime, datetime | None]], event: CaseEvent
) -> datetime | None:
    """The oldest word that was still open after an event."""
    done = set(event.data.get("items", ()))
    open_then = [
        at
        for pk, at, settled in items
        if at <= event.at and pk not in done and (settled is None or settled > event.at)
    ]
    return min(open_then, default=None)
