"""Fields: conditions on the columns of a batch. A null never meets a condition.

Beside the columns of schema INTERACTION there may be `language`, as it was read, and what a search
asks about: `case` (a number), `state`, `tags`, `queue`, `owner` (a key, or NOBODY), `sentiment`.
"""

from __future__ import annotations

import operator
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection
from datetime import datetime
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from firebell.core.desk.case_states import CLOSED as CLOSED_STATES
from firebell.core.desk.case_states import OPEN as OPEN_STATES
from firebell.core.query.ast import About, AboutName, Comparison, Field, FieldName, Measure
from firebell.core.query.fields import CLOSED, OPEN, OURS
from firebell.core.query.folding import fold_value
from firebell.core.query.rows import Bools, Ints, Rows, of_mask
from firebell.core.schema import INSTANT, INTERACTION, Direction

_COMPARE: dict[Comparison, Callable[[Any, Any], Any]] = {
    Comparison.LESS: operator.lt,
    Comparison.AT_MOST: operator.le,
    Comparison.EQUAL: operator.eq,
    Comparison.AT_LEAST: operator.ge,
    Comparison.MORE: operator.gt,
}
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:[^/?#@]*@)?([^/:?#]+)", re.IGNORECASE)
_LAST = "\U0010ffff"
# `lang:no` is what people write for both written standards of Norwegian.
_SAME_LANGUAGE = {"no": ("no", "nb", "nn")}
NOBODY = "nobody"
BETWEEN_KEYS = ","
_GROUPS = {OPEN: OPEN_STATES, CLOSED: CLOSED_STATES}


class Ranked:
    """A text column sorted once, so that equality and beginnings are ranges of ranks."""

    def __init__(self, values: list[str | None]) -> None:
        self._sorted = sorted({value for value in values if value is not None})
        ranks = {value: rank for rank, value in enumerate(self._sorted)}
        ranked = (-1 if value is None else ranks[value] for value in values)
        self._ranks: Ints = np.fromiter(ranked, dtype=np.int64, count=len(values))

    def equal(self, value: str) -> Bools:
        return self._between(bisect_left(self._sorted, value), bisect_right(self._sorted, value))

    def beginning(self, value: str) -> Bools:
        end = bisect_right(self._sorted, value + _LAST)
        return self._between(bisect_left(self._sorted, value), end)

    def _between(self, low: int, high: int) -> Bools:
        return (self._ranks >= low) & (self._ranks < high)


class Posts:
    """The columns of one page of a table with schema INTERACTION, read when first needed."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table
        self._met: dict[Field | Measure | About, Rows] = {}
        self._ranked: dict[str, Ranked] = {}

    @cached_property
    def texts(self) -> list[str]:
        return [text or "" for text in self._values("text")]

    def meeting(self, condition: Field | Measure | About) -> Rows:
        """The rows that meet the condition. Not for hashtags and mentions, which are looked for in
        the text."""
        rows = self._met.get(condition)
        if rows is None:
            rows = self._met[condition] = of_mask(self._read(condition))
        return rows

    def _read(self, condition: Field | Measure | About) -> Bools:
        if isinstance(condition, About):
            return _READ_ABOUT[condition.name](self, condition)
        if isinstance(condition, Measure):
            numbers = self._column(condition.name).to_numpy(zero_copy_only=False)
            return np.asarray(_COMPARE[condition.comparison](numbers, condition.number), np.bool_)
        return _READ[condition.name](self, condition)

    def author(self, condition: Field) -> Bools:
        ranked = self._folded("author")
        value = fold_value(condition.value)
        return ranked.beginning(value) if condition.prefix else ranked.equal(value)

    def channel(self, condition: Field) -> Bools:
        return self._folded("channel").equal(fold_value(condition.value))

    def kind(self, condition: Field) -> Bools:
        if condition.value == OURS:
            return self._folded("direction").equal(Direction.OUTBOUND)
        return self._folded("kind").equal(condition.value)

    def language(self, condition: Field) -> Bools:
        known = "language" in self._table.column_names
        ranked = self._folded("language" if known else "language_hint")
        mask = np.zeros(self._table.num_rows, dtype=np.bool_)
        for code in same_language(condition.value):
            mask |= ranked.equal(code) | ranked.beginning(f"{code}-")
        return mask

    def has(self, condition: Field) -> Bools:
        column = self._column(f"has_{condition.value}").fill_null(False)
        return np.asarray(column.to_numpy(zero_copy_only=False), np.bool_)

    def case(self, condition: About) -> Bools:
        numbers = self._column("case", pa.int64()).fill_null(-1).to_numpy(zero_copy_only=False)
        return np.asarray(numbers == int(condition.value), np.bool_)

    def state(self, condition: About) -> Bools:
        meant = _GROUPS.get(condition.value, (condition.value,))
        return self._any_of("state", meant)

    def tag(self, condition: About) -> Bools:
        value = fold_value(condition.value)
        lists = self._column("tags", pa.list_(pa.string())).to_pylist()
        found = (any(fold_value(tag) == value for tag in tags or ()) for tags in lists)
        return np.fromiter(found, dtype=np.bool_, count=len(lists))

    def queue(self, condition: About) -> Bools:
        return self._folded("queue").equal(fold_value(condition.value))

    def owner(self, condition: About) -> Bools:
        return self._any_of("owner", condition.value.split(BETWEEN_KEYS))

    def sentiment(self, condition: About) -> Bools:
        return self._any_of("sentiment", (condition.value,))

    def before(self, condition: About) -> Bools:
        return ~self.after(condition)

    def after(self, condition: About) -> Bools:
        instants = self._column("at", INSTANT).cast(pa.int64()).to_numpy(zero_copy_only=False)
        since = pa.scalar(datetime.fromisoformat(condition.value), INSTANT).cast(pa.int64())
        return np.asarray(instants >= since.as_py(), np.bool_)

    def _any_of(self, column: str, meant: Collection[str]) -> Bools:
        found = pc.is_in(self._column(column, pa.string()), value_set=pa.array(list(meant)))
        return np.asarray(found.to_numpy(zero_copy_only=False), np.bool_)

    def site(self, condition: Field) -> Bools:
        host = backwards(condition.value)
        return self._sites.equal(host) | self._sites.beginning(f"{host}.")

    def address(self, condition: Field) -> Bools:
        found = pc.match_substring(self._addresses, condition.value.casefold())
        return np.asarray(found.to_numpy(zero_copy_only=False), np.bool_)

    @cached_property
    def _sites(self) -> Ranked:
        return Ranked([backwards(host_of(url)) if url else None for url in self._values("url")])

    @cached_property
    def _addresses(self) -> pa.StringArray:
        """For each row its own address and the links in its text, one a line."""
        rows = zip(self.texts, self._values("url"), strict=True)
        return pa.array(["\n".join([url or "", *_LINK.findall(t)]).casefold() for t, url in rows])

    def _folded(self, name: str) -> Ranked:
        if name not in self._ranked:
            values = self._values(name)
            folded = {value: value and fold_value(value) for value in set(values)}
            self._ranked[name] = Ranked([folded[value] for value in values])
        return self._ranked[name]

    def _values(self, name: str) -> list[str | None]:
        values: list[str | None] = self._column(name, pa.string()).to_pylist()
        return values

    def _column(self, name: str, kind: pa.DataType | None = None) -> pa.Array[Any]:
        kind = kind or INTERACTION.field(name).type
        if name not in self._table.column_names:
            return pa.nulls(self._table.num_rows).cast(kind)
        column = self._table.column(name).cast(kind).combine_chunks()
        return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


_READ: dict[FieldName, Callable[[Posts, Field], Bools]] = {
    FieldName.AUTHOR: Posts.author,
    FieldName.CHANNEL: Posts.channel,
    FieldName.IS: Posts.kind,
    FieldName.LANG: Posts.language,
    FieldName.HAS: Posts.has,
    FieldName.SITE: Posts.site,
    FieldName.URL: Posts.address,
}


_READ_ABOUT: dict[AboutName, Callable[[Posts, About], Bools]] = {
    AboutName.CASE: Posts.case,
    AboutName.TAG: Posts.tag,
    AboutName.QUEUE: Posts.queue,
    AboutName.STATE: Posts.state,
    AboutName.OWNER: Posts.owner,
    AboutName.SENTIMENT: Posts.sentiment,
    AboutName.BEFORE: Posts.before,
    AboutName.AFTER: Posts.after,
}


def same_language(code: str) -> tuple[str, ...]:
    """The codes that `lang:` means by this one."""
    return _SAME_LANGUAGE.get(code, (code,))


def host_of(url: str) -> str:
    found = _HOST.match(url.strip())
    return found[1].lower() if found else ""


def backwards(host: str) -> str:
    """`www.example.com` as `com.example.www`, so that subdomains share their beginning."""
    return ".".join(reversed(host.strip(".").split(".")))
