"""What the desk hears from rooms below."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from firebell.accounts.models import User
from firebell.accounts.signals import duty_changed
from firebell.common import clock, ledger
from firebell.desk.actions import (
    answering,
    needs_answer_after_all,
    needs_no_answer_after_all,
)
from firebell.desk.enums import EventKind
from firebell.desk.models import Case, CaseItem
from firebell.listening.signals import words_deleted
from firebell.outbound.models import Reply
from firebell.outbound.signals import (
    about_to_send,
    reply_cancelled,
    reply_failed,
    reply_sent,
    reply_uncertain,
)
from firebell.understanding.enums import Field, YesNo
from firebell.understanding.models import Correction, Reading
from firebell.understanding.signals import reading_corrected

NO_TITLE = "…"


@receiver(duty_changed)
def cases_without_their_owner(
    *, workspace_id: int, user_id: int, on_duty: bool, **_kwargs: Any
) -> None:
    """Somebody went off duty: say how many open cases that leaves without a person.

    The cases stay theirs, shown as "owner not on duty", until a lead releases them.
    """
    if on_duty:
        return
    left = Case.objects.filter(
        workspace_id=workspace_id, owner_id=user_id, closed_at__isnull=True
    ).count()
    if left:
        user = User.objects.get(pk=user_id)
        ledger.append(workspace_id, "owner_off_duty", user, clock.now(), {"cases": left})


@receiver(words_deleted)
def titles_of_deleted_words(
    *, workspace_id: int, interaction_ids: list[int], **_kwargs: Any
) -> None:
    """A case is called by its first words: those of a deleted one are no longer shown."""
    touched = CaseItem.objects.filter(
        interaction_id__in=interaction_ids, case__workspace_id=workspace_id
    )
    for case in Case.objects.filter(pk__in=touched.values("case_id")):
        first = case.items.order_by("interaction__at", "pk").first()
        if first is not None and first.interaction_id in interaction_ids:
            Case.objects.filter(pk=case.pk).update(title=NO_TITLE)


@receiver(about_to_send)
def nothing_is_sent_to_a_settled_word(*, reply: Reply, **_kwargs: Any) -> str:
    return "" if answering.is_still_wanted(reply) else answering.ANSWERED_ALREADY


@receiver(reply_sent)
def words_are_answered(*, reply: Reply, by: User | None, **_kwargs: Any) -> None:
    answering.settle_sent(reply, by)


@receiver(reply_failed)
def words_are_open_again(*, reply: Reply, by: User | None, **_kwargs: Any) -> None:
    answering.let_go(reply, EventKind.FAILED, by)


@receiver(reply_cancelled)
def words_are_free_again(*, reply: Reply, by: User | None, **_kwargs: Any) -> None:
    answering.let_go(reply, EventKind.CANCELLED, by)


@receiver(reply_uncertain)
def nobody_knows_yet(*, reply: Reply, **_kwargs: Any) -> None:
    answering.note_uncertain(reply)


@receiver(reading_corrected)
def somebody_needs_an_answer_or_not(
    *, correction: Correction, reading: Reading, now: str, **_kwargs: Any
) -> None:
    if correction.field != Field.NEEDS_ANSWER:
        return
    if now == YesNo.YES:
        needs_answer_after_all(correction, reading)
    else:
        needs_no_answer_after_all(correction)
