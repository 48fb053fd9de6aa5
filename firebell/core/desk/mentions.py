"""Who is named in a note: "@Kari Nordmann, or @kari"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping


def mentioned(text: str, names: Mapping[int, str]) -> list[int]:
    """Keys of those whose whole name, or first name where only one has it, follows an "@".

    >>> mentioned("@kari: see @Ola Nordmann", {1: "Kari Moe", 2: "Ola Nordmann", 3: "Ola Berg"})
    [1, 2]
    >>> mentioned("ask @ola, or write to a@kari.example", {1: "Kari Moe", 2: "Ola N", 3: "Ola B"})
    []
    """
    said = " ".join(text.casefold().split())
    whole = {key: " ".join(name.casefold().split()) for key, name in names.items()}
    first = {key: name.split(" ")[0] for key, name in whole.items()}
    times = Counter(first.values())
    return [
        key
        for key, name in whole.items()
        if _named(said, name) or (times[first[key]] == 1 and _named(said, first[key]))
    ]


def _named(said: str, name: str) -> bool:
    return bool(name) and re.search(rf"(?<!\w)@{re.escape(name)}(?!\w)", said) is not None
