"""The shipped reader, loaded once a process from the package's own files."""

from __future__ import annotations

from functools import cache
from importlib import resources

from firebell.core.understanding import FirstFloorReader
from firebell.core.understanding.first_floor import MANIFEST_FILE, MODEL_FILE

_FOLDER = ("understanding", "models_data")


@cache
def load_reader() -> FirstFloorReader:
    """The first-floor reader that ships with this version of firebell.

    Raises ValueError when a shipped file is missing or is not the one that the manifest names.
    """
    folder = resources.files("firebell").joinpath(*_FOLDER)
    names = (MANIFEST_FILE, MODEL_FILE)
    present = {name: folder.joinpath(name) for name in names if folder.joinpath(name).is_file()}
    return FirstFloorReader.from_bytes({name: path.read_bytes() for name, path in present.items()})
