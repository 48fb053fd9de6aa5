"""How rare something is, in words."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_DAYS, _YEAR, _LONGEST = 7, 52, 20


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
        return _("So much is seen for nothing less than once in 20 years.")
    return _("So much is seen for nothing about once in %(span)s.") % {"span": in_weeks(weeks)}
