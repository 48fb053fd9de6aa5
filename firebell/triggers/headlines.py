"""An alert in one sentence, put together when it is shown, in the tongue of whoever reads it."""

from __future__ import annotations

from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from firebell.channels.wording import said_of_source
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
    if data["kind"] == TriggerKind.VIRAL:
        return _viral(data)
    parts = [_what(data), _about(data["topic"]), _where(data["channel"]), _when(data["hours"])]
    said = " ".join(part for part in parts if part)
    usual = number_format(data["expected"], 0) if data["expected"] else _("hardly any")
    if data["kind"] == TriggerKind.SHARE:
        return _("%(said)s; usual among so many posts: %(usual)s") % {"said": said, "usual": usual}
    return _("%(said)s; usual: %(usual)s") % {"said": said, "usual": usual}


def _viral(data: dict[str, Any]) -> str:
    """For example "A post by @ann is going viral: 310 reposts so far, about 2,400 expected (1,100
    to 6,000)"."""
    many = intcomma(data["observed"])
    sofar = ngettext("%(number)s repost so far", "%(number)s reposts so far", data["observed"])
    said = _("A post by @%(author)s is going viral: %(sofar)s") % {
        "author": data.get("author", "?").removeprefix("@"),
        "sofar": sofar % {"number": many},
    }
    if data.get("final", 0) <= data["observed"]:
        return said
    numbers = {
        name: intcomma(max(_about_so_many(data[name]), data["observed"]))
        for name in ("final", "lower", "upper")
    }
    more = _("%(said)s, about %(final)s expected (%(lower)s to %(upper)s)")
    return more % {"said": said, **numbers}


def _about_so_many(number: int) -> int:
    """To two digits: nobody foresees more."""
    return round(number, 2 - len(str(number)))


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
