"""What higher rooms show on the page of a case, beside what the desk knows of it.

A room above registers a maker once, when it is ready; the desk asks each for every page that it
shows and knows nothing of what they say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from firebell.desk.queries import CasePage


@dataclass(frozen=True, slots=True)
class Panel:
    """`template` is included with `panel`, this object, in its context; `values` are its own."""

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)


Maker = Callable[[Any, CasePage], Panel | None]

_makers: list[Maker] = []


def register(maker: Maker) -> None:
    """`maker(request, page)` answers a panel, or None where it has nothing to show."""
    if maker not in _makers:
        _makers.append(maker)


def panels_of(request: Any, page: CasePage) -> list[Panel]:
    """In the order in which the rooms registered."""
    made = (maker(request, page) for maker in _makers)
    return [panel for panel in made if panel is not None]
