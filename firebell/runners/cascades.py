"""The forecaster of cascades: the shipped one, or a house's own from its file."""

from __future__ import annotations

from functools import cache
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
    """A house's own. Raises OSError, or ModelError for a file that is none."""
    return Forecaster.load(path.read_bytes())
