from __future__ import annotations

from datetime import UTC, datetime

import pyarrow as pa

from firebell.core.schema import INTERACTION
from firebell.runners.embedded import EmbeddedRunner
from firebell.runners.reading import load_reader

ASKED = "Where is my parcel? Nobody answers, please help me!"


def test_what_a_machine_wrote_needs_no_answer():
    rows = [
        {
            **{"channel": "email", "kind": "email", "direction": "inbound", "author": "a@b.no"},
            **{"external_id": f"m{number}", "at": datetime(2026, 3, 2, tzinfo=UTC)},
            **{"text": ASKED, "automatic": automatic},
        }
        for number, automatic in enumerate((None, False, True))
    ]
    batch = pa.RecordBatch.from_pylist(rows, schema=INTERACTION)
    readings = EmbeddedRunner({}, load_reader()).understand(batch).readings
    assert readings.column("needs_answer").to_pylist() == [True, True, False]
    assert len(set(readings.column("negative").to_pylist())) == 1
