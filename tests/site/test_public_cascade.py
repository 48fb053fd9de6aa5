"""The one long public retweet cascade, forecast while it grows."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from firebell.site.command_line import cli

TWEET = Path(os.environ.get("FIREBELL_DATA", "none"), "cascades", "seismic", "tweet.csv")
SIZE = 15_563


@pytest.mark.data
@pytest.mark.skipif(
    not TWEET.exists(), reason="FIREBELL_DATA does not name the folder of public data sets"
)
def test_its_end_lies_between_the_bounds_from_an_hour_on_and_the_error_falls():
    errors = []
    for at in (3_600, 7_200, 21_600):
        said = CliRunner().invoke(cli, ["cascade", str(TWEET), "--at", str(at)])
        found = json.loads(said.stdout)
        assert found["lower"] <= SIZE <= found["upper"]
        errors.append(abs(found["final_size"] / SIZE - 1))
    assert errors == sorted(errors, reverse=True)
    assert errors[-1] < 0.25
