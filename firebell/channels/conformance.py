"""What any network must keep to. Call `check_network` and `check_reader` in its own tests, or
`check_stream` where its reader follows a stream that does not end.

The kit asks the same source again and again, cut differently each time: what comes out must not
depend on where the borders of the batches fall, nor on where a reader was killed and began anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pyarrow as pa
from django.utils.module_loading import import_string

from firebell.channels.contract import (
    KEPT_OF_A_REJECT,
    Batch,
    Listening,
    Network,
    Reader,
    Reject,
)
from firebell.core.schema import INTERACTION, Direction, InteractionKind

SIZES = (1, 2, 3, 7, 1_000)
SILENT_BATCHES = 3  # batches without a row after which a stream has nothing more to say
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
    good: tuple[int, ...] = ()  # rows of each batch that were taken in


def check_network(network: Network) -> None:
    """A network's own statements must not contradict each other."""
    assert network.name.isidentifier(), "a network's name is a word in lower case"
    assert network.name == network.name.lower(), "a network's name is in lower case"
    can_send = network.capabilities.can_send
    assert can_send == (network.sender is not None), "a sender and its capabilities go together"
    assert network.every > timedelta(0), "a network that is asked without a pause is asked to death"
    _check_ears(network)
    for named in (network.form, network.sender, network.census, network.doctor):
        assert named is None or import_string(named), f"there is no {named}"
    sender = import_string(network.sender) if network.sender else None
    assert not isinstance(sender, type), "`sender` names a sender, not the class of one"


def _check_ears(network: Network) -> None:
    listen = network.capabilities.listen
    told = listen == Listening.PUSHED
    assert (network.door is not None) == told, "whoever is told has a door, nobody else"
    assert (network.parse is not None) == told, "whoever is told has a parser, nobody else"
    followed = listen in (Listening.ASKED, Listening.STREAMED)
    assert (network.reader is not None) == followed, "a reader is for who is asked or followed"
    assert followed or not network.filters, "only a reader can leave out what nobody asked for"
    assert followed or network.census is None, "only a reader can read again what is missing"


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


def check_stream(reader: Reader, scene: Scene, *, rows: int, sizes: Sequence[int] = (1, 3)) -> None:
    """For a reader whose stream goes on: the scene holds `rows` good rows, then falls silent.

    It is cut after each of its batches and begun anew from the stored cursor: no row may be lost,
    and what comes twice must be the same row. Where the borders fall changes no row either.
    """
    for size in sizes:
        whole = _follow(reader, scene, size, {}, rows)
        assert len(whole.rows) >= rows, f"{len(whole.rows)} rows were heard, {rows} are there"
        check_rows(whole)
        check_rejects(whole.rejects)
        everything = _by_id(whole)
        assert len(everything) == rows, f"{len(everything)} rows were heard, {rows} are there"
        for cursor in whole.cursors:
            first = _before(whole, cursor)
            rest = _by_id(_follow(reader, scene, size, cursor, rows - len(first), first))
            assert everything.keys() == first.keys() | rest.keys(), f"lost when cut at {cursor}"
            for key, row in (first | rest).items():
                assert row == everything[key], f"another row for {key} after a cut at {cursor}"


def _follow(
    reader: Reader,
    scene: Scene,
    size: int,
    cursor: Mapping[str, Any],
    rows: int,
    known: Collection[Row] = (),
) -> Heard:
    """Batches until so many rows that are not `known` were heard, or the stream fell silent."""
    batches: list[Batch] = []
    news: set[Row] = set()
    with scene() as config:
        running = iter(reader.batches(config, dict(cursor), size))
        silent = 0
        while len(news) < rows and silent < SILENT_BATCHES:
            batch = next(running, None)
            if batch is None:
                break
            assert batch.rows <= size, f"a batch of {batch.rows} rows where {size} were asked for"
            batches.append(batch)
            found = _by_id(_heard([batch])).keys() - set(known)
            silent = 0 if batch.rows else silent + 1
            news |= found
        if close := getattr(running, "close", None):
            close()
    return _heard(batches)


def _before(heard: Heard, cursor: Mapping[str, Any]) -> dict[Row, Row]:
    """The rows up to and with the batch of this cursor."""
    end = heard.cursors.index(dict(cursor)) + 1
    number = sum(heard.good[:end])
    return _by_id(replace(heard, rows=heard.rows[:number]))


def _by_id(heard: Heard) -> dict[Row, Row]:
    channel, external_id = (INTERACTION.names.index(name) for name in ("channel", "external_id"))
    return {(row[channel], row[external_id]): row for row in heard.rows}


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
    good = tuple(batch.interactions.num_rows for batch in batches)
    return Heard(tuple(rows), tuple(rejects), cursors, sizes, good)
