"""Effects, one file each: what happens when a trigger's conditions hold."""

from __future__ import annotations

from firebell.core.triggers.rules.effects.least_severity import LeastSeverity
from firebell.core.triggers.rules.effects.notify import Notify
from firebell.core.triggers.rules.effects.ring import Ring
from firebell.core.triggers.rules.effects.say import Say
from firebell.core.triggers.rules.family import Family
from firebell.core.triggers.rules.family import Rule as Effect

EFFECTS: Family[Effect] = Family("effect")
EFFECTS.register(Ring, Notify, LeastSeverity, Say)

__all__ = ["EFFECTS", "Effect", "LeastSeverity", "Notify", "Ring", "Say"]
