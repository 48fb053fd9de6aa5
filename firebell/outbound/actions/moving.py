"""How a reply moves: taken afresh under a lock, stepped through the table, and told about."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from firebell.accounts.models import User
from firebell.channels.contract import SendResult
from firebell.common import audit, clock, ledger, pulse
from firebell.core.outbound import delivery_states as states
from firebell.core.outbound.delivery_states import Verb
from firebell.listening.models import Interaction
from firebell.outbound import queries
from firebell.outbound.enums import ReplyState
from firebell.outbound.models import Reply
from firebell.outbound.signals import reply_cancelled, reply_failed, reply_sent, reply_uncertain

_LONGEST_SAID = 2_000


def take(reply_id: int) -> Reply:
    """The reply as it stands now, held until the end of the transaction."""
    return Reply.objects.select_for_update(of=("self",)).get(pk=reply_id)


def move(reply: Reply, verb: Verb, **values: Any) -> None:
    """Step through the table and store it; raises `VerbRefusedError` where there is no step."""
    change(reply, state=ReplyState(states.after(reply.state, verb).value), **values)


def change(reply: Reply, **values: Any) -> None:
    for name, value in values.items():
        setattr(reply, name, value)
    reply.save(update_fields=list(values))


RELEASED: dict[str, Any] = {"claimed_by": "", "claimed_until": None}


def arrived(
    reply: Reply, verb: Verb, result: SendResult, now: datetime, by: User | None = None
) -> None:
    """The network has it. `by`: a person who saw it there."""
    move(
        reply,
        verb,
        external_id=result.external_id[:200],
        sent_url=(result.url or "")[:2_000],
        sent_at=result.at,
        failure="",
        asks_a_person=False,
        confirmed_by=by,
        **RELEASED,
    )
    _find_echo(reply, now)
    announce(reply, "reply_sent", by, attempts=reply.attempts)
    reply_sent.send(sender=Reply, reply=reply, by=by, now=now)


def found(reply: Reply, result: SendResult, now: datetime, by: User | None = None) -> None:
    """It is on the network, whatever we thought of it; of an answer that stands beside it the
    one that has not left yet is stopped."""
    if reply.has_arrived and reply.external_id not in ("", result.external_id):
        announce(reply, "reply_doubled", by, beside=reply.pk, external_id=result.external_id)
    if Verb.FOUND not in states.allowed(reply.state):
        return
    beside = None if reply.stands else queries.standing_reply(reply.interaction_id)
    if beside is not None and not cancelled(
        take(beside.pk), "An earlier answer was found on the network after all.", now
    ):
        change(reply, external_id=result.external_id[:200], seen_at=now)
        announce(reply, "reply_doubled", by, beside=beside.pk)
        return
    arrived(reply, Verb.FOUND, result, now, by)


def _find_echo(reply: Reply, now: datetime) -> None:
    """Its echo may have been heard before we were told the id."""
    if reply.echo_id or not reply.external_id:
        return
    echo = Interaction.objects.filter(
        workspace_id=reply.workspace_id,
        channel=reply.interaction.channel,
        external_id=reply.external_id,
    ).first()
    if echo is not None:
        change(reply, echo=echo, seen_at=echo.received_at)


def failed(reply: Reply, verb: Verb, why: str, now: datetime) -> None:
    """It is not there and will not be: whoever waits for the answer still waits."""
    why = said(why)
    reply.failure = why
    reply_failed.send(sender=Reply, reply=reply, by=None, now=now)
    move(reply, verb, failure=why, asks_a_person=False, **RELEASED)
    announce(reply, "reply_failed", None, why=why, attempts=reply.attempts)


def lost(reply: Reply, why: str, find_after: datetime, now: datetime) -> None:
    """Nobody knows whether the network has it."""
    move(
        reply,
        Verb.LOST,
        failure=said(why),
        uncertain_since=now,
        find_after=find_after,
        findings=0,
        **RELEASED,
    )
    announce(reply, "reply_uncertain", None, why=reply.failure)
    reply_uncertain.send(sender=Reply, reply=reply, by=None, now=now)


def cancelled(reply: Reply, why: str, now: datetime, by: User | None = None) -> bool:
    """Stop it, if it has not been handed over; False if it has."""
    if Verb.CANCEL not in states.allowed(reply.state):
        return False
    move(reply, Verb.CANCEL, failure=said(why), **RELEASED)
    announce(reply, "reply_cancelled", by, why=reply.failure)
    reply_cancelled.send(sender=Reply, reply=reply, by=by, now=now)
    return True


def said(words: object) -> str:
    """One line of it, fit to be kept."""
    return " ".join(str(words).split())[:_LONGEST_SAID] or type(words).__name__


def announce(reply: Reply, kind: str, by: User | None, **more: Any) -> None:
    """A fact for the rooms, an entry in the audit log, and a sign to open screens."""
    data = {
        "reply": reply.pk,
        "case": reply.case_number,
        "public": reply.public,
        "elsewhere": reply.elsewhere,
        "verdict": reply.verdict,
        "rules": sorted({reason["rule"] for reason in reply.reasons}),
        **more,
    }
    ledger.append(reply.workspace_id, kind, reply.interaction, clock.now(), data)
    audit.record(kind, actor=by, workspace_id=reply.workspace_id, about=reply, data=data)
    pulse.touch(reply.workspace_id, "cases")
