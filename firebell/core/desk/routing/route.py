"""To whom a case goes: to somebody who may take it, or into a queue, with the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from firebell.core.desk.roster import Roster
from firebell.core.desk.routing.people import Needs, Person
from firebell.core.desk.routing.rules import Rules
from firebell.core.desk.triage import Reason
from firebell.core.desk.triage.facts import COMPLEXITIES
from firebell.core.desk.triage.teams import has_skill

NEVER = datetime.min.replace(tzinfo=UTC)


class Refusal(StrEnum):
    """Why somebody may not take a case; the first that holds is told."""

    ABSENT = "absent"
    FULL = "full"
    TEAM = "team"
    LANGUAGE = "language"
    UNCERTIFIED = "uncertified"
    NOT_SENIOR = "not_senior"
    TOO_COMPLEX = "too_complex"  # for a volunteer
    SENSITIVE = "sensitive"  # for a volunteer
    VOLUNTEER = "volunteer"  # volunteers are not given cases, they take them


@dataclass(frozen=True, slots=True)
class Routing:
    """`owner`, or None: then it waits in the queue of `team` (empty: of all). `why` has the
    reasons in order; `refused` says of each person that was looked at why they may not take it."""

    owner: int | None
    team: str
    why: tuple[Reason, ...]
    refused: Mapping[int, Refusal]


def fits(person: Person, needs: Needs, rules: Rules) -> Refusal | None:
    """Whether somebody may take such cases at all, whatever they have on their desk."""
    if needs.team and needs.team not in person.teams:
        return Refusal.TEAM
    if needs.language and needs.language not in person.languages:
        return Refusal.LANGUAGE
    if (needs.public or person.volunteer) and needs.channel not in person.certified:
        return Refusal.UNCERTIFIED
    if needs.senior and not person.senior:
        return Refusal.NOT_SENIOR
    return _beyond_volunteers(needs, rules) if person.volunteer else None


def may_take(
    person: Person, needs: Needs, load: int, on_duty: bool, rules: Rules
) -> Refusal | None:
    """Why somebody with `load` cases may not take one more like this; None: they may."""
    if not on_duty:
        return Refusal.ABSENT
    most = min(person.capacity, rules.volunteers.most) if person.volunteer else person.capacity
    if load >= most:
        return Refusal.FULL
    return fits(person, needs, rules)


def route(
    needs: Needs,
    people: Iterable[Person],
    roster: Roster,
    now: datetime,
    *,
    load: Mapping[int, int],
    rules: Rules,
    knows: int | None = None,
    last: Mapping[int, datetime] | None = None,
) -> Routing:
    """Somebody who may take the case, if there is anybody; see `_best`.

    `load`: cases on each desk. `knows`: who dealt with the person before. `last`: when each was
    last given a case. The same arguments always give the same answer.
    """
    able, refused = [], {}
    for person in people:
        no = may_take(
            person, needs, load.get(person.id, 0), roster.is_on_duty(person.id, now), rules
        )
        if no is None and person.volunteer and not rules.volunteers.assigned:
            no = Refusal.VOLUNTEER
        if no is None:
            able.append(person)
        else:
            refused[person.id] = no
    if not able:
        return Routing(None, needs.team, _why_nobody(needs, refused), refused)
    found = _best(able, needs, load, knows, last or {})
    return Routing(found.id, needs.team, _why(found, able, needs, load, knows), refused)


def _best(
    able: Sequence[Person],
    needs: Needs,
    load: Mapping[int, int],
    knows: int | None,
    last: Mapping[int, datetime],
) -> Person:
    """Who knows the person; else the most important skills; employees of the desk before
    volunteers; the emptiest desk for its size; who waited longest; the lowest number."""
    return min(
        able,
        key=lambda one: (
            one.id != knows,
            [not has_skill(one.skills, skill) for skill in needs.skills],
            one.volunteer,
            _share(one, load),
            last.get(one.id, NEVER),
            one.id,
        ),
    )


def _share(person: Person, load: Mapping[int, int]) -> float:
    """How full the desk would be with one case more."""
    return (load.get(person.id, 0) + 1) / person.capacity


def _why(
    found: Person,
    able: Sequence[Person],
    needs: Needs,
    load: Mapping[int, int],
    knows: int | None,
) -> tuple[Reason, ...]:
    why = [Reason("knows_them")] if found.id == knows else []
    why += [Reason("skill", skill) for skill in needs.skills if has_skill(found.skills, skill)]
    why += [Reason("language", needs.language)] if needs.language else []
    why += [Reason("volunteer")] if found.volunteer else []
    if len(able) == 1:
        return (*why, Reason("only_one"))
    return (*why, Reason("load", load.get(found.id, 0)))


def _why_nobody(needs: Needs, refused: Mapping[int, Refusal]) -> tuple[Reason, ...]:
    """What holds most people off, the nearest to taking it first: they lack least."""
    counts: dict[Refusal, int] = {}
    for no in refused.values():
        counts[no] = counts.get(no, 0) + 1
    near = (Refusal.FULL, Refusal.ABSENT)
    order = [*near, *(one for one in Refusal if one not in near)]
    found = tuple(Reason(one.value, counts[one]) for one in order if one in counts)
    return found or (Reason("nobody"),)


def _beyond_volunteers(needs: Needs, rules: Rules) -> Refusal | None:
    limit = COMPLEXITIES.index(rules.volunteers.complexity)
    if COMPLEXITIES.index(needs.complexity) > limit:
        return Refusal.TOO_COMPLEX
    if needs.sensitive and not rules.volunteers.sensitive:
        return Refusal.SENSITIVE
    return None
