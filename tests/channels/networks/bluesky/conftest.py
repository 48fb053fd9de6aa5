from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers.bluesky.network import Development, MissingError, development_network


@pytest.fixture(scope="session")
def development() -> Iterator[Development]:
    """Bluesky's own development network; started once."""
    try:
        with development_network() as network:
            yield network
    except MissingError as error:
        pytest.skip(str(error))
