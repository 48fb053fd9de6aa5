from firebell.desk.models.cases import (
    FRONT_DESK,
    NEEDS_NO_ANSWER,
    Case,
    CaseEvent,
    CaseItem,
    Conversation,
    Note,
    Queue,
)
from firebell.desk.models.presence import Draft, Presence

__all__ = [
    "FRONT_DESK",
    "NEEDS_NO_ANSWER",
    "Case",
    "CaseEvent",
    "CaseItem",
    "Conversation",
    "Draft",
    "Note",
    "Presence",
    "Queue",
]
