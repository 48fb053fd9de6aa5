"""The one long public retweet cascade, forecast while it grows."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from firebell.site.command_line import cli

SIZE = 15_563


@pytest.mark.data
def test_its_end_lies_between_the_bounds_from_an_hour_on_and_the_error_falls(data_dir):
    tweet, errors = data_dir / "cascades" / "seismic" / "tweet.csv", []
    for at in (3_600, 7_200, 21_600):
        said = CliRunner().invoke(cli, ["cascade", str(tweet), "--at", str(at)])
        found = json.loads(said.stdout)
        assert found["lower"] <= SIZE <= found["upper"]
        errors.append(abs(found["final_size"] / SIZE - 1))
    assert errors == sorted(errors, reverse=True)
    assert errors[-1] < 0.25
