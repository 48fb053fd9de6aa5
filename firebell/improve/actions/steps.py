"""What the verbs of this room share."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Max, Model

from firebell.accounts.models import User
from firebell.common import audit, pulse, turns
from firebell.desk.enums import EventKind
from firebell.desk.models import Case
from firebell.listening.models import Interaction

Row = TypeVar("Row", bound=Model)


class Refused(Exception):  # noqa: N818 - it is a plain answer to a person, who reads `str()`
    """This is not done now; `str()` says why, in the reader's language."""


def take(row: Row) -> Row:
    """The row as it stands now, held until the end of the transaction."""
    turns.one_at_a_time(row.workspace_id)  # type: ignore[attr-defined]
    found: Row = type(row)._default_manager.select_for_update().get(pk=row.pk)
    return found


def next_number(model: type[Model], workspace_id: int) -> int:
    """For a new row of a workspace whose rows are numbered; the caller holds its turn."""
    rows = model._default_manager.filter(workspace_id=workspace_id)
    return int(rows.aggregate(last=Max("number"))["last"] or 0) + 1


def record(action: str, row: Model, by: User, data: dict[str, Any] | None = None) -> None:
    """In the audit log; whoever looks at the case sees it at once."""
    workspace_id: int = row.workspace_id  # type: ignore[attr-defined]
    audit.record(action, actor=by, workspace_id=workspace_id, about=row, data=data)
    pulse.touch(workspace_id, "cases")


def first_word(case: Case) -> Interaction | None:
    """The word that the case began with: a fact about it is about its brand. The words of a case
    that was merged are in another; its history names the first."""
    item = case.items.select_related("interaction").order_by("interaction__at", "pk").first()
    if item is not None:
        return item.interaction
    began = case.events.filter(kind=EventKind.OPENED).order_by("id").first()
    word = began.data.get("interaction") if began is not None else None
    return Interaction.objects.filter(pk=word).first()
