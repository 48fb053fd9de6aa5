"""What shall happen: a scenario as checked, frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from firebell.core.training.arrivals import ExponentialKernel, PowerLawKernel, Rhythm
from firebell.core.training.grammar import Phrasebook


@dataclass(frozen=True, slots=True)
class Brand:
    """A name to listen for, with its boolean query and how each language bends the name.

    `handles` is by language; `forms` by language and then by slot name (`brand_gen`, ...).
    """

    name: str
    own: bool
    query: str
    handles: Mapping[str, str]
    forms: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Topic:
    """What posts can be about, as a boolean query."""

    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language of the story: where its people live, how many speak and how.

    `per_day` is the mean number of ordinary inbound interactions a day, `hint` the language code
    that networks give, `agents` the first names of the brand's own people.
    """

    code: str
    zone: tzinfo
    per_day: float
    hint: str
    agents: tuple[str, ...]
    book: Phrasebook


@dataclass(frozen=True, slots=True)
class Desk:
    """How the brand answered in the past.

    `median_minutes` of the delay between `from_hour` and `to_hour` (local); `left_open` is the
    share that nobody answered among what needed an answer in the `recent` time before the opening.
    """

    median_minutes: float
    from_hour: int
    to_hour: int
    left_open: float
    recent: timedelta


@dataclass(frozen=True, slots=True)
class Live:
    """Ordinary traffic after the opening, for `lasts`: the usual rate times `factor`, and in the
    first `busy` time never below `floor` (interactions a minute, all languages together)."""

    factor: float
    floor: float
    busy: timedelta
    lasts: timedelta


@dataclass(frozen=True, slots=True)
class When:
    """An offset from the opening; `clock`, if given, moves it to that local time of its day."""

    offset: timedelta
    clock: time | None = None

    def instant(self, opening: datetime, zone: tzinfo) -> datetime:
        at = opening + self.offset
        if self.clock is None:
            return at
        local = at.astimezone(zone)
        return local.replace(
            hour=self.clock.hour, minute=self.clock.minute, second=0, microsecond=0
        ).astimezone(opening.tzinfo)


@dataclass(frozen=True, slots=True)
class Storm:
    """Many complain about one thing and excite each other.

    `peak` is the rate of independent complaints a second at the height, `rise` and `half_life`
    their course in seconds; each post sets off `branching` others.
    """

    name: str
    when: When
    theme: str
    languages: Mapping[str, float]
    channels: Mapping[str, float]
    peak: float
    rise: float
    half_life: float
    branching: float
    kernel: ExponentialKernel | PowerLawKernel


@dataclass(frozen=True, slots=True)
class Cascade:
    """One post of an account with a large audience, passed on and answered.

    The post itself sets off `direct` others, each of those `branching`; `reposts` is the share of
    them that are mere reposts.
    """

    name: str
    when: When
    theme: str
    language: str
    handle: str
    author: str
    followers: int
    direct: float
    branching: float
    reposts: float
    kernel: ExponentialKernel | PowerLawKernel


@dataclass(frozen=True, slots=True)
class Visitor:
    """One account that comes back at set times: an angry regular, a troll, the press.

    Its n-th word follows the rule `theme_n` (the last such rule when there are more visits than
    rules), or `theme` where the phrasebook numbers none. With `thread` all words are one thread.
    """

    name: str
    visits: tuple[When, ...]
    theme: str
    language: str
    channel: str
    handle: str
    author: str
    followers: int
    thread: bool
    answered: bool


Event = Storm | Cascade | Visitor


@dataclass(frozen=True, slots=True)
class Scenario:
    """A whole story. `channels` and `chatter` are weights by channel and by intent."""

    name: str
    title: str
    history: timedelta
    brands: tuple[Brand, ...]
    topics: tuple[Topic, ...]
    tongues: Mapping[str, Tongue]
    rhythm: Rhythm
    channels: Mapping[str, float]
    chatter: Mapping[str, float]
    desk: Desk
    live: Live
    events: tuple[Event, ...]

    @property
    def brand(self) -> Brand:
        """The first brand of ours: the one that the story is about."""
        return next(brand for brand in self.brands if brand.own)

    @property
    def rival(self) -> Brand:
        return next(brand for brand in self.brands if not brand.own)

    @property
    def queries(self) -> Mapping[str, str]:
        """Every query of the scenario by its brand's or topic's name."""
        brands = {brand.name: brand.query for brand in self.brands}
        return brands | {topic.name: topic.query for topic in self.topics}
