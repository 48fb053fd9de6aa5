from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from firebell.common import collecting

# A test makes as little garbage as a batch does; looking for it took a tenth of the time.
collecting.look_seldom()
# Workers that tests start read once, so that no test waits for a core that it does not need.
os.environ.setdefault("FIREBELL_SECOND_FLOOR", "0")

# How long an example takes says more of the machine than of the code.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


# Files that take minutes, the longest first. Several processes share the files out in this order,
# so that none is left alone with a long one at the end.
LONG = (
    "runners/test_spark_parity.py",
    "site/keeping/test_backup.py",
    "site/keeping/test_move.py",
    "site/test_bad_days.py",
    "stores/test_kills.py",
    "stores/test_killed.py",
    "outbound/test_delivery_histories.py",
    "outbound/test_kills.py",
    "journeys/test_every_screen.py",
    "journeys/test_ears_and_mouths.py",
    "journeys/test_hostile_posts.py",
    "journeys/test_sending.py",
    "journeys/test_desk.py",
    "site/keeping/test_last_release.py",
    "journeys/test_first_run.py",
    "channels/networks/bluesky/",
    "understanding/test_layers.py",
    "core/understanding/test_topics.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: _place(item.path.as_posix()))


def _place(path: str) -> int:
    return next((n for n, long in enumerate(LONG) if f"tests/{long}" in path), len(LONG))


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
