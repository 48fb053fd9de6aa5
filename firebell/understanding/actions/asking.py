"""Asking people to read posts: which, in what order, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from random import Random

from django.conf import settings
from django.db import transaction

from firebell.accounts.models import User, Workspace
from firebell.common import clock, turns
from firebell.core.understanding.sampling import most_useful
from firebell.listening.models import Interaction
from firebell.understanding import queries
from firebell.understanding.actions.correcting import correct, take_back
from firebell.understanding.enums import BY_CHANCE, Field, Why
from firebell.understanding.models import Asked, Draw, Reading
from firebell.understanding.queries.labelling import fields_asked, monday, read_words

AT_ONCE = 20  # useful posts looked for together
FEWEST = 20  # posts in a week, below which nothing is drawn yet
_LOOKED_AT = 200
_PATIENCE = 60  # times as many posts are looked at as are wanted, at most


@transaction.atomic
def ask_for_useful(workspace: Workspace) -> int:
    """Ask for the posts that would teach most; how many were found."""
    turns.one_at_a_time(workspace.pk)
    found = queries.candidates(workspace.pk)
    times = {one.id: at for one, at in found}
    chosen = most_useful([one for one, _at in found], queries.asked_before(workspace.pk), AT_ONCE)
    now = clock.now()
    Asked.objects.bulk_create(
        Asked(
            workspace=workspace,
            interaction_id=one.id,
            why=Why.DISPUTED if one.disputed else Why.UNSURE,
            week=monday(times[one.id], workspace.time_zone),
            at=now,
        )
        for one in chosen
    )
    return len(chosen)


def draw_samples(workspace: Workspace) -> int:
    """Draw the samples of every week that is due; how many posts were drawn."""
    if not settings.WEEKLY_SAMPLE:
        return 0
    now = clock.now()
    return sum(
        draw_week(workspace, week, settings.WEEKLY_SAMPLE, now)
        for week in queries.weeks_to_draw(workspace, now)
    )


@transaction.atomic
def draw_week(workspace: Workspace, week: date, wanted: int, now: datetime) -> int:
    """Draw `wanted` posts of a week at random, and as many of those that were read as needing no
    answer. Every post has the same chance; the same posts give the same sample."""
    turns.one_at_a_time(workspace.pk)
    ids = queries.words_to_draw_from(workspace, week, now)
    if len(ids) < FEWEST or Draw.objects.filter(workspace=workspace, week=week).exists():
        return 0
    drawn = 0
    for why in BY_CHANCE:
        chance = Random(f"{workspace.pk} {week} {why}")
        taken, looked_at, fitting = _take(_shuffled(ids, wanted, chance), why, wanted)
        Draw.objects.create(
            workspace=workspace,
            week=week,
            why=why,
            at=now,
            population=round(len(ids) * fitting / looked_at) if looked_at else 0,
            drawn=len(taken),
        )
        drawn += _ask(workspace, why, week, taken, now)
    return drawn


def _shuffled(ids: Sequence[int], wanted: int, chance: Random) -> Iterator[list[int]]:
    places = chance.sample(range(len(ids)), min(len(ids), wanted * _PATIENCE))
    for start in range(0, len(places), _LOOKED_AT):
        yield [ids[place] for place in places[start : start + _LOOKED_AT]]


def _take(chunks: Iterator[list[int]], why: Why, wanted: int) -> tuple[list[Interaction], int, int]:
    """(the first `wanted` that fit, how many were looked at, how many of those fit)."""
    taken: list[Interaction] = []
    looked_at = fitting = 0
    for chunk in chunks:
        fit = [word for word in read_words(chunk) if why == Why.RANDOM or _read_as_calm(word)]
        looked_at, fitting = looked_at + len(chunk), fitting + len(fit)
        taken += fit[: wanted - len(taken)]
        if len(taken) == wanted:
            break
    return taken, looked_at, fitting


def _read_as_calm(word: Interaction) -> bool:
    """Did the reader itself find that nobody has to answer? What was set aside for another reason
    (said of others, or by a machine) is no miss of the reader."""
    reading: Reading = word.latest_readings[0]  # type: ignore[attr-defined]
    return not reading.needs_answer and reading.needs_answer_p < 0.5


def _ask(
    workspace: Workspace, why: Why, week: date, words: Sequence[Interaction], now: datetime
) -> int:
    known = queries.corrections_of([word.pk for word in words])
    asked = [
        Asked(
            workspace=workspace,
            interaction=word,
            why=why,
            week=week,
            at=now,
            done_at=now if set(fields_asked(why)) <= set(known.get(word.pk, {})) else None,
        )
        for word in words
    ]
    # A workspace may move to another time zone, so that a post of one week is of the next.
    Asked.objects.bulk_create(asked, ignore_conflicts=True)
    return len(asked)


@transaction.atomic
def label(asked: Asked, field: Field, says: str, by: User) -> bool:
    """A person says what one field of this post is; True when nothing more is asked of it."""
    correct(asked.interaction, field, says, by)
    said = queries.corrections_of([asked.interaction_id])[asked.interaction_id]
    done = set(fields_asked(asked.why)) <= set(said)
    if done and asked.done_at is None:
        _finish(asked, by)
        # The same post may be asked for another reason, and is known now.
        for other in Asked.objects.filter(
            interaction_id=asked.interaction_id, done_at__isnull=True
        ):
            if set(fields_asked(other.why)) <= set(said):
                Asked.objects.filter(pk=other.pk).update(done_at=clock.now())
    return done


@transaction.atomic
def skip(asked: Asked, by: User) -> None:
    """A person cannot or will not say; the post is not asked for again."""
    turns.one_at_a_time(asked.workspace_id)
    if asked.done_at is None:
        asked.skipped = True
        _finish(asked, by)


@transaction.atomic
def unlabel(asked: Asked, by: User) -> None:
    """Take back what this person said of the post; it is asked for again."""
    turns.one_at_a_time(asked.workspace_id)
    said = queries.corrections_of([asked.interaction_id]).get(asked.interaction_id, {})
    for field, one in said.items():
        if one.by_id == by.pk:
            take_back(asked.interaction, Field(field), by)
    asked.done_at, asked.done_by, asked.skipped = None, None, False
    asked.save(update_fields=["done_at", "done_by", "skipped"])


def _finish(asked: Asked, by: User) -> None:
    asked.done_at, asked.done_by = clock.now(), by
    asked.save(update_fields=["done_at", "done_by", "skipped"])
