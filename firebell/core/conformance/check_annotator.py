"""What every reader must keep, tested by itself: call `check_annotator` with a way to make one."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from typing import Any

import pyarrow as pa

from firebell.core.schema import READING, Sentiment
from firebell.core.understanding.contract import Reader

SENTENCES = (
    "@acme my parcel is three weeks late and nobody answers. Where is it?",
    "Thank you so much, the new app is wonderful!",
    "Toget var innstilt igjen, og jeg fikk ingen beskjed. Kan dere hjelpe?",
    "Nigdy więcej. Czekam od miesiąca na zwrot pieniędzy.",
    "You are a stupid idiot",
    "The shop opens at nine.",
    "RT @someone: look at this https://example.org",
)
HOSTILE = (
    "",
    " \n\t",
    "\x00\x01\x7f",
    "\u202egnp.exe\u202c \u2066x\u2069",
    "Z\u0351\u036b\u0343a\u0300\u0301\u0302\u0303l\u0334g\u0335o\u0336",
    "👨‍👩‍👧‍👦🏳️‍🌈🇳🇴😡😡😡",
    '<script>alert(1)</script> =HYPERLINK("http://x")',
    "\ud7ff\ue000\ufffd\U0010ffff",
    "ﷺ" * 50,
    "a" * 1_000_000,
    "!?" * 50_000,
    "word " * 200_000,
    "नमस्ते दोस्त مرحبا שלום 你好世界 สวัสดี こんにちは",
)


def check_annotator(make: Callable[[], Reader], *, seed: int = 1) -> None:
    """Raises AssertionError with the rule that the readers made by `make` break.

    `make` is called twice and must answer with two fresh readers of one version.
    """
    reader = make()
    batch = _sample(seed)
    together = reader.read(batch)
    _check_schema(batch, together)
    _check_values(batch, together)
    _check_alone(reader, batch, together)
    _check_pieces(reader, batch, together, seed)
    _check_order(reader, batch, together, seed)
    _check_fresh(make(), reader, batch, together, seed)
    _check_few_columns(reader)


def _sample(seed: int) -> pa.RecordBatch:
    chance = random.Random(seed)
    texts = [*SENTENCES, *HOSTILE, *(_mixture(chance) for _ in range(60))]
    columns: dict[str, list[Any]] = {
        "language_hint": ["en", "nb", "no", None, "xx-weird", ""],
        "kind": ["post", "reply", "repost", "review", "direct_message", None],
        "direction": ["inbound", "outbound", "inbound", None],
        "in_reply_to": [None, "42", ""],
        "rating": [None, 1.0, 2.0, 3.5, 5.0, math.nan, -7.0],
    }
    chosen: dict[str, list[Any]] = {
        name: [chance.choice(values) for _ in texts] for name, values in columns.items()
    }
    return pa.RecordBatch.from_pydict(
        {
            "text": pa.array(texts, pa.string()),
            **{name: pa.array(chosen[name], pa.string()) for name in chosen if name != "rating"},
            "rating": pa.array(chosen["rating"], pa.float32()),
        }
    )


def _mixture(chance: random.Random) -> str:
    words = [word for sentence in SENTENCES for word in sentence.split()]
    words += [word for text in HOSTILE if len(text) < 100 for word in text.split(" ")]
    return " ".join(chance.choices(words, k=chance.randint(1, 30)))


def _check_schema(batch: pa.RecordBatch, found: pa.RecordBatch) -> None:
    assert isinstance(found, pa.RecordBatch), "answer with one RecordBatch"
    assert found.schema.equals(READING), "answer in the schema READING"
    assert found.num_rows == batch.num_rows, "one reading for each row"
    for field in READING:
        nulls = found.column(field.name).null_count
        assert field.nullable or not nulls, f"{field.name}: a reading has no nulls"


def _check_values(batch: pa.RecordBatch, found: pa.RecordBatch) -> None:
    texts: list[Any] = batch.column("text").to_pylist()
    labels = {label.value for label in Sentiment}
    rows: list[Any] = found.to_pylist()
    for text, row in zip(texts, rows, strict=True):
        place = repr(text[:40])
        parts = [row[label] for label in labels]
        assert row["sentiment"] in labels, f"{place}: sentiment is {row['sentiment']!r}"
        assert abs(sum(parts) - 1) < 1e-5, f"{place}: the three sentiments sum to 1"
        assert row[row["sentiment"]] == max(parts), f"{place}: sentiment is the likeliest"
        chances = [row[n] for n in ("needs_answer_p", "toxicity", "language_p")] + parts
        assert all(0 <= p <= 1 for p in chances), f"{place}: probabilities within 0 and 1"
        assert "\n" not in row["because"], f"{place}: because is one line"
        _check_spans(text, row["toxic_spans"], place)


def _check_spans(text: str, spans: Sequence[Sequence[int]], place: str) -> None:
    ends = [0, *(end for _, end in spans)]
    for (start, end), last in zip(spans, ends, strict=False):
        assert last <= start < end <= len(text), f"{place}: toxic spans in order, within the text"


def _check_alone(reader: Reader, batch: pa.RecordBatch, together: pa.RecordBatch) -> None:
    for row in range(batch.num_rows):
        alone = reader.read(batch.slice(row, 1))
        same = alone.equals(together.slice(row, 1))
        assert same, f"row {row}: read alone and in a batch, the same to the last bit"


def _check_pieces(
    reader: Reader, batch: pa.RecordBatch, together: pa.RecordBatch, seed: int
) -> None:
    cut = random.Random(seed).randrange(1, batch.num_rows)
    pieces = [reader.read(batch.slice(0, cut)), reader.read(batch.slice(cut))]
    joined = pa.Table.from_batches(pieces)
    assert joined.equals(pa.Table.from_batches([together])), "two batches and one, the same"
    table = pa.Table.from_batches([batch.slice(0, cut), batch.slice(cut)])
    assert reader.read(table).equals(together), "a table of several chunks reads as one batch"


def _check_order(
    reader: Reader, batch: pa.RecordBatch, together: pa.RecordBatch, seed: int
) -> None:
    order = list(range(batch.num_rows))
    random.Random(seed).shuffle(order)
    shuffled = reader.read(batch.take(pa.array(order)))
    assert shuffled.equals(together.take(pa.array(order))), "any order, the same readings"


def _check_fresh(
    fresh: Reader, used: Reader, batch: pa.RecordBatch, together: pa.RecordBatch, seed: int
) -> None:
    assert fresh is not used, "make() answers with a fresh reader each time"
    assert fresh.version == used.version, "readers of one make have one version"
    assert fresh.version, "a reader names its version"
    backwards = pa.array(range(batch.num_rows - 1, -1, -1))
    fresh.read(batch.take(backwards))
    assert fresh.read(batch).equals(together), "what was read before changes nothing"
    assert used.read(batch).equals(together), "read twice, the same"


def _check_few_columns(reader: Reader) -> None:
    only = pa.RecordBatch.from_pydict({"text": pa.array(SENTENCES, pa.string())})
    assert reader.read(only).num_rows == len(SENTENCES), "the column text is enough"
    assert reader.read(only.slice(0, 0)).num_rows == 0, "no rows, no readings"
    refused = _refusal(reader, pa.RecordBatch.from_pydict({"words": pa.array(["x"])}))
    assert "text" in refused, "a batch without the column text is refused with a ValueError"


def _refusal(reader: Reader, batch: pa.RecordBatch) -> str:
    try:
        reader.read(batch)
    except ValueError as error:
        return str(error)
    return ""
