"""Write what countries are called in the languages of the screens, in the order of each alphabet.

    python tools/country_names.py

The countries are those whose public holidays the package `holidays` knows, the names Unicode's
(CLDR, by Babel). To be run again when a language is added or that package knows more countries.
"""

from __future__ import annotations

import json
from pathlib import Path
from unicodedata import normalize

import holidays
from babel import Locale

TARGET = Path(__file__).resolve().parent.parent / "firebell" / "accounts" / "country_names.json"
# Letters that are no mere accents, where their alphabet has them.
ALPHABETS = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "nb": "abcdefghijklmnopqrstuvwxyzæøå",
    "pl": "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż",
}


def in_order(alphabet: str, name: str) -> list[int]:
    plain = (char if char in alphabet else normalize("NFD", char)[0] for char in name.lower())
    return [alphabet.find(char) for char in plain]


def names(language: str) -> dict[str, str]:
    territories = Locale(language).territories
    codes = holidays.list_supported_countries(include_aliases=False)
    found = {code: territories[code] for code in codes}
    return dict(sorted(found.items(), key=lambda one: in_order(ALPHABETS[language], one[1])))


if __name__ == "__main__":
    said = {language: names(language) for language in ALPHABETS}
    TARGET.write_text(json.dumps(said, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
