"""Public holidays by country, from the package `holidays`, and what countries are called.

The names of countries are those of Unicode's CLDR; `tools/country_names.py` writes them.
"""

from __future__ import annotations

import json
import warnings
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

# Whoever is on the public networks at all is heard between these; what is given out beyond is none.
FIRST, LAST = 1990, 2100
_NAMES = Path(__file__).with_name("country_names.json")
_ENGLISH = "en"
# The languages of the screens, as the package names them.
_SPOKEN = {"en": "en_US", "nb": "no"}


def _package() -> Any:
    # Where no country is chosen nobody waits for it to load.
    import holidays

    return holidays


@cache
def _names() -> dict[str, dict[str, str]]:
    """Language -> code of a country -> its name, in that language's order."""
    return dict(json.loads(_NAMES.read_text(encoding="utf-8")))


def countries(language: str) -> list[tuple[str, str]]:
    """(code, name in that language, else in English) of the countries whose holidays are known."""
    known = _package().list_supported_countries(include_aliases=False)
    named = _names().get(language) or _names()[_ENGLISH]
    return [(code, name) for code, name in named.items() if code in known]


def country_name(code: str, language: str) -> str:
    return (_names().get(language) or _names()[_ENGLISH]).get(code, code)


@lru_cache(maxsize=32)
def days(country: str) -> frozenset[date]:
    """From FIRST to LAST, both included; none for a country that is not known."""
    return frozenset(_found(country, FIRST, LAST, "en"))


def named(country: str, since: date, until: date, language: str) -> list[tuple[date, str]]:
    """(day, what it is called) in order, `until` included: in that language where it is known, else
    in English, else in the country's own."""
    found = _found(country, since.year, until.year, language)
    return sorted((day, name) for day, name in found.items() if since <= day <= until)


def _found(country: str, first: int, last: int, language: str) -> dict[date, str]:
    if not country:
        return {}
    package = _package()
    try:
        known = package.country_holidays(country)
    except NotImplementedError:  # its word for a country that it does not know
        return {}
    wanted = (_SPOKEN.get(language, language), _SPOKEN[_ENGLISH])
    chosen = next((one for one in wanted if one in (known.supported_languages or ())), None)
    years = range(max(first, known.start_year), min(last, known.end_year) + 1)
    with warnings.catch_warnings():
        # Where dates follow the moon it warns of years whose dates nobody has said yet.
        warnings.filterwarnings("ignore", category=UserWarning, module="holidays")
        return dict(package.country_holidays(country, years=years, language=chosen))
