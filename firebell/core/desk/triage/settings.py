"""The settings of triage as they are stored and typed.

{"weights": {"negative": 30, ..., "cuts": [65, 50, 25, 10]},
 "limits": {"private_from": "high", ...},
 "attackers": {"extortionist": {"answer": "yes", "offers": "approved", ...}},
 "teams": [{"name": "Billing", "skills": ["refunds"], "languages": ["nb", "en"]}]}
"""

from __future__ import annotations

from typing import Any

from firebell.core.desk.given import SettingError, listing, mapping, needed, text, texts
from firebell.core.desk.triage import attackers, weights
from firebell.core.desk.triage.deciding import Settings
from firebell.core.desk.triage.questions import limits_from_json, limits_to_json
from firebell.core.desk.triage.teams import Team


def to_json(settings: Settings) -> dict[str, Any]:
    """Plain data that `from_json` reads back as the same settings."""
    return {
        "weights": weights.to_json(settings.weights),
        "limits": limits_to_json(settings.limits),
        "attackers": attackers.to_json(settings.attackers),
        "teams": [
            {"name": one.name, "skills": sorted(one.skills), "languages": sorted(one.languages)}
            for one in settings.teams
        ],
    }


def from_json(data: Any) -> Settings:
    """Settings as stored or typed; what is left out is as usual. Raises SettingError."""
    given = mapping("", data, ("weights", "limits", "attackers", "teams"))
    usual = Settings()
    return Settings(
        weights.from_json(given.get("weights", {})),
        limits_from_json(given.get("limits", {})),
        {**usual.attackers, **attackers.from_json(given.get("attackers", {}))},
        _teams(given.get("teams", ())),
    )


def _teams(data: Any) -> tuple[Team, ...]:
    teams = tuple(_team(f"teams[{at}]", one) for at, one in enumerate(listing("teams", data)))
    names = [one.name for one in teams]
    for at, name in enumerate(names):
        if name in names[:at]:
            raise SettingError(f"teams[{at}].name", "doubled", name)
    return teams


def _team(place: str, data: Any) -> Team:
    given = mapping(place, data, ("name", "skills", "languages"))
    return Team(
        text(f"{place}.name", needed(place, given, "name")),
        frozenset(texts(f"{place}.skills", given.get("skills", ()))),
        frozenset(texts(f"{place}.languages", given.get("languages", ()))),
    )
