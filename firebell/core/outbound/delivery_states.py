"""The states of a reply as one table; `docs/reference/delivery-states.md` is drawn from it.

A reply *stands* while it answers its post or still may: no second one is let in beside it. It has
*arrived* once the network has it. Verbs that the table does not list are refused; above all,
nothing leads from `uncertain` back to the network except through `not_there`, which only the
network's own word or a person's may say.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    HELD = "held"  # stored and not handed over: in its grace time, or waiting to try again
    SENDING = "sending"  # about to be handed to the network, or just handed over
    UNCERTAIN = "uncertain"  # it cannot be told whether the network has it
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"
    CANCELLED = "cancelled"  # stopped before it was handed over
    WITHDRAWN = "withdrawn"  # taken back after it was sent: the post is open again


class Verb(StrEnum):
    BEGIN = "begin"  # a worker takes it in hand
    CANCEL = "cancel"
    TAKEN = "taken"  # the network said that it has it
    PUT_OFF = "put_off"  # surely not taken; it may be tried again
    REFUSED = "refused"  # surely not taken, and will not be
    LOST = "lost"  # the answer got lost, or the worker did
    FOUND = "found"  # seen on the network
    NOT_THERE = "not_there"  # surely never taken
    GIVE_UP = "give_up"  # not there, and not to be tried again
    DELIVERED = "delivered"  # the other side has it
    READ = "read"
    BOUNCED = "bounced"  # it came back
    WITHDRAW = "withdraw"


STANDING = frozenset(State) - {State.FAILED, State.CANCELLED, State.WITHDRAWN}
ARRIVED = frozenset({State.SENT, State.DELIVERED, State.READ})
UNDERWAY = STANDING - ARRIVED

TABLE: Mapping[State, Mapping[Verb, State]] = {
    State.HELD: {
        Verb.BEGIN: State.SENDING,
        Verb.CANCEL: State.CANCELLED,
        Verb.GIVE_UP: State.FAILED,
        Verb.FOUND: State.SENT,
    },
    State.SENDING: {
        Verb.TAKEN: State.SENT,
        Verb.PUT_OFF: State.HELD,
        Verb.REFUSED: State.FAILED,
        Verb.LOST: State.UNCERTAIN,
        Verb.FOUND: State.SENT,
    },
    State.UNCERTAIN: {
        Verb.FOUND: State.SENT,
        Verb.NOT_THERE: State.HELD,
        Verb.GIVE_UP: State.FAILED,
    },
    State.SENT: {
        Verb.DELIVERED: State.DELIVERED,
        Verb.READ: State.READ,
        Verb.BOUNCED: State.FAILED,
        Verb.WITHDRAW: State.WITHDRAWN,
    },
    State.DELIVERED: {
        Verb.READ: State.READ,
        Verb.BOUNCED: State.FAILED,
        Verb.WITHDRAW: State.WITHDRAWN,
    },
    State.READ: {Verb.WITHDRAW: State.WITHDRAWN},
    # Networks say no and take it all the same; what is seen there is there.
    State.FAILED: {Verb.FOUND: State.SENT},
    State.CANCELLED: {Verb.FOUND: State.SENT},
    State.WITHDRAWN: {},
}


class VerbRefusedError(Exception):
    """This verb leads nowhere from this state; `allowed` says what does."""

    def __init__(self, state: State, verb: Verb) -> None:
        self.state, self.verb, self.allowed = state, verb, allowed(state)
        verbs = ", ".join(sorted(self.allowed)) or "nothing"
        super().__init__(f"cannot {verb} a reply that is {state}; it allows: {verbs}")


def after(state: State | str, verb: Verb) -> State:
    """The state that `verb` leads to; raises `VerbRefusedError` where the table has none."""
    here = State(state)
    try:
        return TABLE[here][verb]
    except KeyError:
        raise VerbRefusedError(here, verb) from None


def allowed(state: State | str) -> frozenset[Verb]:
    return frozenset(TABLE[State(state)])


def diagram() -> str:
    """The table as a Mermaid state diagram, one arrow for each pair of states."""
    lines = ["stateDiagram-v2", "    [*] --> held: queue", "    [*] --> sent: record elsewhere"]
    for state, verbs in TABLE.items():
        arrows: dict[State, list[str]] = {}
        for verb, target in verbs.items():
            arrows.setdefault(target, []).append(verb.value)
        lines += [f"    {state} --> {to}: {', '.join(by)}" for to, by in arrows.items()]
    return "\n".join(lines) + "\n"


def grid() -> str:
    """The table as Markdown: a row for each state, a column for each verb."""
    head = "| from | " + " | ".join(Verb) + " |"
    rule = "| --- " * (len(Verb) + 1) + "|"
    rows = [
        f"| **{state}** | " + " | ".join(TABLE[state].get(verb, "") for verb in Verb) + " |"
        for state in State
    ]
    return "\n".join([head, rule, *rows]) + "\n"
