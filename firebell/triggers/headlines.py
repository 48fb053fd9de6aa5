"""An alert in one sentence, put together when it is shown, in the tongue of whoever reads it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from firebell.channels.wording import said_of_source
from firebell.common.channel_names import channel_name
from firebell.core.triggers.alerts import Ringing
from firebell.core.triggers.rules.effects import Say
from firebell.core.triggers.rules.trigger import Trigger
from firebell.triggers.enums import TriggerKind
from firebell.triggers.wording.labels import fact_label
from firebell.triggers.wording.rules import listed
from firebell.triggers.wording.spans import in_the_last
from firebell.triggers.wording.spreading import copied, spreading

HOUR = 3_600


def headline_data(alert: Ringing) -> dict[str, Any]:
    """What the sentence says, in a form that needs no language."""
    return {
        "kind": str(alert.kind),
        "observed": round(alert.observed),
        "expected": round(alert.expected),
        "seconds": alert.window,
        "channel": alert.channel,
        "topic": alert.topic,
    }


def fact_headline_data(
    rule: Trigger, kind: str, number: int, names: Sequence[str] = ()
) -> dict[str, Any]:
    """For what happened in the house, so many times by now; `names` of what it happened to."""
    words = [one.words for one in rule.effects if isinstance(one, Say) and one.words]
    return {
        "kind": str(TriggerKind.FACT),
        "fact": kind,
        "observed": number,
        "words": " ".join(words),
        "names": list(names),
    }


def headline(data: dict[str, Any]) -> str:
    """For example "42 complaints about “refunds” on Bluesky in the last hour; usual: 3; started by
    anna; press: nothing yet"."""
    if data["kind"] == TriggerKind.SOURCE:
        return said_of_source(data)
    if data["kind"] == TriggerKind.VIRAL:
        return _viral(data)
    if data["kind"] == TriggerKind.FACT:
        return _of_fact(data)
    said = spreading(data) if data["kind"] == TriggerKind.SPREAD else _counted(data)
    return "; ".join([said, *(say(data[name]) for name, say in CLAUSES.items() if name in data)])


def _of_fact(data: dict[str, Any]) -> str:
    said = data["words"] or fact_label(data["fact"]).capitalize()
    if names := data.get("names"):
        said = f"{said}: {listed(names)}"
    if data["observed"] < 2:
        return str(said)
    times = number_format(data["observed"], 0)
    return _("%(said)s (%(times)s times)") % {"said": said, "times": times}


def _counted(data: dict[str, Any]) -> str:
    parts = [
        _what(data),
        _about(data["topic"]),
        _where(data["channel"]),
        in_the_last(_window(data)),
    ]
    said = " ".join(part for part in parts if part)
    usual = number_format(data["expected"], 0) if data["expected"] else _("hardly any")
    if data["kind"] == TriggerKind.SHARE:
        said = _("%(said)s; usual among so many posts: %(usual)s") % {"said": said, "usual": usual}
    else:
        said = _("%(said)s; usual: %(usual)s") % {"said": said, "usual": usual}
    return said + copied(data)


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


def _window(data: dict[str, Any]) -> int:
    """In seconds; alerts from before there were short windows say it in hours."""
    return int(data["seconds"]) if "seconds" in data else int(data["hours"]) * HOUR


def _copies(copies: dict[str, Any]) -> str:
    said = ngettext(
        "%(share)s %% are reposts of one post", "%(share)s %% are reposts of two posts",
        copies["posts"],
    )  # fmt: skip
    return said % {"share": number_format(100 * copies["share"], 0)}


def _press(number: int) -> str:
    if not number:
        return _("press: nothing yet")
    said = ngettext("press: %(n)s article", "press: %(n)s articles", number)
    return said % {"n": number_format(number, 0)}


# In the order in which they are said; each is said where its key stands in the data.
CLAUSES: dict[str, Callable[[Any], str]] = {
    "started_by": lambda who: _("started by %(who)s") % {"who": who},
    "copies": _copies,
    "press": _press,
    "sector": lambda names: _("the whole sector: also at %(names)s") % {"names": listed(names)},
    "words": str,
}
