"""What `firebell check` looks at: each check says what is wrong and what to do, or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

from django.conf import settings
from django.core import checks
from django.db import connection
from django.utils.translation import override

from firebell.accounts.models import Workspace
from firebell.channels.enums import SourceState
from firebell.channels.models import Source
from firebell.common import audit
from firebell.desk.checks import broken_promises
from firebell.runners.reading import load_reader
from firebell.triggers.cascade_models import in_use

Finding = str
FREE_MEGABYTES = 500


def storage() -> Iterator[Finding]:
    """Is the database whole, and is there room to write?"""
    free = shutil.disk_usage(settings.HOME).free // 1_000_000
    if free < FREE_MEGABYTES:
        yield f"only {free} MB are free where {settings.HOME} stands; make room"
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(5)")
        for (line,) in cursor.fetchall():
            if line != "ok":
                yield f"the database is damaged: {line}; restore a backup"
        cursor.execute("PRAGMA foreign_key_check")
        for table, row, parent, _key in cursor.fetchmany(5):
            yield f"{table} row {row} points to a {parent} that is not there; restore a backup"


def never_unattended() -> Iterator[Finding]:
    """Does everything that needs an answer stand in one open case with a due time?"""
    yield from broken_promises()


def audit_log() -> Iterator[Finding]:
    """Is every entry of the audit log as it was written?"""
    broken = audit.broken_links()
    if broken:
        yield f"audit entry {broken[0]} was changed or removed, {len(broken)} do not fit in all"


def sources() -> Iterator[Finding]:
    """Can every source be heard?"""
    for source in Source.objects.filter(state=SourceState.FAILED):
        yield f"source {source.name!r}: {source.last_error}"


def reading() -> Iterator[Finding]:
    """Are the models as they were shipped?"""
    try:
        load_reader()
    except (OSError, ValueError) as error:
        yield f"the reader cannot be loaded: {error}; install firebell again"


def cascades() -> Iterator[Finding]:
    """Can the models be used that workspaces taught themselves?"""
    for workspace in Workspace.objects.order_by("pk"):
        found = in_use(workspace.pk)
        if found.wrong:
            yield (
                f"{found.path} of {workspace.name!r} cannot be used, the shipped model is:"
                f" {found.wrong}; make it again with firebell train cascades, or remove it"
            )


def deployment() -> Iterator[Finding]:
    """Is it safe to show this to a network?"""
    if settings.DEMO:
        yield "FIREBELL_DEMO is set: every visitor is signed in; unset it"
    for message in checks.run_checks(include_deployment_checks=True):
        if not message.is_silenced():
            yield f"{message.id}: {message.msg}"


CHECKS: dict[str, Callable[[], Iterator[Finding]]] = {
    "storage": storage,
    "never unattended": never_unattended,
    "audit log": audit_log,
    "sources": sources,
    "reading": reading,
    "cascades": cascades,
}


def findings(deploy: bool) -> Iterator[tuple[str, list[Finding]]]:
    """(name of the check, what it found) in a fixed order; messages in English."""
    chosen = CHECKS | ({"deployment": deployment} if deploy else {})
    with override("en"):
        for name, check in chosen.items():
            yield name, list(check())
