"""Cases that a search names, and the places of all that was said in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from firebell.core.desk.case_states import OPEN as OPEN_STATES
from firebell.core.desk.case_states import State
from firebell.core.query.ast import About, AboutName
from firebell.core.query.conditions import BETWEEN_KEYS, NOBODY
from firebell.core.query.fields import CLOSED, OPEN
from firebell.core.query.folding import fold_value
from firebell.desk.models import Case, Conversation, Note, Queue, Tag
from firebell.listening.full_text import Kind, place
from firebell.listening.models import Interaction

# What a case is chosen by.
OF_CASES = frozenset(
    {AboutName.CASE, AboutName.STATE, AboutName.OWNER, AboutName.TAG, AboutName.QUEUE}
)
MOST_CASES = 200  # more of them, and the index is asked instead
MOST_WORDS = 10_000


def places_of_cases(workspace_id: int, conditions: Sequence[About]) -> list[int] | None:
    """Places of all words and notes of the cases that meet these, the newest first. None if they
    are too many, or if too many cases would have to be looked at to find them."""
    if not any(map(_has_an_index, conditions)):
        return None
    cases = Case.objects.filter(workspace_id=workspace_id)
    for condition in conditions:
        cases = _narrowed(workspace_id, cases, condition)
    ids = list(cases.order_by().values_list("pk", flat=True)[: MOST_CASES + 1])
    if len(ids) > MOST_CASES:
        return None
    if not ids:
        return []
    found = [place(at, pk) for pk, at in _words(workspace_id, ids)]
    notes = Note.objects.filter(case__in=ids, case__workspace_id=workspace_id)
    found += [place(at, pk, Kind.NOTE) for pk, at in notes.values_list("pk", "at")[:MOST_WORDS]]
    return None if len(found) > MOST_WORDS else sorted(set(found), reverse=True)


def _has_an_index(condition: About) -> bool:
    if condition.name is AboutName.STATE:
        return condition.value == OPEN or condition.value in OPEN_STATES
    return condition.name in (AboutName.CASE, AboutName.TAG)


def _narrowed(workspace_id: int, cases: QuerySet[Case], condition: About) -> QuerySet[Case]:
    value = condition.value
    match condition.name:
        case AboutName.CASE:
            return cases.filter(number=int(value))
        case AboutName.STATE if value in (OPEN, CLOSED):
            return cases.filter(closed_at__isnull=value == OPEN)
        case AboutName.STATE if value == State.SNOOZED:
            return cases.filter(state=value, snoozed_until__isnull=False)
        case AboutName.STATE:
            return cases.filter(state=value, closed_at__isnull=value in OPEN_STATES)
        case AboutName.OWNER if value == NOBODY:
            return cases.filter(owner__isnull=True)
        case AboutName.OWNER:
            return cases.filter(owner__in=[int(key) for key in value.split(BETWEEN_KEYS)])
        case AboutName.TAG:
            tags = Tag.objects.filter(workspace_id=workspace_id)
            return cases.filter(tags__in=_called(value, tags.values_list("pk", "name")))
        case AboutName.QUEUE:
            queues = Queue.objects.filter(workspace_id=workspace_id)
            named = [(one.pk, name) for one in queues for name in (one.name, str(one))]
            return cases.filter(queue__in=_called(value, named))
    raise ValueError(f"{condition.name} is not of cases")


def _called(name: str, known: Iterable[tuple[int, str]]) -> list[int]:
    meant = fold_value(name)
    return [pk for pk, one in known if fold_value(one) == meant]


def _words(workspace_id: int, cases: Sequence[int]) -> Iterable[tuple[int, object]]:
    """All of the cases' threads, our own words too, as their pages show them."""
    threads = list(
        Conversation.objects.filter(case__in=cases, workspace_id=workspace_id).values_list(
            "channel", "thread"
        )[:MOST_WORDS]
    )
    shown = Interaction.objects.filter(workspace_id=workspace_id, hidden_at__isnull=True)
    found: list[tuple[int, object]] = []
    for start in range(0, len(threads), 100):
        some = (Q(channel=channel, thread=thread) for channel, thread in threads[start:][:100])
        found += shown.filter(reduce(or_, some)).values_list("pk", "at")[: MOST_WORDS + 1]
    return found
