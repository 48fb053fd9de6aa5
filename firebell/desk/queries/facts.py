"""What triage knows of a case: its newest open word, the person, and what the house has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from firebell.accounts import queries as accounts
from firebell.core.desk.routing import Needs, needs_of
from firebell.core.desk.triage import Facts, Settings, Triage, Venue, triage
from firebell.core.schema import Intent
from firebell.desk.enums import ItemState
from firebell.desk.models import Case, CaseItem
from firebell.desk.queries.attackers import attacker_of
from firebell.desk.queries.staffing import open_of
from firebell.knowledge.suggesting import suggest
from firebell.listening import queries as listening
from firebell.listening.enums import InteractionKind
from firebell.listening.models import Interaction
from firebell.outbound import queries as outbound
from firebell.outbound.ways import Way
from firebell.triggers import queries as triggers
from firebell.understanding import queries as understanding
from firebell.understanding.models import Reading
from firebell.understanding.telling import details

PRIVATE_KINDS = frozenset(
    {
        InteractionKind.DIRECT_MESSAGE,
        InteractionKind.EMAIL,
        InteractionKind.CALL,
        InteractionKind.CHAT,
        InteractionKind.TEXT_MESSAGE,
    }
)
MOST_ELSEWHERE = 50
MOST_WORDS = 100
LOOKED_AT = 4_000  # letters of the open words
NOT_KNOWN = "und"  # what readings say where no language was found


def facts_of(case: Case, now: datetime) -> Facts:
    """As the case stands now, for one page."""
    others = list(open_of(case).values_list("channel", flat=True)[:MOST_ELSEWHERE])
    elsewhere = tuple(sorted({one for one in others if one != case.channel}))
    return replace(
        facts_for_many(case, now),
        virality=_virality(case, now),
        elsewhere=elsewhere,
        open_elsewhere=bool(elsewhere),
        same_matter=case.parent.children.count() if case.parent else 0,
        certified_on_duty=accounts.on_duty(case.workspace_id, now).exists(),
        knowledge=_knowledge(case, now),
    )


def facts_for_many(case: Case, now: datetime) -> Facts:
    """What routing asks, and urgency but for virality; still of one case at a time, so for some
    dozens at most."""
    word = _word(case)
    reading = understanding.reading_in_force(word.pk) if word is not None else None
    attacker = attacker_of(case.workspace_id, case.profile_id)
    ways = outbound.ways_out(word) if word is not None else []
    return Facts(
        **_read(reading),
        language=known_language(case.language),
        topics=listening.topics_of(word.pk) if word is not None else (),
        attacker=attacker.type if attacker else None,
        followers=_followers(case),
        waited=max(now - (case.waiting_since or now), timedelta(0)),
        channel=case.channel,
        said_in=Venue.PRIVATE if word is not None and is_private(word) else Venue.PUBLIC,
        venues=_venues(ways, word),
    )


def decided(case: Case, settings: Settings, now: datetime) -> Triage:
    return triage(facts_of(case, now), settings)


def needs_of_case(case: Case, settings: Settings, now: datetime) -> Needs:
    """What the case asks of whoever takes it: people of the queue in which it lies, wherever triage
    would have put it, since somebody may have handed it over."""
    facts = facts_for_many(case, now)
    return replace(needs_of(facts, triage(facts, settings)), team=case.queue.name)


def known_language(code: str) -> str:
    """A language that one can speak, empty where none was found."""
    return "" if code == NOT_KNOWN else code


def is_private(word: Interaction) -> bool:
    return word.kind in PRIVATE_KINDS


def _word(case: Case) -> Interaction | None:
    """The newest open word, or the newest of all."""
    items = CaseItem.objects.filter(case=case).select_related("interaction__profile")
    newest = items.filter(state=ItemState.PENDING).order_by("-interaction__at").first()
    newest = newest or items.order_by("-interaction__at").first()
    return newest.interaction if newest is not None else None


def open_text(words: Iterable[Interaction]) -> str:
    """Open words, the newest first, as far as they are compared with articles."""
    return "\n".join(word.said_now for word in words if not word.hidden_at)[:LOOKED_AT]


def _knowledge(case: Case, now: datetime) -> float | None:
    """How well the best article fits the open words; None where none is suggested."""
    pending = CaseItem.objects.filter(case=case, state=ItemState.PENDING)
    words = Interaction.objects.filter(case_item__in=pending).prefetch_related("changes")
    said = open_text(words.order_by("-at", "-pk")[:MOST_WORDS])
    found = suggest(case.workspace_id, said, case.language, timezone.localdate(now))
    return max((one.fit for one in found), default=None)


def _virality(case: Case, now: datetime) -> float | None:
    """Of the open word that is passed on most; None where nobody passes any on just now."""
    open_words = CaseItem.objects.filter(case=case, state=ItemState.PENDING)
    words = list(open_words.values_list("pk", flat=True))
    loudness = triggers.loudness_of(case.workspace_id, words, now) if words else {}
    return max(loudness.values(), default=None)


def _followers(case: Case) -> int | None:
    known = case.profile.followers if case.profile else None
    return max(known, 0) if known is not None else None


def _read(reading: Reading | None) -> dict[str, Any]:
    """The part of the facts that the reader says."""
    if reading is None:
        return {}
    more = details(reading)
    return {
        "negative": reading.negative,
        "toxicity": reading.toxicity,
        "intent": reading.intent or Intent.OTHER,
        "stance": reading.stance or "neither",
        "complexity": reading.complexity or "low",
        "sensitive": tuple(more.get("sensitive", ())),
        "personal_data": bool(more.get("personal_data")),
    }


def _venues(ways: Sequence[Way], word: Interaction | None) -> frozenset[Venue]:
    """Where the person can be answered: what the sources can, or else where they spoke."""
    found = set[Venue]()
    for way in ways:
        found |= {Venue.PUBLIC} if way.capabilities.reply_publicly else set()
        found |= {Venue.PRIVATE} if way.capabilities.reply_privately else set()
    private = word is not None and is_private(word)
    return frozenset(found or {Venue.PRIVATE if private else Venue.PUBLIC})
