"""What is asked of people, what could be asked, and what a week's sample is drawn from."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, QuerySet

from firebell.accounts.models import User, Workspace
from firebell.core.understanding.sampling import Candidate
from firebell.listening.models import Interaction
from firebell.understanding.enums import BY_CHANCE, Field, Why
from firebell.understanding.models import Asked, Draw, Reading
from firebell.understanding.queries.readings import corrections_of, readings_in_force

POOL = 2_000  # the newest posts, among which the most useful are looked for
REMEMBERED = 400  # texts asked last, which no new one may resemble
USEFUL = (Why.UNSURE, Why.DISPUTED)
WEEKS_BACK = 4
# Who asks for what, in turns: a post by chance, one that may have been missed, three that teach.
_TURNS = ((Why.RANDOM,), (Why.MISSED,), USEFUL, USEFUL, USEFUL)


def _asked(workspace_id: int) -> QuerySet[Asked]:
    return (
        Asked.objects.filter(workspace_id=workspace_id, interaction__hidden_at__isnull=True)
        .select_related("interaction__profile")
        .prefetch_related("interaction__changes")
    )


def open_asked(workspace_id: int) -> QuerySet[Asked]:
    return _asked(workspace_id).filter(done_at__isnull=True)


def open_by_chance(workspace_id: int) -> int:
    """How many of the drawn samples are still to be read."""
    return open_asked(workspace_id).filter(why__in=BY_CHANCE).count()


def useful_open(workspace_id: int) -> bool:
    return open_asked(workspace_id).filter(why__in=USEFUL).exists()


def next_asked(workspace_id: int, user: User) -> Asked | None:
    """What this person is asked next. Two people at once are mostly shown different posts."""
    done = Asked.objects.filter(workspace_id=workspace_id, done_by=user).count()
    turn = _TURNS[done % len(_TURNS)]
    for whys in (turn, USEFUL, BY_CHANCE):
        waiting = list(open_asked(workspace_id).filter(why__in=whys).order_by("id")[:20])
        if waiting:
            return waiting[user.pk % len(waiting)]
    return None


def one_asked(workspace_id: int, key: int) -> Asked | None:
    return _asked(workspace_id).filter(pk=key).first() if key < 2**63 else None


def last_done(workspace_id: int, user: User) -> Asked | None:
    """What this person was asked last and has answered or skipped."""
    done = _asked(workspace_id).filter(done_by=user, done_at__isnull=False)
    return done.order_by("-done_at", "-id").first()


def asked_before(workspace_id: int) -> list[str]:
    """The texts that were asked last, whatever became of them."""
    asked = Asked.objects.filter(workspace_id=workspace_id).order_by("-id")
    return list(asked.values_list("interaction__text", flat=True)[:REMEMBERED])


def candidates(workspace_id: int) -> list[tuple[Candidate, datetime]]:
    """Of the newest posts those that nobody was asked about or has corrected, with their times."""
    newest = _read(Interaction.objects.filter(workspace_id=workspace_id).order_by("-at")[:POOL])
    ids = [word.pk for word in newest]
    known = set(
        Asked.objects.filter(interaction_id__in=ids).values_list("interaction_id", flat=True)
    )
    known |= set(corrections_of(ids))
    return [(_candidate(word), word.at) for word in newest if word.pk not in known]


def _read(words: QuerySet[Interaction]) -> list[Interaction]:
    """People's words with `latest_readings`, without those that are hidden or that nobody read."""
    found = words.prefetch_related(
        Prefetch("readings", readings_in_force(), to_attr="latest_readings")
    )
    return [
        word
        for word in found
        if not word.outbound and word.hidden_at is None and word.latest_readings  # type: ignore[attr-defined]
    ]


def _candidate(word: Interaction) -> Candidate:
    readings: list[Reading] = word.latest_readings  # type: ignore[attr-defined]
    best = readings[0]
    return Candidate(
        id=word.pk,
        text=word.text,
        language=best.language,
        channel=word.channel,
        margin=_margin(best),
        disputed=any(
            (one.sentiment, one.needs_answer) != (best.sentiment, best.needs_answer)
            for one in readings[1:2]
        ),
    )


def _margin(reading: Reading) -> float:
    """How clear the least clear of the two things was that people are asked about."""
    first, second, _third = sorted(
        (reading.negative, reading.neutral, reading.positive), reverse=True
    )
    return min(first - second, abs(2 * reading.needs_answer_p - 1))


def monday(instant: datetime, zone: str) -> date:
    day = instant.astimezone(ZoneInfo(zone)).date()
    return day - timedelta(days=day.weekday())


def week_of(week: date, zone: str) -> tuple[datetime, datetime]:
    """The first instant of a week and that of the next one."""
    start = datetime.combine(week, time(), ZoneInfo(zone))
    return start, datetime.combine(week + timedelta(days=7), time(), ZoneInfo(zone))


def newest_at(workspace_id: int, now: datetime) -> datetime | None:
    """When the newest post was written, of those that are not of the future."""
    words = Interaction.objects.filter(workspace_id=workspace_id, at__lte=now).order_by("-at")
    return words.values_list("at", flat=True).first()


def weeks_to_draw(workspace: Workspace, now: datetime) -> list[date]:
    """Mondays of weeks whose sample is due: the last ones before the newest post's week; where
    none was drawn yet, the newest post's week as well, as far as it has come."""
    newest = newest_at(workspace.pk, now)
    if newest is None:
        return []
    this = monday(newest, workspace.time_zone)
    drawn = set(Draw.objects.filter(workspace=workspace).values_list("week", flat=True))
    weeks = [this - timedelta(weeks=n) for n in range(WEEKS_BACK, 0, -1)]
    # A week that is over while nothing comes after it is not waited for either.
    over = now >= week_of(this, workspace.time_zone)[1]
    return [week for week in [*weeks, *([this] if over or not drawn else [])] if week not in drawn]


def words_to_draw_from(workspace: Workspace, week: date, now: datetime) -> Sequence[int]:
    """Ids of all that was heard in a week, ours and strangers'. One walk along an index."""
    start, end = week_of(week, workspace.time_zone)
    words = Interaction.objects.filter(workspace=workspace, at__gte=start, at__lt=min(end, now))
    return array("q", words.order_by().values_list("pk", flat=True).iterator(chunk_size=10_000))


def read_words(ids: Sequence[int]) -> list[Interaction]:
    """Of these words, in their order, people's that can be shown and were read."""
    found = {word.pk: word for word in _read(Interaction.objects.filter(pk__in=ids))}
    return [found[one] for one in ids if one in found]


def fields_asked(why: str) -> tuple[Field, ...]:
    """What must be said of a post before it counts as read."""
    return (Field.NEEDS_ANSWER,) if why == Why.MISSED else (Field.SENTIMENT, Field.NEEDS_ANSWER)
