"""What the bell can do. Detection belongs into the transaction of the batch that it judges."""

from firebell.triggers.actions.answering import acknowledge, mark_useful
from firebell.triggers.actions.detecting import (
    count_and_detect,
    flush,
    let_time_pass,
    ring_early,
    store_counts,
)
from firebell.triggers.actions.editing import (
    delete_trigger,
    duplicate_trigger,
    forget_answers,
    reset_trigger,
    save_trigger,
    switch_trigger,
)
from firebell.triggers.actions.facts import ring_for_facts
from firebell.triggers.actions.forgetting import forget_memes
from firebell.triggers.actions.lending import lend_priors
from firebell.triggers.actions.recounting import recount
from firebell.triggers.actions.series_steps import CHART_STEP
from firebell.triggers.actions.shipping import ship_triggers
from firebell.triggers.actions.sources import ring_source
from firebell.triggers.actions.telling import (
    claim_notifications,
    note_failed,
    note_sent,
    reseal_targets,
    save_target,
)

__all__ = [
    "CHART_STEP",
    "acknowledge",
    "claim_notifications",
    "count_and_detect",
    "delete_trigger",
    "duplicate_trigger",
    "flush",
    "forget_answers",
    "forget_memes",
    "lend_priors",
    "let_time_pass",
    "mark_useful",
    "note_failed",
    "note_sent",
    "recount",
    "reseal_targets",
    "reset_trigger",
    "ring_early",
    "ring_for_facts",
    "ring_source",
    "save_target",
    "save_trigger",
    "ship_triggers",
    "store_counts",
    "switch_trigger",
]
