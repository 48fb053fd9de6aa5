"""Server times of the screens with a million interactions, as an agent who sees one workspace.

Before each page the operating system is told to forget the database file and a new connection is
opened, so that nothing comes from a warm cache; the code itself is loaded, as in a running server.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

REPEATS = 15


def run(data: Path, repeats: int = REPEATS) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="firebell-pages-") as folder:
        home = Path(folder)
        _use(home)
        from benchmarks.million import build

        interactions = build(data, home)
        return {"interactions": interactions, **measure(home, repeats)}


def _use(home: Path) -> None:
    import django
    from django.conf import settings
    from django.db import connection

    django.setup()
    os.environ["FIREBELL_HOME"] = str(home)
    settings.HOME = home
    settings.ALLOWED_HOSTS = ["testserver"]
    connection.close()
    connection.settings_dict["NAME"] = str(home / "firebell.sqlite3")


def measure(home: Path, repeats: int) -> dict[str, Any]:
    """Milliseconds (median, p95) and number of queries for each page."""
    from django.test import Client
    from django.urls import reverse

    client = Client()
    slug, number, alert = _cast(client)
    pages = {
        "first screen": reverse("bell", args=[slug]),
        "inbox": reverse("inbox", args=[slug]),
        "inbox, unassigned": reverse("inbox", args=[slug]) + "?view=unassigned",
        "inbox, closed": reverse("inbox", args=[slug]) + "?view=closed",
        "search": reverse("search", args=[slug]) + "?q=refund",
        "case": reverse("case", args=[slug, number]),
        "alerts": reverse("alerts", args=[slug]),
        "alert": reverse("alert", args=[slug, alert]),
        "people": reverse("people", args=[slug]),
    }
    for address in pages.values():
        assert client.get(address).status_code == 200, address
    return {
        "pages": {name: _time(client, home, address, repeats) for name, address in pages.items()},
        "cold": "file evicted from the page cache, new connection, before each request",
    }


def _cast(client: Any) -> tuple[str, int, int]:
    """Sign an agent of the largest workspace in; an open case and an alert to look at."""
    from firebell.accounts import actions
    from firebell.accounts.enums import Role
    from firebell.accounts.models import Workspace
    from firebell.desk.models import Case
    from firebell.triggers.models import Alert

    workspace = Workspace.objects.get(name="Large house")
    agent = actions.add_person(
        workspace, name="Agent", email="a@localhost", role=Role.AGENT, password=None, by=None
    )
    client.force_login(agent, backend="django.contrib.auth.backends.ModelBackend")
    case = Case.objects.filter(workspace=workspace, closed_at__isnull=True).first()
    alert = Alert.objects.filter(workspace=workspace).first()
    assert case is not None
    assert alert is not None
    return workspace.slug, case.number, alert.pk


def _time(client: Any, home: Path, address: str, repeats: int) -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    times = []
    for _ in range(repeats):
        connection.close()
        forget(home)
        connection.ensure_connection()
        began = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - began) * 1000)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(address)
    return {
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(sorted(times)[int(0.95 * (len(times) - 1))], 1),
        "queries": len(captured),
    }


def forget(home: Path) -> None:
    """Evict the database from the operating system's cache; dirty pages are written first."""
    for path in home.glob("firebell.sqlite3*"):
        with path.open("rb") as file:
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
