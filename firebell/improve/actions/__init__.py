"""What can be done here. Each verb is one transaction and raises `Refused` with words."""

from firebell.improve.actions.causes import add_cause, keep_register, rename_cause, retire_cause
from firebell.improve.actions.complaints import (
    Told,
    change_complaint,
    move_complaint,
    note_deadlines,
    register_complaint,
)
from firebell.improve.actions.ideas import (
    ask_too,
    change_idea,
    decide_idea,
    note_telling,
    prepare_messages,
    propose_idea,
    reword,
)
from firebell.improve.actions.offers import (
    decide_goodwill,
    note_outcome,
    offer_goodwill,
    retire_offer,
    revive_offer,
    save_offer,
)
from firebell.improve.actions.steps import Refused

__all__ = [
    "Refused",
    "Told",
    "add_cause",
    "ask_too",
    "change_complaint",
    "change_idea",
    "decide_goodwill",
    "decide_idea",
    "keep_register",
    "move_complaint",
    "note_deadlines",
    "note_outcome",
    "note_telling",
    "offer_goodwill",
    "prepare_messages",
    "propose_idea",
    "register_complaint",
    "rename_cause",
    "retire_cause",
    "retire_offer",
    "revive_offer",
    "reword",
    "save_offer",
]
