"""Draw docs/images/volumes/: tweet volumes heard beside expected, what rang, and what was labelled.

    python tools/plot_volumes.py --data DIR

By `firebell detect` with its defaults, as `firebell bench triggers` scores it.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.triggers_of.volumes import Volume, judged, volumes  # noqa: E402
from firebell.core.triggers.detect import Row  # noqa: E402

IMAGES = ROOT / "docs" / "images" / "volumes"
WIDTH, HEIGHT = 960, 260
LEFT, RIGHT, TOP, BOTTOM = 48, 12, 34, 26
INK, SOFT, LINE, ACCENT, SHADE = "#37322d", "#8a827a", "#e4dfd9", "#b8400f", "#f3e3d7"
ROWS = 12  # an hour in one point
PROBATION = 750  # rows that the benchmark does not score

Point = tuple[float, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", default=os.environ.get("FIREBELL_DATA"), type=Path)
    data = parser.parse_args().data
    if data is None or not (data / "nab_tweets").is_dir():
        sys.exit("name the folder of public data sets with --data DIR")
    IMAGES.mkdir(parents=True, exist_ok=True)
    for volume in volumes(data):
        path = IMAGES / f"{volume.name.lower()}.svg"
        path.write_text("\n".join(_drawn(volume, judged(volume))) + "\n", encoding="utf-8")


class _Scale:
    """Instants and counts to places; counts by the logarithm of one more."""

    def __init__(self, volume: Volume) -> None:
        self._start, self._span = volume.at[0], (volume.at[-1] - volume.at[0]).total_seconds()
        self.top = max(float(volume.values.max()), 10.0)

    def x(self, at: datetime) -> float:
        share = (at - self._start).total_seconds() / self._span
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(self, count: float) -> float:
        share = math.log1p(count) / math.log1p(self.top)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def _drawn(volume: Volume, rows: list[Row]) -> Iterator[str]:
    scale = _Scale(volume)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="11" aria-label="Tweets about {volume.name}">'
    )
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fffdfb"/>'
    for begin, end in volume.windows:
        x = scale.x(begin)
        yield _box(x, scale.x(end) - x, SHADE)
    yield from _grid(volume, scale)
    hours = range(0, len(rows), ROWS)
    most = ((scale.x(volume.at[n]), scale.y(max(volume.values[n : n + ROWS]))) for n in hours)
    # Expected is for the shortest window, a quarter of an hour; rows are five minutes.
    usual = ((scale.x(volume.at[n]), scale.y(rows[n]["expected"] / 3)) for n in hours)
    yield _path(most, SOFT, 0.8)
    yield _path(usual, INK, 1.4)
    for at, row in zip(volume.at, rows, strict=True):
        if row["alert"]:
            x = scale.x(at)
            yield f'<path d="M{x - 4:.1f} {TOP - 10}h8l-4 8z" fill="{ACCENT}"/>'
            yield f'<path d="M{x:.1f} {TOP - 2}V{HEIGHT - BOTTOM}" stroke="{ACCENT}" opacity=".5"/>'
    yield from _words(volume, scale)
    yield "</svg>"


def _grid(volume: Volume, scale: _Scale) -> Iterator[str]:
    for power in range(6):
        if 10**power <= scale.top:
            y = scale.y(10**power)
            yield f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="{LINE}"/>'
            place = f'x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end"'
            yield f'<text {place} fill="{SOFT}">{10**power:,}</text>'
    day = volume.at[0].replace(hour=0, minute=0, second=0) + timedelta(days=3)
    while day < volume.at[-1]:
        yield f'<text x="{scale.x(day):.1f}" y="{HEIGHT - 8}" fill="{SOFT}">{day:%d %b}</text>'
        day += timedelta(days=7)


def _words(volume: Volume, scale: _Scale) -> Iterator[str]:
    x = scale.x(volume.at[PROBATION])
    yield f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="{SOFT}" stroke-dasharray="2 3"/>'
    said = (
        f"{volume.name}: tweets in five minutes (grey: most in an hour; black: expected); shaded: "
        "labelled; triangles: alerts; dotted: scored from here"
    )
    yield f'<text x="{LEFT}" y="14" fill="{INK}">{said}</text>'


def _box(x: float, width: float, fill: str) -> str:
    height = HEIGHT - TOP - BOTTOM
    return f'<rect x="{x:.1f}" y="{TOP}" width="{width:.1f}" height="{height}" fill="{fill}"/>'


def _path(points: Iterable[Point], stroke: str, width: float) -> str:
    d = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return f'<path d="{d}" fill="none" stroke="{stroke}" stroke-width="{width}"/>'


if __name__ == "__main__":
    main()
