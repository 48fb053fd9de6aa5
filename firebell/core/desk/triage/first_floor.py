"""How urgent a word is: a first, simple scale from 1 (at once) to 5 (when there is time)."""

from __future__ import annotations

from dataclasses import dataclass

ORDINARY = 3
ANGRY = 0.6  # probability that the word is negative
CONTENT = 0.2
TOXIC = 0.7
WIDE_REACH = 10_000  # followers of the author
HUGE_REACH = 500_000


@dataclass(frozen=True, slots=True)
class Priority:
    """`value` 1 to 5; `because` names what moved it, in the order in which it was looked at."""

    value: int
    because: tuple[str, ...]


def priority(
    negative: float, toxicity: float, followers: int | None, *, sensitive: bool = False
) -> Priority:
    """From the probabilities of the reading, each 0 to 1, and the author's reach; `sensitive`: it
    tells of injury, danger, a child or the like, which goes to a person at once."""
    steps: list[tuple[int, str]] = []
    if negative >= ANGRY:
        steps.append((-1, "negative"))
    elif negative < CONTENT:
        steps.append((+1, "not_negative"))
    if toxicity >= TOXIC:
        steps.append((-1, "toxic"))
    if sensitive:
        steps.append((-2, "sensitive"))
    if (followers or 0) >= HUGE_REACH:
        steps.append((-2, "huge_reach"))
    elif (followers or 0) >= WIDE_REACH:
        steps.append((-1, "wide_reach"))
    value = ORDINARY + sum(step for step, _why in steps)
    return Priority(min(max(value, 1), 5), tuple(why for _step, why in steps))
