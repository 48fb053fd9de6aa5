"""What the network tells of our own replies: their echo in what we hear, and receipts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from firebell.channels.contract import Receipt, ReceiptKind, SendResult
from firebell.common import clock, pulse
from firebell.core.outbound import delivery_states as states
from firebell.core.outbound.delivery_states import Verb
from firebell.listening.models import Interaction
from firebell.outbound.actions import moving
from firebell.outbound.models import Reply

_LOOKED_BACK = timedelta(days=7)
_UNSEEN = (states.State.SENDING, states.State.UNCERTAIN, states.State.HELD, states.State.FAILED)
_VERBS = {
    ReceiptKind.DELIVERED: Verb.DELIVERED,
    ReceiptKind.READ: Verb.READ,
    ReceiptKind.FAILED: Verb.BOUNCED,
}


class Echo(NamedTuple):
    """A word of our own, as it was heard and stored."""

    channel: str
    external_id: str
    interaction_id: int
    at: datetime


@transaction.atomic
def note_echoes(workspace_id: int, echoes: Sequence[tuple[str, str, int, datetime]]) -> int:
    """Recognise our own replies among outbound words; how many were recognised.

    By the id that the network gave or that it was bound to give; else by what it answers and its
    very words, so that an echo that is heard before the network answered us settles the reply too.
    Call it in the transaction that stores the words.
    """
    heard = [Echo(*echo) for echo in echoes]
    known = _by_id(workspace_id, [(echo.channel, echo.external_id) for echo in heard])
    strangers = [echo for echo in heard if (echo.channel, echo.external_id) not in known]
    if strangers:
        known |= _by_words(workspace_id, strangers)
    for echo in heard:
        reply_id = known.get((echo.channel, echo.external_id))
        if reply_id is not None:
            _seen(moving.take(reply_id), echo)
    if known:
        pulse.touch(workspace_id, "cases")
    return len(known)


def _by_id(workspace_id: int, ids: Sequence[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """(channel, external id) -> id of the reply that it is, the given id before the expected."""
    names = {name for _channel, name in ids}
    if not names:
        return {}
    ours = Reply.objects.filter(workspace_id=workspace_id, elsewhere=False)
    found: dict[tuple[str, str], int] = {}
    for field in ("expected_id", "external_id"):
        rows = ours.exclude(**{field: ""}).filter(**{f"{field}__in": names})
        for pk, channel, name in rows.values_list("pk", "interaction__channel", field):
            found[channel, name] = pk
    return {key: found[key] for key in ids if key in found}


def _by_words(workspace_id: int, echoes: Sequence[Echo]) -> dict[tuple[str, str], int]:
    unseen = (
        Reply.objects.filter(
            Q(state__in=_UNSEEN),
            workspace_id=workspace_id,
            external_id="",
            attempts__gt=0,
            created_at__gte=clock.now() - _LOOKED_BACK,
        )
        .order_by("pk")
        .values_list("pk", "interaction__channel", "interaction__external_id", "text")[:1_000]
    )
    waiting = {(channel, word, _folded(text)): pk for pk, channel, word, text in unseen}
    if not waiting:
        return {}
    words = Interaction.objects.filter(pk__in=[echo.interaction_id for echo in echoes])
    told = {
        pk: (channel, above, _folded(text))
        for pk, channel, above, text in words.values_list("pk", "channel", "in_reply_to", "text")
    }
    return {
        (echo.channel, echo.external_id): waiting[told[echo.interaction_id]]
        for echo in echoes
        if told.get(echo.interaction_id) in waiting
    }


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _seen(reply: Reply, echo: Echo) -> None:
    now = clock.now()
    url = Interaction.objects.filter(pk=echo.interaction_id).values_list("url", flat=True).first()
    bounced = reply.state == states.State.FAILED and reply.sent_at is not None
    if not reply.has_arrived and not bounced:
        moving.found(reply, SendResult(echo.external_id, echo.at, url or None), now)
    if reply.echo_id is None:
        moving.change(reply, echo_id=echo.interaction_id, seen_at=now)


@transaction.atomic
def note_receipts(workspace_id: int, receipts: Sequence[Receipt]) -> int:
    """What became of our replies on the other side; how many receipts were about one of them.

    Delivered and read move a reply on; a bounce fails it, and its case is open again. A receipt
    that comes twice, or late, changes nothing.
    """
    known = _by_id(workspace_id, [(one.channel, one.external_id) for one in receipts])
    about = [(known.get((one.channel, one.external_id)), one) for one in receipts]
    for reply_id, receipt in about:
        if reply_id is not None:
            _receive(moving.take(reply_id), receipt)
    return sum(reply_id is not None for reply_id, _receipt in about)


def _receive(reply: Reply, receipt: Receipt) -> None:
    now = clock.now()
    if not reply.has_arrived and reply.sent_at is None:
        # A receipt for something that we did not know to be sent: then it was.
        moving.found(reply, SendResult(receipt.external_id, receipt.at), now)
    verb = _VERBS[receipt.kind]
    if verb not in states.allowed(reply.state):
        return
    if verb == Verb.BOUNCED:
        moving.failed(reply, verb, receipt.reason or "It came back.", now)
        return
    times = {"delivered_at": reply.delivered_at or receipt.at}
    if verb == Verb.READ:
        times["read_at"] = receipt.at
    moving.move(reply, verb, **times)
    if verb == Verb.READ:
        moving.announce(reply, "reply_read", None)
    else:
        moving.announce(reply, "reply_delivered", None)
