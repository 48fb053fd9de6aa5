"""What a corrected reading means for the desk: nobody is overlooked, nothing closes silently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from firebell.accounts.models import User
from firebell.common import clock, ledger
from firebell.core.schema import Intent
from firebell.desk.actions import settling, steps
from firebell.desk.actions.arriving import Heard, open_cases
from firebell.desk.enums import EventKind, ItemState
from firebell.desk.models import NEEDS_NO_ANSWER, CaseEvent, CaseItem
from firebell.listening import queries as listening
from firebell.listening.models import Interaction
from firebell.understanding.telling import details

if TYPE_CHECKING:
    from firebell.understanding.models import Correction, Reading


def needs_answer_after_all(correction: Correction, reading: Reading) -> None:
    """A person says that this word needs an answer: it lies open in a case from now on.

    What was answered stays answered; what a person dismissed stays dismissed, unless the reader
    had said that it needs no answer, or it was dismissed by such a correction.
    """
    word = correction.interaction
    item = CaseItem.objects.select_related("case").filter(pk=word.pk).first()
    if item is None or item.state in (ItemState.NO_ANSWER_NEEDED, ItemState.HISTORY):
        open_cases(word.workspace_id, [_heard(word, reading)], clock.now())
    elif item.state == ItemState.DISMISSED and (
        correction.changes or item.reason == NEEDS_NO_ANSWER
    ):
        _reopen(item, correction)


def needs_no_answer_after_all(correction: Correction) -> None:
    """A person says that this word needs no answer: it is dismissed by them, for that reason. An
    answer that is on its way goes on and will settle it."""
    item = CaseItem.objects.select_related("case").filter(pk=correction.interaction_id).first()
    if item is None or item.state != ItemState.PENDING or item.reply_id is not None:
        return
    assert item.case is not None  # the database: an open word lies in a case
    settling.dismiss(item.case, [item.pk], NEEDS_NO_ANSWER, correction.by)


def _heard(word: Interaction, reading: Reading) -> Heard:
    now = clock.now()
    brands, topics = listening.about(word)
    return Heard(
        interaction_id=word.pk,
        profile_id=word.profile_id,
        channel=word.channel,
        thread=word.thread,
        brand_id=brands[0] if brands else None,
        at=min(word.at, now),
        text=word.said_now,
        language=reading.language,
        needs_answer=True,
        negative=reading.negative,
        toxicity=reading.toxicity,
        followers=word.followers,
        outbound=False,
        in_reply_to=word.in_reply_to,
        sensitive=tuple(details(reading).get("sensitive", ())),
        topics=topics,
        intent=reading.intent or Intent.OTHER,
    )


def _reopen(item: CaseItem, correction: Correction) -> None:
    assert item.case is not None
    by: User = correction.by
    case = steps.take(item.case, by)
    words = CaseItem.objects.filter(pk=item.pk).select_related("interaction")
    settling.reopen_words(case, words)
    undone = {"undoes": _own_dismissal(item), "kind": str(EventKind.DISMISSED)}
    steps.finish(case, EventKind.UNDONE, by, undone | {"correction": correction.pk})
    told = {"case": case.number, "kind": str(EventKind.DISMISSED)}
    ledger.append(case.workspace_id, "case_undone", case, clock.now(), told)


def _own_dismissal(item: CaseItem) -> int | None:
    """The step that dismissed this word and no other, so that it is undone as a whole."""
    steps_ = CaseEvent.objects.filter(case_id=item.case_id, kind=EventKind.DISMISSED)
    last = steps_.order_by("-id").values_list("pk", "data")
    found = next(((pk, data) for pk, data in last if item.pk in data.get("items", ())), None)
    return found[0] if found and found[1]["items"] == [item.pk] else None
