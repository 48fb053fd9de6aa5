"""Spans of time in words: how rare something is, how long one looked back."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_DAYS, _YEAR, _LONGEST = 7, 52, 20
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def in_the_last(seconds: float) -> str:
    """For example "in the last 15 minutes", "in the last hour" or "in the last 2 hours": as exact
    as a glance takes in."""
    hours, days = round(seconds / _HOUR), round(seconds / _DAY)
    if days >= 2:
        return ngettext("in the last %(n)s day", "in the last %(n)s days", days) % {"n": days}
    if seconds >= 1.75 * _HOUR:
        said = ngettext("in the last %(hours)s hour", "in the last %(hours)s hours", hours)
        return said % {"hours": hours}
    minutes = max(5, 5 * round(seconds / _MINUTE / 5))
    if 55 <= minutes <= 70:
        return _("in the last hour")
    said = ngettext("in the last %(n)s minute", "in the last %(n)s minutes", minutes)
    return said % {"n": minutes}


def in_weeks(weeks: float) -> str:
    """For example "8 weeks", "2 days" or "3 years"; what is a whole one says so."""
    if weeks < 1:
        days = max(1, round(weeks * _DAYS))
        return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
    if weeks >= 2 * _YEAR:
        years = round(weeks / _YEAR)
        return ngettext("%(n)s year", "%(n)s years", years) % {"n": number_format(years, 0)}
    whole = round(weeks)
    return ngettext("%(n)s week", "%(n)s weeks", whole) % {"n": whole}


def how_rare(weeks: float) -> str:
    """A sentence on a return period; beyond twenty years nobody has seen enough to say."""
    if weeks >= _LONGEST * _YEAR:
        return _("By chance alone so much is heard less than once in 20 years.")
    return _("By chance alone so much is heard about once in %(span)s.") % {"span": in_weeks(weeks)}
