"""What people said of the posts that were drawn by chance, for figures that hold for all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from firebell.core.understanding.quality import Share
from firebell.understanding.enums import Field, Why, YesNo
from firebell.understanding.models import Asked, Draw, SecondShare
from firebell.understanding.queries.readings import corrections_of, readings_in_force

MOST = 20_000


@dataclass(frozen=True, slots=True)
class Labelled:
    """One field of one post drawn at random: what the reader said and what a person says."""

    week: date
    language: str
    channel: str
    field: str
    said: str
    says: str


def labelled(workspace_id: int, since: date) -> list[Labelled]:
    """Of the posts drawn at random of the weeks since then, all that people said."""
    drawn = Asked.objects.filter(workspace_id=workspace_id, why=Why.RANDOM, week__gte=since)
    read = drawn.filter(done_at__isnull=False, skipped=False).order_by("week", "id")
    rows = list(read.values_list("interaction_id", "week", "interaction__channel")[:MOST])
    ids = [word for word, _week, _channel in rows]
    languages = _languages(ids)
    said = corrections_of(ids)
    return [
        Labelled(week, languages.get(word, ""), channel, field, one.said, one.says)
        for word, week, channel in rows
        for field, one in said.get(word, {}).items()
    ]


def _languages(ids: list[int]) -> dict[int, str]:
    readings = readings_in_force().filter(interaction_id__in=ids)
    found: dict[int, str] = {}
    for word, language in readings.values_list("interaction_id", "language"):
        found.setdefault(word, language)
    return found


@dataclass(frozen=True, slots=True)
class ReadTwice:
    """Of the posts of some days, how many were read twice. `newest`: the last of these days."""

    newest: date
    seen: int
    read: int

    @property
    def share(self) -> float:
        return self.read / self.seen


def read_twice(workspace_id: int) -> ReadTwice | None:
    """Of the last seven days on which posts were looked through; None if there were none."""
    days = SecondShare.objects.filter(workspace_id=workspace_id, seen__gt=0).order_by("-day")
    found = list(days.values_list("day", "seen", "read")[:7])
    if not found:
        return None
    return ReadTwice(found[0][0], sum(seen for _, seen, _ in found), sum(r for _, _, r in found))


@dataclass(frozen=True, slots=True)
class Missed:
    """What a week's sample of posts read as needing no answer says of all of them."""

    week: date
    population: int
    share: Share  # of those read by people, that needed one after all
    waiting: int  # of the sample, still to be read
    skipped: int

    @property
    def fewest(self) -> int:
        return round(self.share.lower * self.population)

    @property
    def most(self) -> int:
        return round(self.share.upper * self.population)


def missed_by_week(workspace_id: int, since: date) -> list[Missed]:
    """A row for each week whose sample was drawn, the newest first."""
    draws = Draw.objects.filter(workspace_id=workspace_id, why=Why.MISSED, week__gte=since)
    asked = Asked.objects.filter(workspace_id=workspace_id, why=Why.MISSED, week__gte=since)
    rows = list(asked.values_list("week", "interaction_id", "done_at", "skipped")[:MOST])
    said = corrections_of([word for _week, word, _done, _skipped in rows])
    weeks: dict[date, list[tuple[str, bool, bool]]] = {}
    for week, word, done, skipped in rows:
        one = said.get(word, {}).get(Field.NEEDS_ANSWER)
        weeks.setdefault(week, []).append((one.says if one else "", done is not None, skipped))
    return [_missed(draw, weeks.get(draw.week, [])) for draw in draws.order_by("-week")]


def _missed(draw: Draw, rows: list[tuple[str, bool, bool]]) -> Missed:
    answers = [says for says, _done, _skipped in rows if says]
    return Missed(
        draw.week,
        draw.population,
        Share(answers.count(YesNo.YES), len(answers)),
        sum(not done for _says, done, _skipped in rows),
        sum(skipped for _says, _done, skipped in rows),
    )
