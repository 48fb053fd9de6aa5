"""How the brand's own people answered, in the past part of the story."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from math import log
from random import Random

from firebell.core.schema import InteractionKind
from firebell.core.training.composing import compose, names_in
from firebell.core.training.personas import Person
from firebell.core.training.posts import (
    COMPLAINT,
    EMAIL,
    NOISE,
    PRAISE,
    PRICE,
    QUESTION,
    RIVAL,
    Post,
)
from firebell.core.training.voices import Voices

_NEEDS = {QUESTION, COMPLAINT, PRICE}
# A brand thanks those who praise it and joins in most of the chat that names it.
_SHARE = {QUESTION: 1.0, COMPLAINT: 1.0, PRICE: 1.0, PRAISE: 0.98, RIVAL: 0.85, NOISE: 0.8}


def answer(voices: Voices, post: Post, rule: str | None = None) -> Post | None:
    """The brand's answer to an inbound post before the opening, or None where there was none.

    None too where the answer would come after the opening: the live desk has to give it.
    """
    if post.outbound or post.kind is InteractionKind.REPOST or post.at >= voices.opening:
        return None
    if voices.scenario.brand.name.lower() not in post.text.lower() and post.intent == RIVAL:
        return None
    rng = voices.rng("answer", post.external_id)
    if rng.random() >= _SHARE[post.intent] or _left_open(voices, post, rng):
        return None
    at = _when(voices, post, rng)
    if at >= voices.opening:
        return None
    return _written(voices, post, at, rule or f"answer_{post.intent}", rng)


def _left_open(voices: Voices, post: Post, rng: Random) -> bool:
    desk = voices.scenario.desk
    recent = post.at >= voices.opening - desk.recent
    return recent and post.intent in _NEEDS and rng.random() < desk.left_open


def _when(voices: Voices, post: Post, rng: Random) -> datetime:
    """A log-normal delay; what falls outside the desk's hours waits for the next morning."""
    desk = voices.scenario.desk
    delay = timedelta(minutes=rng.lognormvariate(log(desk.median_minutes), 0.9))
    at = post.at + min(delay, timedelta(hours=8))
    return _in_hours(at, voices.tongue(post.language).zone, desk.from_hour, desk.to_hour, rng)


def _in_hours(at: datetime, zone: tzinfo, opens: int, closes: int, rng: Random) -> datetime:
    local = at.astimezone(zone)
    if opens <= local.hour < closes:
        return at
    morning = local if local.hour < opens else local + timedelta(days=1)
    begin = morning.replace(hour=opens, minute=0, second=0, microsecond=0)
    return begin.astimezone(at.tzinfo) + timedelta(seconds=rng.random() * 3_600)


def _mailbox(handle: str) -> str:
    return f"help@{handle.replace('_', '-')}.example"


def _written(voices: Voices, post: Post, at: datetime, rule: str, rng: Random) -> Post:
    scenario, tongue = voices.scenario, voices.tongue(post.language)
    agent = rng.choice(tongue.agents)
    names = {**names_in(scenario, tongue), "agent": agent, "you": post.author_name.split(" ")[0]}
    brand = Person(scenario.brand.handles[tongue.code], scenario.brand.name, tongue.code, 0)
    text = compose(tongue, rule, names, brand, rng)
    if post.channel == EMAIL:
        opening = compose(tongue, "mail_answer_open", names, brand, rng)
        text = f"{opening}\n\n{text}\n\n{agent}, {scenario.brand.name}"
    return Post(
        channel=post.channel,
        external_id=f"{post.external_id}-a",
        kind=InteractionKind.EMAIL if post.channel == EMAIL else InteractionKind.REPLY,
        at=at,
        text=text if post.channel == EMAIL else f"{text} – {agent}",
        author=_mailbox(brand.handle) if post.channel == EMAIL else brand.handle,
        author_name=scenario.brand.name,
        language=tongue.code,
        intent=post.intent,
        hint=post.hint,
        in_reply_to=post.external_id,
        thread=post.conversation,
        outbound=True,
    )
