"""A scenario from plain data, with every number and name checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta, tzinfo
from typing import TypeVar

from firebell.core.training.arrivals import ExponentialKernel, PowerLawKernel, Rhythm
from firebell.core.training.grammar import Phrasebook
from firebell.core.training.nodes import Node, ScenarioError, span
from firebell.core.training.posts import CHANNELS, INTENTS
from firebell.core.training.scenario import (
    Brand,
    Cascade,
    Desk,
    Event,
    Live,
    Scenario,
    Storm,
    Tongue,
    Topic,
    Visitor,
    When,
)

# What the composer asks of every phrasebook, whatever the scenario.
NEEDED_RULES = (
    *INTENTS,
    *(f"answer_{intent}" for intent in INTENTS),
    *("first_names", "last_names", "mail_open", "mail_close", "mail_answer_open"),
    *("about_brand", "signs_good", "signs_bad", "signs_plain", "tags_good", "tags_bad"),
)
_T = TypeVar("_T")


def scenario_from(
    name: str,
    data: Mapping[str, object],
    books: Callable[[str], Phrasebook],
    zones: Callable[[str], tzinfo],
) -> Scenario:
    """The scenario `name` from nested plain data, as a YAML file holds it.

    `books` gives the phrasebook of a language, `zones` a time zone by its name; both may raise
    ValueError. Raises ScenarioError, naming the place and the remedy.
    """
    top = Node(name, data).only(
        *("title", "history", "brands", "topics", "languages", "rhythm", "channels", "chatter"),
        *("desk", "live", "events"),
    )
    brands = tuple(_brand(node) for node in top.children("brands"))
    if not any(brand.own for brand in brands) or all(brand.own for brand in brands):
        raise top.wrong("brands", "need at least one of ours and one competitor (own: false)")
    tongues = _tongues(top.child("languages"), books, zones)
    rhythm = top.child("rhythm").only("hours", "weekdays")
    found = Scenario(
        name=name,
        title=top.text("title"),
        history=top.span("history"),
        brands=brands,
        topics=tuple(
            Topic(node.text("name"), node.text("query")) for node in top.children("topics")
        ),
        tongues=tongues,
        rhythm=Rhythm(rhythm.numbers("hours", 24), rhythm.numbers("weekdays", 7)),
        channels=top.weights("channels", CHANNELS),
        chatter=top.weights("chatter", INTENTS),
        desk=_desk(top.child("desk")),
        live=_live(top.child("live")),
        events=tuple(_event(node, tongues) for node in top.children("events")),
    )
    _check_names(top, found)
    return found


def _brand(node: Node) -> Brand:
    node.only("name", "own", "query", "handles", "forms")
    forms = node.child("forms")
    return Brand(
        name=node.text("name"),
        own=node.flag("own", True),
        query=node.text("query"),
        handles=node.table("handles"),
        forms={code: forms.table(code) for code in forms.data},
    )


def _tongues(
    top: Node, books: Callable[[str], Phrasebook], zones: Callable[[str], tzinfo]
) -> dict[str, Tongue]:
    if not top.data:
        raise ScenarioError(f"{top.place} is empty: name at least one language")
    return {code: _tongue(code, top.child(code), books, zones) for code in top.data}


def _tongue(
    code: str, node: Node, books: Callable[[str], Phrasebook], zones: Callable[[str], tzinfo]
) -> Tongue:
    node.only("zone", "per_day", "hint", "agents")
    try:
        zone, book = zones(node.text("zone")), books(code)
    except (ValueError, LookupError) as error:
        raise ScenarioError(f"{node.place}: {error}") from error
    for rule in NEEDED_RULES:
        if not book.has(rule):
            raise ScenarioError(f"{node.place}: the phrasebook lacks the rule {rule!r}: add it")
    return Tongue(
        code, zone, node.number("per_day", 0), node.text("hint", code), node.texts("agents"), book
    )


def _desk(node: Node) -> Desk:
    node.only("median_minutes", "from_hour", "to_hour", "left_open", "recent")
    return Desk(
        median_minutes=node.number("median_minutes", 0.1),
        from_hour=int(node.number("from_hour", 0, 23)),
        to_hour=int(node.number("to_hour", 1, 24)),
        left_open=node.number("left_open", 0, 1),
        recent=node.span("recent"),
    )


def _live(node: Node) -> Live:
    node.only("factor", "floor", "busy", "lasts")
    return Live(
        factor=node.number("factor", 0),
        floor=node.number("floor", 0),
        busy=node.span("busy"),
        lasts=node.span("lasts"),
    )


def _event(node: Node, tongues: Mapping[str, Tongue]) -> Event:
    makers: dict[str, Callable[[Node, Mapping[str, Tongue]], Event]] = {
        "storm": _storm,
        "cascade": _cascade,
        "visitor": _visitor,
    }
    kind = node.text("kind")
    if kind not in makers:
        raise node.wrong("kind", f"is {kind!r}; known are {', '.join(makers)}")
    return makers[kind](node, tongues)


def _storm(node: Node, tongues: Mapping[str, Tongue]) -> Storm:
    node.only(
        *("kind", "name", "at", "clock", "theme", "languages", "channels", "peak", "rise"),
        *("half_life", "branching", "kernel"),
    )
    languages = node.weights("languages", tuple(tongues))
    spoken = [tongues[code] for code in languages]
    _check_rules(node, spoken, "{}", "{}_reply", "answer_{}")
    return Storm(
        name=node.text("name"),
        when=_when(node),
        theme=node.text("theme"),
        languages=languages,
        channels=node.weights("channels", CHANNELS),
        peak=node.number("peak", 0, 1_000),
        rise=node.number("rise", 1),
        half_life=node.number("half_life", 1),
        branching=node.number("branching", 0, 0.95),
        kernel=_kernel(node.child("kernel")),
    )


def _cascade(node: Node, tongues: Mapping[str, Tongue]) -> Cascade:
    node.only(
        *("kind", "name", "at", "clock", "theme", "language", "handle", "author", "followers"),
        *("direct", "branching", "reposts", "kernel"),
    )
    tongue = _one(node, "language", tongues)
    _check_rules(node, [tongue], "{}", "{}_reply")
    return Cascade(
        name=node.text("name"),
        when=_when(node),
        theme=node.text("theme"),
        language=tongue.code,
        handle=node.text("handle"),
        author=node.text("author"),
        followers=int(node.number("followers", 0)),
        direct=node.number("direct", 0, 100_000),
        branching=node.number("branching", 0, 0.95),
        reposts=node.number("reposts", 0, 1),
        kernel=_kernel(node.child("kernel")),
    )


def _visitor(node: Node, tongues: Mapping[str, Tongue]) -> Visitor:
    node.only(
        *("kind", "name", "visits", "theme", "language", "channel", "handle", "author"),
        *("followers", "thread", "answered"),
    )
    tongue = _one(node, "language", tongues)
    if not tongue.book.has(f"{node.text('theme')}_1"):
        _check_rules(node, [tongue], "{}")
    place = f"{node.place}.visits"
    return Visitor(
        name=node.text("name"),
        visits=tuple(When(span(text, place)) for text in node.texts("visits")),
        theme=node.text("theme"),
        language=tongue.code,
        channel=_one(node, "channel", {channel: channel for channel in CHANNELS}),
        handle=node.text("handle"),
        author=node.text("author"),
        followers=int(node.number("followers", 0)),
        thread=node.flag("thread", True),
        answered=node.flag("answered"),
    )


def _one(node: Node, key: str, known: Mapping[str, _T]) -> _T:
    value = node.text(key)
    if value not in known:
        raise node.wrong(key, f"is {value!r}; known are {', '.join(known)}")
    return known[value]


def _when(node: Node) -> When:
    return When(node.span("at"), node.clock("clock"))


def _kernel(node: Node) -> ExponentialKernel | PowerLawKernel:
    shape = node.only("shape", "mean", "knee", "theta").text("shape")
    if shape == "exponential":
        return ExponentialKernel(node.number("mean", 0.001))
    if shape == "power_law":
        return PowerLawKernel(node.number("knee", 0.001), node.number("theta", 0.05, default=0.5))
    raise node.wrong("shape", f"is {shape!r}; known are exponential, power_law")


def _check_rules(node: Node, tongues: list[Tongue], *patterns: str) -> None:
    """Refuse a theme for which a phrasebook lacks one of the rules, `{}` being the theme."""
    rules = [pattern.format(node.text("theme")) for pattern in patterns]
    for tongue in tongues:
        for rule in rules:
            if not tongue.book.has(rule):
                raise node.wrong("theme", f"asks the phrasebook {tongue.code} for the rule {rule}")


def _check_names(top: Node, found: Scenario) -> None:
    if found.history <= timedelta(0):
        raise top.wrong("history", "is not positive: write for example 14d")
    names = [event.name for event in found.events]
    if len(set(names)) != len(names):
        raise top.wrong("events", "hold one name twice: give each its own")
    for code in found.tongues:
        for brand in found.brands:
            if code not in brand.handles:
                raise top.wrong("brands", f"{brand.name} has no handle in the language {code}")
