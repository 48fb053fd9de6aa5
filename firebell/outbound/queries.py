from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Max, Q, QuerySet

from firebell.channels.models import Source
from firebell.core.outbound.contract import Guard, Verdict
from firebell.core.outbound.guards.personal_data import PersonalData
from firebell.core.outbound.judge import GUARDS
from firebell.listening.models import Interaction
from firebell.outbound.enums import STANDING, TROUBLED, ReplyState
from firebell.outbound.models import Manner, Reply
from firebell.outbound.ways import Way, way


def guards() -> tuple[Guard, ...]:
    """The guards that are on, told which contacts are the firm's own (OWN_CONTACTS: phone
    numbers, e-mail addresses, or "@firm.example" for all of a host's)."""
    own = PersonalData(allowed=frozenset(getattr(settings, "OWN_CONTACTS", ())))
    return tuple(own if isinstance(guard, PersonalData) else guard for guard in GUARDS)


def standing_reply(interaction_id: int) -> Reply | None:
    """The answer to this post, given or on its way, with its author."""
    return (
        Reply.objects.filter(interaction_id=interaction_id, state__in=STANDING)
        .select_related("author")
        .first()
    )


def replies_of_case(workspace_id: int, *case_numbers: int) -> QuerySet[Reply]:
    """All answers of a case (and of those merged into it), those that failed or were taken back
    too, the oldest first."""
    return (
        Reply.objects.filter(workspace_id=workspace_id, case_number__in=case_numbers)
        .select_related("author", "overridden_by", "source", "confirmed_by")
        .order_by("created_at", "id")
    )


def grace(workspace_id: int) -> timedelta:
    """How long an answer waits, to be cancelled, before it leaves."""
    manner = Manner.objects.filter(workspace_id=workspace_id).first() or Manner()
    return timedelta(seconds=manner.grace_seconds)


def ways_out(interaction: Interaction) -> list[Way]:
    """The sources through which this word can be answered, the one that heard it first."""
    heard_by = interaction.source
    siblings = Source.objects.filter(
        workspace_id=interaction.workspace_id, network=heard_by.network, listen_only=False
    ).order_by("id")[:20]
    sources = sorted(siblings, key=lambda source: source.pk != heard_by.pk)
    last = _last_word_at(interaction) if sources else None
    return [found for source in sources if (found := way(source, last)) is not None]


def _last_word_at(interaction: Interaction) -> datetime | None:
    last: datetime | None = Interaction.objects.filter(
        workspace_id=interaction.workspace_id,
        channel=interaction.channel,
        thread=interaction.thread,
        profile_id=interaction.profile_id,
        outbound=False,
    ).aggregate(at=Max("at"))["at"]
    return last


def forebears(interaction: Interaction, most: int = 50) -> tuple[str, ...]:
    """External ids of what led to this word, as far as we heard it, the oldest first, ending with
    the word itself."""
    found = [interaction.external_id]
    above = interaction.in_reply_to
    while above and above not in found and len(found) < most:
        found.append(above)
        above = (
            Interaction.objects.filter(
                workspace_id=interaction.workspace_id,
                channel=interaction.channel,
                external_id=above,
            )
            .values_list("in_reply_to", flat=True)
            .first()
        ) or ""
    return tuple(reversed(found))


def to_send(now: datetime) -> QuerySet[Reply]:
    """Replies whose grace time or wait is over and that no living worker has in hand."""
    return Reply.objects.filter(
        Q(claimed_until__isnull=True) | Q(claimed_until__lt=now),
        state=ReplyState.HELD,
        send_after__lte=now,
    ).order_by("send_after", "id")


def left_in_hand(now: datetime) -> QuerySet[Reply]:
    """Replies whose worker died, or is taken to have died, while it handed them over."""
    return Reply.objects.filter(state=ReplyState.SENDING, claimed_until__lt=now).order_by(
        "claimed_until", "id"
    )


def to_find(now: datetime) -> QuerySet[Reply]:
    """Uncertain replies that the network is to be asked about, and nobody is asking about."""
    return Reply.objects.filter(
        Q(claimed_until__isnull=True) | Q(claimed_until__lt=now),
        state=ReplyState.UNCERTAIN,
        find_after__lte=now,
    ).order_by("find_after", "id")


def troubled(workspace_id: int, interactions: Collection[int] | None = None) -> QuerySet[Reply]:
    """Replies that failed or may not have arrived, where no other answer stands on the post."""
    found = Reply.objects.filter(workspace_id=workspace_id, state__in=TROUBLED)
    if interactions is not None:
        found = found.filter(interaction__in=interactions)
    stands = Reply.objects.filter(state__in=STANDING).exclude(state=ReplyState.UNCERTAIN)
    return found.exclude(interaction__in=stands.values("interaction"))


def reasons_as_data(verdict: Verdict) -> list[dict[str, Any]]:
    """A verdict's findings as they are stored with a reply; codes, so that any language can
    show them later."""
    return [
        {
            "rule": finding.rule,
            "span": list(finding.span),
            "code": finding.message.code,
            "params": dict(finding.message.params),
            "verdict": str(finding.verdict),
        }
        for finding in verdict.reasons
    ]
