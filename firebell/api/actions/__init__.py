"""The verbs of the room: telling other programs, and letting them in."""

from firebell.api.actions.hooks import (
    CLAIM,
    WAITS,
    claim_calls,
    note_refused,
    note_taken,
    queue_calls,
    remove_hook,
    replay,
    reseal_hooks,
    save_hook,
)
from firebell.api.actions.once import KEPT, Answered, KeyUsedOtherwise, forget_answers, once
from firebell.api.actions.tokens import (
    PREFIX,
    Made,
    Refused,
    make_token,
    note_used,
    revoke_token,
)

__all__ = [
    "CLAIM",
    "KEPT",
    "PREFIX",
    "WAITS",
    "Answered",
    "KeyUsedOtherwise",
    "Made",
    "Refused",
    "claim_calls",
    "forget_answers",
    "make_token",
    "note_refused",
    "note_taken",
    "note_used",
    "once",
    "queue_calls",
    "remove_hook",
    "replay",
    "reseal_hooks",
    "revoke_token",
    "save_hook",
]
