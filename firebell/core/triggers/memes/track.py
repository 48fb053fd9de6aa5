"""What is remembered of one mark: who began it, its last hour, its last day, and the days before.

The days before fade with a half-life; they lag a day behind, so that what grows for hours is not
measured by its own beginning. Everything is a sum, so that posts may come out of order.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from firebell.core.triggers.memes.people import HOUR, Sample

STEP = 300  # seconds of a bucket
DAY_HOURS = 24
DAY = DAY_HOURS * HOUR  # seconds
HALF_LIFE = 72.0  # hours, of the days before
FADING = 12.0 * HOUR  # seconds, the half-life of what a mark is worth keeping
MOST_CHANNELS = 4
FEW_FOLLOWERS = 20


@dataclass(slots=True)
class Track:
    """`first` is the id of the first post heard. `peak` is how large it got (see `judging.Size`) in
    the best hour of the day that began at `peak_since`; 0 says that it is not large now."""

    mark: str
    first: int
    first_at: int
    last_at: int = 0
    posts: int = 0
    weight: float = 0.0
    channels: list[str] = field(default_factory=list)
    buckets: dict[int, int] = field(default_factory=dict)  # STEP -> posts, of the last hour
    hours: dict[int, list[int]] = field(default_factory=dict)  # hour -> [posts, voices], of a day
    slow_hour: int = 0  # what fell out of the last day, faded to this hour
    slow_posts: float = 0.0
    slow_voices: float = 0.0
    people: Sample = field(default_factory=Sample)
    followers_known: int = 0  # posts, by accounts of which is known how many follow them
    followed_by_few: int = 0  # of these
    peak: float = 0.0
    peak_sort: int = 0
    peak_since: int = 0

    def take(self, at: int, person: int, channel: str, followers: int | None = None) -> None:
        """One more post of it."""
        self.posts += 1
        if followers is not None:
            self.followers_known += 1
            self.followed_by_few += followers < FEW_FOLLOWERS
        if at > self.last_at:
            self.weight = 1.0 + self.weight * 0.5 ** ((at - self.last_at) / FADING)
            self.last_at = at
        else:
            self.weight += 0.5 ** ((self.last_at - at) / FADING)
        bucket = at // STEP
        if bucket in self.buckets:
            self.buckets[bucket] += 1
        else:
            self._begin_bucket(bucket)
        hour = self.hours.get(at // HOUR)
        if hour is None:
            hour = self.hours[at // HOUR] = [0, 0]
        hour[0] += 1
        hour[1] += self.people.take(person, at)
        if channel and channel not in self.channels and len(self.channels) < MOST_CHANNELS:
            self.channels.append(channel)

    def _begin_bucket(self, bucket: int) -> None:
        self.buckets[bucket] = 1
        if len(self.buckets) > 2 * HOUR // STEP:
            newest = max(self.buckets)
            self.buckets = {b: n for b, n in self.buckets.items() if b > newest - HOUR // STEP}
        if self.people.level:
            self.people.begin_again(bucket * STEP)

    def posts_within(self, edge: int) -> int:
        """Posts in the hour before `edge`, which ends a bucket (or is now)."""
        last = -(-edge // STEP)
        return sum(n for b, n in self.buckets.items() if last - HOUR // STEP <= b < last)

    def people_within(self, edge: int) -> int:
        """Different people in the hour before `edge`; never more than its posts."""
        return min(self.people.count(edge - HOUR, edge), self.posts_within(edge))

    def day_within(self, edge: int) -> tuple[int, int]:
        """Posts and voices (people, once an hour) in the day before `edge`."""
        last = edge // HOUR
        found = [counts for hour, counts in self.hours.items() if last - DAY_HOURS < hour <= last]
        return sum(posts for posts, _ in found), sum(voices for _, voices in found)

    def onset(self, edge: int) -> int:
        """Since when more than a tenth of the last hour's fullest bucket was said."""
        last = -(-edge // STEP)
        recent = {b: n for b, n in self.buckets.items() if last - HOUR // STEP <= b < last}
        least = max(recent.values(), default=0) / 10
        return min((b for b, n in recent.items() if n > least), default=last - 1) * STEP

    def fold(self, edge: int) -> None:
        """Let what is more than a day old go into the days before."""
        oldest = edge // HOUR - DAY_HOURS
        if not self.hours or min(self.hours) >= oldest:
            return
        for hour in sorted(hour for hour in self.hours if hour < oldest):
            posts, voices = self.hours.pop(hour)
            # What came late for an hour behind is added as if it had been said then.
            fade = 0.5 ** (abs(hour - self.slow_hour) / HALF_LIFE)
            if hour >= self.slow_hour:
                self.slow_posts = self.slow_posts * fade + posts
                self.slow_voices = self.slow_voices * fade + voices
                self.slow_hour = hour
            else:
                self.slow_posts += posts * fade
                self.slow_voices += voices * fade

    def slow(self, edge: int) -> tuple[float, float]:
        """Posts and voices of the days before, faded to a day before `edge`."""
        fade = 0.5 ** (max(0, edge // HOUR - DAY_HOURS - self.slow_hour) / HALF_LIFE)
        return self.slow_posts * fade, self.slow_voices * fade

    def hours_before(self, edge: int) -> float:
        """For how many hours of the days before it was heard, fading as they do; at most 104."""
        age = max(0.0, (edge - DAY - self.first_at) / HOUR)
        return HALF_LIFE / math.log(2.0) * (1.0 - math.exp(-math.log(2.0) * age / HALF_LIFE))
