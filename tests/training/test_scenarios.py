from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from random import Random

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from firebell.core.query import matches, parse
from firebell.core.training.composing import compose, names_in
from firebell.core.training.nodes import ScenarioError
from firebell.core.training.personas import Person
from firebell.training.scenarios import history, live, load_scenario, scenario_names

NOON = datetime(2026, 3, 11, 12, 0, tzinfo=UTC)
NAMES = ["parcel_storm", "quiet_week"]


def test_the_scenarios_that_ship() -> None:
    assert scenario_names() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_its_queries_are_in_the_query_language(name: str) -> None:
    queries = load_scenario(name).queries
    assert len(queries) == 6
    for query in queries.values():
        parse(query)


def test_an_unknown_scenario_lists_the_known() -> None:
    with pytest.raises(ScenarioError, match="choose one of parcel_storm, quiet_week"):
        load_scenario("flood")


@pytest.mark.parametrize("code", ["en", "nb", "pl"])
def test_every_rule_of_every_phrasebook_can_be_said(code: str) -> None:
    scenario = load_scenario("parcel_storm")
    tongue = scenario.tongues[code]
    names = {**names_in(scenario, tongue), "agent": "Ann", "you": "Bo"}
    person = Person("a", "Ann Lee", code, 1)
    for rule in tongue.book.rules:
        for seed in range(40):
            text = compose(tongue, rule, names, person, Random(seed))
            assert not re.search(r"[{}~]|  | [.,]( |$)", text), (rule, text)


@pytest.mark.parametrize("code", ["en", "nb", "pl"])
@pytest.mark.parametrize("intent", ["question", "complaint", "lost"])
def test_hundreds_of_sentences_a_language(code: str, intent: str) -> None:
    scenario = load_scenario("parcel_storm")
    tongue = scenario.tongues[code]
    names = names_in(scenario, tongue) | {"code": "SV1"}
    rng = Random(1)
    assert len({tongue.book.tell(intent, names, rng) for _ in range(600)}) > 300


def test_history_ends_and_live_begins_at_the_opening() -> None:
    scenario = load_scenario("parcel_storm")
    past = pa.Table.from_batches(history(scenario, NOON, 7))
    assert 5_000 <= past.num_rows <= 9_000
    assert pc.min(past["at"]).as_py() >= NOON - timedelta(days=14)
    assert pc.max(past["at"]).as_py() < NOON
    first = next(live(scenario, NOON, 7))
    assert first["at"][0].as_py() >= NOON


def test_the_brand_hears_what_is_said_to_it() -> None:
    scenario = load_scenario("parcel_storm")
    past = pa.Table.from_batches(history(scenario, NOON, 7))
    inbound = past.filter(pc.equal(past["direction"], "inbound"))
    ours = matches(scenario.brand.query, inbound).to_numpy(zero_copy_only=False)
    theirs = matches(scenario.rival.query, inbound).to_numpy(zero_copy_only=False)
    assert ours.mean() > 0.85
    assert (ours | theirs).mean() > 0.98


def test_most_of_the_storm_is_about_lost_parcels() -> None:
    scenario = load_scenario("parcel_storm")
    first = next(live(scenario, NOON, 7)).slice(50, 400)
    assert matches(scenario.queries["Lost parcels"], first).true_count > 200


def test_in_a_quiet_week_nothing_happens() -> None:
    scenario = load_scenario("quiet_week")
    assert scenario.events == ()
    past = pa.Table.from_batches(history(scenario, NOON, 7))
    inbound = past.filter(pc.equal(past["direction"], "inbound"))
    hours = pc.value_counts(pc.floor_temporal(inbound["at"], unit="hour")).field("counts")
    assert pc.max(hours).as_py() < 50
