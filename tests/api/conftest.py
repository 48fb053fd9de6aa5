from __future__ import annotations

import pytest

from firebell.api.pace import pace
from tests.api.calling import Program
from tests.cast import Cast
from tests.desk.posts import Posts


@pytest.fixture(autouse=True)
def _no_hurry(settings) -> None:
    """Tests call more often than programs may; what holds them down has tests of its own."""
    settings.API_CALLS_A_MINUTE = 1_000_000
    pace.cache_clear()  # nobody is held down for what another test did


@pytest.fixture
def posts(cast: Cast) -> Posts:
    """Writes interactions into the cast's first workspace, and takes them to the desk."""
    return Posts(cast.house.pk)


@pytest.fixture
def agent(cast: Cast) -> Program:
    return Program(cast.house, cast.agent)


@pytest.fixture
def lead(cast: Cast) -> Program:
    return Program(cast.house, cast.lead)
