"""Themes and copies in the words of a screen."""

from __future__ import annotations

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from firebell.understanding.models import Look, Theme
from firebell.understanding.queries.copies import Copies

FEW = 10.0  # times, below which a decimal is told


def growth_told(theme: Theme, look: Look) -> str:
    """How much a theme has grown; '' where there is nothing to compare with."""
    if not look.read_before:
        return ""
    if not theme.before:
        return (
            pgettext("a theme", "new") if theme.at_least > 1 else pgettext("a theme", "perhaps new")
        )
    if theme.at_least > 1:
        return _("%s times as often as the week before") % _number(theme.growth)
    if theme.at_most < 1:
        return _("less often than the week before")
    return _("about as often as the week before")


def _number(value: float) -> str:
    rounded = round(value, 0 if value >= FEW else 1)
    return formats.number_format(rounded, 0 if rounded == int(rounded) else 1)


def size_told(theme: Theme, look: Look) -> str:
    """How many posts are about it: counted, or estimated where only some were read."""
    if look.posts <= look.read:
        return _posts(theme.posts)
    estimate = theme.posts * look.posts / look.read
    digits = len(str(int(estimate))) - 2  # two of them are as much as is known
    return _("about %s") % _posts(int(round(estimate, -max(digits, 0))))


def _posts(number: int) -> str:
    told = formats.number_format(number, 0, force_grouping=True)
    return ngettext("%(n)s post", "%(n)s posts", number) % {"n": told}


def text_told(copies: Copies | None) -> str:
    """Who else said it; '' where nobody did."""
    if copies is None or not copies.posts:
        return ""
    return _("Said %(times)s by %(people)s in the last 7 days") % _counts(copies)


def picture_told(copies: Copies | None) -> str:
    """Who else posted the picture; '' where nobody did."""
    if copies is None or not copies.posts:
        return ""
    return _("The same picture %(times)s by %(people)s in the last 7 days") % _counts(copies)


def _counts(copies: Copies) -> dict[str, str]:
    times, people = (
        {"n": formats.number_format(number, 0, force_grouping=True)}
        for number in (copies.posts, copies.people)
    )
    return {
        "times": ngettext("once more", "%(n)s more times", copies.posts) % times,
        "people": ngettext("one other", "%(n)s others", copies.people) % people,
    }
