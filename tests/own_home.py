"""A pytest plugin, loaded before Django's: no test may touch the state of whoever runs it.

`FIREBELL_TEST_STORE=postgres` runs everything on a PostgreSQL that this starts and ends; the
default is SQLite. See tests/stores.
"""

from __future__ import annotations

import os
import tempfile

import pytest

os.environ["FIREBELL_HOME"] = tempfile.mkdtemp(prefix="firebell-tests-")
for name in (
    "FIREBELL_DATABASE_URL_FILE",
    "FIREBELL_DEMO",
    "FIREBELL_HTTPS",
    "FIREBELL_KILL_AT",
    "FIREBELL_SECRET_KEY_FILE",
):
    os.environ.pop(name, None)

STORE = os.environ.get("FIREBELL_TEST_STORE", "sqlite")
_server = None

if STORE not in ("sqlite", "postgres"):
    raise pytest.UsageError(f"FIREBELL_TEST_STORE={STORE}: use sqlite or postgres")
# The processes of pytest-xdist inherit the address from the one that started the server.
if "PYTEST_XDIST_WORKER" not in os.environ:
    os.environ.pop("FIREBELL_DATABASE_URL", None)
    if STORE == "postgres":
        from tests.stores.server import Server

        _server = Server().start()
        os.environ["FIREBELL_DATABASE_URL"] = _server.url("firebell")


def pytest_report_header() -> str:
    return f"store: {STORE}"


def pytest_unconfigure() -> None:
    if _server is not None:
        _server.stop()
