"""Who is at a case, and what they have begun to write: for colleagues, so that two never answer."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from firebell.accounts.models import User
from firebell.common import bulk, pulse
from firebell.common import clock as wall
from firebell.desk.actions.refusals import SomebodyWrites
from firebell.desk.actions.steps import require_member
from firebell.desk.models import Case, Draft, Presence
from firebell.desk.queries.presence import AWAY, others_at

LONGEST_DRAFT = 20_000


@transaction.atomic
def be_at(case: Case, by: User) -> None:
    """Somebody has the page open, now."""
    require_member(case.workspace_id, by)
    now = wall.now()
    if not _seen(case, by, now):
        pulse.touch(case.workspace_id, "presence")


def _seen(case: Case, by: User, now: datetime) -> bool:
    """Write down that they are here; False if colleagues do not know yet."""
    here = Presence.objects.filter(case=case, user=by)
    if here.filter(seen_at__gte=now - AWAY).update(seen_at=now):
        return True
    # Gone for a while or never here: they come anew, and write nothing yet.
    bulk.upsert(
        "desk_presence",
        ("case_id", "user_id"),
        ("came_at", "seen_at", "writing_since", "wrote_at"),
        [(case.pk, by.pk, bulk.instant(now), bulk.instant(now), None, None)],
    )
    return False


@transaction.atomic
def leave(case: Case, by: User) -> None:
    if Presence.objects.filter(case=case, user=by).delete()[0]:
        pulse.touch(case.workspace_id, "presence")


@transaction.atomic
def keep_draft(case: Case, text: str, by: User) -> None:
    """What somebody writes, as it stands; with nothing in it the draft is thrown away."""
    require_member(case.workspace_id, by)
    now = wall.now()
    known = _seen(case, by, now)
    here = Presence.objects.filter(case=case, user=by)
    if text.strip():
        bulk.upsert(
            "desk_draft",
            ("case_id", "user_id"),
            ("text", "saved_at"),
            [(case.pk, by.pk, text[:LONGEST_DRAFT], bulk.instant(now))],
        )
        began = here.filter(writing_since=None).update(writing_since=now, wrote_at=now)
        if not began:
            here.update(wrote_at=now)
    else:
        Draft.objects.filter(case=case, user=by).delete()
        began = here.filter(writing_since__isnull=False).update(writing_since=None, wrote_at=None)
    if began or not known:
        pulse.touch(case.workspace_id, "presence")


def refuse_if_another_writes(case: Case, by: User) -> None:
    """Before an answer: raises SomebodyWrites while a colleague is at it."""
    for here in others_at(case, by, wall.now()):
        if here.writing_since is not None:
            raise SomebodyWrites(here.user)


def drop_draft(case: Case, by: User) -> None:
    """It is sent: belongs into the transaction of the answer."""
    Draft.objects.filter(case=case, user=by).delete()
    Presence.objects.filter(case=case, user=by).update(writing_since=None, wrote_at=None)


def forget_absent(now: datetime) -> int:
    """Let go of who has not been seen for long; how many those were."""
    return Presence.objects.filter(seen_at__lt=now - timedelta(hours=1)).delete()[0]
