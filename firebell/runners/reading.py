"""The shipped readers, loaded once a process from the package's own files."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from firebell.core.understanding import FirstFloorReader, Reader
from firebell.core.understanding.entities.gazetteer import (
    PLACES_FILE,
    PLACES_MANIFEST,
    Gazetteer,
)
from firebell.core.understanding.first_floor import MANIFEST_FILE, MODEL_FILE
from firebell.core.understanding.layer import Layer, LayeredReader

if TYPE_CHECKING:
    from firebell.core.understanding.second_floor.reader import SecondFloorReader

_FOLDER = ("understanding", "models_data")
_SECOND = "second-floor"
log = logging.getLogger(__name__)


@cache
def load_reader() -> FirstFloorReader:
    """The first-floor reader that ships with this version of firebell.

    Raises ValueError when a shipped file is missing or is not the one that the manifest names.
    """
    files = _files(_folder(), (MANIFEST_FILE, MODEL_FILE))
    return FirstFloorReader.from_bytes(files, load_places())


@cache
def load_places() -> Gazetteer:
    """The names of places that ship with this version of firebell; raises as `load_reader` does."""
    return Gazetteer.from_bytes(_files(_folder(), (PLACES_MANIFEST, PLACES_FILE)))


@dataclass(frozen=True, slots=True)
class OwnLayer:
    """A workspace's layer, and how its name begins; may be sent to another process."""

    layer: Layer
    owner: str


def layered(own: OwnLayer | None) -> Reader:
    """The shipped reader with this layer on it, or alone."""
    return load_reader() if own is None else LayeredReader(load_reader(), own.layer, own.owner)


@cache
def load_second_floor() -> SecondFloorReader | None:
    """The second-floor reader, or None where it cannot be had: the log says why, once a process.

    A file that is there but is not the one that the manifest names raises ValueError.
    """
    missing = second_floor_missing()
    if missing:
        log.warning("The first floor reads alone: %s", missing)
        return None
    # Here and not above: onnxruntime takes a while and 30 MB that few processes need.
    from firebell.core.understanding.second_floor.reader import FILES, SecondFloorReader

    return SecondFloorReader.from_bytes(_files(_folder().joinpath(_SECOND), FILES))


def second_floor_missing() -> str:
    """Why there is no second floor, in a sentence; empty where there is one."""
    try:
        from firebell.core.understanding.second_floor.reader import FILES
    except ImportError as error:
        return f"onnxruntime cannot be imported ({error})."
    folder = _folder().joinpath(_SECOND)
    absent = [name for name in FILES if not folder.joinpath(name).is_file()]
    return f"{_SECOND}/{absent[0]} is not among the model files." if absent else ""


def _folder() -> Traversable:
    return resources.files("firebell").joinpath(*_FOLDER)


def _files(folder: Traversable, names: tuple[str, ...]) -> dict[str, bytes]:
    present = {name: folder.joinpath(name) for name in names}
    return {name: path.read_bytes() for name, path in present.items() if path.is_file()}
