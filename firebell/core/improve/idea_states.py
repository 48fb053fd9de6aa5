"""The states of an idea: somebody asked, somebody decided, and those who asked are told."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    NEW = "new"
    PLANNED = "planned"
    DONE = "done"
    DECLINED = "declined"


class Verb(StrEnum):
    PLAN = "plan"
    DECLINE = "decline"
    FINISH = "finish"
    REOPEN = "reopen"


TABLE: Mapping[State, Mapping[Verb, State]] = {
    State.NEW: {Verb.PLAN: State.PLANNED, Verb.DECLINE: State.DECLINED, Verb.FINISH: State.DONE},
    State.PLANNED: {Verb.FINISH: State.DONE, Verb.DECLINE: State.DECLINED},
    State.DONE: {Verb.REOPEN: State.NEW},
    State.DECLINED: {Verb.REOPEN: State.NEW},
}
# What people who asked can be told of: the change that was made, or why there will be none.
TELLABLE = frozenset({State.DONE, State.DECLINED})


def after(state: State | str, verb: Verb) -> State | None:
    """Where the verb leads, None where the table has no such step."""
    return TABLE[State(state)].get(verb)
