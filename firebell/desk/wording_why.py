"""Why a case is as urgent as it is, where it is to be answered and by when: in people's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from firebell.common.channel_names import channel_name
from firebell.common.templatetags.firebell import written
from firebell.core.desk.clocks import CaseClocks, Clock, Code, Turn
from firebell.core.desk.triage import (
    Answering,
    Question,
    Readiness,
    Reason,
    Seen,
    Settings,
    Triage,
    Venue,
)
from firebell.desk.enums import EventKind
from firebell.desk.house_forms import FACTS, KINDS
from firebell.desk.models import Case, CaseEvent, Queue

QUESTIONS: Mapping[Question, Any] = {
    Question.WHETHER: gettext_lazy("Answer it?"),
    Question.FIT: gettext_lazy("Fit for the public?"),
    Question.VENUE: gettext_lazy("Where?"),
    Question.READY: gettext_lazy("Can we answer well?"),
    Question.SEEN: gettext_lazy("Known already?"),
    Question.TEAM: gettext_lazy("Which team?"),
}
ANSWERS: Mapping[Any, Any] = {
    Answering.YES: gettext_lazy("Yes"),
    Answering.NO: gettext_lazy("Better not"),
    Answering.LEAD: gettext_lazy("A lead decides"),
    Venue.PUBLIC: gettext_lazy("In public"),
    Venue.PRIVATE: gettext_lazy("In private"),
    Venue.PHONE: gettext_lazy("By phone"),
    Venue.MAIL: gettext_lazy("By mail"),
    Readiness.READY: gettext_lazy("Yes"),
    Readiness.FIND_OUT: gettext_lazy("Find out first"),
    Readiness.NOT_YET: gettext_lazy("Not yet"),
    Seen.NEW: gettext_lazy("New"),
    Seen.SAME_PERSON: gettext_lazy("On another channel: they must not tell it twice"),
    Seen.MANY: gettext_lazy("Many say the same"),
}
REASONS: Mapping[str, Any] = {
    "sensitive": gettext_lazy("a sensitive matter"),
    "noise": gettext_lazy("nothing is asked"),
    "troll": gettext_lazy("nothing but insults"),
    "attacker": gettext_lazy("by the policy for such writers"),
    "said_in": gettext_lazy("it was said in private"),
    "complexity": gettext_lazy("too complex for the public"),
    "personal_data": gettext_lazy("it touches personal data"),
    "simple": gettext_lazy("a simple matter"),
    "no_other_way": gettext_lazy("there is no other way here"),
    "gate_closed": gettext_lazy("nothing may be sent here"),
    "nobody_certified": gettext_lazy("nobody on duty may answer here"),
    "knowledge": gettext_lazy("an article fits"),
    "no_knowledge": gettext_lazy("no article fits"),
    "elsewhere": gettext_lazy("they wrote on another channel"),
    "open_elsewhere": gettext_lazy("it is still open there"),
    "failed_elsewhere": gettext_lazy("they were left without an answer there"),
    "same_matter": gettext_lazy("others say the same"),
    "senior": gettext_lazy("a senior person answers"),
    "no_team": gettext_lazy("no team is set for it"),
    "general": gettext_lazy("for everybody"),
    "skill": gettext_lazy("it needs this skill"),
    "talk": gettext_lazy("it has to be talked about"),
    "nobody_speaks": gettext_lazy("no team speaks the language"),
}


def why_told(found: Triage, settings: Settings, clocks: CaseClocks) -> dict[str, Any]:
    """For the page: questions with answers and reasons, points, and clocks with their turns."""
    answers: Mapping[Question, Any] = {
        Question.WHETHER: ANSWERS[found.answer],
        Question.FIT: _("Yes") if found.fit_for_public else _("No"),
        Question.VENUE: ANSWERS[found.venue],
        Question.READY: ANSWERS[found.readiness],
        Question.SEEN: ANSWERS[found.seen],
        Question.TEAM: str(Queue(name=found.team)) if found.team else _("Everybody"),
    }
    return {
        "questions": [
            (label, answers[question], _reasons(found.why[question]))
            for question, label in QUESTIONS.items()
            if question != Question.TEAM or settings.teams
        ],
        "points": round(found.score.points),
        "priority": found.score.priority,
        "parts": [
            (FACTS[part.fact], round(part.points, 1), f"{part.weight:g}")
            for part in found.score.parts
            if part.points
        ],
        "clocks": [_clock(one) for one in sorted(clocks.clocks[-6:], key=_in_order)],
    }


def standing_told(case: Case, found: Triage, history: Sequence[CaseEvent]) -> str:
    """Why the case has another priority than its newest open word would give it; else empty."""
    if case.priority == found.priority:
        return ""
    said = {"priority": case.priority, "who": ""}
    last = next((one for one in reversed(history) if one.kind == EventKind.URGENCY), None)
    if last is not None and last.actor is not None:
        said["who"] = last.actor.name
        return _("The case has priority %(priority)s: %(who)s set it.") % said
    if last is not None and last.data["to"] == case.priority:
        return _("The case has priority %(priority)s, since it went viral.") % said
    if case.priority < found.priority:
        return _("The case has priority %(priority)s, of the most urgent word in it.") % said
    return _("The case has priority %(priority)s, from when its word was heard.") % said


def _reasons(why: tuple[Reason, ...]) -> list[str]:
    told = [str(REASONS[one.code]) for one in why if one.code in REASONS]
    return list(dict.fromkeys(told))


def _in_order(clock: Clock) -> tuple[int, int]:
    return list(KINDS).index(clock.kind), clock.round


def _clock(clock: Clock) -> dict[str, Any]:
    return {"label": KINDS[clock.kind], "turns": [turn_told(turn) for turn in clock.turns]}


def turn_told(turn: Turn) -> str:
    """One thing that gave a clock its value, as a sentence."""
    values = {
        "priority": turn.priority,
        "channel": channel_name(turn.channel) if turn.channel else _("any channel"),
        "length": length_told(timedelta(minutes=turn.minutes)),
        "at": written(turn.at),
        "due": written(turn.due) if turn.due else "",
        "left": length_told(turn.left) if turn.left is not None else "",
        "used": length_told(turn.used) if turn.used is not None else "",
    }
    return str(_TURNS[turn.code]) % values


_TURNS: Mapping[Code, Any] = {
    Code.STARTED: gettext_lazy(
        "Priority %(priority)s on %(channel)s: within %(length)s of open time from %(at)s, so by "
        "%(due)s."
    ),
    Code.SOONER: gettext_lazy("Changed on %(at)s: sooner, by %(due)s."),
    Code.LATER: gettext_lazy("Changed on %(at)s: later, by %(due)s."),
    Code.KEPT: gettext_lazy("Changed on %(at)s: due as before."),
    Code.FROZEN: gettext_lazy("Stands still since %(at)s, with %(left)s left."),
    Code.RESUMED: gettext_lazy("Goes on since %(at)s, so by %(due)s."),
    Code.REOPENED: gettext_lazy("Open again since %(at)s, so by %(due)s."),
    Code.BREACHED: gettext_lazy("Not done by %(at)s."),
    Code.STOPPED: gettext_lazy("Done on %(at)s, after %(used)s."),
    Code.DROPPED: gettext_lazy("No longer asked for since %(at)s."),
}


def length_told(length: timedelta) -> str:
    minutes = round(length.total_seconds() / 60)
    hours, rest = divmod(minutes, 60)
    if rest or not hours:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
