"""From the plain content of a map file to a validated ColumnMap; each error names its key."""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from firebell.channels.contract import ChannelError
from firebell.channels.files.maps import (
    REQUIRED,
    BrandColumn,
    BrandSpec,
    ColumnMap,
    FieldRule,
    TopicSpec,
)
from firebell.channels.files.times import TimeFormat, shown
from firebell.core.query import QueryError, parse
from firebell.core.schema import INTERACTION, Direction, InteractionKind

_TOP = [
    "title",
    "fields",
    "time",
    "order",
    "encoding",
    "delimiter",
    "brands",
    "brands_from",
    "topics",
    "audit",
]
_RULE = [
    "column",
    "columns",
    "join",
    "hash",
    "constant",
    "default",
    "optional",
    "values",
    "unescape",
    "integer",
    "replies",
]
_CHOICES = {"kind": tuple(InteractionKind), "direction": tuple(Direction)}


def build_map(content: Any, name: str, place: str) -> ColumnMap:
    """Validate one map; ChannelError where it is wrong. `place`: the file's name, for messages."""
    top = _Part(content, place, "").only(_TOP)
    fields = top.part("fields", required=True)
    fields.only(INTERACTION.names)
    rules = {key: _rule(key, fields) for key in fields.content}
    lacking = [key for key in REQUIRED if key not in rules]
    if lacking:
        top.refuse("fields", f"{', '.join(lacking)} must be said: a column or a constant")
    kind = fields.content["kind"]
    return ColumnMap(
        name=name,
        title=top.text("title", default=name),
        fields=rules,
        time=_time(top.part("time")),
        reply_kind=_reply_kind(kind, fields),
        sorted_by_time=top.choice("order", ("file", "time"), default="file") == "time",
        encoding=_encoding(top),
        delimiter=_delimiter(top),
        brands=tuple(_brand(part) for part in top.parts("brands")),
        brands_from=_brand_column(top.part("brands_from")) if "brands_from" in top else None,
        topics=tuple(_topic(part) for part in top.parts("topics")),
        conflict_columns=top.part("audit").only(["conflict_columns"]).texts("conflict_columns"),
    )


class _Part:
    """One mapping of the file, with its place in it."""

    def __init__(self, content: Any, place: str, path: str) -> None:
        self.place, self.path = place, path
        if not isinstance(content, Mapping):
            self.refuse("", "keys and values were expected here")
        self.content: Mapping[str, Any] = content

    def __contains__(self, key: str) -> bool:
        return key in self.content

    def refuse(self, key: str, why: str) -> None:
        where = ".".join(part for part in (self.path, key) if part)
        raise ChannelError(f"{self.place}: {where + ': ' if where else ''}{why}", permanent=True)

    def only(self, keys: Sequence[str]) -> _Part:
        for key in self.content:
            if key not in keys:
                self.refuse(str(key), f"not known here; known are {', '.join(keys)}")
        return self

    def part(self, key: str, *, required: bool = False) -> _Part:
        if key not in self.content and required:
            self.refuse(key, "is missing")
        return _Part(
            self.content.get(key, {}), self.place, ".".join(filter(None, (self.path, key)))
        )

    def parts(self, key: str) -> list[_Part]:
        items = self.content.get(key, [])
        if not isinstance(items, list):
            self.refuse(key, "a list was expected")
        return [_Part(item, self.place, f"{key}.{i}") for i, item in enumerate(items, 1)]

    def text(self, key: str, *, default: str | None = None) -> str:
        value = self.content.get(key, default)
        if not isinstance(value, str) or not value:
            self.refuse(key, "a text was expected; put it in quotes")
        return str(value)

    def optional_text(self, key: str) -> str | None:
        return self.text(key) if key in self.content else None

    def texts(self, key: str) -> tuple[str, ...]:
        values = self.content.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            self.refuse(key, "a list of texts was expected")
        return tuple(values)

    def flag(self, key: str) -> bool:
        value = self.content.get(key, False)
        if not isinstance(value, bool):
            self.refuse(key, "true or false was expected")
        return bool(value)

    def number(self, key: str, default: int) -> int:
        value = self.content.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            self.refuse(key, "a whole number from 1 was expected")
        return int(value)

    def choice(self, key: str, choices: Sequence[str], *, default: str) -> str:
        value = self.content.get(key, default)
        if value not in choices:
            self.refuse(key, f"{shown(value)} is not one of {', '.join(choices)}")
        return str(value)

    def words(self, key: str) -> dict[str, str] | None:
        """A table from the file's words to ours; YAML's own true and false are words too."""
        if key not in self.content:
            return None
        table = self.part(key).content
        if not all(isinstance(value, str) for value in table.values()):
            self.refuse(key, "each value must be a text")
        return {str(word): value for word, value in table.items()}


def _rule(key: str, fields: _Part) -> FieldRule:
    given = fields.content[key]
    if isinstance(given, str):
        return FieldRule(column=given)
    part = fields.part(key).only(_RULE)
    sources = [s for s in ("column", "columns", "hash", "constant") if s in part]
    if len(sources) != 1:
        part.refuse("", "exactly one of column, columns, hash and constant must stand here")
    values = part.words("values")
    _check_words(key, part, values)
    return FieldRule(
        column=part.optional_text("column"),
        columns=part.texts("columns") or part.texts("hash"),
        hashed="hash" in part,
        joint=part.text("join", default="-"),
        constant=part.optional_text("constant"),
        default=part.optional_text("default"),
        optional=part.flag("optional"),
        values=values,
        unescape=part.flag("unescape"),
        integer=part.flag("integer"),
    )


def _check_words(key: str, part: _Part, values: Mapping[str, str] | None) -> None:
    allowed = _CHOICES.get(key)
    ours = [*(values or {}).values(), *(part.content.get(k) for k in ("constant", "default"))]
    wrong = [word for word in ours if allowed and word is not None and word not in allowed]
    if allowed and wrong:
        part.refuse("", f"{shown(wrong[0])} is not one of {', '.join(allowed)}")


def _reply_kind(kind: Any, fields: _Part) -> str | None:
    if not isinstance(kind, Mapping) or "replies" not in kind:
        return None
    part = fields.part("kind")
    if "in_reply_to" not in fields:
        part.refuse("replies", "needs the field in_reply_to")
    return part.choice("replies", _CHOICES["kind"], default="")


def _time(part: _Part) -> TimeFormat:
    part.only(["format", "zone"])
    zone = part.optional_text("zone")
    try:
        return TimeFormat(part.text("format", default="iso"), ZoneInfo(zone) if zone else None)
    except (ZoneInfoNotFoundError, ValueError) as error:
        remedy = "write it like Europe/Oslo or UTC"
        raise ChannelError(
            f"{part.place}: time.zone: {shown(zone)} is no known time zone; {remedy}",
            permanent=True,
        ) from error


def _encoding(top: _Part) -> str:
    name = top.text("encoding", default="utf-8")
    try:
        # A line must end with the byte 10, which rules out UTF-16 and UTF-32.
        fits = "\n".encode(codecs.lookup(name).name) == b"\n"
    except (LookupError, UnicodeError):
        fits = False
    if not fits:
        top.refuse("encoding", f"{shown(name)} cannot be read; use utf-8, cp1252 or its like")
    return name


def _delimiter(top: _Part) -> str | None:
    given = top.optional_text("delimiter")
    if given is not None and given not in (",", ";", "\t", "|"):
        top.refuse("delimiter", "one of comma, semicolon, tab and | was expected")
    return given


def _brand(part: _Part) -> BrandSpec:
    part.only(["name", "query", "own"])
    own = part.flag("own") if "own" in part else True
    return BrandSpec(part.text("name"), _query(part), own)


def _topic(part: _Part) -> TopicSpec:
    part.only(["name", "query"])
    return TopicSpec(part.text("name"), _query(part))


def _query(part: _Part) -> str:
    text = part.text("query")
    try:
        parse(text.replace("{value}", "value"))
    except QueryError as error:
        part.refuse("query", f"{error} (at character {error.start + 1} of {shown(text)})")
    return text


def _brand_column(part: _Part) -> BrandColumn:
    part.only(["column", "query", "where", "at_least", "at_most"])
    if "{value}" not in part.text("query"):
        part.refuse("query", "must hold {value}, where the name found goes")
    return BrandColumn(
        column=part.text("column"),
        query=_query(part),
        where=part.words("where") or {},
        at_least=part.number("at_least", 1),
        at_most=part.number("at_most", 200),
    )
