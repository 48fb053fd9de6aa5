"""Three clocks for each case: what was promised, how far it is, and how each value came about."""

from firebell.core.desk.clocks.case_clocks import CaseClocks, after, as_of, clocks
from firebell.core.desk.clocks.clock import Chosen, Clock, Code, Standing, Turn
from firebell.core.desk.clocks.events import Event, EventKind
from firebell.core.desk.clocks.explaining import as_data, explain, in_words
from firebell.core.desk.clocks.notices import Notice, When, notices, warns_at
from firebell.core.desk.clocks.policy import (
    LEAD,
    OWNER,
    Anchor,
    ClockKind,
    Escalation,
    Policy,
    Rule,
    Step,
    Warn,
    usual_policy,
)
from firebell.core.desk.clocks.reading import from_json, to_json

__all__ = [
    "LEAD",
    "OWNER",
    "Anchor",
    "CaseClocks",
    "Chosen",
    "Clock",
    "ClockKind",
    "Code",
    "Escalation",
    "Event",
    "EventKind",
    "Notice",
    "Policy",
    "Rule",
    "Standing",
    "Step",
    "Turn",
    "Warn",
    "When",
    "after",
    "as_data",
    "as_of",
    "clocks",
    "explain",
    "from_json",
    "in_words",
    "notices",
    "to_json",
    "usual_policy",
    "warns_at",
]
