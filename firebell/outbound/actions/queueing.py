from __future__ import annotations

from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from firebell.accounts.models import User
from firebell.channels.contract import SendResult
from firebell.channels.models import Source
from firebell.common import clock
from firebell.common.steps import reached
from firebell.core.outbound.delivery_states import Verb
from firebell.listening.models import Interaction
from firebell.outbound import queries
from firebell.outbound.actions import moving
from firebell.outbound.actions.recording import checked, store
from firebell.outbound.actions.refusals import Refused
from firebell.outbound.enums import ReplyState
from firebell.outbound.models import Reply
from firebell.outbound.ways import Way

BY_A_PERSON = gettext_noop("Cancelled before it left.")


def queue_reply(
    workspace_id: int,
    interaction: Interaction,
    author: User,
    text: str,
    *,
    public: bool,
    source: Source | None = None,
    override_reason: str = "",
    case_number: int | None = None,
) -> Reply:
    """Store the intent to answer through the network. A worker sends it after the grace time.

    `source` is the account that it goes out from; the one that heard the word, or the first that
    is open, if not named. Raises GuardBlocked (a warning passes with an override reason),
    AlreadyAnswered, and Refused where the network or the source's gate does not let it out.
    """
    if not text.strip():
        raise Refused(_("Write the answer first."))
    verdict = checked(workspace_id, interaction, author, text, public, override_reason)
    with transaction.atomic():
        way = _way(interaction, source)
        now = clock.now()
        if objection := way.objection(text, public=public, now=now):
            raise Refused(objection)
        reply = store(
            workspace_id,
            interaction,
            verdict,
            case_number=case_number,
            author=author,
            text=text,
            public=public,
            override_reason=override_reason.strip(),
            created_at=now,
            elsewhere=False,
            source=way.source,
            state=ReplyState.HELD,
            send_after=now + queries.grace(workspace_id),
        )
        moving.announce(reply, "reply_queued", author, source=way.source.pk)
        transaction.on_commit(partial(reached, "intent_stored"))
    return reply


def _way(interaction: Interaction, source: Source | None) -> Way:
    for way in queries.ways_out(interaction):
        if source is None or way.source.pk == source.pk:
            return way
    name = (source or interaction.source).name
    raise Refused(
        _(
            "%(source)s only listens. Answer in the network’s own app and record it here, or ask "
            "an administrator to open the source for sending."
        )
        % {"source": name}
    )


@transaction.atomic
def cancel(reply: Reply, by: User) -> Reply:
    """Stop a reply that has not left yet. Refused once it is being handed over."""
    fresh = moving.take(reply.pk)
    if not moving.cancelled(fresh, BY_A_PERSON, clock.now(), by):
        raise Refused(_("It is too late to cancel: “%s”.") % fresh.get_state_display())
    return fresh


@transaction.atomic
def cancel_superseded(reply_ids: list[int], why: str) -> int:
    """Stop those of these replies that have not left yet; how many those were."""
    found = Reply.objects.select_for_update(of=("self",)).filter(
        pk__in=reply_ids, state=ReplyState.HELD
    )
    return sum(moving.cancelled(reply, why, clock.now()) for reply in found.order_by("pk"))


@transaction.atomic
def confirm_sent(reply: Reply, by: User, url: str) -> Reply:
    """A person saw it on the network, at `url` (may be "" where the network has no addresses)."""
    if url and not url.startswith(("https://", "http://")):
        raise Refused(_("Paste the whole address of the answer, beginning with https://"))
    fresh = _uncertain(reply)
    result = SendResult(fresh.expected_id, clock.now(), url or None)
    moving.found(fresh, result, clock.now(), by)
    return fresh


@transaction.atomic
def confirm_not_sent(reply: Reply, by: User) -> Reply:
    """A person looked and it is not there: it is sent again, after the grace time."""
    fresh = _uncertain(reply)
    now = clock.now()
    after = now + queries.grace(fresh.workspace_id)
    moving.move(
        fresh, Verb.NOT_THERE, send_after=after, failure="", asks_a_person=False, **moving.RELEASED
    )
    moving.announce(fresh, "reply_not_there", by)
    return fresh


def _uncertain(reply: Reply) -> Reply:
    fresh = moving.take(reply.pk)
    if fresh.state != ReplyState.UNCERTAIN:
        told = _("This has been found out already: “%s”.") % fresh.get_state_display()
        raise Refused(told)
    return fresh
