"""The verbs of a reply. Only here is one stored or moved."""

from firebell.outbound.actions.echoes import Echo, note_echoes, note_receipts
from firebell.outbound.actions.gates import (
    change_grace,
    close_gate,
    look,
    open_gate,
    write_policy,
)
from firebell.outbound.actions.guarding import check_draft, refuse_if_blocked
from firebell.outbound.actions.queueing import (
    cancel,
    cancel_superseded,
    confirm_not_sent,
    confirm_sent,
    queue_reply,
)
from firebell.outbound.actions.recording import record_reply, withdraw
from firebell.outbound.actions.refusals import AlreadyAnswered, GuardBlocked, Refused

__all__ = [
    "AlreadyAnswered",
    "Echo",
    "GuardBlocked",
    "Refused",
    "cancel",
    "cancel_superseded",
    "change_grace",
    "check_draft",
    "close_gate",
    "confirm_not_sent",
    "confirm_sent",
    "look",
    "note_echoes",
    "note_receipts",
    "open_gate",
    "queue_reply",
    "record_reply",
    "refuse_if_blocked",
    "withdraw",
    "write_policy",
]
