"""An alert in one sentence, put together when it is shown, in the tongue of whoever reads it."""

from __future__ import annotations

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from firebell.channels.enums import SourceHealth
from firebell.common.channel_names import channel_name
from firebell.core.triggers.alerts import Ringing
from firebell.triggers.enums import TriggerKind

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
    parts = [_what(data), _about(data["topic"]), _where(data["channel"]), _when(data["hours"])]
    said = " ".join(part for part in parts if part)
    usual = number_format(data["expected"], 0) if data["expected"] else _("hardly any")
    if data["kind"] == TriggerKind.SHARE:
        return _("%(said)s; usual among so many posts: %(usual)s") % {"said": said, "usual": usual}
    return _("%(said)s; usual: %(usual)s") % {"said": said, "usual": usual}


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


def said_of_source(data: dict[str, Any]) -> str:
    """For example "nothing heard for 3 hours; usual at this time: 40 an hour"."""
    told = {"error": data.get("error", ""), "scopes": ", ".join(data.get("scopes", []))}
    match data["health"]:
        case SourceHealth.SILENT:
            return _silence(data)
        case SourceHealth.LAGGING:
            times = {"now": span(data["lag"]), "usual": span(data["usual_lag"])}
            return _("what is heard is %(now)s old; usual: %(usual)s") % times
        case SourceHealth.EXPIRING:
            return _("its sign-in runs out within %(when)s; sign in again") % {
                "when": span(data["seconds_left"])
            }
        case SourceHealth.SCOPES:
            return _("it lost a permission that it needs: %(scopes)s") % told
        case SourceHealth.MISSING:
            number = data["missing"]
            shown = {"number": number_format(number, 0)}
            said = ngettext(
                "%(number)s word is on the network and not here; it is asked for again",
                "%(number)s words are on the network and not here; they are asked for again",
                number,
            )
            return said % shown
    return _("it cannot be heard: %(error)s") % told


def _silence(data: dict[str, Any]) -> str:
    usual = data["usual"]
    if usual >= 1:
        number = round(usual)
        often = ngettext("%(number)s an hour", "%(number)s an hour", number)
        said = _("nothing heard for %(time)s; usual at this time: %(often)s")
        often = often % {"number": number_format(number, 0)}
        return said % {"time": span(data["seconds"]), "often": often}
    number = round(data["usual_since"])
    said = ngettext(
        "nothing heard for %(time)s; usual in such a time: %(number)s word",
        "nothing heard for %(time)s; usual in such a time: %(number)s words",
        number,
    )
    return said % {"time": span(data["seconds"]), "number": number_format(number, 0)}


def span(seconds: float) -> str:
    """A stretch of time in one unit: "40 minutes", "3 hours", "2 days"."""
    minutes = max(1, round(seconds / 60))
    if minutes < 90:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    hours = round(seconds / HOUR)
    if hours < 48:
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    days = round(hours / 24)
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
