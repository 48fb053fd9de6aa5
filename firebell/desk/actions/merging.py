"""Two cases that are one matter become one, and one that is two becomes two; both are reversible.

The rules of the database hold at every statement, hence the order: first the case that receives
waits long enough, then words move, and only then the other case rests.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from firebell.accounts.models import User
from firebell.common import clock as wall
from firebell.core.desk.case_states import Verb
from firebell.core.desk.promise import FOLLOW_UP
from firebell.desk.actions import steps
from firebell.desk.actions.refusals import Refused
from firebell.desk.enums import CaseState, EventKind, ItemState
from firebell.desk.models import Case, CaseItem, Conversation, Note, Promise
from firebell.desk.queries.arriving import last_number


@transaction.atomic
def merge(case: Case, into: Case, by: User) -> Case:
    """All conversations of `case` go to `into`, which is answered as one from now on; returns it.

    The first case stays, closed, and says where its words are.
    """
    source, target = steps.take(case, by), steps.take(into, by)
    _refuse_merging(source, target)
    _refuse_while_answering(source)
    moved = {
        "conversations": list(source.conversations.values_list("pk", flat=True)),
        "items": list(source.items.values_list("pk", flat=True)),
        "notes": list(source.notes.values_list("pk", flat=True)),
        "promises": list(source.promises.values_list("pk", flat=True)),
    }
    _receive(target, source)
    _move(moved, target)
    steps.step(source, Verb.MERGE)
    source.merged_into = target
    source.waiting_since = source.snoozed_until = source.overdue_noted_at = None
    source.closed_at = source.closed_at or wall.now()
    source.save(update_fields=[*steps.CHANGING, "merged_into"])
    steps.finish(source, EventKind.MERGED, by, moved | {"into": target.number})
    steps.finish(target, EventKind.MERGED, by, {"from": source.number})
    return target


def _refuse_merging(source: Case, target: Case) -> None:
    if source.pk == target.pk or source.workspace_id != target.workspace_id:
        raise Refused(_("Choose another case of this workspace."))
    if CaseState.MERGED in (source.state, target.state):
        raise Refused(_("One of them has been merged already. Look again."))
    if source.children.exists():
        raise Refused(_("Other cases are part of this one: merge them the other way round."))


def _refuse_while_answering(case: Case) -> None:
    if case.items.filter(state=ItemState.PENDING, reply__isnull=False).exists():
        raise Refused(_("An answer is on its way. Wait until it has arrived."))


def _receive(target: Case, source: Case) -> None:
    """Let `target` wait for what `source` waits for."""
    target.priority = min(target.priority, source.priority)
    target.last_word_at = max(target.last_word_at, source.last_word_at)
    if source.waiting_since is not None:
        if target.waiting_since is None:
            steps.step(target, Verb.NEW_WORD)
        since = min(filter(None, (source.waiting_since, target.waiting_since)))
        steps.unsettle(target, since)
    target.save(update_fields=steps.CHANGING)


def _move(moved: dict[str, list[int]], target: Case) -> None:
    for model, name in ((CaseItem, "items"), (Note, "notes"), (Promise, "promises")):
        model.objects.filter(pk__in=moved[name]).update(case=target)
    Conversation.objects.filter(pk__in=moved["conversations"]).update(case=target)


@transaction.atomic
def take_apart(case: Case, by: User) -> Case:
    """Undo a merge: what came from `case` goes back to it, with what was said there since."""
    source = steps.take(case, by)
    if source.merged_into is None:
        raise Refused(_("This case is not merged into another."))
    target = steps.take(source.merged_into, by)
    _refuse_while_answering(target)
    merged = source.events.filter(kind=EventKind.MERGED, data__has_key="into").order_by("id").last()
    assert merged is not None
    threads = Conversation.objects.filter(pk__in=merged.data["conversations"], case=target)
    moved = {name: merged.data[name] for name in ("notes", "promises")}
    moved |= {"conversations": [one.pk for one in threads], "items": _items_in(target, threads)}
    _go_to(moved, target, source, Verb.UNDO, Verb.RESUME)
    steps.finish(source, EventKind.PARTED, by, {"from": target.number})
    steps.finish(target, EventKind.PARTED, by, {"case": source.number})
    return source


@transaction.atomic
def split(case: Case, conversations: Sequence[int], by: User) -> Case:
    """These conversations become a case of their own; returns that."""
    old = steps.take(case, by)
    _refuse_while_answering(old)
    threads = list(old.conversations.filter(pk__in=conversations))
    if not threads or len(threads) == old.conversations.count():
        raise Refused(_("Choose some of the conversations, not all of them."))
    moved = {"conversations": [one.pk for one in threads], "items": _items_in(old, threads)}
    moved |= {"notes": [], "promises": []}
    first = CaseItem.objects.filter(pk__in=moved["items"]).order_by("interaction__at").first()
    now = wall.now()
    new = Case.objects.create(
        workspace_id=old.workspace_id,
        number=last_number(old.workspace_id) + 1,
        profile=first.interaction.profile if first else old.profile,
        brand=old.brand,
        title=(first.interaction.text if first else old.title)[:80],
        channel=threads[0].channel,
        language=old.language,
        state=CaseState.ANSWERED,
        queue=old.queue,
        priority=old.priority,
        opened_at=now,
        closed_at=now,
        last_word_at=old.last_word_at,
    )
    _go_to(moved, old, new, Verb.UNDO, Verb.RESUME)
    steps.finish(new, EventKind.PARTED, by, {"from": old.number})
    steps.finish(old, EventKind.PARTED, by, {"case": new.number})
    return new


def _items_in(case: Case, threads: Sequence[Conversation]) -> list[int]:
    """The words of a case that were said in these conversations."""
    wanted = {(one.channel, one.thread) for one in threads}
    said = case.items.values_list("pk", "interaction__channel", "interaction__thread")
    return [pk for pk, channel, thread in said if (channel, thread) in wanted]


def _go_to(moved: dict[str, list[int]], old: Case, new: Case, waits: Verb, rests: Verb) -> None:
    """Words of `old` go to `new`, a closed case, which is open from then on."""
    waiting = CaseItem.objects.filter(pk__in=moved["items"], state=ItemState.PENDING)
    since = waiting.order_by("interaction__at").values_list("interaction__at", flat=True).first()
    steps.step(new, waits if since else rests)
    new.merged_into = None
    if since:
        steps.unsettle(new, since)
    else:
        new.closed_at, new.due_at = None, wall.now() + FOLLOW_UP
    new.save(update_fields=[*steps.CHANGING, "merged_into"])
    _move(moved, new)
    _still_waits(old)


def _still_waits(case: Case) -> None:
    """What is left in a case says how long it waits."""
    if case.waiting_since is None:
        return
    still = steps.oldest_pending(case)
    if still is not None:
        steps.unsettle(case, still)
    else:
        steps.settle(case, Verb.WAIT, wall.now())
