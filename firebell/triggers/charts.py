"""Expected against observed around an alert, as a chart and a table show it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from firebell.triggers import queries
from firebell.triggers.actions import CHART_STEP
from firebell.triggers.enums import TriggerKind
from firebell.triggers.models import Alert, SeriesPoint

BEFORE = timedelta(hours=30)
AFTER = timedelta(hours=12)
TABLE_ROWS = 60
ANY_MOOD = (TriggerKind.VOLUME, TriggerKind.VIRAL, TriggerKind.SPREAD)


def points(alert: Alert) -> list[SeriesPoint]:
    """The brand's hours around the alert: of all posts, or of complaints."""
    measure = "total" if alert.kind in ANY_MOOD else "negative"
    start, end = alert.onset - BEFORE, alert.last_at + AFTER
    return list(
        queries.series_points(alert.workspace_id, alert.brand_id, measure, start, end)[:2_000]
    )


def chart(alert: Alert, found: list[SeriesPoint]) -> dict[str, Any]:
    """What the chart's script draws; times are written in the present time zone and language."""
    # The point that an alert falls into ends after it.
    over = alert.last_at + timedelta(seconds=CHART_STEP)
    inside = [alert.onset <= point.at < over for point in found]
    return {
        "labels": [_written(point) for point in found],
        "observed": [round(point.observed, 2) for point in found],
        "expected": [round(point.expected, 2) for point in found],
        "lower": [round(point.lower, 2) for point in found],
        "upper": [round(point.upper, 2) for point in found],
        "first": inside.index(True) if True in inside else None,
        "last": len(inside) - 1 - inside[::-1].index(True) if True in inside else None,
        "words": {
            "observed": _("Observed in the hour before"),
            "expected": _("Expected"),
            "usual": _("Usual range"),
            "alert": _("The alert"),
        },
    }


def _written(point: SeriesPoint) -> str:
    # Translators: Django's letters for dates, short: there are seven under a chart.
    return formats.date_format(timezone.localtime(point.at), pgettext("date", "j M H:i"))


def table(found: list[SeriesPoint]) -> list[SeriesPoint]:
    """At most `TABLE_ROWS` points for those who read instead of look."""
    return found[:: max(1, -(-len(found) // TABLE_ROWS))]
