"""Each condition and each effect as one plain clause."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from firebell.common.channel_names import channel_name
from firebell.common.templatetags.firebell import language_name
from firebell.core.triggers.rules.conditions import Condition
from firebell.core.triggers.rules.effects import Effect
from firebell.core.triggers.rules.family import row
from firebell.triggers.wording.labels import CHOICES, COMPARISONS, fact_label

Values = Mapping[str, Any]


def said_condition(condition: Condition) -> str:
    """For example "at least 20 in the window"; without a capital or a full stop."""
    return _CONDITIONS[condition.name](row(condition))


def said_effect(effect: Effect, targets: Mapping[int, str] | None = None) -> str:
    """`targets`: the names of those who may be told, by id."""
    if effect.name == "notify":
        return _notify(row(effect), targets or {})
    return _EFFECTS[effect.name](row(effect))


def listed(words: Iterable[str]) -> str:
    """For example "a, b and c"."""
    *most, last = map(str, words)
    if not most:
        return last
    return _("%(most)s and %(last)s") % {"most": ", ".join(most), "last": last}


def number(value: float) -> str:
    """With as many decimals as it has, two at most."""
    decimals = len(f"{value:.2f}".rstrip("0").partition(".")[2])
    return number_format(value, decimals)


def _listens(values: Values) -> str:
    return _("%(measures)s are heard, of %(dimensions)s") % {
        "measures": listed(CHOICES[one] for one in values["measures"]),
        "dimensions": listed(CHOICES[one] for one in values["dimensions"]),
    }


def _may_reach(values: Values) -> str:
    n, chance = values["number"], number(100 * values["chance"])
    if not n:
        said = _(
            "the post will reach, with a chance of %(chance)s %% or more, ten times the reposts"
            " that the brand’s posts usually get, and at least 100"
        )
        return said % {"chance": chance}
    said = ngettext(
        "the post will reach %(n)s repost with a chance of %(chance)s %% or more",
        "the post will reach %(n)s reposts with a chance of %(chance)s %% or more",
        n,
    )
    return said % {"n": number_format(n, 0, force_grouping=True), "chance": chance}


def _at_least(values: Values) -> str:
    n = values["number"]
    said = ngettext("there is at least %(n)s", "there are at least %(n)s", n)
    return said % {"n": number_format(n, 0)}


def _times_usual(values: Values) -> str:
    return _("it is at least %(times)s times the usual") % {"times": number(values["times"])}


def _negative_share(values: Values) -> str:
    share = number(100 * values["share"])
    return _("at least %(share)s %% of the posts are negative") % {"share": share}


def _severe(values: Values) -> str:
    return _("its severity is at least %(n)s of 10") % {"n": values["severity"]}


def _on_channels(values: Values) -> str:
    names = listed(map(channel_name, values["channels"]))
    return _("most of it comes from %(names)s") % {"names": names}


def _about_topics(values: Values) -> str:
    return _("most of it is about %(names)s") % {"names": listed(values["topics"])}


def _in_languages(values: Values) -> str:
    names = listed(map(language_name, values["languages"]))
    return _("most of it is in %(names)s") % {"names": names}


def _stands_out(values: Values) -> str:
    said = _("it carries at least %(times)s times its usual share of the brand’s posts")
    return said % {"times": number(values["times"])}


def _fact(values: Values) -> str:
    said = _("this happens: %(what)s") % {"what": listed(map(fact_label, values["kinds"]))}
    wanted = [f"{key} {COMPARISONS[how]} {value}" for key, how, value in values["filters"]]
    if not wanted:
        return said
    return _("%(said)s, where %(filters)s") % {"said": said, "filters": listed(wanted)}


_CONDITIONS: dict[str, Callable[[Values], str]] = {
    "listens": _listens,
    "rare": lambda _values: _("it is rarer than the budget of false alerts allows"),
    "may_reach": _may_reach,
    "at_least": _at_least,
    "times_usual": _times_usual,
    "negative_share": _negative_share,
    "severe": _severe,
    "on_channels": _on_channels,
    "about_topics": _about_topics,
    "in_languages": _in_languages,
    "stands_out": _stands_out,
    "not_sector": lambda _values: _("the sector does not have it too"),
    "fact": _fact,
}


def _notify(values: Values, targets: Mapping[int, str]) -> str:
    chosen = [targets[one] for one in values["targets"] if one in targets]
    who = listed(chosen) if chosen else _("everybody who wants to know")
    if values["severity"] <= 1:
        return _("this tells %(who)s") % {"who": who}
    said = _("this tells %(who)s from severity %(n)s on")
    return said % {"who": who, "n": values["severity"]}


def _least_severity(values: Values) -> str:
    return _("it is taken for at least severity %(n)s") % {"n": values["severity"]}


def _say(values: Values) -> str:
    return _("it says “%(words)s”") % {"words": values["words"]}


_EFFECTS: dict[str, Callable[[Values], str]] = {
    "ring": lambda _values: _("an alert rings"),
    "least_severity": _least_severity,
    "say": _say,
}
