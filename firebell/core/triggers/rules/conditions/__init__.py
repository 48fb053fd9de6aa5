"""Conditions, one file each: what must hold before a trigger rings, all of them together."""

from __future__ import annotations

from firebell.core.triggers.rules.conditions.about_topics import AboutTopics
from firebell.core.triggers.rules.conditions.at_least import AtLeast
from firebell.core.triggers.rules.conditions.contract import Condition
from firebell.core.triggers.rules.conditions.fact import Fact
from firebell.core.triggers.rules.conditions.in_languages import InLanguages
from firebell.core.triggers.rules.conditions.listens import Listens
from firebell.core.triggers.rules.conditions.may_reach import MayReach
from firebell.core.triggers.rules.conditions.negative_share import NegativeShare
from firebell.core.triggers.rules.conditions.not_sector import NotSector
from firebell.core.triggers.rules.conditions.on_channels import OnChannels
from firebell.core.triggers.rules.conditions.rare import Rare
from firebell.core.triggers.rules.conditions.severe import Severe
from firebell.core.triggers.rules.conditions.stands_out import StandsOut
from firebell.core.triggers.rules.conditions.times_usual import TimesUsual
from firebell.core.triggers.rules.family import Family

CONDITIONS: Family[Condition] = Family("condition")
CONDITIONS.register(
    Listens, Rare, MayReach, AtLeast, TimesUsual, NegativeShare, Severe, OnChannels, AboutTopics,
    InLanguages, StandsOut, NotSector, Fact,
)  # fmt: skip

__all__ = [
    "CONDITIONS",
    "AboutTopics",
    "AtLeast",
    "Condition",
    "Fact",
    "InLanguages",
    "Listens",
    "MayReach",
    "NegativeShare",
    "NotSector",
    "OnChannels",
    "Rare",
    "Severe",
    "StandsOut",
    "TimesUsual",
]
