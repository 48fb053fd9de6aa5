"""Play what was heard through the room, as the corridor does: count, detect, in batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from django.db import transaction

from firebell.core.triggers.counting import Heard, count
from firebell.triggers import actions
from firebell.triggers.models import Alert

START = datetime(2026, 3, 2, tzinfo=UTC)  # a Monday


def play(
    workspace_id: int, heard: Sequence[Heard], *, size: int = 500, flush: bool = True
) -> list[Alert]:
    """In the order given; the watermark is the latest time so far. The alerts that opened."""
    opened: list[Alert] = []
    watermark = heard[0].at
    for start in range(0, len(heard), size):
        batch = heard[start : start + size]
        watermark = max(watermark, *(one.at for one in batch))
        with transaction.atomic():
            opened += actions.count_and_detect(workspace_id, count(batch), watermark, watermark)
    if flush:
        opened += actions.flush(workspace_id, watermark)
    return opened


def steady(
    brand: int, start: datetime, days: float, hourly: int = 6, channel: str = "bluesky"
) -> Iterator[Heard]:
    """`hourly` posts an hour at even steps; every third one is negative."""
    gap = timedelta(hours=1) / hourly
    for number in range(int(days * 24 * hourly)):
        yield post(brand, start + number * gap, negative=number % 3 == 0, channel=channel)


def burst(
    brand: int, start: datetime, number: int, minutes: float = 40, **more: str
) -> Iterator[Heard]:
    """`number` negative posts in so many minutes."""
    for n in range(number):
        yield post(brand, start + timedelta(minutes=minutes) * n / number, negative=True, **more)


def post(
    brand: int,
    at: datetime,
    *,
    negative: bool,
    channel: str = "bluesky",
    topic: str = "",
    language: str = "en",
) -> Heard:
    topics = (topic,) if topic else ()
    return Heard((brand,), topics, channel, language, at, negative, negative)


def in_order(*streams: Iterator[Heard]) -> list[Heard]:
    return sorted((one for stream in streams for one in stream), key=lambda one: one.at)
