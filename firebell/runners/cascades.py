"""The forecaster of cascades: the shipped one, or one of somebody's own from its file."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

from firebell.core.triggers.cascade.forecaster import Forecaster

MODEL_FILE = "cascades.npz"


@cache
def load_forecaster() -> Forecaster:
    """The one that ships with this version of firebell, which has seen made-up cascades only."""
    folder = resources.files("firebell").joinpath("triggers", "models_data")
    return Forecaster.load(folder.joinpath(MODEL_FILE).read_bytes())


def forecaster_from(path: Path) -> Forecaster:
    """One of somebody's own, read once as long as its file stays as it is.

    Raises OSError, or ModelError for a file that is none.
    """
    known = path.stat()
    return _read(path, known.st_mtime_ns, known.st_size)


@lru_cache(maxsize=16)
def _read(path: Path, modified: int, size: int) -> Forecaster:
    return Forecaster.load(path.read_bytes())
