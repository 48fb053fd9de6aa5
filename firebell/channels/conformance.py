"""What any network's reader must keep to. Call `check_reader` in the network's own tests.

The kit asks the same source again and again, cut differently each time: what comes out must not
depend on where the borders of the batches fall, nor on where a reader was killed and began anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from firebell.channels.contract import KEPT_OF_A_REJECT, Batch, Network, Reader, Reject
from firebell.core.schema import INTERACTION, Direction, InteractionKind

SIZES = (1, 2, 3, 7, 1_000)
Row = tuple[Any, ...]

# Gives the config of a source that holds always the same rows: a new one at each call, since
# some readers tidy up what they have read.
Scene = Callable[[], AbstractContextManager[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Heard:
    """All that one run gave, in its order; `cursors` stand behind each batch."""

    rows: tuple[Row, ...]
    rejects: tuple[Reject, ...]
    cursors: tuple[dict[str, Any], ...]
    sizes: tuple[int, ...]


def check_network(network: Network) -> None:
    """A network's own statements must not contradict each other."""
    assert network.name.isidentifier(), "a network's name is a word in lower case"
    assert network.name == network.name.lower(), "a network's name is in lower case"
    can_send = network.capabilities.can_send
    assert can_send == (network.sender is not None), "a sender and its capabilities go together"


def check_reader(reader: Reader, scene: Scene, *, rows: int) -> Heard:
    """Run every check on a scene that holds `rows` good rows; returns one run for your own."""
    whole = run(reader, scene, 1_000)
    assert len(whole.rows) == rows, f"{len(whole.rows)} rows were heard, {rows} are there"
    check_rows(whole)
    check_rejects(whole.rejects)
    for size in SIZES:
        check_same(whole, run(reader, scene, size), f"in batches of {size}")
    for size in (1, 3):
        check_resumes(reader, scene, size, whole)
    return whole


def run(reader: Reader, scene: Scene, size: int) -> Heard:
    """One undisturbed run, each cursor as it comes back from a database."""
    with scene() as config:
        return _heard(list(reader.batches(config, {}, size)))


def check_rows(heard: Heard) -> None:
    """Known words, clean text, and no row twice that the source holds once."""
    index = {name: number for number, name in enumerate(INTERACTION.names)}
    for row in heard.rows:
        assert row[index["kind"]] in set(InteractionKind), row
        assert row[index["direction"]] in set(Direction), row
        for value in row:
            assert not isinstance(value, str) or is_storable(value), row


def is_storable(text: str) -> bool:
    """Can every database hold it?"""
    return not any(sign == "\x00" or "\ud800" <= sign <= "\udfff" for sign in text)


def check_rejects(rejects: Sequence[Reject]) -> None:
    """Each names its place, once; says why; and keeps what it may of the bytes."""
    places = [reject.place for reject in rejects]
    assert len(places) == len(set(places)), "two rejects stand at the same place"
    for reject in rejects:
        assert reject.place.strip(), reject
        assert reject.reason.strip(), reject
        assert is_storable(reject.place + reject.reason), reject
        assert len(reject.raw) <= KEPT_OF_A_REJECT, reject
        assert len(reject.raw) <= reject.raw_size, reject
        json.dumps(dict(reject.context))


def check_same(one: Heard, other: Heard, how: str) -> None:
    """The same rows and rejects in the same order."""
    assert other.rows == one.rows, f"other rows {how}"
    assert other.rejects == one.rejects, f"other rejects {how}"


def check_resumes(reader: Reader, scene: Scene, size: int, whole: Heard) -> None:
    """Killed after each of its batches in turn, and begun anew from the stored cursor."""
    batches = len(run(reader, scene, size).cursors)
    for stop in range(1, batches + 1):
        with scene() as config:
            first = _until(reader, config, size, stop)
            rest = _heard(list(reader.batches(config, first.cursors[-1], size)))
        joined = Heard(first.rows + rest.rows, first.rejects + rest.rejects, (), ())
        check_same(whole, joined, f"when it was killed after batch {stop} of {size}")


def _until(reader: Reader, config: Mapping[str, Any], size: int, stop: int) -> Heard:
    running = iter(reader.batches(config, {}, size))
    batches = [next(running) for _ in range(stop)]
    close = getattr(running, "close", None)
    if close is not None:
        close()
    return _heard(batches)


def _heard(batches: Sequence[Batch]) -> Heard:
    rows: list[Row] = []
    rejects: list[Reject] = []
    for batch in batches:
        assert isinstance(batch.interactions, pa.RecordBatch), "interactions are a RecordBatch"
        batch.interactions.validate(full=True)
        rows += [tuple(row.values()) for row in batch.interactions.to_pylist()]
        rejects += batch.rejects
    cursors = tuple(json.loads(json.dumps(batch.cursor)) for batch in batches)
    sizes = tuple(batch.rows for batch in batches)
    return Heard(tuple(rows), tuple(rejects), cursors, sizes)
