from __future__ import annotations

from copy import deepcopy
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from firebell.core.training.grammar import Phrasebook, phrasebook
from firebell.core.training.nodes import ScenarioError
from firebell.core.training.parsing import NEEDED_RULES, scenario_from
from firebell.core.training.scenario import Scenario

BRANDS = [
    {"name": "Ours", "query": "ours", "handles": {"en": "ours"}, "forms": {}},
    {"name": "Theirs", "own": False, "query": "theirs", "handles": {"en": "theirs"}, "forms": {}},
]
STORM = {
    "kind": "storm",
    "name": "one",
    "at": "-5d",
    "clock": "10:20",
    "theme": "fire",
    "languages": {"en": 1},
    "channels": {"microblog": 1},
    "peak": 1,
    "rise": 10,
    "half_life": 10,
    "branching": 0.5,
    "kernel": {"shape": "exponential", "mean": 5},
}
DATA: dict[str, Any] = {
    "title": "A test",
    "history": "2d",
    "brands": BRANDS,
    "topics": [{"name": "Fire", "query": "fire"}],
    "languages": {"en": {"zone": "Europe/London", "per_day": 10, "agents": ["Ann"]}},
    "rhythm": {"hours": [1] * 24, "weekdays": [1] * 7},
    "channels": {"microblog": 1},
    "chatter": {"question": 1},
    "desk": {
        "median_minutes": 30,
        "from_hour": 7,
        "to_hour": 22,
        "left_open": 0.1,
        "recent": "48h",
    },
    "live": {"factor": 1, "floor": 0, "busy": "0s", "lasts": "1h"},
    "events": [STORM],
}


def book(language: str) -> Phrasebook:
    if language != "en":
        raise LookupError(f"no phrasebook for {language}")
    rules = dict.fromkeys((*NEEDED_RULES, "fire", "fire_reply", "answer_fire"), "words")
    return phrasebook(language, rules)


def parse(data: dict[str, Any]) -> Scenario:
    return scenario_from("test", data, book, ZoneInfo)


def changed(path: str, value: object) -> dict[str, Any]:
    data: Any = deepcopy(DATA)
    at, *steps = [int(step) if step.isdigit() else step for step in path.split(".")]
    place = data
    for step in steps:
        place, at = place[at], step
    place[at] = value
    return data


def test_a_whole_scenario_is_read() -> None:
    scenario = parse(DATA)
    assert scenario.brand.name == "Ours"
    assert scenario.rival.name == "Theirs"
    assert scenario.queries == {"Ours": "ours", "Theirs": "theirs", "Fire": "fire"}
    assert scenario.tongues["en"].zone == ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("title", "", r"test.title is missing or no text"),
        ("history", "soon", r"test.history is 'soon': write a number with s, m, h or d"),
        ("history", "-2d", r"test.history is not positive"),
        ("brands", BRANDS[:1], r"test.brands need at least one of ours and one competitor"),
        ("brands.0.handles", {"nb": "x"}, r"Ours has no handle in the language en"),
        ("languages", {}, r"test.languages is empty"),
        ("languages.en.zone", "Mars/Base", r"test.languages.en: .*Mars/Base"),
        ("languages.en.per_day", "many", r"test.languages.en.per_day is missing or no number"),
        ("languages.en.per_day", True, r"test.languages.en.per_day is missing or no number"),
        ("languages.en.agents", [], r"test.languages.en.agents is not a list of texts"),
        ("rhythm.hours", [1, 2], r"test.rhythm.hours has 2 numbers: give 24"),
        ("rhythm.weekdays", [0] * 7, r"test.rhythm.weekdays is all zeros"),
        ("channels", {"telegraph": 1}, r"test.channels.telegraph is not known; known are"),
        ("chatter", {"question": 0}, r"test.chatter has no weight above zero"),
        ("desk.left_open", 1.5, r"test.desk.left_open is 1.5: keep it from 0 to 1"),
        ("live", None, r"test.live is missing or no table"),
        ("events.0.kind", "flood", r"test.events\[0\].kind is 'flood'; known are"),
        ("events.0.branching", 1.3, r"test.events\[0\].branching is 1.3: keep it from 0 to 0.95"),
        ("events.0.clock", "noonish", r"test.events\[0\].clock is no time of day"),
        ("events.0.theme", "flood", r"asks the phrasebook en for the rule flood"),
        ("events.0.kernel.shape", "square", r"shape is 'square'; known are"),
        ("events.0.colour", "red", r"test.events\[0\].colour is not known"),
        ("events", [STORM, STORM], r"test.events hold one name twice"),
        ("events", ["storm"], r"test.events\[0\] is no table"),
    ],
)
def test_a_wrong_scenario_names_the_place(path: str, value: object, message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        parse(changed(path, value))


def test_a_language_without_a_phrasebook_is_refused() -> None:
    data = changed("languages", {"xx": DATA["languages"]["en"]})
    with pytest.raises(ScenarioError, match=r"test.languages.xx: .*no phrasebook for xx"):
        parse(data)
