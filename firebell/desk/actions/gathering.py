"""One cause, many cases: each keeps its person and its answer, and hangs on the case of the cause.

Answering them all is many answers, each through the guard and each with care for its person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from firebell.accounts.models import User
from firebell.core.desk import templates
from firebell.desk import queries
from firebell.desk.actions import answering, settling, steps
from firebell.desk.actions.refusals import Refused
from firebell.desk.actions.sorting import variables
from firebell.desk.enums import CaseState, EventKind
from firebell.desk.models import Case
from firebell.outbound import actions as outbound
from firebell.outbound import queries as outbound_queries

MOST_AT_ONCE = 200


@transaction.atomic
def attach(case: Case, parent: Case, by: User) -> Case:
    """`case` comes of what `parent` is about."""
    fresh, above = steps.take(case, by), steps.take(parent, by)
    if fresh.pk == above.pk or fresh.workspace_id != above.workspace_id:
        raise Refused(_("Choose another case of this workspace."))
    if above.parent_id is not None:
        raise Refused(_("Case %s is part of another itself.") % above.number)
    if fresh.children.exists():
        raise Refused(_("Other cases are part of this one."))
    if CaseState.MERGED in (fresh.state, above.state):
        raise Refused(_("One of them has been merged already. Look again."))
    fresh.parent = above
    fresh.save(update_fields=["parent"])
    steps.finish(fresh, EventKind.ATTACHED, by, {"parent": above.number})
    return fresh


@transaction.atomic
def detach(case: Case, by: User) -> Case:
    fresh = steps.take(case, by)
    if fresh.parent is None:
        raise Refused(_("This case is not part of another."))
    data = {"parent": fresh.parent.number}
    fresh.parent = None
    fresh.save(update_fields=["parent"])
    steps.finish(fresh, EventKind.DETACHED, by, data)
    return fresh


@dataclass(frozen=True, slots=True)
class Prepared:
    """What would be answered to one of the children; `missing` names variables without a value."""

    case: Case
    text: str
    missing: tuple[str, ...]
    free: tuple[int, ...]  # words that it would answer


def prepare(parent: Case, template: str, by: User) -> list[Prepared]:
    """One text for each child that waits, filled for its person: to be looked over first."""
    found = []
    for case in queries.children_waiting(parent)[:MOST_AT_ONCE]:
        filled = templates.fill(template, variables(case, by))
        free = tuple(queries.free_words(case))
        if free:
            found.append(Prepared(case, filled.text, filled.missing, free))
    return found


@dataclass(frozen=True, slots=True)
class Outcome:
    case: Case
    refused: str = ""  # why it was not answered, in words for people


def answer_each(parent: Case, texts: Mapping[int, str], by: User, *, public: bool) -> list[Outcome]:
    """Answer children by their numbers, each in a transaction of its own: what is refused for one
    keeps no other from its answer."""
    cases = {case.number: case for case in queries.children_waiting(parent)[:MOST_AT_ONCE]}
    return [
        _answer_one(cases[number], text, by, public=public)
        for number, text in texts.items()
        if number in cases and text.strip()
    ]


def _answer_one(case: Case, text: str, by: User, *, public: bool) -> Outcome:
    words: Sequence[int] = queries.free_words(case)
    try:
        newest = queries.word_of(case, words[-1]) if words else None
        ways = outbound_queries.ways_out(newest) if newest is not None else []
        if ways:
            answering.send_answer(case, text, words, by, public=public, source=ways[0].source)
        else:
            settling.answer(case, text, words, by, public=public)
    except (Refused, outbound.Refused, outbound.GuardBlocked) as refused:
        return Outcome(case, str(refused))
    return Outcome(case)
