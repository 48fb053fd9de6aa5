"""Ordinary days: customers ask, thank, grumble and chat, in the rhythm of day and week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from random import Random

from firebell.core.training.arrivals import DAY, daily_rate, poisson
from firebell.core.training.composing import AT_HOME
from firebell.core.training.posts import Post
from firebell.core.training.voices import Place, Voices


def ordinary_day(voices: Voices, code: str, day: datetime) -> Iterator[Post]:
    """What people of one language say on one UTC day (`day` is its midnight), in order of time."""
    tongue = voices.tongue(code)
    rhythm = voices.scenario.rhythm
    rate = daily_rate(tongue.per_day, rhythm, tongue.zone, day)
    bound = tongue.per_day / DAY * rhythm.peak()
    stream = ("day", code, day.date().toordinal())
    rng = voices.rng(*stream)
    for number, second in enumerate(poisson(rate, bound, DAY, rng)):
        at = day + timedelta(seconds=second)
        yield _chatter(voices, code, at, f"{voices.stream_id(*stream)}-{number:x}", rng)


def days(start: datetime, until: datetime) -> Iterator[datetime]:
    """The midnights (UTC) of every day that touches [start, until)."""
    day = datetime.combine(start.astimezone(UTC).date(), time(), UTC)
    while day < until:
        yield day
        day += timedelta(days=1)


def ordinary_live(voices: Voices, code: str) -> Iterator[Post]:
    """The same after the opening, denser by the scenario's `live`, for as long as it lasts."""
    scenario, tongue = voices.scenario, voices.tongue(code)
    share = tongue.per_day / (sum(other.per_day for other in scenario.tongues.values()) or 1.0)
    floor = scenario.live.floor / 60 * share
    usual = daily_rate(
        tongue.per_day * scenario.live.factor, scenario.rhythm, tongue.zone, voices.opening
    )
    bound = max(floor, tongue.per_day * scenario.live.factor / DAY * scenario.rhythm.peak())
    stream = ("live", code, voices.opened)
    rng = voices.rng(*stream)
    busy = scenario.live.busy.total_seconds()

    def rate(second: float) -> float:
        return max(floor, usual(second)) if second < busy else usual(second)

    lasts = scenario.live.lasts.total_seconds()
    for number, second in enumerate(poisson(rate, bound, lasts, rng)):
        at = voices.opening + timedelta(seconds=second)
        yield _chatter(voices, code, at, f"{voices.stream_id(*stream)}-{number:x}", rng)


def _chatter(voices: Voices, code: str, at: datetime, external_id: str, rng: Random) -> Post:
    chatter = voices.scenario.chatter
    intent = rng.choices(list(chatter), list(chatter.values()))[0]
    place = Place(_channel(voices, intent, rng), external_id, at)
    return voices.say(intent, intent, voices.crowd(code).somebody(rng), place, rng)


def _channel(voices: Voices, intent: str, rng: Random) -> str:
    fitting = {
        channel: weight
        for channel, weight in voices.scenario.channels.items()
        if channel in AT_HOME[intent] and weight
    } or voices.scenario.channels
    return rng.choices(list(fitting), list(fitting.values()))[0]
