"""A model of cascades and its manifest, into a folder."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np

from firebell.core.triggers.cascade.forecaster import Forecaster
from firebell.runners.cascades import MODEL_FILE


def write(forecaster: Forecaster, out: Path, **told: Any) -> dict[str, Any]:
    """Write both files; the manifest, with what is `told` of the making."""
    file = forecaster.dump()
    manifest = {
        "files": {MODEL_FILE: {"sha256": hashlib.sha256(file).hexdigest(), "bytes": len(file)}},
        "people": len(forecaster.people.people),
        "made_with": {"numpy": np.__version__},
        **told,
    }
    out.mkdir(parents=True, exist_ok=True)
    # Whoever forecasts by the one before reads either that or this, and no half of it.
    draft = out / f"{MODEL_FILE}.part"
    draft.write_bytes(file)
    draft.replace(out / MODEL_FILE)
    text = json.dumps(manifest, indent=2, sort_keys=True) + "\n"
    (out / MODEL_FILE).with_suffix(".json").write_text(text, encoding="utf-8")
    return manifest
