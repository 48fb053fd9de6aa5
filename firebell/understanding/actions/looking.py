"""Looking for themes and for what spreads: who looks when, and what is kept of it."""

from __future__ import annotations

import time
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from firebell.accounts.models import Workspace
from firebell.common import clock
from firebell.understanding.looking import Seen, look_at
from firebell.understanding.models import Look, Spread, Theme
from firebell.understanding.queries.looks import LOST, is_due


def want_look(workspace: Workspace) -> None:
    """Somebody wants to see what is said now; a worker looks within seconds."""
    Look.objects.update_or_create(workspace=workspace, defaults={"wanted_at": clock.wall()})


def look_if_due(workspace: Workspace) -> bool:
    """Look, if it is due and nobody else is at it; True if it was done."""
    look, _new = Look.objects.defer("texts", "pictures").get_or_create(workspace=workspace)
    wall = clock.wall()
    if not is_due(look, wall, clock.now()) or not _claim(look.pk, wall):
        return False
    try:
        look_now(workspace)
    except BaseException:
        # Not at once again, and not only when whoever began is taken for dead.
        Look.objects.filter(pk=look.pk).update(begun_at=None, ended_at=clock.wall())
        raise
    return True


def _claim(key: int, wall: datetime) -> bool:
    free = Q(begun_at__isnull=True) | Q(begun_at__lte=wall - LOST)
    looks = Look.objects.filter(free, pk=key)
    return looks.update(begun_at=wall, wanted_at=None) == 1


def look_now(workspace: Workspace) -> Look:
    """Look, and keep what is found in place of what was found before; nothing, where nothing is
    left to be shown. Nothing is locked while it is worked out, which takes some seconds."""
    started = time.monotonic()
    seen = look_at(workspace.pk, clock.now())
    seconds = time.monotonic() - started
    with transaction.atomic():
        look, _new = Look.objects.select_for_update().get_or_create(workspace=workspace)
        look.begun_at, look.ended_at, look.seconds = None, clock.wall(), seconds
        Theme.objects.filter(look=look).delete()
        Spread.objects.filter(look=look).delete()
        look.at, look.texts, look.pictures = None, b"", b""
        if seen is not None:
            _keep(look, seen)
        look.save()
    return look


def _keep(look: Look, seen: Seen) -> None:
    look.at, look.since, look.until = clock.now(), seen.since, seen.until
    look.posts, look.read = seen.now.posts, len(seen.now.words)
    look.posts_before, look.read_before = seen.before.posts, len(seen.before.words)
    look.compared = len(seen.texts)
    look.texts, look.pictures = seen.texts.to_bytes(), seen.pictures.to_bytes()
    for made in (seen.themes, seen.spreads):
        for place, one in enumerate(made):
            one.look, one.place = look, place
    Theme.objects.bulk_create(seen.themes)
    Spread.objects.bulk_create(seen.spreads)
