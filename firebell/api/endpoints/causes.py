"""Root causes: which come back, what they cost, and how the register is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from msgspec import Meta

from firebell.accounts.enums import LEADING
from firebell.api.enums import Scope
from firebell.api.operations import Call, Resource
from firebell.api.problems import not_found
from firebell.api.shapes import SAID, Cost, Currency, Id, In, Instant, Out
from firebell.improve import actions, queries
from firebell.improve.models import RootCause

resource = Resource(
    "causes", "Why things go wrong, in the workspace's own words.", (actions.Refused,)
)
READ, WRITE = Scope.IMPROVE_READ, Scope.IMPROVE_WRITE

Name = Annotated[
    str,
    Meta(min_length=1, max_length=120, pattern=SAID, examples=["Labels are written by hand"]),
]


class CauseNamed(In):
    """A root cause by its name."""

    name: Name


class Cause(Out):
    """A root cause."""

    id: Id
    name: Name
    retired_at: Annotated[Instant | None, Meta(description="Since then it is offered no more")]


class CauseCounted(Cause):
    """A root cause with its complaints; `lately`: in the days in which it counts as coming back."""

    lately: Annotated[int, Meta(examples=[3])]
    ever: Annotated[int, Meta(examples=[8])]
    last_at: Instant | None
    costs: Annotated[list[Cost], Meta(description="By currency")]


class Causes(Out):
    """Every root cause, those that came back most first; 500 at most."""

    days: Annotated[int, Meta(description="In which one counts as coming back", examples=[90])]
    items: list[CauseCounted]


class Register(In):
    """How the register is kept."""

    recurrence_days: Annotated[
        int,
        Meta(ge=1, le=730, description="In which a cause counts as coming back", examples=[90]),
    ]
    warn_days: Annotated[
        int,
        Meta(ge=0, le=365, description="Before a deadline: it is warned of", examples=[14]),
    ]
    currency: Currency


@resource.get("causes", READ)
def listed(call: Call) -> Causes:
    """The root causes, with how often each came back and what it costs."""
    days = queries.register(call.workspace.pk).recurrence_days
    rows = queries.causes(call.workspace.pk, call.now - timedelta(days=days))
    return Causes(days=days, items=[_counted(row) for row in rows])


@resource.post("causes", WRITE, LEADING, status=201)
def add(call: Call, body: CauseNamed) -> Cause:
    """A new root cause; one of this name that was retired comes back."""
    return _shown(actions.add_cause(call.workspace, body.name, call.user))


@resource.put("causes/<int:cause>", WRITE, LEADING)
def rename(call: Call, cause: int, body: CauseNamed) -> Cause:
    """The same cause by a better name."""
    return _shown(actions.rename_cause(_cause_of(call, cause), body.name, call.user))


@resource.post("causes/<int:cause>/retire", WRITE, LEADING)
def retire(call: Call, cause: int) -> Cause:
    """Offered no more; complaints that name it keep it."""
    return _shown(actions.retire_cause(_cause_of(call, cause), call.user))


@resource.get("register", READ)
def register(call: Call) -> Register:
    """How the register is kept."""
    kept = queries.register(call.workspace.pk)
    return Register(
        recurrence_days=kept.recurrence_days, warn_days=kept.warn_days, currency=kept.currency
    )


@resource.put("register", WRITE, LEADING)
def keep_register(call: Call, body: Register) -> Register:
    """Keep the register otherwise."""
    changes: dict[str, object] = {
        "recurrence_days": body.recurrence_days,
        "warn_days": body.warn_days,
        "currency": body.currency,
    }
    actions.keep_register(call.workspace, changes, call.user)
    return register(call)


def _cause_of(call: Call, key: int) -> RootCause:
    found = RootCause.objects.filter(workspace=call.workspace, pk=key).first()
    if found is None:
        raise not_found("root cause")
    return found


def _shown(cause: RootCause) -> Cause:
    return Cause(id=cause.pk, name=cause.name, retired_at=cause.retired_at)


def _counted(row: queries.CauseRow) -> CauseCounted:
    return CauseCounted(
        id=row.cause.pk,
        name=row.cause.name,
        retired_at=row.cause.retired_at,
        lately=row.lately,
        ever=row.ever,
        last_at=row.last,
        costs=[Cost(least=least, most=most, currency=unit) for unit, least, most in row.costs],
    )
