"""One verdict from all guards: the worst finding decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from firebell.core.outbound.contract import (
    SEVERITY,
    Draft,
    Finding,
    Guard,
    Message,
    Outcome,
    Verdict,
)
from firebell.core.outbound.guards.abuse import Abuse
from firebell.core.outbound.guards.internal_words import InternalWords
from firebell.core.outbound.guards.personal_data import PersonalData
from firebell.core.outbound.guards.placeholders import Placeholders

GUARDS: tuple[Guard, ...] = (Abuse(), PersonalData(), Placeholders(), InternalWords())


def judge(draft: Draft, guards: Sequence[Guard] = GUARDS) -> Verdict:
    """What the guards say of a draft together.

    >>> judge(Draft("Thank you for letting us know!")).verdict
    <Outcome.SEND: 'send'>
    >>> judge(Draft("Hi {name}, go to hell.")).verdict
    <Outcome.BLOCK: 'block'>
    """
    found = [finding for guard in guards for finding in guard.check(draft)]
    if not found:
        return Verdict(Outcome.SEND)
    found.sort(key=lambda finding: (finding.span, finding.rule))
    worst = max(found, key=lambda finding: (SEVERITY[finding.verdict], finding.p))
    return Verdict(worst.verdict, tuple(found), _better(worst, draft), combined(found))


def combined(findings: Iterable[Finding]) -> float:
    """1 less the product of (1 - p): the chance that any finding is right, were they independent.

    They are not quite, so it is a score to order drafts by. More findings never lower it.
    """
    doubt = 1.0
    for finding in findings:
        doubt *= 1.0 - finding.p
    return round(1.0 - doubt, 6)


def _better(worst: Finding, draft: Draft) -> Message:
    family = worst.rule.split(".")[0]
    if family == "personal" and not draft.public:
        return Message("better.personal.private")
    return Message(f"better.{family}")
