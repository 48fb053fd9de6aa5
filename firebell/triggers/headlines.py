"""An alert in one sentence, put together when it is shown, in the tongue of whoever reads it."""

from __future__ import annotations

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from firebell.channels.wording import said_of_source
from firebell.common.channel_names import channel_name
from firebell.core.triggers.alerts import Ringing
from firebell.triggers.enums import TriggerKind
from firebell.triggers.wording import copied, spreading

HOUR = 3_600


def headline_data(alert: Ringing) -> dict[str, Any]:
    """What the sentence says, in a form that needs no language."""
    return {
        "kind": str(alert.kind),
        "observed": round(alert.observed),
        "expected": round(alert.expected),
        "hours": max(1, round(alert.window / HOUR)),
        "channel": alert.channel,
        "topic": alert.topic,
    }


def headline(data: dict[str, Any]) -> str:
    """For example "42 complaints about “refunds” on Bluesky in the last hour; usual: 3"."""
    if data["kind"] == TriggerKind.SOURCE:
        return said_of_source(data)
    if data["kind"] == TriggerKind.SPREAD:
        return spreading(data)
    parts = [_what(data), _about(data["topic"]), _where(data["channel"]), _when(data["hours"])]
    said = " ".join(part for part in parts if part)
    usual = number_format(data["expected"], 0) if data["expected"] else _("hardly any")
    if data["kind"] == TriggerKind.SHARE:
        said = _("%(said)s; usual among so many posts: %(usual)s") % {"said": said, "usual": usual}
    else:
        said = _("%(said)s; usual: %(usual)s") % {"said": said, "usual": usual}
    return said + copied(data)


def _what(data: dict[str, Any]) -> str:
    number, shown = data["observed"], number_format(data["observed"], 0)
    if data["kind"] == TriggerKind.VOLUME:
        return ngettext("%(number)s post", "%(number)s posts", number) % {"number": shown}
    said = ngettext("%(number)s complaint", "%(number)s complaints", number)
    return said % {"number": shown}


def _about(topic: str) -> str:
    return _("about “%(topic)s”") % {"topic": topic} if topic else ""


def _where(channel: str) -> str:
    return _("on %(channel)s") % {"channel": channel_name(channel)} if channel else ""


def _when(hours: int) -> str:
    if hours == 1:
        return _("in the last hour")
    said = ngettext("in the last %(hours)s hour", "in the last %(hours)s hours", hours)
    return said % {"hours": hours}
