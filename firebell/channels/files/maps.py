"""Column maps: small YAML files that say which column is what, and what to listen for.

A wrong map is refused whole, with the file, the key and what may stand there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from firebell.channels.contract import ChannelError
from firebell.channels.files.limits import MAP_BYTES
from firebell.channels.files.times import RefusalError, TimeFormat, shown
from firebell.common.home import home
from firebell.core.schema import INTERACTION

SHIPPED = Path(__file__).parent / "maps"
REQUIRED = tuple(field.name for field in INTERACTION if not field.nullable)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """Where one field of the schema comes from: a column, several joined or hashed, a constant."""

    column: str | None = None
    columns: tuple[str, ...] = ()
    hashed: bool = False
    joint: str = "-"
    constant: str | None = None
    default: str | None = None  # where the value is empty
    optional: bool = False  # the file may lack the column
    values: Mapping[str, str] | None = None  # the file's word -> ours
    unescape: bool = False  # "&amp;" as "&"
    integer: bool = False  # "3.0" as "3"

    @property
    def needs(self) -> tuple[str, ...]:
        return (self.column,) if self.column is not None else self.columns

    def present(self, columns: Collection[str]) -> bool:
        return all(column in columns for column in self.needs)

    def translate(self, value: Any) -> str | None:
        """The map's word for `value`; RefusalError if it has none."""
        key = "" if value is None else str(value)
        assert self.values is not None
        if key in self.values:
            return self.values[key]
        if key == "" or self.default is not None:
            return None
        raise RefusalError(
            f"{shown(key)} is not one of {', '.join(self.values)}; add it to the map"
        )


@dataclass(frozen=True, slots=True)
class BrandSpec:
    """A brand that a map sets up, and the query that listens for it."""

    name: str
    query: str
    own: bool = True


@dataclass(frozen=True, slots=True)
class TopicSpec:
    name: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandColumn:
    """Brands found in the file itself: one for each value of `column` in rows where all of
    `where` holds. `query` holds "{value}"."""

    column: str
    query: str
    where: Mapping[str, str] = field(default_factory=dict)
    at_least: int = 1
    at_most: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMap:
    """One map, validated."""

    name: str
    title: str
    fields: Mapping[str, FieldRule]
    time: TimeFormat = field(default_factory=TimeFormat)
    reply_kind: str | None = None
    sorted_by_time: bool = False
    encoding: str = "utf-8"
    delimiter: str | None = None
    brands: tuple[BrandSpec, ...] = ()
    brands_from: BrandColumn | None = None
    topics: tuple[TopicSpec, ...] = ()
    conflict_columns: tuple[str, ...] = ()

    @property
    def required_columns(self) -> tuple[str, ...]:
        """Columns without which no row can be read."""
        needed = (rule.needs for rule in self.fields.values() if not rule.optional)
        return tuple(dict.fromkeys(column for columns in needed for column in columns))

    @property
    def wanted_columns(self) -> tuple[str, ...]:
        """Every column that is looked at, those that may be missing too."""
        wanted = [column for rule in self.fields.values() for column in rule.needs]
        wanted += self.conflict_columns
        if self.brands_from is not None:
            wanted += [self.brands_from.column, *self.brands_from.where]
        return tuple(dict.fromkeys(wanted))

    def missing(self, columns: Collection[str]) -> list[str]:
        return [column for column in self.required_columns if column not in columns]

    def check_columns(self, columns: Collection[str], place: str) -> None:
        """Raise ChannelError where a file with these columns cannot be read by this map."""
        lacking = self.missing(columns)
        if not lacking:
            return
        message = f"{place}: the map {self.name!r} needs {_list(lacking)}, which is not there; "
        raise ChannelError(message + _what_there_is(columns), permanent=True)


def load_map(name_or_path: str) -> ColumnMap:
    """A map by the name of a shipped one, of one in FIREBELL_HOME/maps, or by its path."""
    path = Path(name_or_path)
    if path.suffix.lower() in (".yaml", ".yml"):
        return _read(path, _stamp(path))
    for folder in _folders():
        candidate = folder / f"{name_or_path}.yaml"
        if path.name == name_or_path and candidate.is_file():
            return _read(candidate, _stamp(candidate))
    known = ", ".join(sorted(found.stem for found in _files()))
    raise ChannelError(
        f"There is no map {shown(name_or_path)}; known are {known}; or give the path of a .yaml",
        permanent=True,
    )


def known_maps() -> list[ColumnMap]:
    """Every map that can be found by name, the user's own before the shipped."""
    return [_read(path, _stamp(path)) for path in _files()]


def find_map(columns: Collection[str], place: str) -> ColumnMap:
    """The map that these columns fit, the one that uses most of them; ChannelError if none."""
    fitting = [plan for plan in known_maps() if not plan.missing(columns)]
    if not fitting:
        raise ChannelError(
            f"{place}: no map fits; {_what_there_is(columns)}; or write one and give it by --map",
            permanent=True,
        )
    return max(fitting, key=lambda plan: len(set(plan.wanted_columns) & set(columns)))


def _what_there_is(columns: Collection[str]) -> str:
    found = _list(sorted(columns)[:40]) if columns else "none"
    more = f" and {len(columns) - 40} more" if len(columns) > 40 else ""
    return f"columns found: {found}{more}; {_nearest(columns)}"


def _nearest(columns: Collection[str]) -> str:
    """The map that lacks the smallest share of its columns, and what it lacks."""
    plans = [plan for plan in known_maps() if plan.required_columns]
    plan = min(plans, key=lambda plan: len(plan.missing(columns)) / len(plan.required_columns))
    hints = []
    for column in plan.missing(columns):
        close = get_close_matches(column, columns, n=1)
        hints.append(f"{shown(column)} (like {shown(close[0])})" if close else shown(column))
    lacks = f", which lacks {', '.join(hints)}" if hints else ""
    return f"the nearest map is {plan.name!r}{lacks}"


def _list(names: Iterable[str]) -> str:
    return ", ".join(shown(name) for name in names)


def _folders() -> tuple[Path, ...]:
    return (home() / "maps", SHIPPED)


def _files() -> list[Path]:
    found: dict[str, Path] = {}
    for folder in _folders():
        for path in sorted(folder.glob("*.yaml")):
            found.setdefault(path.stem, path)
    return list(found.values())


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError as error:
        raise ChannelError(f"{path}: {error.strerror}; check the path", permanent=True) from error
    if status.st_size > MAP_BYTES:
        raise ChannelError(f"{path}: a map has at most {MAP_BYTES:,} bytes", permanent=True)
    return status.st_size, status.st_mtime_ns


@lru_cache(maxsize=64)
def _read(path: Path, stamp: tuple[int, int]) -> ColumnMap:
    from firebell.channels.files.map_rules import build_map

    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        detail = " ".join(str(error).split())
        raise ChannelError(
            f"{path.name}: not readable as YAML: {detail}", permanent=True
        ) from error
    return build_map(content, path.stem, path.name)
