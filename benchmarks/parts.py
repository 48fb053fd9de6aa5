"""Parts of a benchmark that need a process of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from firebell.site.command_line import CannotRun

ROOT = Path(__file__).resolve().parents[1]


def run_part(module: str, *arguments: object, environment: Mapping[str, str]) -> dict[str, Any]:
    """The one JSON object that `python -m MODULE ARGUMENTS` prints. CannotRun if it fails."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=ROOT,
        env=dict(environment),
        stdout=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        raise CannotRun(f"{module} ended with {done.returncode}; its own message stands above")
    found: dict[str, Any] = json.loads(done.stdout)
    return found
