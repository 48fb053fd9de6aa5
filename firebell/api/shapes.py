"""The forms of what comes in and goes out: types that are checked, and of which the document is
drawn. A field's examples make the examples of the document."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Generic, TypeVar

from msgspec import Meta, Struct

T = TypeVar("T")
_LARGEST = 2**53 - 1  # beyond it JavaScript's numbers lose their last digits

Id = Annotated[int, Meta(ge=1, le=_LARGEST, examples=[7])]
CaseNumber = Annotated[int, Meta(ge=1, le=2**31 - 1, description="A case's number", examples=[12])]
Instant = Annotated[
    datetime,
    Meta(tz=True, description="A time with its offset", examples=["2026-03-02T09:15:00Z"]),
]
Day = Annotated[
    date, Meta(description="A day, by the clock of the workspace", examples=["2026-09-01"])
]
MOST_MONEY = 10**12  # nobody means more, and every store holds it
Currency = Annotated[
    str, Meta(max_length=3, pattern="^[A-Z]{3}$", description="ISO 4217", examples=["EUR"])
]
SAID = r"\S"  # a pattern of texts: of nothing but spaces, nothing is said


class In(Struct, kw_only=True, forbid_unknown_fields=True):
    """What a program sends; a field that is not known is refused, not overlooked."""

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if isinstance(value, datetime):
                setattr(self, name, _in_utc(value))


def _in_utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{value.isoformat()} is out of range") from error


class Out(Struct, kw_only=True):
    """What a program is told. New fields may come; none is renamed or taken away."""


class Page(Out, Generic[T]):
    """Some of a list. `next` is the address of what comes after, null on the last page."""

    items: list[T]
    next: Annotated[str | None, Meta(examples=[None])]


class Paged(In):
    """Which part of a list."""

    limit: Annotated[int, Meta(ge=1, le=100, description="How many at most", examples=[50])] = 50
    cursor: Annotated[
        str, Meta(max_length=100, description="From a page's `next`; not to be made up")
    ] = ""


class Person(Out):
    """Somebody who works here."""

    id: Id
    name: Annotated[str, Meta(examples=["Kari Nordmann"])]


class Named(Out):
    """Something by its id and its name."""

    id: Id
    name: Annotated[str, Meta(examples=["Front desk"])]


class Cost(In):
    """An estimate, in whole units of a currency."""

    least: Annotated[int, Meta(ge=0, le=MOST_MONEY, examples=[40])]
    most: Annotated[int, Meta(ge=0, le=MOST_MONEY, examples=[60])]
    currency: Currency
