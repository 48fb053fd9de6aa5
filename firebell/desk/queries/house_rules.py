"""What the workspace's desk goes by."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from firebell.accounts import queries as accounts
from firebell.accounts.models import Workspace
from firebell.core.desk import clocks, routing, triage
from firebell.core.desk.clocks import Policy
from firebell.core.desk.given import SettingError
from firebell.core.desk.hours import ALL_DAY, OfficeCalendar
from firebell.core.desk.promise import first_policy
from firebell.desk.models import HouseRules

logger = logging.getLogger(__name__)
Read = TypeVar("Read")


def house_rules(workspace_id: int) -> HouseRules:
    """The row, or one that is not stored and stands for what firebell begins with."""
    found = HouseRules.objects.filter(workspace_id=workspace_id).first()
    return found or HouseRules(workspace_id=workspace_id)


def policy_of(workspace_id: int, rules: HouseRules | None = None) -> Policy:
    """When answers are due."""
    kept = (rules or house_rules(workspace_id)).clocks
    policy = _read(workspace_id, "clocks", kept, clocks.from_json)
    if policy is None:
        return first_policy(_zone(workspace_id))
    closed = accounts.calendar_of(workspace_id).holidays
    calendars = {name: _with_holidays(one, closed) for name, one in policy.calendars.items()}
    return replace(policy, calendars=calendars)


def _with_holidays(calendar: OfficeCalendar, closed: Collection[date]) -> OfficeCalendar:
    """The workspace's holidays are closed, where the calendar does not say otherwise. What runs by
    day and night knows none."""
    if all(spans == ALL_DAY for spans in calendar.week):
        return calendar
    exceptions = dict.fromkeys(closed, ()) | dict(calendar.exceptions)
    return OfficeCalendar(calendar.zone, calendar.week, exceptions)


def triage_of(workspace_id: int, rules: HouseRules | None = None) -> triage.Settings:
    kept = (rules or house_rules(workspace_id)).triage
    return _read(workspace_id, "triage", kept, triage.from_json) or triage.Settings()


def routing_of(workspace_id: int, rules: HouseRules | None = None) -> routing.Rules:
    kept = (rules or house_rules(workspace_id)).routing
    return _read(workspace_id, "routing", kept, routing.from_json) or routing.Rules()


def _zone(workspace_id: int) -> str:
    zone = Workspace.objects.filter(pk=workspace_id).values_list("time_zone", flat=True).first()
    return zone or "UTC"


def _read(workspace_id: int, what: str, kept: Any, read: Callable[[Any], Read]) -> Read | None:
    """None where nothing is set. What cannot be read any more is told, and left out: a word that
    needs an answer must get a due time in any case."""
    if not kept:
        return None
    try:
        return read(kept)
    except SettingError as error:
        logger.error("workspace %s: its %s cannot be read (%s)", workspace_id, what, error)
        return None
