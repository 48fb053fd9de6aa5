"""The health of a source in a sentence, in the tongue of whoever reads it."""

from __future__ import annotations

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from firebell.channels.enums import SourceHealth

HOUR = 3_600


def said_of_health(data: dict[str, Any]) -> str:
    """What the health of a source was judged by; empty where nothing is known yet."""
    if "health" in data:
        return said_of_source(data)
    if not data:
        return ""
    times = {"quiet": span(data["seconds"]), "often": _often(data["usual"])}
    return _("last word %(quiet)s ago; usual at this time: %(often)s") % times


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
        said = _("nothing heard for %(time)s; usual at this time: %(often)s")
        return said % {"time": span(data["seconds"]), "often": _often(usual)}
    number = round(data["usual_since"])
    said = ngettext(
        "nothing heard for %(time)s; usual in such a time: %(number)s word",
        "nothing heard for %(time)s; usual in such a time: %(number)s words",
        number,
    )
    return said % {"time": span(data["seconds"]), "number": number_format(number, 0)}


def _often(usual: float) -> str:
    shown = number_format(usual, 0 if usual >= 10 else 1)
    return _("%(number)s an hour") % {"number": shown}


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
