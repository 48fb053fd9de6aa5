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
from firebell.desk.models.house_rules import HouseRules, Notice, Seat
from firebell.desk.models.presence import Draft, Presence
from firebell.desk.models.searches import SavedSearch
from firebell.desk.models.shelf import CaseTag, Macro, Tag
from firebell.desk.models.word import Ping, Promise

__all__ = [
    "FRONT_DESK",
    "NEEDS_NO_ANSWER",
    "Case",
    "CaseEvent",
    "CaseItem",
    "CaseTag",
    "Conversation",
    "Draft",
    "HouseRules",
    "Macro",
    "Note",
    "Notice",
    "Ping",
    "Presence",
    "Promise",
    "Queue",
    "SavedSearch",
    "Seat",
    "Tag",
]
