"""Sentences of the desk for people, in their language."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from firebell.common.channel_names import channel_name
from firebell.core.desk.clocks import ClockKind, Policy
from firebell.core.desk.given import SettingError
from firebell.core.desk.promise import answer_due, answer_rule
from firebell.core.understanding.attacker import Attacker, AttackerType, Reason
from firebell.desk.enums import EventKind
from firebell.desk.house_forms import KINDS
from firebell.desk.models import Case, CaseEvent
from firebell.understanding.enums import Sensitive


def due_sentence(case: Case, policy: Policy) -> str:
    """Why the case is due when it is, or empty for a closed one."""
    if case.due_at is None or case.closed_at is not None:
        return ""
    due_at = _when(case.due_at)
    if case.waiting_since is None:
        return _("Answered; look again on %(due)s if nothing more comes.") % {"due": due_at}
    again = case.first_answer_at is not None
    rule = answer_rule(policy, case.priority, case.channel, again=again)
    due = answer_due(policy, case.waiting_since, case.priority, case.channel, again=again)
    if due != case.due_at:
        return _("To be answered by %(due)s.") % {"due": due_at}
    return _("Priority %(priority)s: to be answered within %(length)s, by %(due)s.") % {
        "priority": case.priority,
        "length": _length(rule.minutes),
        "due": due_at,
    }


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if rest or not hours:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}


def _when(instant: datetime) -> str:
    return date_format(localtime(instant), "Y-m-d H:i")


def attacker_kind(kind: AttackerType) -> str:
    return {
        AttackerType.CASUAL_COMPLAINER: _("somebody who complains now and then"),
        AttackerType.EXTORTIONIST: _("an extortionist"),
        AttackerType.COMMITTED_CRUSADER: _("a committed crusader"),
        AttackerType.INDIGNANT_INFLUENCER: _("an indignant influencer"),
    }[kind]


def attacker_reason(reason: Reason) -> str:
    """Why the rules think so, with the number behind a colon: it fits every plural."""
    words = {
        "complaints": _("complaints: %s"),
        "reach": _("followers: %s"),
        "reposted": _("times reposted: %s"),
        "demands": _("demands for money or an offer: %s"),
        "threats": _("threats with law, press or leaving: %s"),
        "at_once": _("demand and threat within a week"),
        "persists": _("days against the brand: %s"),
        "attacks": _("attacks: %s"),
        "retaliates": _("words against the brand soon after it turned something down: %s"),
    }[reason.rule]
    return words % reason.numbers if reason.numbers else words


def attacker_told(found: Attacker | None) -> dict[str, Any] | None:
    """The kind and its reasons in words; None for the usual complainer, of whom there is nothing
    to say."""
    if found is None:
        return None
    if found.type == AttackerType.CASUAL_COMPLAINER and not found.retaliates:
        return None
    reasons = [attacker_reason(reason) for reason in found.reasons]
    return {"kind": attacker_kind(found.type), "reasons": reasons}


def event_told(event: CaseEvent) -> str:
    """A step in a case's history; of another priority also which and why."""
    if event.kind != EventKind.URGENCY:
        return str(event.get_kind_display())
    values = {"before": event.data["from"], "after": event.data["to"]}
    if event.actor_id is None:
        return _("It is going viral: priority %(before)s became %(after)s") % values
    told = _("Priority %(before)s became %(after)s: %(why)s")
    return told % (values | {"why": event.data["why"]})


def skill_told(skill: str) -> str:
    """A sensitive matter in words; topics have a name of their own."""
    return str(Sensitive(skill).label) if skill in Sensitive else skill


def setting_told(error: SettingError) -> str:
    """What is wrong in a setting, by its place."""
    why = {
        "span": _("Write spans as 09:00-17:00."),
        "overlap": _("Two spans of one day overlap."),
        "slower": _("A more urgent priority may not have more time than a less urgent one."),
        "uncovered": _("Every priority needs a promise."),
        "least": _("It is too small."),
        "most": _("It is too large."),
        "nothing": _("Something has to count."),
    }.get(error.reason, error.reason)
    if error.reason == "nothing" and error.place.startswith("calendars."):
        why = _("It is never open.")
    return f"{_place_told(error.place)}: {why}"


def _place_told(place: str) -> str:
    """A clock, and the channel if it is about one, as the page calls them."""
    clock, _dot, channel = place.partition(".")
    if clock not in set(ClockKind):
        return place
    names = [str(KINDS[ClockKind(clock)]), *([channel_name(channel)] if channel else [])]
    return ", ".join(names)
