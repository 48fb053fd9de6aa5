"""Open cases whose words are passed on by many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from firebell.desk.enums import EventKind, ItemState
from firebell.desk.models import Case, CaseEvent, CaseItem


@dataclass(frozen=True, slots=True)
class Rising:
    """A case, and the word of it that is passed on most. The case is held."""

    case: Case
    word: int
    loudness: float


def rising(workspace_id: int, loud: Mapping[int, float], most: int) -> list[Rising]:
    """Those that may become more urgent for a post of `loud` (interaction -> loudness), the least
    urgent first; without those whose post was as loud before, or on which a person has decided
    since."""
    loud = {word: round(how, 4) for word, how in loud.items()}
    open_words = CaseItem.objects.filter(
        case__workspace_id=workspace_id,
        case__priority__gt=1,
        interaction__in=list(loud),
        state=ItemState.PENDING,
    ).values_list("case_id", "pk", "case__priority")
    found = list(open_words)
    if not found:
        return []
    known = _known({case for case, *_rest in found})
    fresh = [row for row in found if loud[row[1]] > known.get(row[:2], 0.0)]
    fresh.sort(key=lambda row: (-row[2], -loud[row[1]], row[0]))
    words: dict[int, int] = {}
    for case, word, _priority in fresh:
        words.setdefault(case, word)
    return _held(dict(list(words.items())[:most]), loud)


def _known(cases: Collection[int]) -> dict[tuple[int, int], float]:
    """(case, word) -> how loud it was when the case was raised for it; beyond all measure where a
    person gave it another priority after that."""
    found: dict[int, dict[int, float]] = defaultdict(dict)
    events = CaseEvent.objects.filter(case__in=cases, kind=EventKind.URGENCY).order_by("id")
    for case, actor, data in events.values_list("case_id", "actor_id", "data"):
        if actor is None and "interaction" in data:
            found[case][data["interaction"]] = data["loudness"]
        else:
            found[case] = dict.fromkeys(found[case], float("inf"))
    return {(case, word): at for case, words in found.items() for word, at in words.items()}


def _held(words: Mapping[int, int], loud: Mapping[int, float]) -> list[Rising]:
    cases = Case.objects.select_for_update(of=("self",)).select_related("profile", "parent")
    by_id = {case.pk: case for case in cases.filter(pk__in=words)}
    return [Rising(by_id[case], word, loud[word]) for case, word in words.items() if case in by_id]
