"""Many queries on many posts at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa

from firebell.core.query.ast import Node
from firebell.core.query.automaton import Automaton, Hits
from firebell.core.query.conditions import Posts
from firebell.core.query.errors import QueryError
from firebell.core.query.page import Page
from firebell.core.query.parser import parse
from firebell.core.query.plan import Compiler, Scan, Step
from firebell.core.query.rows import Ints, every_row, to_numbers

MATCHES = pa.schema(
    [
        pa.field("row", pa.int32(), nullable=False),  # row number in the batch
        pa.field("query", pa.int64(), nullable=False),
    ]
)
PAGE_ROWS = 8_192
PAGE_BYTES = 1 << 23  # of text; keeps the memory of a page bounded where posts are long


class Matcher:
    """Compiles the queries once; then `match` as often as wanted. Keeps no state between calls."""

    def __init__(self, queries: Mapping[int, str | Node]) -> None:
        """`queries`: texts or trees by their numbers. Raises QueryError, with a note naming the
        query."""
        compiler = Compiler()
        self._ids: Ints = np.array(sorted(queries), dtype=np.int64)
        self._steps: list[Step] = []
        for number in self._ids.tolist():
            query = queries[number]
            try:
                self._steps.append(compiler.step(parse(query) if isinstance(query, str) else query))
            except QueryError as error:
                error.add_note(f"in query {number}")
                raise
        self._automaton = Automaton(compiler.literals)
        self._needs = _Needs(self._steps)

    def match(self, batch: pa.RecordBatch | pa.Table) -> pa.Table:
        """The matches of a batch with schema INTERACTION (absent columns count as null; `text` must
        be there), as a table with schema MATCHES, sorted by row, then query.

        A page costs one folding and one walk of the automaton over its text; after that only
        queries whose necessary literals stand in the page are looked at.
        """
        table = pa.Table.from_batches([batch]) if isinstance(batch, pa.RecordBatch) else batch
        if "text" not in table.column_names:
            raise ValueError(f"The batch has no column text, only {table.column_names}.")
        rows, queries = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for start, page in _pages(table):
            for query, found in self._match_page(page):
                rows.append(found + start)
                queries.append(np.full(len(found), query, dtype=np.int64))
        return self._sorted(np.concatenate(rows), np.concatenate(queries))

    def _match_page(self, table: pa.Table) -> Iterator[tuple[int, Ints]]:
        posts = Posts(table)
        scan = Scan(posts, self._automaton.scan(Page(posts.texts)))
        everywhere = every_row(table.num_rows)
        for query in self._needs.candidates(scan.hits):
            if found := self._steps[query].rows(scan, everywhere):
                yield query, to_numbers(found, table.num_rows)

    def _sorted(self, rows: Ints, queries: Ints) -> pa.Table:
        order = np.argsort(rows * max(1, len(self._ids)) + queries)
        found = [pa.array(rows[order].astype(np.int32)), pa.array(self._ids[queries[order]])]
        return pa.table(found, schema=MATCHES)


def matches(query: str | Node, batch: pa.RecordBatch | pa.Table) -> pa.BooleanArray:
    """One boolean a row of `batch`: whether the query, a text or a tree, matches it. Raises
    QueryError."""
    found = Matcher({0: query}).match(batch)
    mask = np.zeros(batch.num_rows, dtype=np.bool_)
    mask[found.column("row").to_numpy()] = True
    return pa.array(mask)


class _Needs:
    """What each query cannot do without: all of its clauses, each by at least one literal."""

    def __init__(self, steps: list[Step]) -> None:
        literals: list[int] = []
        clause_starts: list[int] = []
        owners: list[int] = []
        for query, step in enumerate(steps):
            for clause in step.clauses(wanted=True):
                clause_starts.append(len(literals))
                literals.extend(sorted(clause))
                owners.append(query)
        self._queries = len(steps)
        self._literals: Ints = np.array(literals, dtype=np.int64)
        self._clause_starts: Ints = np.array(clause_starts, dtype=np.int64)
        self._owners: Ints = np.array(owners, dtype=np.int64)

    def candidates(self, hits: Hits) -> list[int]:
        """Queries with a hit in this page for each of their clauses; queries of fields alone have
        no clause and are always among them."""
        alive = np.ones(self._queries, dtype=np.bool_)
        if len(self._literals):
            counts = np.add.reduceat(hits.counts[self._literals], self._clause_starts)
            alive[self._owners[counts == 0]] = False
        found: list[int] = np.flatnonzero(alive).tolist()
        return found


def _pages(table: pa.Table) -> Iterator[tuple[int, pa.Table]]:
    longest = max(1, PAGE_BYTES * table.num_rows // max(1, table.column("text").nbytes))
    rows = min(PAGE_ROWS, longest)
    for start in range(0, table.num_rows, rows):
        yield start, table.slice(start, rows)
