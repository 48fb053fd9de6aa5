"""What a text names that care can act on: orders, flights, parcels, amounts, days and times."""

from firebell.core.understanding.entities.finding import Entity, find_entities
from firebell.core.understanding.entities.patterns import BORN
from firebell.core.understanding.entities.traces import Trace, traces_of

__all__ = ["BORN", "Entity", "Trace", "find_entities", "traces_of"]
