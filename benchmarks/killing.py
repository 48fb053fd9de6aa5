"""`python -m benchmarks.killing DATA HITS FOLDER ADDRESS [STEP...]`: every step, or these, on one
store.

It is SQLite where the address is empty (see `benchmarks.postgres`), and as the environment says.
Prints one JSON object: step -> what was found.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import django


def run(data: Path, hits: int, folder: Path, address: str, only: Sequence[str]) -> dict[str, Any]:
    from benchmarks import kill_hearing, kill_sending
    from benchmarks.houses import Stage
    from benchmarks.postgres import Postgres
    from firebell.common.steps import SENDING_STEPS, STEPS

    corridor, sending = (
        [step for step in steps if step in only or not only] for steps in (STEPS, SENDING_STEPS)
    )
    stage = Stage(folder / "houses", Postgres(address) if address else None)
    heard = kill_hearing.run(stage, data, folder, hits, corridor)
    return heard | kill_sending.run(stage, hits, sending)


def main(arguments: list[str]) -> int:
    data, hits, folder, address, *steps = arguments
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firebell.site.settings")
    django.setup()
    print(json.dumps(run(Path(data), int(hits), Path(folder), address, steps)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
