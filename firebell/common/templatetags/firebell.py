"""What templates of every room draw: icons, strangers' words, instants, small charts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.conf import settings
from django.utils import formats, timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, npgettext, pgettext

from firebell.common import channel_names, clock, icons, said

register = template.Library()

MINUTE, HOUR, DAY, YEAR = 60, 3_600, 86_400, 365 * 86_400  # seconds

SHOWN = 12_000  # characters of one text; nobody reads more on a screen

SENTIMENTS = {
    "negative": gettext_lazy("Negative"),
    "neutral": gettext_lazy("Neutral"),
    "positive": gettext_lazy("Positive"),
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of `firebell.common.icons`, hidden from screen readers: the word beside it speaks."""
    return format_html(
        # The size is for a page whose stylesheet did not come.
        '<svg class="icon" width="18" height="18" viewBox="0 0 24 24" fill="none"'
        ' stroke="currentColor" stroke-width="1.8" stroke-linecap="round"'
        ' stroke-linejoin="round" aria-hidden="true"><path d="{}"/></svg>',
        icons.PATHS[name],
    )


@register.filter
def starts_with(path: str, address: str) -> bool:
    return path.startswith(address)


@register.filter(name="said")
def said_filter(text: str, marks: Sequence[said.Mark] = ()) -> SafeString:
    """A stranger's whole text: escaped, with links that show where they truly lead."""
    left_out = len(text) - SHOWN
    if left_out <= 0:
        return said.with_links(text, marks)
    more = _("%s more characters are not shown.") % formats.number_format(left_out, 0)
    return format_html('{}… <em class="soft">{}</em>', said.with_links(text[:SHOWN], marks), more)


@register.simple_tag
def source_link(address: str) -> SafeString | str:
    """Where a word stands on its network, by its true host; nothing unless http or https."""
    return said.place(address) or ""


@register.filter
def minus(later: datetime, earlier: datetime) -> timedelta:
    return later - earlier


@register.simple_tag
def sentiment(label: str) -> SafeString:
    word = SENTIMENTS.get(label)
    if word is None:
        return mark_safe("")
    return format_html('<span class="state {}">{} {}</span>', label, icon(label), word)


@register.simple_tag
def when(instant: datetime | None) -> SafeString:
    """A moment: how long ago, with the exact time on hover and for machines."""
    if instant is None:
        return format_html("<span>{}</span>", _("never"))
    ahead = instant > clock.now()
    text = _("in %s") if ahead else _("%s ago")
    return _time(instant, text % spell(abs(clock.now() - instant)))


@register.simple_tag
def exactly(instant: datetime | None) -> SafeString:
    """A moment as date and time in the workspace's time zone."""
    if instant is None:
        return format_html("<span>{}</span>", _("never"))
    return _time(instant, written(instant))


@register.simple_tag
def waited(instant: datetime | None) -> SafeString:
    """How long since this moment, without "ago": for columns that say so in their head."""
    if instant is None:
        return mark_safe("")
    return _time(instant, spell(max(clock.now() - instant, timedelta())))


def written(instant: datetime) -> str:
    """A moment as date and time in the workspace's time zone, as plain text."""
    local = timezone.localtime(instant)
    this_year = local.year == timezone.localtime(clock.now()).year
    # Translators: Django's letters for dates; write them as one writes a date in your language.
    pattern = pgettext("date", "j M, H:i") if this_year else pgettext("date", "j M Y, H:i")
    return formats.date_format(local, pattern)


def _time(instant: datetime, text: str) -> SafeString:
    return format_html(
        '<time datetime="{}" title="{}" class="nowrap">{}</time>',
        instant.isoformat(timespec="seconds"),
        written(instant),
        text,
    )


@register.filter
def spell(span: timedelta | None) -> str:
    """A span in its largest unit: 40 s, 12 min, 5 h, 3 d, 2 y."""
    if span is None:
        return ""
    seconds = max(int(span.total_seconds()), 0)
    unit = next((one for one in (YEAR, DAY, HOUR, MINUTE) if seconds >= one), 1)
    return _unit(unit, seconds // unit) % {"n": seconds // unit}


def _unit(seconds: int, n: int) -> str:
    """Days and years are words in some languages, so they are asked for by number."""
    if seconds == YEAR:
        return npgettext("span of time", "%(n)s y", "%(n)s y", n)
    if seconds == DAY:
        return npgettext("span of time", "%(n)s d", "%(n)s d", n)
    if seconds == HOUR:
        return pgettext("span of time", "%(n)s h")
    if seconds == MINUTE:
        return pgettext("span of time", "%(n)s min")
    return pgettext("span of time", "%(n)s s")


@register.filter
def language_name(code: str) -> str:
    """A language by its name in the reader's language, or its code where we have no name."""
    names = {"en": _("English"), "nb": _("Norwegian"), "no": _("Norwegian"), "pl": _("Polish")}
    return names.get(code) or (_("Unknown language") if code in ("", "und") else code)


@register.filter(name="channel_name")
def channel_name_filter(channel: str) -> str:
    return channel_names.channel_name(channel)


@register.simple_tag
def spark(values: Sequence[float], label: str) -> SafeString:
    """A line over equal steps of time. `label` says in words what it shows."""
    if not values:
        return mark_safe("")
    top, last = max(max(values), 1), max(len(values) - 1, 1)
    dots = " ".join(f"{100 * i / last:.2f},{30 - 28 * v / top:.2f}" for i, v in enumerate(values))
    return format_html(
        '<svg class="spark" viewBox="0 0 100 30" preserveAspectRatio="none" role="img"'
        ' aria-label="{}"><polygon class="fill" points="0,30 {} 100,30"/>'
        '<polyline class="trace" points="{}"/></svg>',
        label,
        dots,
        dots,
    )


@register.filter
def day(value: date) -> str:
    """A day of this year or the last, without its year."""
    return formats.date_format(value, pgettext("date", "j M"))


@register.filter
def weekday(value: date) -> str:
    """A day of a year that need not be this one, with the day of its week."""
    return formats.date_format(value, pgettext("date", "D j M Y"))


@register.filter
def whole_day(value: date) -> str:
    """A day with its year."""
    return formats.date_format(value, pgettext("date", "j M Y"))


@register.simple_tag
def bars(rows: Sequence[tuple[date | str, float]], label: str) -> SafeString:
    """One bar a row of (day or name, value); both are the bar's title."""
    if not rows:
        return mark_safe("")
    top, width = max(max(value for _name, value in rows), 1), 100 / len(rows)
    drawn = format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}"><title>{}: {}</title></rect>',
        (
            (
                f"{i * width + width * 0.1:.2f}",
                f"{40 - 38 * value / top:.2f}",
                f"{width * 0.8:.2f}",
                f"{38 * value / top:.2f}",
                day(name) if isinstance(name, date) else name,
                formats.number_format(value),
            )
            for i, (name, value) in enumerate(rows)
        ),
    )
    return format_html(
        '<svg class="bars" viewBox="0 0 100 40" preserveAspectRatio="none" role="img"'
        ' aria-label="{}">{}</svg>',
        label,
        drawn,
    )


@register.filter
def whole(value: float | None) -> str:
    """A number without decimals where it is large, with one where it is small."""
    if value is None or math.isnan(value):
        return "–"
    # Rounded first: number_format only cuts.
    rounded = round(value, 0 if value >= 10 else 1)
    return formats.number_format(rounded, 0 if rounded == int(rounded) else 1)


@register.filter
def percent(share: float | None) -> str:
    """A share from 0 to 1 in percent, with one decimal where it is small."""
    if share is None or math.isnan(share):
        return "–"
    value = round(100 * share, 0 if share >= 0.1 else 1)
    number = formats.number_format(value, 0 if value == int(value) else 1)
    # Translators: a share; write it as one writes percent in your language.
    return pgettext("share", "%(n)s %%") % {"n": number}


@register.filter
def bounded(value: int, limit: int) -> str:
    """A count that was stopped at `limit`: that many or more is "4,999+"."""
    if value < limit:
        return formats.number_format(value, 0, force_grouping=True)
    return formats.number_format(limit - 1, 0, force_grouping=True) + "+"


@register.simple_tag
def query_string(request: Any, **changes: Any) -> str:
    """The present filters with some changed; None drops one. For links that keep the rest."""
    kept = request.GET.copy()
    for name, value in changes.items():
        kept.pop(name, None)
        if value not in (None, ""):
            kept[name] = value
    return "?" + kept.urlencode()


@register.simple_tag
def demo() -> bool:
    return bool(settings.DEMO)
