"""A month at a desk, lived through with the core's own clocks, triage and routing.

It compares policies in the same world; docs/explanation/desk-simulation.md has its rules.
"""

from firebell.core.desk.simulation.measures import measures
from firebell.core.desk.simulation.policies import FirstCome, NewestFirst, Ours, Running
from firebell.core.desk.simulation.run import Month, month
from firebell.core.desk.simulation.scenario import Scenario
from firebell.core.desk.simulation.world import World, world

__all__ = [
    "FirstCome",
    "Month",
    "NewestFirst",
    "Ours",
    "Running",
    "Scenario",
    "World",
    "measures",
    "month",
    "world",
]
