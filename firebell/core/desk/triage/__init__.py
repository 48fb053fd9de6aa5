"""What is to become of a word that needs an answer: whether, where, who, how urgently, and why."""

from firebell.core.desk.triage.attackers import (
    USUAL_POLICIES,
    Answering,
    AttackerPolicy,
    Offers,
)
from firebell.core.desk.triage.deciding import Question, Settings, Triage, as_data, triage
from firebell.core.desk.triage.facts import Facts, Venue
from firebell.core.desk.triage.questions import Limits, Readiness, Reason, Seen
from firebell.core.desk.triage.settings import from_json, to_json
from firebell.core.desk.triage.teams import Team
from firebell.core.desk.triage.weights import Part, Score, Weights, score
from firebell.core.desk.triage.what_if import Change, WhatIf, what_if

__all__ = [
    "USUAL_POLICIES",
    "Answering",
    "AttackerPolicy",
    "Change",
    "Facts",
    "Limits",
    "Offers",
    "Part",
    "Question",
    "Readiness",
    "Reason",
    "Score",
    "Seen",
    "Settings",
    "Team",
    "Triage",
    "Venue",
    "Weights",
    "WhatIf",
    "as_data",
    "from_json",
    "score",
    "to_json",
    "triage",
    "what_if",
]
