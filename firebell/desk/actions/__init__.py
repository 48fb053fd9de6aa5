"""What the desk can do. Each verb is one transaction and raises `Refused` with words for people."""

from firebell.desk.actions.answering import send_answer
from firebell.desk.actions.arriving import Heard, open_cases
from firebell.desk.actions.correcting import needs_answer_after_all, needs_no_answer_after_all
from firebell.desk.actions.holding import (
    assign,
    claim,
    note,
    note_overdue,
    release,
    release_absent,
    snooze,
    wake,
    wake_due,
)
from firebell.desk.actions.presence import be_at, keep_draft, leave
from firebell.desk.actions.refusals import AlreadyClaimed, BeingAnswered, Refused
from firebell.desk.actions.settling import answer, close, dismiss, undo

__all__ = [
    "AlreadyClaimed",
    "BeingAnswered",
    "Heard",
    "Refused",
    "answer",
    "assign",
    "be_at",
    "claim",
    "close",
    "dismiss",
    "keep_draft",
    "leave",
    "needs_answer_after_all",
    "needs_no_answer_after_all",
    "note",
    "note_overdue",
    "open_cases",
    "release",
    "release_absent",
    "send_answer",
    "snooze",
    "undo",
    "wake",
    "wake_due",
]
