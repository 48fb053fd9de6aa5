"""Everything that the parts of one story share: seeds, people, names and ids."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2s
from random import Random

from firebell.core.schema import InteractionKind
from firebell.core.training.composing import KIND, compose, dress, names_in, stars
from firebell.core.training.personas import Crowd, Person, crowd
from firebell.core.training.posts import COMPLAINT, EMAIL, FORUM, MICROBLOG, REVIEWS, Post
from firebell.core.training.scenario import Scenario, Tongue

CROWD_SIZE = 600
# A mail has a salutation and a close; the phrasebook's short ones are left out of its body.
_MAIL_HAS_ITS_OWN = {"hi": "", "please": ""}


@dataclass(slots=True)
class Voices:
    """One telling: a scenario, a seed and the opening that offsets count from.

    Every stream of posts draws from its own generator, seeded by its name, so that two windows of
    one story agree wherever they overlap.
    """

    scenario: Scenario
    seed: int
    opening: datetime
    _crowds: dict[str, Crowd] = field(default_factory=dict)

    def rng(self, *stream: object) -> Random:
        return Random(":".join(map(str, (self.scenario.name, self.seed, *stream))))

    def stream_id(self, *stream: object) -> str:
        """A prefix for ids that no other stream, seed or scenario has."""
        key = ":".join(map(str, (self.scenario.name, self.seed, *stream)))
        return blake2s(key.encode(), digest_size=7).hexdigest()

    @property
    def opened(self) -> int:
        """Names streams that hang on the opening: microseconds, so that no two are alike."""
        return int(self.opening.timestamp() * 1_000_000)

    def crowd(self, code: str) -> Crowd:
        if code not in self._crowds:
            rules = self.scenario.tongues[code].book.rules
            self._crowds[code] = crowd(
                code, rules["first_names"], rules["last_names"], CROWD_SIZE, self.rng("crowd", code)
            )
        return self._crowds[code]

    def say(
        self,
        rule: str,
        intent: str,
        person: Person,
        place: Place,
        rng: Random,
        reply_to: Post | None = None,
    ) -> Post:
        """One post of `person` after the phrasebook's `rule`, dressed for its channel."""
        tongue = self.scenario.tongues[person.language]
        names = names_in(self.scenario, tongue)
        if place.channel == EMAIL:
            names |= _MAIL_HAS_ITS_OWN
        text = compose(tongue, rule, names, person, rng)
        in_thread = reply_to is not None and place.channel == FORUM
        text = dress(text, place.channel, intent, person, self.scenario, rng, in_thread)
        return Post(
            channel=place.channel,
            external_id=place.external_id,
            kind=_kind(place.channel, reply_to),
            at=place.at,
            text=text,
            author=_author(person, place.channel),
            author_name=person.name,
            language=person.language,
            intent=intent,
            hint=tongue.hint if place.channel == MICROBLOG else None,
            followers=person.followers if place.channel == MICROBLOG else None,
            in_reply_to=reply_to.external_id if reply_to else None,
            thread=reply_to.conversation if reply_to else None,
            rating=stars(intent, rng) if place.channel == REVIEWS else None,
        )

    def pass_on(self, person: Person, original: Post, place: Place) -> Post:
        """A mere repost: the same words, under another name."""
        return Post(
            channel=place.channel,
            external_id=place.external_id,
            kind=InteractionKind.REPOST,
            at=place.at,
            text=original.text,
            author=person.handle,
            author_name=person.name,
            language=original.language,
            intent=COMPLAINT,
            hint=original.hint,
            followers=person.followers,
            in_reply_to=original.external_id,
            thread=original.conversation,
        )

    def tongue(self, code: str) -> Tongue:
        return self.scenario.tongues[code]


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when something is said, and the id that it will have there."""

    channel: str
    external_id: str
    at: datetime


def _kind(channel: str, reply_to: Post | None) -> InteractionKind:
    if reply_to is not None and channel != EMAIL:
        return InteractionKind.REPLY
    return KIND[channel]


def _author(person: Person, channel: str) -> str:
    return f"{person.handle}@mail.example" if channel == EMAIL else person.handle
