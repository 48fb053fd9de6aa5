"""All marks of one brand as they come: constant memory, and an answer at any instant.

Which marks are kept is decided as by Space-Saving (Metwally, Agrawal and El Abbadi, ICDT 2005) with
fading weights: whenever there are half as many again as are kept, the lightest are let go; so what
many pass on is never lost, and what is let go weighed little. Time passes by the posts' own stamps:
when a bucket of five minutes is over, all that was touched in it is judged: as soon as a later post
is heard, or when whoever knows that nothing older will come closes it. The same posts in the same
order give the same answers, in one batch or in many, closed early or late.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from firebell.core.text.simhash import NOTHING
from firebell.core.triggers.memes.coordination import Sign, signs
from firebell.core.triggers.memes.emerging import Terms
from firebell.core.triggers.memes.judging import FEWEST, Habits, Size, expected, size_of
from firebell.core.triggers.memes.marks import marks_of, text_mark
from firebell.core.triggers.memes.moments import LEAST, Moment, Shown, best_of
from firebell.core.triggers.memes.newcomers import First, Newcomers
from firebell.core.triggers.memes.people import HOUR, Acquaintances, person_hash
from firebell.core.triggers.memes.track import DAY, FADING, STEP, Track
from firebell.core.triggers.said import Said

MOST_TRACKS = 512
MOST_LOUD = 512
NOTHING_NEW = DAY + 6 * HOUR  # seconds until a brand has days before
WATCH = 6 * HOUR  # seconds after which all tracks are looked after
WARM_UP = 2 * DAY  # seconds in which a brand's habit is only learned
_STEPS = HOUR // STEP


@dataclass(slots=True)
class Spreading:
    """The state of one brand; see the module. Not for use by two threads at once."""

    since: int = 0
    now: int = 0  # the newest post
    brand: Track = field(default_factory=lambda: Track("", 0, 0))
    tracks: dict[str, Track] = field(default_factory=dict)
    newcomers: Newcomers = field(default_factory=Newcomers)
    habits: Habits = field(default_factory=Habits)
    touched: dict[str, None] = field(default_factory=dict)  # in the newest bucket, in order
    loud: list[Moment] = field(default_factory=list)
    known: Acquaintances = field(default_factory=Acquaintances)
    terms: Terms = field(default_factory=Terms)
    closed: int = 0  # the end of the last bucket that is over
    # What several people passed on: the best hour of each mark and day since somebody last asked.
    best: dict[tuple[str, date], Shown] = field(default_factory=dict)

    def take(self, said: Sequence[Said]) -> None:
        """Words in the order of time, or nearly."""
        self.loud = self.loud[-MOST_LOUD:]  # the older ones were asked for before
        start = 0
        while start < len(said):
            piece = said[start : start + self.newcomers.room()]
            people = [person_hash(one.channel, one.author) for one in piece]
            leaders = self._leaders(piece, people)
            for one, person, leader in zip(piece, people, leaders, strict=True):
                self._take(one, person, leader)
                if len(self.tracks) > MOST_TRACKS * 3 // 2:
                    self._tidy()
            start += len(piece)

    def is_open(self, until: int) -> bool:
        """Would `close` change anything?"""
        return self._next <= min(until, self.closes_until)

    def close(self, until: int) -> None:
        """Nothing older than `until`, the end of a bucket, will be heard: judge what is over."""
        self._close_up_to(until)

    @property
    def closes_until(self) -> int:
        """The end of the last bucket in which somebody of the newest one still counts; 0 where
        nobody was heard yet. When it is over nothing happens before the next word."""
        return _end_of_bucket(self.now) + HOUR - STEP if self.now else 0

    def heard(self, after: int, until: int) -> list[Moment]:
        """What was loud after one instant up to another; what is open is judged as it stands."""
        found = [one for one in self.loud if after < one.at <= until]
        edges = list(range(self._next, min(until, self.closes_until) + 1, STEP))
        if until % STEP and self.now < until < self.now + HOUR:
            edges.append(until)
        return found + [one for e in edges if e > after for one in self._judge(e)]

    def top(self, edge: int, fewest: int = FEWEST) -> list[Track]:
        """What most people pass on in the hour before `edge`."""
        ranked = [
            (t.people_within(edge), t) for t in self.tracks.values() if len(t.people.last) > 1
        ]
        ranked = [(people, t) for people, t in ranked if people >= fewest]
        return [t for _, t in sorted(ranked, key=lambda pair: (-pair[0], pair[1].mark))]

    def signs(self, mark: str, edge: int) -> list[Sign]:
        """Why passing it on looks coordinated, if it does."""
        track = self.tracks.get(mark)
        if track is None:
            return []
        return signs(track, self.brand, self.tracks.values(), self.known, edge)

    def take_best(self) -> list[Shown]:
        """What several people passed on since this was last asked, each in its best hour of a
        day."""
        best, self.best = self.best, {}
        return list(best.values())

    def measured(self, track: Track, edge: int) -> Moment:
        """One mark in the hour before `edge`, loud or not."""
        return self._measured(track, edge)[0]

    def _measured(self, track: Track, edge: int) -> tuple[Moment, Size | None]:
        people = track.people_within(edge)
        usual = expected(track, self.brand, edge)
        size = size_of(track.mark, people, usual)
        moment = Moment(
            mark=track.mark,
            at=edge,
            posts=track.posts_within(edge),
            people=people,
            expected=usual.posts,
            return_weeks=self.habits.return_weeks(size) if size and people >= LEAST else 0.0,
            onset=track.onset(edge),
            first=track.first,
        )
        return moment, size

    def _leaders(self, piece: Sequence[Said], people: Sequence[int]) -> list[First | None]:
        """For each word the leader of its text; its own text begins nothing where that is short."""
        found: list[First | None] = [None] * len(piece)
        places = [n for n, one in enumerate(piece) if one.fingerprint not in (None, NOTHING)]
        if not places:
            return found
        rows = [
            (piece[n].fingerprint, piece[n].interaction, piece[n].at, people[n]) for n in places
        ]
        for place, leader in zip(
            places, self.newcomers.lay(np.array(rows, np.int64).T), strict=True
        ):
            found[place] = leader
        return found

    def _take(self, one: Said, person: int, leader: First | None) -> None:
        self._pass_time(one.at)
        self.brand.take(one.at, person, one.channel, one.followers)
        self.known.take(person, one.at)
        if leader is not None:
            # A copy adds to its text; that it carries the text's hashtags again says nothing more.
            self._track_of(leader).take(one.at, person, one.channel, one.followers)
            return
        self.terms.take(one.text, one.at, one.at // STEP, person)
        for mark in marks_of(one.text, one.pictures):
            track = self.tracks.get(mark)
            if track is None:
                track = self.tracks[mark] = Track(mark, one.interaction, one.at)
            track.take(one.at, person, one.channel, one.followers)
            self.touched[mark] = None

    def _track_of(self, leader: First) -> Track:
        """Only when somebody says a text again, the first one is something that is passed on."""
        mark = text_mark(leader.fingerprint)
        self.touched[mark] = None
        track = self.tracks.get(mark)
        if track is None:
            track = self.tracks[mark] = Track(mark, leader.interaction, leader.at)
            track.take(leader.at, leader.person, "")
        return track

    def _pass_time(self, at: int) -> None:
        if not self.since:
            self.since = self.brand.first_at = self.now = at
        if at <= self.now:
            return
        if at >= _end_of_bucket(self.now):
            self._close_up_to(at)
            self.touched.clear()
        before, self.now = self.now, at
        if at // WATCH > before // WATCH:
            self._end_watches(before // WATCH * WATCH, at // WATCH * WATCH)

    @property
    def _next(self) -> int:
        """The end of the oldest bucket that is not closed."""
        return max(_end_of_bucket(self.now), self.closed + STEP)

    def _close_up_to(self, until: int) -> None:
        for edge in range(self._next, min(until, self.closes_until) + 1, STEP):
            self._close(edge)
            self.closed = edge

    def _close(self, edge: int) -> None:
        """A bucket is over: keep how large its marks got, and what was loud.

        As long as a brand has no days before, everything is new, which says nothing of how large
        new marks get."""
        self.brand.fold(edge)
        found: list[Moment] = []
        for track in self._grown():
            if track.people_within(edge) >= FEWEST:
                track.fold(edge)
                moment, size = self._measured(track, edge)
                self._note(track, moment, size)
                found.append(moment)
        for moment in best_of(found):
            self._show(moment)

    def _show(self, now: Moment) -> None:
        best = self.best.get((now.mark, now.day))
        if best is not None and best.moment.people >= now.people:
            return
        track = self.tracks[now.mark]
        signs = tuple(self.signs(now.mark, now.at)) if now.is_loud else ()
        posts, _ = track.day_within(now.at)
        self.best[now.mark, now.day] = Shown(now, track.first_at, track.last_at, posts, signs)

    def _grown(self) -> Iterable[Track]:
        """Marks of the newest bucket that may have had several people in the hour."""
        for mark in self.touched:
            track = self.tracks.get(mark)
            if track is not None and len(track.people.last) << track.people.level >= FEWEST:
                yield track

    def _note(self, track: Track, now: Moment, size: Size | None) -> None:
        if size is not None and now.at - self.since >= NOTHING_NEW:
            self._note_peak(track, size, now.at)
        if now.is_loud and now.at - self.since >= WARM_UP:
            self.loud.append(now)

    def _note_peak(self, track: Track, size: Size, edge: int) -> None:
        if track.peak_since and edge - track.peak_since >= DAY:
            self._finish(track)
        if not track.peak_since:
            track.peak_since, track.peak_sort = edge, size.sort
        track.peak = max(track.peak, size.log)

    def _finish(self, track: Track) -> None:
        """Its day is over: now the habit knows how large it got."""
        if track.peak_since:
            self.habits.add(track.peak_sort, track.peak)
        track.peak, track.peak_since = 0.0, 0

    def _judge(self, edge: int) -> list[Moment]:
        """What is loud in the hour before an instant at which no bucket ended."""
        if edge - self.since < WARM_UP:
            return []
        found = (self.measured(track, edge) for track in self._grown())
        return [one for one in found if one.is_loud]

    def _end_watches(self, before: int, now: int) -> None:
        """All tracks are looked after: what is a day old is put away."""
        # Peaks are taken in a day after they began, so the habit's time begins a day later, too.
        begun = max(before, self.since + NOTHING_NEW)
        if now > begun:
            self.habits.pass_time(now - begun)
        for track in self.tracks.values():
            track.fold(now)
            if track.peak_since and now - track.peak_since >= DAY:
                self._finish(track)

    def _tidy(self) -> None:
        """Keep the heaviest."""
        weights = {
            mark: track.weight * 0.5 ** ((self.now - track.last_at) / FADING)
            for mark, track in self.tracks.items()
        }
        lightest = sorted(weights, key=lambda mark: weights[mark])[:-MOST_TRACKS]
        for mark in lightest:
            self._finish(self.tracks.pop(mark))


def _end_of_bucket(at: int) -> int:
    return (at // STEP + 1) * STEP
