"""What can be done with sources: the only place of this room that writes."""

from firebell.channels.actions.configuring import (
    change_config,
    configure_source,
    finish,
    pause,
    rename,
    reseal_sources,
    restart,
    resume,
)
from firebell.channels.actions.judging import note_health
from firebell.channels.actions.progress import (
    LEASE,
    ClaimLostError,
    claim,
    note_arrivals,
    note_behind,
    note_failure,
    note_listened,
    note_poll,
    note_progress,
    note_standing,
    release,
)
from firebell.channels.actions.reconciling import note_reconciliation
from firebell.channels.actions.rejecting import (
    Replayed,
    mark_replayed,
    record_rejects,
    replay_rejects,
)
from firebell.channels.secrets import opened_config

__all__ = [
    "LEASE",
    "ClaimLostError",
    "Replayed",
    "change_config",
    "claim",
    "configure_source",
    "finish",
    "mark_replayed",
    "note_arrivals",
    "note_behind",
    "note_failure",
    "note_health",
    "note_listened",
    "note_poll",
    "note_progress",
    "note_reconciliation",
    "note_standing",
    "opened_config",
    "pause",
    "record_rejects",
    "release",
    "rename",
    "replay_rejects",
    "reseal_sources",
    "restart",
    "resume",
]
