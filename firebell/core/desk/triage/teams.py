"""Which team a case belongs to: by what it is about, and by language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firebell.core.desk.triage.facts import Facts
from firebell.core.desk.triage.questions import Reason


@dataclass(frozen=True, slots=True)
class Team:
    """`skills` are topics and sensitive matters, none: whatever nobody else has. No `languages`:
    all of them. See `has_skill` for how skills are compared."""

    name: str
    skills: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()

    def speaks(self, language: str) -> bool:
        return not language or not self.languages or language in self.languages

    def is_for(self, language: str) -> bool:
        """Whether it stands rather for this language than for all, or for all if none is known."""
        return language in self.languages if language else not self.languages


def needed_skills(facts: Facts) -> tuple[str, ...]:
    """Sensitive matters first: a specialist for them comes before one for the topic."""
    return (*facts.sensitive, *(one for one in facts.topics if one not in facts.sensitive))


def has_skill(skills: Iterable[str], skill: str) -> bool:
    """Whether a skill is among these, however either was typed: topics have capitals, people that
    are asked for their skills mostly write none.

    >>> has_skill({"refunds"}, "Refunds")
    True
    """
    wanted = skill.casefold()
    return any(one.casefold() == wanted for one in skills)


def team(facts: Facts, teams: Sequence[Team]) -> tuple[str, tuple[Reason, ...]]:
    """The name of the team, empty where there is none at all.

    Of those that speak the language, the one with the first needed skill that any has, else one
    without special skills, else any of them; of several one that names the language, and then the
    first listed. Where nobody speaks the language the skill alone decides, and the reasons say so.
    """
    speaking = [one for one in teams if one.speaks(facts.language)]
    why = []
    if facts.language:
        code = "language" if speaking else "nobody_speaks"
        why.append(Reason(code, facts.language))
    candidates = sorted(speaking or teams, key=lambda one: not one.is_for(facts.language))
    for skill in needed_skills(facts):
        for one in candidates:
            if has_skill(one.skills, skill):
                return one.name, (*why, Reason("skill", skill))
    general = [one for one in candidates if not one.skills]
    found = next(iter([*general, *candidates]), None)
    if found is None:
        return "", (*why, Reason("no_team"))
    return found.name, (*why, Reason("general"))
