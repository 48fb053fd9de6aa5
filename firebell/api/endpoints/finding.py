"""What an address or a body names, looked up in the caller's workspace and nowhere else."""

from __future__ import annotations

from django.utils.translation import gettext as _

from firebell.accounts import queries as accounts
from firebell.accounts.models import User
from firebell.api.operations import Call
from firebell.api.problems import not_found, not_valid
from firebell.channels.models import Source
from firebell.desk import queries
from firebell.desk.actions import Refused
from firebell.desk.enums import ItemState
from firebell.desk.models import Case, Queue
from firebell.improve import queries as improve
from firebell.improve.models import Idea
from firebell.knowledge import queries as knowledge
from firebell.knowledge.models import Article

MOST_WORDS = 500


def case_of(call: Call, number: int) -> Case:
    """The case of an address."""
    found = queries.case_numbered(call.workspace.pk, number)
    if found is None:
        raise not_found("case")
    return found


def other_case(call: Call, number: int, pointer: str) -> Case:
    """Another case, named in the body."""
    found = queries.case_numbered(call.workspace.pk, number)
    if found is None:
        raise not_valid(pointer, "there is no case of this number")
    return found


def person_of(call: Call, user_id: int, pointer: str) -> User:
    """Somebody of the workspace, named in the body."""
    found = accounts.members(call.workspace.pk).filter(user=user_id, user__is_active=True).first()
    if found is None:
        raise not_valid(pointer, "there is no such person in this workspace")
    return found.user


def queue_of(call: Call, queue_id: int, pointer: str) -> Queue:
    found = Queue.objects.filter(workspace=call.workspace, pk=queue_id).first()
    if found is None:
        raise not_valid(pointer, "there is no such queue in this workspace")
    return found


def source_of(call: Call, source_id: int | None, pointer: str) -> Source | None:
    if source_id is None:
        return None
    found = Source.objects.filter(workspace=call.workspace, pk=source_id).first()
    if found is None:
        raise not_valid(pointer, "there is no such source in this workspace")
    return found


def article_of(call: Call, key: int) -> Article:
    """The article of an address."""
    found = knowledge.article(call.workspace.pk, key)
    if found is None:
        raise not_found("article")
    return found


def idea_of(call: Call, number: int) -> Idea:
    """The idea of an address, by its number."""
    found = improve.idea(call.workspace.pk, number)
    if found is None:
        raise not_found("idea")
    return found


def words_of(case: Case, named: list[int]) -> list[int]:
    """The words that are meant: those named, else all that wait and are free. Where none is free,
    those that somebody is answering, so that the desk says who. Raises Refused for none at all."""
    found = named or queries.free_words(case)
    if not found:
        waiting = case.items.filter(state=ItemState.PENDING)
        found = list(waiting.values_list("pk", flat=True)[:MOST_WORDS])
    if not found:
        raise Refused(_("Nothing was left to answer."))
    return found
