from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import click

from firebell.site.command_line import CannotRun

BATCH = 1_000


@click.command()
@click.argument("file", default="-", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--twice", is_flag=True, help="Read with the second floor too; slower and better.")
def command(file: str, as_json: bool, twice: bool) -> None:
    """Read texts: JSON Lines with `text` (and optional lang, channel, author) in FILE.

    Ends with 1 if lines could not be read; they are told on standard error.

    \b
    Example:
      echo '{"text": "Where is my parcel?"}' | firebell read --json
    """
    from firebell.site.rows import Rows, write_rows

    rows = Rows(file)
    readings = _read(rows, twice)
    if as_json:
        write_rows(readings)
    else:
        for row in readings:
            click.echo(_told(row))
    sys.exit(1 if rows.refused else 0)


def _told(row: dict[str, Any]) -> str:
    asks = "needs an answer" if row["needs_answer"]["value"] else "needs no answer"
    text = " ".join(row["text"].split())
    return f"{row['language']['code']}\t{row['sentiment']['label']}\t{asks}\t{text}"


def _read(rows: Iterable[dict[str, Any]], twice: bool) -> Iterator[dict[str, Any]]:
    import pyarrow as pa

    from firebell.runners.reading import load_reader, load_second_floor, second_floor_missing

    reader, second = load_reader(), load_second_floor() if twice else None
    if twice and second is None:
        raise CannotRun(f"nothing can be read twice: {second_floor_missing()}")
    version = f"{reader.version}/{second.version}" if second else reader.version
    rows = iter(rows)
    while some := list(islice(rows, BATCH)):
        batch = pa.RecordBatch.from_pydict(
            {
                "text": pa.array([row["text"] for row in some], pa.string()),
                "language_hint": pa.array([_hint(row) for row in some], pa.string()),
            }
        )
        readings = reader.read(batch)
        if second is not None:
            readings = second.revise(batch, readings)
        for row, reading in zip(some, readings.to_pylist(), strict=True):
            yield row | _formatted(reading, version)


def _hint(row: dict[str, Any]) -> str | None:
    hint = row.get("lang")
    return hint if isinstance(hint, str) else None


def _formatted(reading: dict[str, Any], version: str) -> dict[str, Any]:
    return {
        "language": {"code": reading["language"], "p": _p(reading["language_p"])},
        "sentiment": {
            "label": reading["sentiment"],
            **{name: _p(reading[name]) for name in ("negative", "neutral", "positive")},
        },
        "needs_answer": {"value": reading["needs_answer"], "p": _p(reading["needs_answer_p"])},
        "toxicity": {
            "value": reading["toxicity"] >= 0.5,
            "p": _p(reading["toxicity"]),
            "spans": reading["toxic_spans"],
        },
        **_for_care(reading),
        "because": reading["because"],
        "version": version,
    }


def _for_care(reading: dict[str, Any]) -> dict[str, Any]:
    return {
        "complaint": {"value": reading["complaint"], "p": _p(reading["complaint_p"])},
        "intent": {"label": reading["intent"], "p": _p(reading["intent_p"])},
        "irony": {"value": reading["irony"] >= 0.5, "p": _p(reading["irony"])},
        "emotion": {"label": reading["emotion"], "p": _p(reading["emotion_p"])},
        "complexity": reading["complexity"],
        "stance": reading["stance"],
        "threat": {
            "value": reading["threat"] >= 0.5,
            "p": _p(reading["threat"]),
            "spans": reading["threat_spans"],
        },
        "slurs": reading["slur_spans"],
        "sensitive": reading["sensitive"],
        "entities": reading["entities"],
        "personal_data": reading["personal_data"],
        "fingerprint": reading["fingerprint"],
        "uncertain": reading["uncertain"],
    }


def _p(value: float) -> float:
    return round(value, 4)
