from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers.mail import MailServers, missing


@pytest.fixture(autouse=True)
def _reachable(monkeypatch):
    monkeypatch.setenv("FIREBELL_REACHABLE", "127.0.0.1,localhost")


@pytest.fixture(scope="session")
def _started() -> Iterator[MailServers]:
    if why := missing():
        pytest.skip(why)
    servers = MailServers()
    try:
        yield servers.start()
    finally:
        servers.stop()


@pytest.fixture
def servers(_started: MailServers) -> MailServers:
    """Dovecot and Exim, with empty mailboxes."""
    _started.empty()
    return _started
