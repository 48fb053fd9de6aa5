"""What the desk can do. Each verb is one transaction and raises `Refused` with words for people."""

from firebell.desk.actions.answering import send_answer, signature, signed
from firebell.desk.actions.arriving import Heard, open_cases
from firebell.desk.actions.correcting import needs_answer_after_all, needs_no_answer_after_all
from firebell.desk.actions.departments import keep_queue, set_department
from firebell.desk.actions.gathering import (
    Outcome,
    Prepared,
    answer_each,
    attach,
    detach,
    prepare,
)
from firebell.desk.actions.giving_out import WHY_NOT, give_out, take_back
from firebell.desk.actions.handing import hand_back, hand_over, handed
from firebell.desk.actions.holding import (
    assign,
    claim,
    note,
    note_overdue,
    release,
    release_absent,
    see_pings,
    snooze,
    wake,
    wake_due,
)
from firebell.desk.actions.house_rules import set_rules, set_seat, set_switches
from firebell.desk.actions.merging import merge, split, take_apart
from firebell.desk.actions.presence import be_at, keep_draft, leave, refuse_if_another_writes
from firebell.desk.actions.promising import keep, note_broken, promise
from firebell.desk.actions.refusals import AlreadyClaimed, BeingAnswered, Refused, SomebodyWrites
from firebell.desk.actions.saved_searches import drop_search, keep_search
from firebell.desk.actions.settling import answer, close, dismiss, undo
from firebell.desk.actions.sorting import Steps, drop_macro, keep_macro, tag, untag
from firebell.desk.actions.telling import tell_of_clocks
from firebell.desk.actions.urgency import raise_viral, set_priority
from firebell.desk.actions.using_texts import use

__all__ = [
    "WHY_NOT",
    "AlreadyClaimed",
    "BeingAnswered",
    "Heard",
    "Outcome",
    "Prepared",
    "Refused",
    "SomebodyWrites",
    "Steps",
    "answer",
    "answer_each",
    "assign",
    "attach",
    "be_at",
    "claim",
    "close",
    "detach",
    "dismiss",
    "drop_macro",
    "drop_search",
    "give_out",
    "hand_back",
    "hand_over",
    "handed",
    "keep",
    "keep_draft",
    "keep_macro",
    "keep_queue",
    "keep_search",
    "leave",
    "merge",
    "needs_answer_after_all",
    "needs_no_answer_after_all",
    "note",
    "note_broken",
    "note_overdue",
    "open_cases",
    "prepare",
    "promise",
    "raise_viral",
    "refuse_if_another_writes",
    "release",
    "release_absent",
    "see_pings",
    "send_answer",
    "set_department",
    "set_priority",
    "set_rules",
    "set_seat",
    "set_switches",
    "signature",
    "signed",
    "snooze",
    "split",
    "tag",
    "take_apart",
    "take_back",
    "tell_of_clocks",
    "undo",
    "untag",
    "use",
    "wake",
    "wake_due",
]
