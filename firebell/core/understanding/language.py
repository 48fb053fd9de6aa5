"""Which language a text is in: eldc's guess, tempered by what the channel says.

eldc is a compiled table of letter runs: offline, no files, no shared state once its table is laid.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import eldc

UNKNOWN = "und"
MAX_LETTERS = 600
SHORT = 16
NEAR = 0.15
# Where eldc itself is not sure, a clear lead still counts (Polish without its marks has one).
FAIR, LEAD = 0.6, 0.12

_ADDRESS = re.compile(r"https?://\S{1,300}|www\.\S{1,300}|[@#]\w{1,64}|\x00")
# eldc knows one Norwegian; firebell's screens speak Bokmål.
_OURS = {"no": "nb", "nn": "nb"}


@dataclass(frozen=True, slots=True)
class Language:
    """ISO 639-1 code (``nb`` for Norwegian), ``und`` when not known; ``p`` is eldc's score in
    [0, 1] for that code, or 0.5 where only the channel's hint speaks."""

    code: str
    p: float


class LanguageFinder:
    """Finds the language of one text after another; safe to share between threads."""

    def __init__(self) -> None:
        eldc.init()
        self._detector: Any = eldc.instance()
        self._detector.set_languages([])
        self._detector.set_scheme("iso639-1")
        self._detector.set_scores(5)

    def find(self, text: str, hint: str | None) -> Language:
        """The language of ``text``; ``hint`` (ISO 639-1) decides where the text is short, unsure
        or nearly as likely in the hinted language (Danish and Norwegian often are)."""
        plain = _ADDRESS.sub(" ", text[:MAX_LETTERS]).strip()
        found = self._detector.detect_details(plain.encode("utf-8", "replace").decode("utf-8"))
        code, p = _ours(found.language), float(found.scores.get(found.language, 0.0))
        hinted = _ours(hint)
        if hinted:
            rival = max((s for c, s in found.scores.items() if _ours(c) == hinted), default=0.0)
            if hinted == code or rival >= p - NEAR:
                return Language(hinted, max(float(rival), 0.5))
            if len(plain) < SHORT or not found.reliable:
                return Language(hinted, 0.5)
        if found.reliable or (len(plain) >= SHORT and _leads(found.scores, code, p)):
            return Language(code, p)
        return Language(UNKNOWN, 0.0)


def _leads(scores: Mapping[str, float], code: str, p: float) -> bool:
    """Danish always comes close behind Norwegian and is no rival to it."""
    twin = "da" if code == "nb" else ""
    rivals = (float(s) for c, s in scores.items() if _ours(c) not in (code, twin))
    return p >= FAIR and p - max(rivals, default=0.0) >= LEAD


@lru_cache(maxsize=1024)
def _ours(code: str | None) -> str:
    short = (code or "").strip().lower().replace("_", "-").split("-")[0]
    if not (2 <= len(short) <= 3 and short.isascii() and short.isalpha()) or short == UNKNOWN:
        return ""
    return _OURS.get(short, short)
