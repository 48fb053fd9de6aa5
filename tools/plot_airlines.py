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
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images" / "airlines"
PAGE = ROOT / "docs" / "explanation" / "airlines.md"
WIDTH, HEIGHT = 960, 300
LEFT, RIGHT, TOP, BOTTOM = 48, 12, 56, 30
START, END = datetime(2015, 2, 17, tzinfo=UTC), datetime(2015, 2, 25, tzinfo=UTC)
INK, SOFT, LINE, ACCENT = "#37322d", "#8a827a", "#e4dfd9", "#b8400f"
Place = Callable[[Any], float]


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
    "| airline | posts | complaints an hour, 17 to 21 Feb | on 22 Feb | rang (UTC) |",
    "| --- | --- | --- | --- | --- |",
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
    rang = "<br>".join(f"{alert.at:%d Feb %H:%M}: {headline(alert.headline)}" for alert in alerts)
    cells = (brand.name, f"{heard:,}", _mean(before), _mean(day), rang or "no")
    return f"| {' | '.join(cells)} |"


def _mean(values: Sequence[float]) -> str:
    return f"{sum(values) / len(values):.1f}" if values else "nothing heard"


def plot(name: str, points: Sequence[Any], alerts: Sequence[Any]) -> str:
    """One airline as SVG. Points have `at, observed, expected, lower, upper` of the hour before;
    alerts `onset, at, ended_at, last_at`."""
    most = _ceiling(max((max(p.observed, p.upper) for p in points), default=1))

    def x(at: datetime) -> float:
        return round(LEFT + (at - START) / (END - START) * (WIDTH - LEFT - RIGHT), 1)

    def y(value: float) -> float:
        return round(HEIGHT - BOTTOM - min(value, most) / most * (HEIGHT - TOP - BOTTOM), 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(name)}: complaints an hour, heard and expected" '
        'font-family="system-ui, sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fffdfa"/>',
        f'<text x="{LEFT}" y="22" font-size="16" font-weight="600" fill="{INK}">'
        f"{escape(name)}</text>",
        *_legend(),
        *_grid(x, y, most),
        *(_marked(alert, x) for alert in alerts),
        _band(points, x, y),
        _line([(x(p.at), y(p.expected)) for p in points], SOFT, 'stroke-dasharray="5 3"'),
        _line([(x(p.at), y(p.observed)) for p in points], INK),
        *(_flag(alert, x) for alert in alerts),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _ceiling(value: float) -> int:
    return next(n * 10**e for e in range(6) for n in (1, 2, 3, 4, 5, 6, 8) if n * 10**e >= value)


def _legend() -> list[str]:
    row = 42
    entries = (
        (LEFT, f'stroke="{INK}" stroke-width="1.6"', "heard in the hour before"),
        (250, f'stroke="{SOFT}" stroke-width="1.6" stroke-dasharray="5 3"', "expected"),
        (360, 'stroke="#d9d3cb" stroke-width="9"', "usual range"),
        (480, f'stroke="{ACCENT}" stroke-width="2"', "rang; shaded from onset to end"),
    )
    return [
        f'<line x1="{at}" x2="{at + 24}" y1="{row - 4}" y2="{row - 4}" {how}/>'
        f'<text x="{at + 30}" y="{row}" fill="{INK}">{what}</text>'
        for at, how, what in entries
    ]


def _grid(x: Place, y: Place, most: int) -> list[str]:
    lines = []
    for value in (0, most / 4, most / 2, 3 * most / 4, most):
        lines.append(
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(value)}" y2="{y(value)}" '
            f'stroke="{LINE}"/><text x="{LEFT - 6}" y="{y(value) + 4}" text-anchor="end" '
            f'fill="{SOFT}">{value:g}</text>'
        )
    for day in range((END - START).days):
        at = START + timedelta(days=day)
        lines.append(
            f'<line x1="{x(at)}" x2="{x(at)}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="{LINE}"/>'
            f'<text x="{x(at + timedelta(hours=12))}" y="{HEIGHT - 10}" text-anchor="middle" '
            f'fill="{SOFT}">{at:%a %d Feb}</text>'
        )
    return lines


def _band(points: Sequence[Any], x: Place, y: Place) -> str:
    edge = [(x(p.at), y(p.upper)) for p in points]
    edge += [(x(p.at), y(p.lower)) for p in reversed(points)]
    corners = " ".join(f"{left},{top}" for left, top in edge)
    return f'<polygon points="{corners}" fill="#d9d3cb" fill-opacity=".55"/>' if edge else ""


def _line(places: Sequence[tuple[float, float]], colour: str, more: str = "") -> str:
    corners = " ".join(f"{left},{top}" for left, top in places)
    return f'<polyline points="{corners}" fill="none" stroke="{colour}" stroke-width="1.6" {more}/>'


def _marked(alert: Any, x: Place) -> str:
    left, right = x(alert.onset), x(alert.ended_at or alert.last_at)
    return (
        f'<rect x="{left}" y="{TOP}" width="{max(2, right - left):.1f}" '
        f'height="{HEIGHT - TOP - BOTTOM}" fill="{ACCENT}" fill-opacity=".13"/>'
    )


def _flag(alert: Any, x: Place) -> str:
    at = x(alert.at)
    return (
        f'<line x1="{at}" x2="{at}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="{ACCENT}" '
        f'stroke-width="2"/><text x="{at + 5}" y="{TOP + 12}" fill="{ACCENT}" '
        f'font-weight="600">rang {alert.at:%H:%M}</text>'
    )


if __name__ == "__main__":
    main()
