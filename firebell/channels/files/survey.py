"""One look over a whole file before it is played: is it in the order of time, which brands are in
it, and where does it contradict itself."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from firebell.channels.contract import ChannelError
from firebell.channels.files.convert import field_values
from firebell.channels.files.limits import SORTED_ROWS, SURVEYED_IDS
from firebell.channels.files.maps import BrandColumn, BrandSpec, ColumnMap
from firebell.channels.files.opening import BROKEN, printable
from firebell.channels.files.reader import OpenTable, open_table
from firebell.channels.files.records import Record
from firebell.channels.files.tables import Table
from firebell.core.triggers.lateness import LATENESS

CHUNK = 2_000
MOST_CONFLICTS = 10_000
IN_TIME = timedelta(seconds=LATENESS)
_HANDLE = re.compile(r"\w[\w.\-]{0,79}\Z")
_ALWAYS = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found. `map_name` finds the map again. `brands` are those of the map's
    `brands_from` that the map does not name itself, the most frequent first.

    Each of `conflicts` is {"external_id", "rows": [row numbers], "values": [{column: value}]}:
    the same id with different values in the map's conflict columns. `in_disorder`: some row comes
    later in the file than others that are newer by more than what still counts as in time, and
    there are not too many rows to be put in order.
    """

    map: ColumnMap
    map_name: str
    brands: tuple[BrandSpec, ...] = ()
    conflicts: tuple[dict[str, Any], ...] = ()
    in_disorder: bool = False


def survey(path: Path, named: str | None = None) -> Survey:
    """Look over the file by the map `named`, or by the one that its columns fit.

    Raises ChannelError where the file cannot be read at all; bad rows are passed over.
    """
    with open_table(path, named) as source:
        if source is None:
            raise ChannelError(
                f"{printable(path.name)} holds no rows; there is nothing to play", permanent=True
            )
        return _survey(source)


def _survey(source: OpenTable) -> Survey:
    plan = source.map
    tally = _Tally(plan)
    if plan.brands_from or plan.conflict_columns or not plan.sorted_by_time:
        # What breaks off is said by the reader, when it has read what comes before the break.
        with suppress(*BROKEN):
            for columns, records in _chunks(source.table):
                tally.add(columns, records)
    return Survey(
        plan,
        source.map_name,
        tally.brands(),
        tuple(tally.conflicts.values()),
        tally.in_disorder and tally.rows <= SORTED_ROWS,
    )


def _chunks(table: Table) -> Iterator[tuple[Mapping[str, Sequence[Any]], list[Record]]]:
    records = table.records(table.first)
    while chunk := list(itertools.islice(records, CHUNK)):
        sound = [record for record in chunk if not record.problem]
        decoded = table.decode(sound, repair=True)
        yield decoded.columns, [sound[row] for row in decoded.rows]


@dataclass(slots=True)
class _Tally:
    plan: ColumnMap
    handles: Counter[str] = field(default_factory=Counter)
    seen: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)
    conflicts: dict[str, dict[str, Any]] = field(default_factory=dict)
    rows: int = 0
    newest: datetime | None = None
    in_disorder: bool = False

    def add(self, columns: Mapping[str, Sequence[Any]], records: Sequence[Record]) -> None:
        if self.plan.brands_from and self.plan.brands_from.column in columns:
            self._count(self.plan.brands_from, columns, len(records))
        self.rows += len(records)
        if not (self.plan.sorted_by_time or self.in_disorder):
            self._look_at_times(columns, len(records))
        labels = [name for name in self.plan.conflict_columns if name in columns]
        if labels:
            self._compare(columns, labels, records)

    def _count(self, rule: BrandColumn, columns: Mapping[str, Sequence[Any]], rows: int) -> None:
        wanted = [True] * rows
        for column, value in rule.where.items():
            found = columns.get(column, [None] * rows)
            wanted = [want and str(is_) == value for want, is_ in zip(wanted, found, strict=True)]
        values = itertools.compress(columns[rule.column], wanted)
        self.handles.update(str(value).removeprefix("@") for value in values if value)

    def _look_at_times(self, columns: Mapping[str, Sequence[Any]], rows: int) -> None:
        for at in field_values("at", columns, rows, self.plan, _ALWAYS):
            if at is None:
                continue
            if self.newest is None or at > self.newest:
                self.newest = at
            elif self.newest - at > IN_TIME:
                self.in_disorder = True
                return

    def _compare(
        self,
        columns: Mapping[str, Sequence[Any]],
        labels: Sequence[str],
        records: Sequence[Record],
    ) -> None:
        ids = field_values("external_id", columns, len(records), self.plan, _ALWAYS)
        rows = zip(*(columns[name] for name in labels), strict=True)
        for id_, values, record in zip(ids, rows, records, strict=True):
            if id_ is None:
                continue
            said = tuple(str(value) for value in values)
            first = self.seen.get(id_)
            if first is None:
                if len(self.seen) < SURVEYED_IDS:
                    self.seen[id_] = record.row, said
            elif first[1] != said:
                self._note(id_, labels, first, (record.row, said))

    def _note(
        self,
        id_: str,
        labels: Sequence[str],
        first: tuple[int, tuple[str, ...]],
        second: tuple[int, tuple[str, ...]],
    ) -> None:
        conflict = self.conflicts.get(id_)
        if conflict is None:
            if len(self.conflicts) >= MOST_CONFLICTS:
                return
            conflict = {"external_id": id_, "rows": [], "values": []}
            self.conflicts[id_] = conflict
            self._append(conflict, labels, first)
        self._append(conflict, labels, second)

    @staticmethod
    def _append(
        conflict: dict[str, Any], labels: Sequence[str], found: tuple[int, tuple[str, ...]]
    ) -> None:
        conflict["rows"].append(found[0])
        conflict["values"].append(dict(zip(labels, found[1], strict=True)))

    def brands(self) -> tuple[BrandSpec, ...]:
        rule = self.plan.brands_from
        if rule is None:
            return ()
        known = {brand.query.casefold() for brand in self.plan.brands}
        known_names = {brand.name.casefold() for brand in self.plan.brands}
        found = []
        for handle, count in self.handles.most_common():
            query = rule.query.replace("{value}", handle)
            if count < rule.at_least or not _HANDLE.match(handle) or query.casefold() in known:
                continue
            # A handle may be spelled like another brand's name: both stay, told apart.
            name = f"@{handle}" if handle.casefold() in known_names else handle
            found.append(BrandSpec(name, query))
        return tuple(found[: rule.at_most])
