"""The five "antisocial" questions before being social, each answered with its reasons in order.

1. *Fit*: is this matter fit for a public answer?
2. *Venue*: which is the right place?
3. *First*: who comes first? (the score of `weights`)
4. *Ready*: can we answer with quality?
5. *Seen*: is it known already, from this person elsewhere or from others?

And before them whether to answer at all. "No" is a proposal: only a person dismisses a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from firebell.core.desk.given import choice, mapping, number, whole
from firebell.core.desk.triage.attackers import Answering, AttackerPolicy
from firebell.core.desk.triage.facts import COMPLEXITIES, Facts, Venue
from firebell.core.schema import Intent

_FOR_TALK = (Venue.PHONE, Venue.PRIVATE, Venue.MAIL)
_FOR_DETAILS = (Venue.PRIVATE, Venue.MAIL, Venue.PHONE)


@dataclass(frozen=True, slots=True)
class Reason:
    """A code that screens put into words, and the value of the fact that it is about."""

    code: str
    value: Any = None


class Complexity(StrEnum):
    LOW, MODERATE, HIGH = COMPLEXITIES


@dataclass(frozen=True, slots=True)
class Limits:
    """From what on a fact decides. `private_from`: a matter so complex leaves the public; a word
    of nothing but insults from `troll_from` on (toxicity) is a troll's; `knows_from`: an article
    that fits so well is an answer; `many_from`: so many others make it one matter."""

    private_from: Complexity = Complexity.HIGH
    troll_from: float = 0.8
    knows_from: float = 0.5
    many_from: int = 10


def limits_from_json(data: Any) -> Limits:
    """Limits as stored or typed; what is left out is as usual. Raises SettingError."""
    known, usual = ("private_from", "troll_from", "knows_from", "many_from"), Limits()
    given = mapping("limits", data, known)
    return Limits(
        choice("limits.private_from", given.get("private_from", usual.private_from), Complexity),
        number("limits.troll_from", given.get("troll_from", usual.troll_from), 0, 1),
        number("limits.knows_from", given.get("knows_from", usual.knows_from), 0, 1),
        whole("limits.many_from", given.get("many_from", usual.many_from), 1, 10**6),
    )


def limits_to_json(limits: Limits) -> dict[str, Any]:
    return {
        "private_from": limits.private_from.value,
        "troll_from": limits.troll_from,
        "knows_from": limits.knows_from,
        "many_from": limits.many_from,
    }


Why = tuple[Reason, ...]


def whether(facts: Facts, policy: AttackerPolicy, limits: Limits) -> tuple[Answering, Why]:
    """What is sensitive always gets an answer; trolls and noise get none."""
    if facts.sensitive:
        return Answering.YES, (Reason("sensitive", facts.sensitive),)
    if facts.intent == Intent.NOISE:
        return Answering.NO, (Reason("noise"),)
    if _is_troll(facts, limits):
        return Answering.NO, (Reason("troll", facts.toxicity),)
    if policy.answer != Answering.YES:
        return policy.answer, (Reason("attacker", facts.attacker),)
    return Answering.YES, (Reason("intent", facts.intent),)


def _is_troll(facts: Facts, limits: Limits) -> bool:
    """Nothing is asked, and nothing is said but insults."""
    return (
        facts.intent == Intent.OTHER
        and facts.stance == "attack"
        and facts.toxicity >= limits.troll_from
    )


def fit_for_public(facts: Facts, policy: AttackerPolicy, limits: Limits) -> tuple[bool, Why]:
    """With every reason against it; none: it is fit."""
    against = []
    if facts.said_in != Venue.PUBLIC:
        against.append(Reason("said_in", facts.said_in))
    if facts.sensitive:
        against.append(Reason("sensitive", facts.sensitive))
    if _too_complex(facts, limits):
        against.append(Reason("complexity", facts.complexity))
    if facts.personal_data:
        against.append(Reason("personal_data"))
    if policy.venues:
        against.append(Reason("attacker", facts.attacker))
    return not against, tuple(against) or (Reason("simple", facts.complexity),)


def _too_complex(facts: Facts, limits: Limits) -> bool:
    return COMPLEXITIES.index(facts.complexity) >= COMPLEXITIES.index(limits.private_from)


@dataclass(frozen=True, slots=True)
class Place:
    """`venue`: where the matter is dealt with. `say_so_in_public`: others who read see that
    somebody cares, in a word that gives nothing away."""

    venue: Venue
    say_so_in_public: bool
    why: Why


def venue(facts: Facts, policy: AttackerPolicy, limits: Limits) -> Place:
    """The best possible place; what is not fit for the public and has no other way stays there,
    with the request to get in touch."""
    fit, why = fit_for_public(facts, policy, limits)
    if fit and Venue.PUBLIC in facts.venues:
        return Place(Venue.PUBLIC, False, why)
    for code, order in _wishes(facts, policy, limits):
        found = next((one for one in order if one in facts.venues), None)
        if found is not None:
            aloud = facts.said_in == Venue.PUBLIC and Venue.PUBLIC in facts.venues
            return Place(found, aloud, (Reason(code, found), *why))
    return Place(facts.said_in, False, (Reason("no_other_way", facts.said_in), *why))


def _wishes(
    facts: Facts, policy: AttackerPolicy, limits: Limits
) -> Sequence[tuple[str, Sequence[Venue]]]:
    """Where one would like to go, the most pressing reason first."""
    wishes: list[tuple[str, Sequence[Venue]]] = []
    if facts.sensitive:
        wishes.append(("talk", _FOR_TALK))
    if policy.venues:
        wishes.append(("attacker", policy.venues))
    if _too_complex(facts, limits):
        wishes.append(("talk", _FOR_TALK))
    if facts.said_in != Venue.PUBLIC:
        wishes.append(("where_asked", (facts.said_in,)))
    return [*wishes, ("details", _FOR_DETAILS)]


class Readiness(StrEnum):
    READY = "ready"
    FIND_OUT = "find_out"  # say that we are on it, and find out first
    NOT_YET = "not_yet"  # nobody may answer there: no answer is better than a bad one


def readiness(facts: Facts, limits: Limits) -> tuple[Readiness, Why]:
    """People and permission before knowledge."""
    missing = []
    if not facts.gate_open:
        missing.append(Reason("gate_closed", facts.channel))
    if not facts.certified_on_duty:
        missing.append(Reason("nobody_certified", facts.channel))
    if missing:
        return Readiness.NOT_YET, tuple(missing)
    known = facts.knowledge or 0.0
    if known >= limits.knows_from:
        return Readiness.READY, (Reason("knowledge", known),)
    if facts.complexity == "low":
        return Readiness.READY, (Reason("simple", facts.complexity),)
    return Readiness.FIND_OUT, (Reason("no_knowledge", known),)


class Seen(StrEnum):
    NEW = "new"
    SAME_PERSON = "same_person"  # who told us elsewhere: one matter, not to be told twice
    MANY = "many"  # one cause behind many people


def seen(facts: Facts, limits: Limits) -> tuple[Seen, Why]:
    """From the same person first: that they must not tell it twice matters most."""
    why = []
    if facts.elsewhere:
        why.append(Reason("elsewhere", facts.elsewhere))
    if facts.open_elsewhere:
        why.append(Reason("open_elsewhere"))
    if facts.failed_elsewhere:
        why.append(Reason("failed_elsewhere"))
    if facts.same_matter >= limits.many_from:
        why.append(Reason("same_matter", facts.same_matter))
    if facts.elsewhere or facts.open_elsewhere or facts.failed_elsewhere:
        return Seen.SAME_PERSON, tuple(why)
    return (Seen.MANY, tuple(why)) if why else (Seen.NEW, (Reason("new"),))
