"""The fixed cast: three workspaces; people of every role in the first; a stranger in the second."""

from __future__ import annotations

from dataclasses import dataclass, field

from firebell.accounts import actions
from firebell.accounts.enums import Role
from firebell.accounts.models import User, Workspace

PASSWORD = "correct horse battery"


@dataclass(slots=True)
class Cast:
    """`people` has one member of `house` for each role; `stranger` belongs to `elsewhere`."""

    house: Workspace
    elsewhere: Workspace
    third: Workspace
    people: dict[Role, User] = field(default_factory=dict)
    teammate: User | None = None
    stranger: User | None = None

    @property
    def agent(self) -> User:
        return self.people[Role.AGENT]

    @property
    def lead(self) -> User:
        return self.people[Role.LEAD]

    @property
    def administrator(self) -> User:
        return self.people[Role.ADMINISTRATOR]


def assemble() -> Cast:
    cast = Cast(*(actions.open_workspace(name) for name in ("House", "Elsewhere", "Third")))
    for role in Role:
        cast.people[role] = _person(cast.house, str(role), role)
    cast.teammate = _person(cast.house, "teammate", Role.AGENT)
    cast.stranger = _person(cast.elsewhere, "stranger", Role.ADMINISTRATOR)
    return cast


def _person(workspace: Workspace, name: str, role: Role) -> User:
    return actions.add_person(
        workspace,
        name=name.capitalize(),
        email=f"{name}@example.org",
        role=role,
        password=PASSWORD,
        by=None,
    )
