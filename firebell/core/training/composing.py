"""What somebody says: a sentence of the phrasebook, put into the form of a channel and a person."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from firebell.core.schema import InteractionKind
from firebell.core.training import surface
from firebell.core.training.personas import Person
from firebell.core.training.posts import (
    COMPLAINT,
    EMAIL,
    FORUM,
    MICROBLOG,
    NOISE,
    PRAISE,
    PRICE,
    QUESTION,
    REVIEWS,
    RIVAL,
)
from firebell.core.training.scenario import Brand, Scenario, Tongue

KIND = {
    MICROBLOG: InteractionKind.POST,
    REVIEWS: InteractionKind.REVIEW,
    EMAIL: InteractionKind.EMAIL,
    FORUM: InteractionKind.POST,
}
# Where an intent is at home; nobody asks for opening hours in a review.
AT_HOME = {
    QUESTION: {MICROBLOG, EMAIL, FORUM},
    COMPLAINT: {MICROBLOG, REVIEWS, EMAIL, FORUM},
    PRICE: {MICROBLOG, REVIEWS, EMAIL, FORUM},
    PRAISE: {MICROBLOG, REVIEWS, EMAIL, FORUM},
    RIVAL: {MICROBLOG, FORUM},
    NOISE: {MICROBLOG, FORUM},
}
_STARS = {PRAISE: (4, 5, 5, 5), COMPLAINT: (1, 1, 1, 2, 2), PRICE: (2, 2, 3)}
_SIGNS = {PRAISE: "good", COMPLAINT: "bad", PRICE: "bad"}


def names_in(scenario: Scenario, tongue: Tongue) -> dict[str, str]:
    """The names that a phrasebook of that language may use for both brands."""
    found: dict[str, str] = {}
    for brand, slot in ((scenario.brand, "brand"), (scenario.rival, "rival")):
        found[slot] = brand.name
        found[f"{slot}_handle"] = "@" + brand.handles[tongue.code]
        found.update(brand.forms.get(tongue.code, {}))
    return found


def stars(intent: str, rng: Random) -> float:
    return float(rng.choice(_STARS.get(intent, (3,))))


def compose(
    tongue: Tongue, rule: str, names: Mapping[str, str], person: Person, rng: Random
) -> str:
    """A clean sentence of the rule; `{me}` is the person's first name, `{code}` a tracking code."""
    given = {
        **names,
        "me": person.first_name,
        "code": f"SV{rng.randrange(10**8, 10**9)}",
    }
    return tongue.book.tell(rule, given, rng)


def dress(
    text: str,
    channel: str,
    intent: str,
    person: Person,
    scenario: Scenario,
    rng: Random,
    in_thread: bool = False,
) -> str:
    """The sentence as that person would post it there: form first, then the slips of the hand.

    It names the brand, unless it stands `in_thread`, where everybody knows whom they talk about.
    """
    tongue = scenario.tongues[person.language]
    if channel == EMAIL:
        return _mail(text, person, scenario, rng)
    if channel == MICROBLOG:
        text = _microblog(text, intent, person, scenario, rng)
    elif not in_thread and not names_a_brand(text, scenario):
        text = f"{text} {compose(tongue, 'about_brand', names_in(scenario, tongue), person, rng)}"
    return _typed(text, intent, person, tongue, rng)


def names_a_brand(text: str, scenario: Scenario) -> bool:
    folded = text.lower()
    return any(_named(folded, brand) for brand in scenario.brands)


def _named(folded: str, brand: Brand) -> bool:
    return brand.name.lower() in folded


def _mail(text: str, person: Person, scenario: Scenario, rng: Random) -> str:
    tongue = scenario.tongues[person.language]
    names = names_in(scenario, tongue)
    opening = compose(tongue, "mail_open", names, person, rng)
    closing = compose(tongue, "mail_close", names, person, rng)
    if rng.random() < person.habits.typo:
        text = surface.swap_or_drop(text, rng)
    return f"{opening}\n\n{text}\n\n{closing}\n{person.name}"


def _microblog(text: str, intent: str, person: Person, scenario: Scenario, rng: Random) -> str:
    handle = "@" + scenario.brand.handles[person.language]
    if not names_a_brand(text, scenario):
        text = f"{handle} {text}" if rng.random() < 0.8 else f"{text} {handle}"
    if rng.random() < person.habits.hashtag and intent in _SIGNS:
        book = scenario.tongues[person.language].book
        text = f"{text} {rng.choice(book.rules[f'tags_{_SIGNS[intent]}'])}"
    return text


def _typed(text: str, intent: str, person: Person, tongue: Tongue, rng: Random) -> str:
    habits = person.habits
    if rng.random() < habits.typo:
        text = surface.swap_or_drop(text, rng)
    if rng.random() < habits.stretch:
        text = surface.stretch(text, rng)
    if intent == COMPLAINT and rng.random() < habits.shout:
        text = surface.shout(text, rng)
    elif rng.random() < habits.lower:
        text = text.lower()
    if rng.random() < habits.plain:
        text = surface.without_accents(text)
    if rng.random() < habits.emoji:
        signs = tongue.book.rules[f"signs_{_SIGNS.get(intent, 'plain')}"]
        text = f"{text} {rng.choice(signs)}"
    return text
