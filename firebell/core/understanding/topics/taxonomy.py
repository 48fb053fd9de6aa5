"""What a topic is to whoever defines it."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_DESCRIPTION = 2_000  # characters
MOST_EXAMPLES = 3_000  # of a taxonomy that learns from them at once


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic by a plain description, by examples in any languages, or by both.

    ``key`` tells topics of one taxonomy apart. ValueError where neither is given.
    """

    key: int
    name: str
    description: str = ""
    examples: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.description.strip() and not any(text.strip() for text in self.examples):
            raise ValueError(f"the topic {self.name!r} needs a description or an example")
