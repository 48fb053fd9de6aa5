from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Prefetch, Q, QuerySet

from firebell.common import clock
from firebell.desk.enums import ItemState
from firebell.desk.models import Case, CaseEvent, CaseItem, Conversation, Note, Promise
from firebell.desk.queries.family import merged_cases, promises
from firebell.listening import queries as listening
from firebell.listening.models import Interaction
from firebell.outbound import queries as outbound
from firebell.outbound.models import Reply
from firebell.understanding import queries as understanding

WORDS_SHOWN = 500
EARLIER_SHOWN = 20


@dataclass(frozen=True, slots=True)
class CasePage:
    """All that one screen shows of a case; every list is the oldest first.

    `words` are the case's threads whole, our own words too. Each has `case_item` (None for a word
    that the case did not need to keep), `latest_readings` (the one in force first),
    `all_corrections` (what people say of it, the oldest first), `profile`, and `copies` and
    `same_pictures` (who else said or showed the same).
    """

    case: Case
    conversations: list[Conversation]
    words: list[Interaction]
    pending: list[int]  # interaction ids
    free: list[int]  # of those, the ones that no answer is on its way to
    replies: list[Reply]  # every answer of the case, whatever became of it
    notes: list[Note]
    tags: list[str]
    promises: list[Promise]
    events: list[CaseEvent]
    earlier: list[Case]  # other cases of the same person, the newest first
    merged: list[Case]  # those that were merged into it, by number


def case_page(workspace_id: int, number: int) -> CasePage | None:
    """The case with this number in this workspace, in a fixed number of queries, or None."""
    case = (
        Case.objects.filter(workspace_id=workspace_id, number=number)
        .select_related("profile", "brand", "owner", "queue", "parent", "merged_into")
        .first()
    )
    if case is None:
        return None
    conversations = list(case.conversations.order_by("id"))
    words = _words(workspace_id, conversations)
    understanding.note_copies(workspace_id, words, clock.now())
    merged = merged_cases(case)
    numbers = [one.number for one in merged]
    items = CaseItem.objects.filter(case=case, state=ItemState.PENDING)
    pending = list(items.order_by("interaction__at", "pk").values_list("pk", "reply_id"))
    return CasePage(
        case=case,
        conversations=conversations,
        words=words,
        pending=[word for word, _reply in pending],
        free=[word for word, reply in pending if reply is None],
        replies=list(outbound.replies_of_case(workspace_id, number, *numbers)),
        notes=list(case.notes.select_related("author").order_by("at", "id")),
        tags=list(case.tags.order_by("name").values_list("name", flat=True)),
        promises=promises(case),
        events=list(case.events.select_related("actor").order_by("id")),
        earlier=_earlier(case),
        merged=merged,
    )


def _words(workspace_id: int, conversations: list[Conversation]) -> list[Interaction]:
    newest = in_conversations(workspace_id, conversations).order_by("-at", "-id")[:WORDS_SHOWN]
    return list(newest)[::-1]


def in_conversations(
    workspace_id: int, conversations: Sequence[Conversation]
) -> QuerySet[Interaction]:
    """Every word of these threads, ours too, with all that a page shows of it; in no order."""
    if not conversations:
        return Interaction.objects.none()
    threads = reduce(or_, (Q(channel=c.channel, thread=c.thread) for c in conversations))
    return (
        Interaction.objects.filter(threads, workspace_id=workspace_id)
        .select_related(
            "profile",
            "case_item__settled_by",
            "case_item__reply__author",
            "case_item__answered_by__profile",
        )
        .prefetch_related(
            Prefetch("readings", understanding.readings_in_force(), to_attr="latest_readings"),
            Prefetch("corrections", understanding.corrections(), to_attr="all_corrections"),
            "changes",
            Prefetch("attachments", listening.attachments()),
        )
    )


def word_of(case: Case, word: int) -> Interaction | None:
    """A word that the page of this case shows."""
    if word >= 2**63:
        return None
    found = Interaction.objects.filter(workspace_id=case.workspace_id, pk=word)
    shown = found.select_related("profile", "source").first()
    if shown is None:
        return None
    threads = case.conversations.filter(channel=shown.channel, thread=shown.thread)
    return shown if threads.exists() else None


def _earlier(case: Case) -> list[Case]:
    if case.profile_id is None:
        return []
    return list(
        Case.objects.filter(workspace_id=case.workspace_id, profile_id=case.profile_id)
        .exclude(pk=case.pk)
        .order_by("-opened_at")[:EARLIER_SHOWN]
    )
