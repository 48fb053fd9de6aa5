from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says more of the machine than of the code.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The folder of public data sets, named by FIREBELL_DATA."""
    named = os.environ.get("FIREBELL_DATA", "")
    if not named or not Path(named).is_dir():
        pytest.skip("FIREBELL_DATA does not name the folder of public data sets")
    return Path(named)


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """Hashing slowly is right for people and costs seconds a cast in tests."""
    from django.test import override_settings

    quick = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(PASSWORD_HASHERS=quick):
        yield


@pytest.fixture(autouse=True)
def _networks_as_they_were() -> Iterator[None]:
    """A network that a test adds for itself is gone after it."""
    registry = sys.modules.get("firebell.channels.registry")
    before = dict(registry._networks) if registry else {}
    yield
    if registry:
        registry._networks.clear()
        registry._networks.update(before)


@pytest.fixture
def cast(db: None):
    """See `tests.cast`: every role in one workspace, and a stranger next door."""
    from tests.cast import assemble

    return assemble()
