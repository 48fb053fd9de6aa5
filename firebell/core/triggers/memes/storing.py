"""The memory of a brand's marks as bytes and back: version, size, pressed numbers and names."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from itertools import chain
from operator import attrgetter
from typing import Any

import numpy as np
import pyarrow as pa

from firebell.core.triggers.contract import StateError
from firebell.core.triggers.memes.emerging import Terms
from firebell.core.triggers.memes.habit import BINS, Habit
from firebell.core.triggers.memes.judging import SORTS, Habits
from firebell.core.triggers.memes.moments import Moment
from firebell.core.triggers.memes.newcomers import Newcomers
from firebell.core.triggers.memes.people import Acquaintances, Sample
from firebell.core.triggers.memes.stream import Spreading
from firebell.core.triggers.memes.track import Track

VERSION = 3
_WITHOUT_CLOSED = 2  # an older version, which did not keep what is closed
_MOST_BYTES = 1 << 26  # a state has a few hundred thousand
_FORE = struct.Struct("<BI")  # version, bytes before they were pressed
_CODEC = pa.Codec("zstd", 1)  # a fifth of deflate's time, and no larger
_HEAD = struct.Struct("<5I")  # tracks, texts kept, whole numbers, broken numbers, bytes of names


def dump(state: Spreading) -> bytes:
    """Some hundred kilobytes at most. What `take_best` would answer is not in it."""
    tracks = [state.brand, *state.tracks.values()]
    wholes = list(chain.from_iterable(map(_wholes, tracks)))
    wholes += [state.since, state.now, state.newcomers.taken]
    wholes += chain.from_iterable((o.at, o.posts, o.people, o.onset, o.first) for o in state.loud)
    known, terms = state.known, state.terms
    wholes += [known.level, len(known.first), *known.first, *known.first.values()]
    wholes += [known.last[person] for person in known.first]
    wholes += [terms.base, terms.bucket, terms.read, state.closed]
    broken = list(chain.from_iterable(map(_broken_of, tracks)))
    broken += [terms.quick, terms.slow, *chain.from_iterable(terms.counts.values())]
    for habit in state.habits.sorts:
        broken += [habit.weeks, *habit.counts, *habit.sums]
    broken += chain.from_iterable((o.expected, o.return_weeks) for o in state.loud)
    names = json.dumps(
        [
            [[track.mark, *track.channels] for track in tracks],
            list(state.touched),
            [one.mark for one in state.loud],
            list(terms.counts),
        ]
    ).encode()
    rows = state.newcomers.rows
    head = _HEAD.pack(len(tracks), rows.shape[1], len(wholes), len(broken), len(names))
    numbers = np.array(wholes, "<i8").tobytes() + np.array(broken, "<f8").tobytes()
    whole = head + rows.astype("<i8").tobytes() + numbers + names
    return _FORE.pack(VERSION, len(whole)) + _CODEC.compress(whole, asbytes=True)


def load(data: bytes) -> Spreading:
    """What `dump` wrote. StateError for anything else: start from a new one."""
    try:
        return _load(data)
    except (OSError, struct.error, ValueError, LookupError, TypeError, StopIteration) as error:
        raise StateError(f"memes: broken state ({error}); start from a new one") from error


def _load(data: bytes) -> Spreading:
    if not data or data[0] not in (VERSION, _WITHOUT_CLOSED):
        raise StateError("memes: state of another version; start from a new one")
    _, size = _FORE.unpack_from(data)
    if size > _MOST_BYTES:
        raise StateError("memes: state too large; start from a new one")
    raw = _CODEC.decompress(data[_FORE.size :], size, asbytes=True)
    number, kept, whole, broken, named = _HEAD.unpack_from(raw)
    at = _HEAD.size
    rows = np.frombuffer(raw, "<i8", 5 * kept, at).reshape(5, kept).astype(np.int64)
    wholes = iter(np.frombuffer(raw, "<i8", whole, at + rows.nbytes).tolist())
    at += rows.nbytes + 8 * whole
    floats = iter(np.frombuffer(raw, "<f8", broken, at).tolist())
    at += 8 * broken
    if len(raw) != at + named:
        raise StateError("memes: state of another size; start from a new one")
    names, touched, loud, terms = json.loads(raw[at:])
    if len(names) != number:
        raise StateError("memes: names are missing; start from a new one")
    tracks = [_track(own, wholes, floats) for own in names]
    since, now, taken = (next(wholes) for _ in range(3))
    # In the order in which they were written.
    heard = _loud_wholes(loud, wholes)
    known, words = _known(wholes), _terms(terms, wholes, floats)
    closed = next(wholes) if data[0] == VERSION else 0
    habits = Habits([_habit(floats) for _ in range(SORTS)])
    return Spreading(
        since=since,
        now=now,
        brand=tracks[0],
        tracks={track.mark: track for track in tracks[1:]},
        newcomers=Newcomers(rows, taken),
        habits=habits,
        touched=dict.fromkeys(touched),
        loud=[Moment(*one, next(floats), next(floats), *more) for one, more in heard],
        known=known,
        terms=words,
        closed=closed,
    )


_WHOLE = (
    "first", "first_at", "last_at", "posts", "slow_hour", "peak_sort", "peak_since",
    "followers_known", "followed_by_few",
)  # fmt: skip
_BROKEN = ("weight", "slow_posts", "slow_voices", "peak")
_whole_of, _broken_of = attrgetter(*_WHOLE), attrgetter(*_BROKEN)


def _wholes(track: Track) -> list[int]:
    people = track.people
    found: list[int] = [
        *_whole_of(track), people.level, len(track.buckets), len(track.hours), len(people.last)
    ]  # fmt: skip
    for pair in track.buckets.items():
        found += pair
    for hour, counts in track.hours.items():
        found += (hour, *counts)
    found += people.last
    found += people.last.values()
    return found


def _track(names: list[str], wholes: Iterator[int], floats: Iterator[float]) -> Track:
    own: dict[str, Any] = {name: next(wholes) for name in _WHOLE}
    own |= {name: next(floats) for name in _BROKEN}
    level, buckets, hours, number = (next(wholes) for _ in range(4))
    by_bucket = {next(wholes): next(wholes) for _ in range(buckets)}
    by_hour = {next(wholes): [next(wholes), next(wholes)] for _ in range(hours)}
    people, heard = ([next(wholes) for _ in range(number)] for _ in range(2))
    return Track(
        mark=names[0],
        channels=names[1:],
        buckets=by_bucket,
        hours=by_hour,
        people=Sample(level, dict(zip(people, heard, strict=True))),
        **own,
    )


def _habit(floats: Iterator[float]) -> Habit:
    return Habit(
        next(floats), [next(floats) for _ in range(BINS)], [next(floats) for _ in range(BINS)]
    )


def _loud_wholes(
    marks: list[str], wholes: Iterator[int]
) -> list[tuple[tuple[str, int, int, int], tuple[int, int]]]:
    """Mark, instant, posts and people; onset and first post."""
    found = []
    for mark in marks:
        at, posts, people, onset, first = (next(wholes) for _ in range(5))
        found.append(((mark, at, posts, people), (onset, first)))
    return found


def _known(wholes: Iterator[int]) -> Acquaintances:
    level, number = next(wholes), next(wholes)
    people, first, last = ([next(wholes) for _ in range(number)] for _ in range(3))
    return Acquaintances(
        level, dict(zip(people, first, strict=True)), dict(zip(people, last, strict=True))
    )


def _terms(names: list[str], wholes: Iterator[int], floats: Iterator[float]) -> Terms:
    base, bucket, read = (next(wholes) for _ in range(3))
    quick, slow = next(floats), next(floats)
    counts = {name: [next(floats), next(floats), next(floats)] for name in names}
    return Terms(base, bucket, read, quick, slow, counts)
