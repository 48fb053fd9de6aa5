"""When an answer is due: what a clock says that starts with the word."""

from __future__ import annotations

from datetime import datetime, timedelta

from firebell.core.desk.clocks import ClockKind, Policy, Rule
from firebell.core.desk.clocks.policy import Escalation
from firebell.core.desk.hours import add, around_the_clock

ALWAYS = "always"
# Priority -> minutes until an answer is due, and until the matter is done. 1 is the most urgent.
ANSWER = {1: 15, 2: 60, 3: 240, 4: 480, 5: 1_440}
DONE = {1: 480, 2: 1_440, 3: 2_880, 4: 4_320, 5: 7_200}
# How long we wait for a person who was answered before the case asks to be looked at again.
FOLLOW_UP = timedelta(days=3)


def first_policy(zone: str = "UTC") -> Policy:
    """Before a house has said when it is open: every promise runs by day and by night."""
    promised = (
        (ClockKind.FIRST_RESPONSE, ANSWER),
        (ClockKind.NEXT_RESPONSE, ANSWER),
        (ClockKind.RESOLUTION, DONE),
    )
    rules = tuple(
        Rule(kind, minutes, ALWAYS, (priority,))
        for kind, by_priority in promised
        for priority, minutes in by_priority.items()
    )
    return Policy(rules, {ALWAYS: around_the_clock(zone)}, escalation=Escalation())


def answer_rule(policy: Policy, priority: int, channel: str, *, again: bool) -> Rule:
    """What is promised for a word; `again`: a person of ours has answered the case before."""
    kind = ClockKind.NEXT_RESPONSE if again else ClockKind.FIRST_RESPONSE
    rule = policy.rule(kind, priority, channel)
    assert rule is not None  # a policy promises every priority an answer
    return rule


def answer_due(
    policy: Policy, since: datetime, priority: int, channel: str, *, again: bool
) -> datetime:
    """When a word written at `since` is to be answered by."""
    rule = answer_rule(policy, priority, channel, again=again)
    return add(policy.calendars[rule.calendar], since, rule.minutes)
