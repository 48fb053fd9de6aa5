"""The worker's way out: what is due is sent, what is uncertain is asked for.

Both are safe in several workers at once and after a kill at any instant. No transaction is open
while a network is asked.
"""

from __future__ import annotations

import logging
import os
import socket
import uuid
from collections.abc import Callable

from firebell.channels.contract import ChannelError, OutcomeUnknownError, SendResult
from firebell.channels.models import Source
from firebell.channels.senders import mouth_of, witness_of
from firebell.common import clock
from firebell.common.steps import reached
from firebell.core.outbound.pace import PACE, Pace
from firebell.outbound.actions import sending
from firebell.outbound.actions.sending import Handed
from firebell.outbound.composing import message_of
from firebell.outbound.models import Reply

logger = logging.getLogger(__name__)


def send_due(pace: Pace = PACE) -> int:
    """Send the replies whose grace time is over, at most a batch; how many were taken in hand."""
    worker = _name()
    ids = sending.claim(worker, clock.now(), pace)
    if ids:
        reached("send_claimed")
    for reply_id in ids:
        _send(reply_id, worker, pace)
    return len(ids)


def _send(reply_id: int, worker: str, pace: Pace) -> None:
    """1. Make ready all that can fail before the network hears of it. 2. Commit that it is about
    to. 3. Tell it. 4. Commit what it said."""
    reply = _whole(reply_id)
    try:
        mouth, message = mouth_of(_source(reply)), message_of(reply)
        expected = mouth.expected_id(message)
    except ChannelError as error:
        sending.refuse_before_sending(reply_id, worker, error)
        return
    begun = sending.begin(reply_id, worker, clock.now(), pace, expected, message.language)
    if begun is None:
        return
    if begun.claimed_until is None or clock.now() >= begun.claimed_until:
        return  # so late that others take this worker for dead; they find out what is true
    reached("before_network")
    handed = _ask(lambda: mouth.send(message))
    reached("after_network")
    told = sending.record_outcome(reply_id, begun.attempts, handed, pace)
    reached("outcome_stored")
    logger.info("reply %s: %s after attempt %s", reply_id, told.state, begun.attempts)


def reconcile_uncertain(pace: Pace = PACE) -> int:
    """Ask the networks what became of uncertain replies, at most a batch; how many were asked
    for."""
    worker = _name()
    sending.give_up_the_dead(clock.now(), pace)
    ids = sending.claim_uncertain(worker, clock.now(), pace)
    for reply_id in ids:
        _find(reply_id, worker, pace)
    return len(ids)


def _find(reply_id: int, worker: str, pace: Pace) -> None:
    number = sending.begin_finding(reply_id, worker, clock.now())
    if number is None:
        return
    reply = _whole(reply_id)
    reached("before_reconcile")
    handed = _ask(lambda: witness_of(_source(reply)).find(message_of(reply)))
    told = sending.record_finding(reply_id, number, worker, handed, pace)
    reached("after_reconcile")
    logger.info("reply %s: %s after asking %s times", reply_id, told.state, number)


def _ask(question: Callable[[], SendResult | None]) -> Handed:
    try:
        return Handed(result=question())
    except (ChannelError, OutcomeUnknownError) as error:
        return Handed(error=error)
    except Exception as error:  # whatever it is, it says nothing about what the network has
        logger.exception("a sender broke")
        return Handed(error=error)


def _whole(reply_id: int) -> Reply:
    return Reply.objects.select_related("source", "interaction__profile").get(pk=reply_id)


def _source(reply: Reply) -> Source:
    assert reply.source is not None  # held by the database: it leaves through a source
    return reply.source


def _name() -> str:
    return f"{socket.gethostname()[:24]}:{os.getpid()}:{uuid.uuid4().hex}"[:64]
