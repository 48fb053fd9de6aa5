"""A call is carried out once, however often it comes: its answer is kept, and given again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import IntegrityError, transaction

from firebell.api.models import KeptAnswer, Token

KEPT = timedelta(hours=24)


class KeyUsedOtherwise(Exception):  # noqa: N818 - a plain answer
    """The key was used for another call."""


class Answered(NamedTuple):
    """`again`: it was not carried out this time."""

    status: int
    body: str
    again: bool = False


@transaction.atomic
def once(
    token: Token, key: str, digest: str, run: Callable[[], Answered], now: datetime
) -> Answered:
    """What `run` answers, or what it answered when the same call came before.

    1. Store the key; the unique constraint lets one call in and holds a second one until the first
       has ended (PostgreSQL), or the one writer does (SQLite).
    2. Carry the call out, in the same transaction: what it did and its answer are stored together.
       What `run` raises undoes both, so that the next try is a first one.

    Raises KeyUsedOtherwise for the key of a call with another digest.
    """
    KeptAnswer.objects.filter(token=token, key=key, at__lt=now - KEPT).delete()
    try:
        with transaction.atomic():
            kept = KeptAnswer.objects.create(token=token, key=key, digest=digest, at=now)
    except IntegrityError:
        kept = KeptAnswer.objects.get(token=token, key=key)
        if kept.digest != digest:
            raise KeyUsedOtherwise from None
        return Answered(kept.status, kept.body, again=True)
    answer = run()
    KeptAnswer.objects.filter(pk=kept.pk).update(status=answer.status, body=answer.body)
    return answer


def forget_answers(now: datetime) -> int:
    """Let go of answers that no longer count; how many those were."""
    return KeptAnswer.objects.filter(at__lt=now - KEPT).delete()[0]
