"""What breaks the ordinary: storms, cascades and visitors that come back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from firebell.core.schema import InteractionKind
from firebell.core.training.arrivals import Arrival, flare, hawkes, poisson
from firebell.core.training.personas import Habits, Person
from firebell.core.training.posts import COMPLAINT, FORUM, MICROBLOG, NOISE, Post
from firebell.core.training.scenario import Cascade, Event, Storm, Visitor
from firebell.core.training.voices import Place, Voices

# A storm that has halved twelve times is over.
_HALVINGS = 12
_CASCADE_LASTS = 86_400.0
_ANGRY = Habits(shout=0.4, stretch=0.2, typo=0.15)


def happening(voices: Voices, event: Event) -> Iterator[Post]:
    """All posts of one event, in order of time."""
    if isinstance(event, Storm):
        return _storm(voices, event)
    if isinstance(event, Cascade):
        return _cascade(voices, event)
    return _visits(voices, event)


def _storm(voices: Voices, storm: Storm) -> Iterator[Post]:
    zone = voices.tongue(next(iter(storm.languages))).zone
    onset = storm.when.instant(voices.opening, zone)
    rng, prefix = _stream(voices, storm.name, onset)
    lasts = storm.rise + _HALVINGS * storm.half_life
    rate = flare(storm.peak, storm.rise, storm.half_life)
    roots = list(poisson(rate, storm.peak, lasts, rng))
    said: list[Post] = []
    for number, arrival in enumerate(hawkes(roots, storm.kernel, storm.branching, lasts, rng)):
        at = onset + timedelta(seconds=arrival.at)
        post = _in_storm(voices, storm, arrival, said, (f"{prefix}-{number:x}", at), rng)
        said.append(_words_of(post, arrival, said))
        yield post


def _in_storm(
    voices: Voices,
    storm: Storm,
    arrival: Arrival,
    said: list[Post],
    mark: tuple[str, datetime],
    rng: Random,
) -> Post:
    """A complaint of its own, or an answer to or a repost of what set it off."""
    parent = None if arrival.parent is None else said[arrival.parent]
    if parent is not None and parent.channel in (MICROBLOG, FORUM) and rng.random() < 0.7:
        person = voices.crowd(parent.language).somebody(rng)
        place = Place(parent.channel, *mark)
        if parent.channel == MICROBLOG and rng.random() < 0.4:
            return voices.pass_on(person, parent, place)
        return voices.say(f"{storm.theme}_reply", COMPLAINT, person, place, rng, parent)
    code = rng.choices(list(storm.languages), list(storm.languages.values()))[0]
    channel = rng.choices(list(storm.channels), list(storm.channels.values()))[0]
    person = voices.crowd(code).somebody(rng)
    return voices.say(storm.theme, COMPLAINT, person, Place(channel, *mark), rng)


def _cascade(voices: Voices, cascade: Cascade) -> Iterator[Post]:
    onset = cascade.when.instant(voices.opening, voices.tongue(cascade.language).zone)
    rng, prefix = _stream(voices, cascade.name, onset)
    star = Person(cascade.handle, cascade.author, cascade.language, cascade.followers)
    arrivals = hawkes(
        [0.0], cascade.kernel, cascade.branching, _CASCADE_LASTS, rng, first=cascade.direct
    )
    root = voices.say(cascade.theme, COMPLAINT, star, Place(MICROBLOG, f"{prefix}-0", onset), rng)
    said = [root]
    yield root
    for number, arrival in enumerate(arrivals[1:], start=1):
        place = Place(MICROBLOG, f"{prefix}-{number:x}", onset + timedelta(seconds=arrival.at))
        person = voices.crowd(cascade.language).somebody(rng)
        above = said[arrival.parent or 0]
        if rng.random() < cascade.reposts:
            post = voices.pass_on(person, root, place)
        else:
            post = voices.say(f"{cascade.theme}_reply", COMPLAINT, person, place, rng, above)
        said.append(_words_of(post, arrival, said))
        yield post


def _words_of(post: Post, arrival: Arrival, said: list[Post]) -> Post:
    """The post that people answer: for a mere repost the one that was passed on."""
    if post.kind is InteractionKind.REPOST and arrival.parent is not None:
        return said[arrival.parent]
    return post


def _visits(voices: Voices, visitor: Visitor) -> Iterator[Post]:
    zone = voices.tongue(visitor.language).zone
    rng, prefix = _stream(voices, visitor.name, voices.opening)
    habits = _ANGRY if visitor.thread else Habits()
    person = Person(visitor.handle, visitor.author, visitor.language, visitor.followers, habits)
    intent = COMPLAINT if visitor.thread else NOISE
    before: Post | None = None
    for number, when in enumerate(sorted(visitor.visits, key=lambda visit: visit.offset)):
        at = when.instant(voices.opening, zone)
        place = Place(visitor.channel, f"{prefix}-{number:x}", at)
        rule = _step(voices, visitor, number + 1)
        post = voices.say(rule, intent, person, place, rng, before if visitor.thread else None)
        yield post
        before = post


def _step(voices: Voices, visitor: Visitor, number: int) -> str:
    """`theme_number`, or the highest that there is, or `theme` itself."""
    book = voices.tongue(visitor.language).book
    while number and not book.has(f"{visitor.theme}_{number}"):
        number -= 1
    return f"{visitor.theme}_{number}" if number else visitor.theme


def _stream(voices: Voices, name: str, onset: datetime) -> tuple[Random, str]:
    """Events hang on the opening, so their ids do too: a second demo tells a second storm."""
    stream = ("event", name, int(onset.timestamp() * 1_000_000))
    return voices.rng(*stream), voices.stream_id(*stream)
