"""Who can take a case, and what a case asks of them."""

from __future__ import annotations

from dataclasses import dataclass

from firebell.core.desk.triage import Facts, Triage, Venue


@dataclass(frozen=True, slots=True)
class Person:
    """`capacity`: cases at a time. `certified`: channels on which they may answer in public.

    A volunteer is an employee of any trade who helps out, within the limits of `Rules`.
    """

    id: int
    capacity: int
    languages: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    certified: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()
    senior: bool = False
    volunteer: bool = False


@dataclass(frozen=True, slots=True)
class Needs:
    """What a case asks of whoever takes it.

    No language or team: any. `skills` are wanted, the most important first; whoever lacks them may
    take it where nobody has them. `public`: it is answered in public on `channel`.
    """

    channel: str = ""
    public: bool = True
    language: str = ""
    team: str = ""
    skills: tuple[str, ...] = ()
    complexity: str = "low"
    sensitive: bool = False
    senior: bool = False


def needs_of(facts: Facts, found: Triage) -> Needs:
    """What triage makes of a case, as a demand on people."""
    return Needs(
        channel=facts.channel,
        public=found.venue == Venue.PUBLIC or found.say_so_in_public,
        language=facts.language,
        team=found.team,
        skills=found.skills,
        complexity=facts.complexity,
        sensitive=bool(facts.sensitive),
        senior=found.senior,
    )
