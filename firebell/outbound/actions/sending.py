"""The two transactions around a network call: one before it that says so, one after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from firebell.channels.contract import ChannelError, SendResult
from firebell.common import clock
from firebell.core.outbound.delivery_states import Verb
from firebell.core.outbound.pace import Pace
from firebell.outbound import queries
from firebell.outbound.actions import moving
from firebell.outbound.enums import DeliveryKind, DeliveryOutcome, ReplyState
from firebell.outbound.models import Delivery, Reply
from firebell.outbound.signals import about_to_send


@dataclass(frozen=True, slots=True)
class Handed:
    """What came of handing a reply over, or of asking for it: a result, an error, or neither."""

    result: SendResult | None = None
    error: Exception | None = None


@transaction.atomic
def claim(worker: str, now: datetime, pace: Pace) -> list[int]:
    """Take some due replies in hand, so that no other worker does; their ids."""
    due = queries.to_send(now).select_for_update(skip_locked=True)
    ids = list(due.values_list("pk", flat=True)[: pace.batch])
    Reply.objects.filter(pk__in=ids).update(claimed_by=worker, claimed_until=now + pace.lease)
    return ids


@transaction.atomic
def begin(
    reply_id: int, worker: str, now: datetime, pace: Pace, expected_id: str, language: str
) -> Reply | None:
    """Write down that the network is about to be told; None if it must not be.

    Whoever finds this later without an outcome knows that the network may have it.
    """
    reply = moving.take(reply_id)
    if reply.state != ReplyState.HELD or reply.claimed_by != worker:
        return None  # cancelled meanwhile, or another worker's
    answers = about_to_send.send(sender=Reply, reply=reply, by=None, now=now)
    if objection := next((answer for _receiver, answer in answers if answer), ""):
        moving.cancelled(reply, objection, now)
        return None
    moving.move(
        reply,
        Verb.BEGIN,
        claimed_until=now + pace.lease,
        attempts=reply.attempts + 1,
        expected_id=expected_id[:200],
        language=language[:8],
    )
    Delivery.objects.create(
        reply=reply, kind=DeliveryKind.SEND, number=reply.attempts, began_at=now
    )
    return reply


@transaction.atomic
def refuse_before_sending(reply_id: int, worker: str, error: ChannelError) -> None:
    """The network could not even be told: the source was closed, its secrets are unreadable."""
    reply = moving.take(reply_id)
    if reply.state == ReplyState.HELD and reply.claimed_by == worker:
        moving.failed(reply, Verb.GIVE_UP, str(error), clock.now())


@transaction.atomic
def record_outcome(reply_id: int, number: int, handed: Handed, pace: Pace) -> Reply:
    """What the network said, also when it says so long after we took the worker for dead."""
    reply, now = moving.take(reply_id), clock.now()
    in_time = reply.state == ReplyState.SENDING and reply.attempts == number
    if handed.result is not None:
        outcome = DeliveryOutcome.TAKEN
        if in_time:
            moving.arrived(reply, Verb.TAKEN, handed.result, now)
        else:
            moving.found(reply, handed.result, now)
    elif isinstance(handed.error, ChannelError):
        outcome = _not_taken(reply, handed.error, pace, now, in_time=in_time)
    else:
        outcome = DeliveryOutcome.UNKNOWN
        if in_time:
            moving.lost(reply, moving.said(handed.error), now + pace.settle, now)
    end(reply, DeliveryKind.SEND, number, outcome, handed, now)
    return reply


def _not_taken(
    reply: Reply, error: ChannelError, pace: Pace, now: datetime, *, in_time: bool
) -> DeliveryOutcome:
    final = error.permanent or reply.attempts >= pace.most_attempts
    if in_time and final:
        moving.failed(reply, Verb.REFUSED, str(error), now)
    elif in_time:
        wait = pace.wait(reply.attempts, error.retry_after)
        moving.move(
            reply,
            Verb.PUT_OFF,
            send_after=now + wait,
            failure=moving.said(error),
            **moving.RELEASED,
        )
        moving.announce(reply, "reply_put_off", None, why=reply.failure)
    return DeliveryOutcome.REFUSED if final else DeliveryOutcome.PUT_OFF


def end(
    reply: Reply,
    kind: DeliveryKind,
    number: int,
    outcome: DeliveryOutcome,
    handed: Handed,
    now: datetime,
) -> None:
    told = moving.said(handed.error) if handed.error else ""
    Delivery.objects.filter(reply=reply, kind=kind, number=number).update(
        ended_at=now, outcome=outcome, said=told
    )


@transaction.atomic
def give_up_the_dead(now: datetime, pace: Pace) -> int:
    """Replies whose worker died while it handed them over are uncertain; how many those were."""
    found = list(
        queries.left_in_hand(now).select_for_update(skip_locked=True, of=("self",))[: pace.batch]
    )
    for reply in found:
        moving.lost(reply, "The worker ended while it was sending.", now + pace.settle, now)
    return len(found)


@transaction.atomic
def claim_uncertain(worker: str, now: datetime, pace: Pace) -> list[int]:
    """Take some uncertain replies in hand, to ask the network for them; their ids."""
    due = queries.to_find(now).select_for_update(skip_locked=True)
    ids = list(due.values_list("pk", flat=True)[: pace.batch])
    Reply.objects.filter(pk__in=ids).update(claimed_by=worker, claimed_until=now + pace.lease)
    return ids


@transaction.atomic
def begin_finding(reply_id: int, worker: str, now: datetime) -> int | None:
    """The number of this asking, or None if there is nothing to ask about any more."""
    reply = moving.take(reply_id)
    if reply.state != ReplyState.UNCERTAIN or reply.claimed_by != worker:
        return None
    moving.change(reply, findings=reply.findings + 1)
    kind = DeliveryKind.FIND
    number = Delivery.objects.filter(reply=reply, kind=kind).count() + 1
    Delivery.objects.create(reply=reply, kind=kind, number=number, began_at=now)
    return number


@transaction.atomic
def record_finding(reply_id: int, number: int, worker: str, handed: Handed, pace: Pace) -> Reply:
    """What the network said about an uncertain reply: there, not there, or it cannot say.

    Only its plain "not there" lets the reply be sent again, and each of those lets it be sent
    once.
    """
    reply, now = moving.take(reply_id), clock.now()
    ours = reply.state == ReplyState.UNCERTAIN and reply.claimed_by == worker
    if handed.result is not None:
        outcome = DeliveryOutcome.FOUND
        moving.found(reply, handed.result, now)
    elif handed.error is not None:
        outcome = DeliveryOutcome.UNKNOWN
        if ours:
            _ask_later(reply, handed.error, pace, now)
    else:
        outcome = DeliveryOutcome.NOT_THERE
        if ours:
            _not_there(reply, pace, now)
    end(reply, DeliveryKind.FIND, number, outcome, handed, now)
    return reply


def _ask_later(reply: Reply, error: Exception, pace: Pace, now: datetime) -> None:
    never = isinstance(error, ChannelError) and error.permanent
    since = reply.uncertain_since or now
    asks = reply.asks_a_person or never or now - since >= pace.ask_a_person_after
    wait = pace.wait(reply.findings, getattr(error, "retry_after", None))
    if asks and not reply.asks_a_person:
        moving.announce(reply, "reply_asks_a_person", None, why=moving.said(error))
    moving.change(
        reply,
        find_after=now + wait,
        failure=moving.said(error),
        asks_a_person=asks,
        **moving.RELEASED,
    )


def _not_there(reply: Reply, pace: Pace, now: datetime) -> None:
    if reply.attempts >= pace.most_attempts:
        why = reply.failure or "The network never took it."
        moving.failed(reply, Verb.GIVE_UP, why, now)
        return
    moving.move(reply, Verb.NOT_THERE, send_after=now, asks_a_person=False, **moving.RELEASED)
    moving.announce(reply, "reply_not_there", None)
