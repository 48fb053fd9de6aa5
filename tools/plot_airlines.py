"""Draw docs/images/airlines/: complaints heard beside expected, and what rang, by airline.

    python tools/plot_airlines.py --data DIR

Plays the airline tweets of `DIR` through the whole corridor in a home of its own, then draws what
stands in the database, and writes the table of docs/explanation/airlines.md anew.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images" / "airlines"
PAGE = ROOT / "docs" / "explanation" / "airlines.md"
WIDTH, HEIGHT = 960, 420
LEFT, RIGHT = 48, 12
START, END = datetime(2015, 2, 17, tzinfo=UTC), datetime(2015, 2, 25, tzinfo=UTC)
INK, SOFT, LINE, ACCENT = "#37322d", "#8a827a", "#e4dfd9", "#b8400f"
DASHED = 'stroke-dasharray="5 3"'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", default=os.environ.get("FIREBELL_DATA"), type=Path)
    data = parser.parse_args().data
    if data is None or not (data / "airline" / "Tweets.csv").is_file():
        sys.exit("name the folder of public data sets with --data DIR")
    with tempfile.TemporaryDirectory(prefix="firebell-airlines-") as home:
        os.environ["FIREBELL_HOME"] = home
        command = [sys.executable, "-m", "firebell", "replay", "--json"]
        played = subprocess.run(
            [*command, str(data / "airline" / "Tweets.csv")], capture_output=True, check=True
        )
        _draw_all(json.loads(played.stdout))


def _draw_all(report: dict[str, Any]) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "firebell.site.settings"
    import django

    django.setup()
    from firebell.listening.models import Brand
    from firebell.triggers.models import Alert, SeriesPoint

    IMAGES.mkdir(parents=True, exist_ok=True)
    rows = []
    for brand in Brand.objects.order_by("name"):
        points = list(SeriesPoint.objects.filter(brand=brand, measure="negative").order_by("at"))
        alerts = list(Alert.objects.filter(brand=brand).order_by("at"))
        path = IMAGES / f"{brand.name.lower().replace(' ', '-')}.svg"
        path.write_text(plot(brand.name, points, alerts), encoding="utf-8")
        rows.append(_row(brand, points, alerts))
    table = "\n".join([*_HEAD, *rows])
    told = (
        f"{report['rows']:,} rows read, {report['inserted']:,} stored, {report['duplicates']}"
        f" repeats; {report['cases']['needs_answer']:,} need an answer and lie in"
        f" {report['cases']['opened']:,} cases."
    )
    if PAGE.exists():
        marked = r"(?s)(<!-- figures of tools/plot_airlines.py -->\n).*?(<!-- end -->)"
        page = PAGE.read_text(encoding="utf-8")
        new = re.sub(marked, lambda m: f"{m[1]}{told}\n\n{table}\n{m[2]}", page)
        PAGE.write_text(new, encoding="utf-8")
    print(told, table, sep="\n\n")


_HEAD = (
    "| airline | posts | complaints an hour, 17 to 21 Feb | on 22 Feb | most beside expected, 6 h |"
    " rang (UTC) |",
    "| --- | --- | --- | --- | --- | --- |",
)


def _row(brand: Any, points: Sequence[Any], alerts: Sequence[Any]) -> str:
    """Whole days of UTC; a point each full hour covers every post once."""
    from firebell.listening.models import Interaction
    from firebell.triggers.headlines import headline

    heard = Interaction.objects.filter(mentions__query__brand=brand).distinct().count()
    hours = [point for point in points if point.at.minute == 0]
    hit = START + timedelta(days=5)
    before = [point.observed for point in hours if point.at <= hit]
    day = [point.observed for point in hours if hit < point.at <= hit + timedelta(days=1)]
    rang = "<br>".join(
        f"{alert.at:%d Feb %H:%M} ({_at(points, alert.at)}); "
        f"at worst, {alert.peak_at:%d Feb %H:%M}: {headline(alert.headline)}"
        for alert in alerts
    )
    cells = (brand.name, f"{heard:,}", _mean(before), _mean(day), _most(points), rang or "no")
    return f"| {' | '.join(cells)} |"


def _most(points: Sequence[Any]) -> str:
    """The highest ratio of six hours, of those that hold the 24 complaints that an alert needs."""
    after = START + timedelta(days=2)  # before, nothing is known of a rhythm
    windows = [found for found in _six_hours(points) if found[1] >= 24 and found[0] >= after]
    if not windows:
        return "never 24 in 6 h"
    at, heard, expected = max(windows, key=lambda found: found[1] / max(found[2], 1))
    return f"{heard:.0f} / {expected:.0f} on {at:%d Feb %H:%M}"


def _at(points: Sequence[Any], at: datetime) -> str:
    """The six hours before, at the last point not after `at`."""
    _, heard, expected = max(found for found in _six_hours(points) if found[0] <= at)
    return f"{heard:.0f} / {expected:.0f} in 6 h"


def _mean(values: Sequence[float]) -> str:
    return f"{sum(values) / len(values):.1f}" if values else "nothing heard"


def plot(name: str, points: Sequence[Any], alerts: Sequence[Any]) -> str:
    """One airline as SVG: the hour before each point, and the six hours before it.

    Points have `at, observed, expected, lower, upper` of the hour before, every quarter of an
    hour; alerts `onset, at, ended_at, last_at`.
    """
    hour, six = Panel(56, 206), Panel(288, 104)
    sums = list(_six_hours(points))
    hour.most = _ceiling(1.5 * max((p.observed for p in points), default=1))
    six.most = _ceiling(max((max(heard, expected) for _, heard, expected in sums), default=1))
    beyond = any(p.upper > hour.most for p in points)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(name)}: complaints heard and expected" '
        'font-family="system-ui, sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fffdfa"/>',
        f'<text x="{LEFT}" y="22" font-size="16" font-weight="600" fill="{INK}">'
        f"{escape(name)}</text>",
        *_legend(beyond),
        *hour.grid(),
        *six.grid(),
        f'<text x="{LEFT}" y="{six.top - 8}" fill="{INK}">the six hours before</text>',
        *_days(),
        *(mark for alert in alerts for mark in (_marked(alert, hour), _marked(alert, six))),
        _band(points, hour),
        _line([(_x(p.at), hour.y(p.expected)) for p in points], SOFT, DASHED),
        _line([(_x(p.at), hour.y(p.observed)) for p in points], INK),
        _line([(_x(at), six.y(expected)) for at, _, expected in sums], SOFT, DASHED),
        _line([(_x(at), six.y(heard)) for at, heard, _ in sums], INK),
        *(_flag(alert, hour, f"rang {alert.at:%H:%M}") for alert in alerts),
        *(_flag(alert, six) for alert in alerts),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _six_hours(points: Sequence[Any]) -> Iterator[tuple[datetime, float, float]]:
    """(at, heard, expected) in the six hours before, from the six points that end them."""
    known = {point.at: point for point in points}
    for at in known:
        hours = [known.get(at - timedelta(hours=back)) for back in range(6)]
        if all(hours):
            yield at, sum(h.observed for h in hours), sum(h.expected for h in hours)


def _x(at: datetime) -> float:
    return round(LEFT + (at - START) / (END - START) * (WIDTH - LEFT - RIGHT), 1)


@dataclass
class Panel:
    top: float
    height: float
    most: float = 1.0

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def y(self, value: float) -> float:
        return round(self.bottom - min(value, self.most) / self.most * self.height, 1)

    def grid(self) -> list[str]:
        lines = []
        for value in (0, self.most / 2, self.most):
            lines.append(
                f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{self.y(value)}" '
                f'y2="{self.y(value)}" stroke="{LINE}"/><text x="{LEFT - 6}" '
                f'y="{self.y(value) + 4}" text-anchor="end" fill="{SOFT}">{value:g}</text>'
            )
        for day in range((END - START).days + 1):
            at = _x(START + timedelta(days=day))
            lines.append(
                f'<line x1="{at}" x2="{at}" y1="{self.top}" y2="{self.bottom}" stroke="{LINE}"/>'
            )
        return lines


def _days() -> list[str]:
    noons = [START + timedelta(days=day, hours=12) for day in range((END - START).days)]
    return [
        f'<text x="{_x(noon)}" y="{HEIGHT - 8}" text-anchor="middle" fill="{SOFT}">'
        f"{noon:%a %d Feb}</text>"
        for noon in noons
    ]


def _ceiling(value: float) -> int:
    return next(n * 10**e for e in range(6) for n in (1, 2, 3, 4, 5, 6, 8) if n * 10**e >= value)


def _legend(beyond: bool) -> list[str]:
    row, usual = 42, "usual range, cut off above" if beyond else "usual range"
    entries = (
        (LEFT, f'stroke="{INK}" stroke-width="1.6"', "heard in the hour before"),
        (250, f'stroke="{SOFT}" stroke-width="1.6" stroke-dasharray="5 3"', "expected"),
        (360, 'stroke="#d9d3cb" stroke-width="9"', usual),
        (590, f'stroke="{ACCENT}" stroke-width="2"', "rang; shaded from onset to end"),
    )
    return [
        f'<line x1="{at}" x2="{at + 24}" y1="{row - 4}" y2="{row - 4}" {how}/>'
        f'<text x="{at + 30}" y="{row}" fill="{INK}">{what}</text>'
        for at, how, what in entries
    ]


def _band(points: Sequence[Any], panel: Panel) -> str:
    edge = [(_x(p.at), panel.y(p.upper)) for p in points]
    edge += [(_x(p.at), panel.y(p.lower)) for p in reversed(points)]
    corners = " ".join(f"{left},{top}" for left, top in edge)
    return f'<polygon points="{corners}" fill="#d9d3cb" fill-opacity=".55"/>' if edge else ""


def _line(places: Sequence[tuple[float, float]], colour: str, more: str = "") -> str:
    corners = " ".join(f"{left},{top}" for left, top in places)
    return f'<polyline points="{corners}" fill="none" stroke="{colour}" stroke-width="1.6" {more}/>'


def _marked(alert: Any, panel: Panel) -> str:
    left, right = _x(alert.onset), _x(alert.ended_at or alert.last_at)
    return (
        f'<rect x="{left}" y="{panel.top}" width="{max(2, right - left):.1f}" '
        f'height="{panel.height}" fill="{ACCENT}" fill-opacity=".13"/>'
    )


def _flag(alert: Any, panel: Panel, said: str = "") -> str:
    at = _x(alert.at)
    return (
        f'<line x1="{at}" x2="{at}" y1="{panel.top}" y2="{panel.bottom}" stroke="{ACCENT}" '
        f'stroke-width="2"/><text x="{at + 5}" y="{panel.top + 12}" fill="{ACCENT}" '
        f'font-weight="600">{said}</text>'
    )


if __name__ == "__main__":
    main()
