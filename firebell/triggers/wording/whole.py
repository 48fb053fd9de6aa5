"""A whole trigger in a few plain sentences."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from firebell.common.channel_names import channel_name
from firebell.common.templatetags.firebell import language_name
from firebell.core.triggers.rules.conditions import MayReach, Rare
from firebell.core.triggers.rules.trigger import DAY, Brands, Frequency, Quiet, Scope, Trigger
from firebell.triggers.wording.labels import BRANDS
from firebell.triggers.wording.rules import listed, said_condition, said_effect
from firebell.triggers.wording.spans import in_weeks

Names = Mapping[int, str]


def sentence(trigger: Trigger, brands: Names, targets: Names) -> str:
    """For example "For our own brands: when complaints are heard ..., an alert rings. ..."."""
    parts = [_rings(trigger, brands, targets)]
    if any(isinstance(one, Rare) for one in trigger.conditions):
        parts.append(_budget(trigger))
    if trigger.tuned > 1:
        parts += [_wanted(one.wanted(trigger.tuned)) for one in _may_reach(trigger)]
    if trigger.quiet:
        parts.append(_quiet(trigger.quiet))
    if trigger.frequency:
        parts.append(_frequency(trigger.frequency))
    return " ".join(parts)


def _rings(trigger: Trigger, brands: Names, targets: Names) -> str:
    when = [said_condition(one) for one in trigger.conditions]
    then = [said_effect(one, targets) for one in trigger.effects]
    if not when or not then:
        return _("Nothing yet: it needs a condition and an effect.")
    return _("For %(scope)s: when %(conditions)s, %(effects)s.") % {
        "scope": said_scope(trigger.scope, brands),
        "conditions": listed(when),
        "effects": listed(then),
    }


def said_scope(scope: Scope, brands: Names) -> str:
    """For example "our own brands on Bluesky"."""
    said = str(BRANDS[scope.brands])
    if scope.brands == Brands.CHOSEN:
        said = listed([brands[one] for one in sorted(scope.chosen) if one in brands] or ["–"])
    if scope.channels:
        names = {"said": said, "names": listed(map(channel_name, scope.channels))}
        said = _("%(said)s on %(names)s") % names
    if scope.topics:
        said = _("%(said)s about %(names)s") % {"said": said, "names": listed(scope.topics)}
    if scope.languages:
        names = {"said": said, "names": listed(map(language_name, scope.languages))}
        said = _("%(said)s in %(names)s") % names
    return said


def _budget(trigger: Trigger) -> str:
    promised = in_weeks(1 / trigger.budget)
    if trigger.tuned <= 1:
        return _("At most about one false alert in %(span)s.") % {"span": promised}
    said = _("At most about one false alert in %(span)s; by your answers now one in %(tuned)s.")
    return said % {"span": promised, "tuned": in_weeks(trigger.weeks)}


def _may_reach(trigger: Trigger) -> list[MayReach]:
    return [one for one in trigger.conditions if isinstance(one, MayReach)]


def _wanted(chance: float) -> str:
    return _("By your answers it now wants a chance of %(chance)s %%.") % {
        "chance": number_format(100 * chance, 0)
    }


def tuned(trigger: Trigger) -> str:
    """What people's answers made of it, in a sentence; nothing where they moved nothing."""
    if trigger.tuned <= 1:
        return ""
    if any(isinstance(one, Rare) for one in trigger.conditions):
        return _(
            "By your answers “useful” and “not useful” it now rings for what is heard by chance"
            " alone about once in %(span)s."
        ) % {"span": in_weeks(trigger.weeks)}
    return " ".join(_wanted(one.wanted(trigger.tuned)) for one in _may_reach(trigger))


def _quiet(quiet: Quiet) -> str:
    said = _(
        "Nobody is told from %(since)s to %(until)s (%(zone)s) below severity %(n)s;"
        " they hear of it afterwards."
    )
    return said % {
        "since": date_format(quiet.since, "TIME_FORMAT"),
        "until": date_format(quiet.until, "TIME_FORMAT"),
        "zone": ZoneInfo(quiet.zone).key,
        "n": quiet.severity,
    }


def _frequency(frequency: Frequency) -> str:
    n = frequency.most
    if frequency.seconds >= DAY:
        said = ngettext(
            "Each is told of at most %(n)s alert a day, of the rest in one line.",
            "Each is told of at most %(n)s alerts a day, of the rest in one line.", n,
        )  # fmt: skip
    else:
        said = ngettext(
            "Each is told of at most %(n)s alert an hour, of the rest in one line.",
            "Each is told of at most %(n)s alerts an hour, of the rest in one line.", n,
        )  # fmt: skip
    return said % {"n": n}
