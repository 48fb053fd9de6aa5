"""What a text names that care can act on: orders, flights, parcels, amounts, days, times and
places."""

from firebell.core.understanding.entities.finding import Entity, find_entities
from firebell.core.understanding.entities.gazetteer import NOWHERE, Gazetteer
from firebell.core.understanding.entities.patterns import BORN
from firebell.core.understanding.entities.traces import Trace, traces_of

__all__ = ["BORN", "NOWHERE", "Entity", "Gazetteer", "Trace", "find_entities", "traces_of"]
