"""The states of a case as one table; `docs/reference/case-states.md` is drawn from it.

An open case is somebody's to look after: it has a due time, and an owner or a queue. A closed one
holds no word that still needs an answer. Verbs that the table does not list are refused.

The table alone decides where a verb leads. What else must hold (a claim needs an owner, closing
needs every word settled) is held by the desk's actions and by the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    NEW = "new"  # in the queue: nobody has taken it
    CLAIMED = "claimed"  # somebody works on it
    SNOOZED = "snoozed"  # put aside until a stated time
    REOPENED = "reopened"  # a new word, its hour or an undo brought it back
    WAITING = "waiting"  # every word is answered; we wait for the person
    ANSWERED = "answered"
    DISMISSED = "dismissed"
    MERGED = "merged"  # its conversations went to another case


class Verb(StrEnum):
    CLAIM = "claim"
    ASSIGN = "assign"
    RELEASE = "release"
    SNOOZE = "snooze"
    WAKE = "wake"
    ANSWER = "answer"  # the last open word is answered, and the matter is done
    WAIT = "wait"  # the last open word is answered, and the person is to say more
    DISMISS = "dismiss"  # the last open word is dismissed
    CLOSE = "close"
    NEW_WORD = "new_word"  # a word arrives that needs an answer
    UNDO = "undo"  # an answer or a dismissal is taken back: its words are open again
    RESUME = "resume"  # closing is taken back: we wait again
    MERGE = "merge"  # its conversations go to another case


OPEN = frozenset({State.NEW, State.CLAIMED, State.SNOOZED, State.REOPENED, State.WAITING})
CLOSED = frozenset(State) - OPEN
# The states in which at least one word still needs an answer.
UNSETTLED = OPEN - {State.WAITING}

TABLE: Mapping[State, Mapping[Verb, State]] = {
    State.NEW: {
        Verb.CLAIM: State.CLAIMED,
        Verb.ASSIGN: State.CLAIMED,
        Verb.SNOOZE: State.SNOOZED,
        Verb.ANSWER: State.ANSWERED,
        Verb.WAIT: State.WAITING,
        Verb.DISMISS: State.DISMISSED,
        Verb.NEW_WORD: State.NEW,
        Verb.UNDO: State.NEW,
        Verb.MERGE: State.MERGED,
    },
    State.CLAIMED: {
        Verb.ASSIGN: State.CLAIMED,
        Verb.RELEASE: State.NEW,
        Verb.SNOOZE: State.SNOOZED,
        Verb.ANSWER: State.ANSWERED,
        Verb.WAIT: State.WAITING,
        Verb.DISMISS: State.DISMISSED,
        Verb.NEW_WORD: State.CLAIMED,
        Verb.UNDO: State.CLAIMED,
        Verb.MERGE: State.MERGED,
    },
    State.SNOOZED: {
        Verb.CLAIM: State.CLAIMED,
        Verb.ASSIGN: State.SNOOZED,
        Verb.RELEASE: State.SNOOZED,
        Verb.SNOOZE: State.SNOOZED,
        Verb.WAKE: State.REOPENED,
        Verb.ANSWER: State.ANSWERED,
        Verb.WAIT: State.WAITING,
        Verb.DISMISS: State.DISMISSED,
        Verb.NEW_WORD: State.REOPENED,
        Verb.UNDO: State.REOPENED,
        Verb.MERGE: State.MERGED,
    },
    State.REOPENED: {
        Verb.CLAIM: State.CLAIMED,
        Verb.ASSIGN: State.CLAIMED,
        Verb.RELEASE: State.NEW,
        Verb.SNOOZE: State.SNOOZED,
        Verb.ANSWER: State.ANSWERED,
        Verb.WAIT: State.WAITING,
        Verb.DISMISS: State.DISMISSED,
        Verb.NEW_WORD: State.REOPENED,
        Verb.UNDO: State.REOPENED,
        Verb.MERGE: State.MERGED,
    },
    State.WAITING: {
        Verb.CLAIM: State.WAITING,
        Verb.ASSIGN: State.WAITING,
        Verb.RELEASE: State.WAITING,
        Verb.CLOSE: State.ANSWERED,
        Verb.NEW_WORD: State.REOPENED,
        Verb.UNDO: State.REOPENED,
        Verb.MERGE: State.MERGED,
    },
    State.ANSWERED: {
        Verb.NEW_WORD: State.REOPENED,
        Verb.UNDO: State.REOPENED,
        Verb.RESUME: State.WAITING,
        Verb.MERGE: State.MERGED,
    },
    State.DISMISSED: {
        Verb.NEW_WORD: State.REOPENED,
        Verb.UNDO: State.REOPENED,
        Verb.MERGE: State.MERGED,
    },
    State.MERGED: {
        Verb.UNDO: State.REOPENED,
        Verb.RESUME: State.WAITING,
    },
}


class VerbRefusedError(Exception):
    """This verb leads nowhere from this state; `allowed` says what does."""

    def __init__(self, state: State, verb: Verb) -> None:
        self.state, self.verb, self.allowed = state, verb, allowed(state)
        verbs = ", ".join(sorted(self.allowed))
        super().__init__(f"cannot {verb} a case that is {state}; it allows: {verbs}")


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
    lines = ["stateDiagram-v2", "    [*] --> new"]
    for state, verbs in TABLE.items():
        arrows: dict[State, list[str]] = {}
        for verb, target in verbs.items():
            arrows.setdefault(target, []).append(verb.value)
        lines += [f"    {state} --> {to}: {', '.join(by)}" for to, by in arrows.items()]
    lines += [f"    {state} --> [*]" for state in State if state in CLOSED]
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
