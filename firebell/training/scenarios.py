"""The scenarios that ship with firebell, read from YAML and checked by the core.

A new scenario is one file in `scenarios/`, a new language one file in `phrases/`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from zoneinfo import ZoneInfo

import pyarrow as pa
import yaml

from firebell.core.training.grammar import Phrasebook, phrasebook
from firebell.core.training.nodes import ScenarioError
from firebell.core.training.parsing import scenario_from
from firebell.core.training.scenario import Scenario
from firebell.core.training.story import tell

_SCENARIOS = files(__package__) / "scenarios"
_PHRASES = files(__package__) / "phrases"


def scenario_names() -> list[str]:
    """The names that `load_scenario` knows, in alphabetical order."""
    return sorted(
        entry.name.removesuffix(".yaml")
        for entry in _SCENARIOS.iterdir()
        if entry.name.endswith(".yaml")
    )


def load_scenario(name: str) -> Scenario:
    """The scenario `name`, checked. Raises ScenarioError, naming the place and the remedy."""
    if name not in scenario_names():
        raise ScenarioError(
            f"there is no scenario {name!r}: choose one of {', '.join(scenario_names())}"
        )
    return scenario_from(name, _read(_SCENARIOS / f"{name}.yaml"), _book, ZoneInfo)


def history(scenario: Scenario, now: datetime, seed: int) -> Iterator[pa.RecordBatch]:
    """What was said before `now` (aware), for as long as the scenario's history is."""
    return tell(scenario, now - scenario.history, now, seed, opening=now)


def live(scenario: Scenario, now: datetime, seed: int) -> Iterator[pa.RecordBatch]:
    """What will be said from `now` (aware) on; the caller waits for the time of each row."""
    return tell(scenario, now, now + scenario.live.lasts, seed, opening=now)


@cache
def _book(language: str) -> Phrasebook:
    file = _PHRASES / f"{language}.yaml"
    if not file.is_file():
        raise LookupError(f"there is no phrasebook for {language!r}: add phrases/{language}.yaml")
    return phrasebook(language, _read(file))


def _read(file: Traversable) -> Mapping[str, object]:
    try:
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise ScenarioError(f"{file.name} is no YAML: {error}") from error
    if not isinstance(data, dict):
        raise ScenarioError(f"{file.name} is no table of keys and values")
    return data
