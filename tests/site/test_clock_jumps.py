"""The machine's clock jumps, posts bear impossible times, the night has an hour twice."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db.models import Sum

from firebell.channels import actions as channels
from firebell.channels.files.maps import load_map
from firebell.channels.models import Source
from firebell.common import clock
from firebell.core.desk.promise import ANSWER
from firebell.desk.checks import broken_promises
from firebell.desk.models import Case, CaseItem
from firebell.listening.models import Interaction
from firebell.site.listener import LATENESS, Listener
from firebell.site.listening_set_up import listen_for
from firebell.site.replaying import Score, play
from firebell.triggers.models import Alert, Judged, MinuteCount
from firebell.understanding.models import Reading
from tests.posts import NOON, post

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TEXT = "@united my flight is late and nobody answers, this is terrible, please help"


class Ears:
    """Hears posts to one brand, a file and a source each time, by the clock that it is told."""

    def __init__(self, workspace, folder: Path) -> None:
        self.workspace, self.folder = workspace, folder
        self.said = 0
        self.edges: list[datetime] = []  # how far the brand was judged after each time
        listen_for(workspace, load_map("airline").brands, ())

    def posts(self, times: Iterable[datetime]) -> list[dict]:
        """One post of its own for each time."""
        rows = []
        for at in times:
            self.said += 1
            rows.append(post(self.said, at=at, text=TEXT))
        return rows

    def write(self, name: str, rows: list[dict]) -> Path:
        path = self.folder / f"{name}.jsonl"
        with path.open("w", encoding="utf-8") as out:
            for row in rows:
                known = {key: value for key, value in row.items() if value is not None}
                out.write(json.dumps(known | {"at": row["at"].isoformat()}) + "\n")
        return path

    def hear(self, rows: list[dict], now: datetime) -> None:
        path = self.write(f"heard-{len(self.edges)}", rows)
        source = channels.configure_source(
            self.workspace, "replay", path.name, {"path": str(path), "map": "plain"}, by=None
        )
        with clock.moved_to(now):
            listener = Listener(source.pk)
            while listener.turn():
                pass
        self.edges.append(Judged.objects.get(brand__name="United").through)


@pytest.fixture
def ears(cast, tmp_path) -> Ears:
    return Ears(cast.house, tmp_path)


def assert_nothing_lost_or_doubled(number: int) -> None:
    """Of so many posts: each is stored, read, counted and in a case once, with a sane due time."""
    assert Interaction.objects.count() == Reading.objects.count() == number
    counts = MinuteCount.objects.filter(brand__name="United", dimension="brand")
    assert counts.aggregate(Sum("total"))["total__sum"] == number
    assert CaseItem.objects.filter(state="pending").count() == number
    for case in Case.objects.all():
        oldest = case.items.order_by("interaction__at").first().interaction.at
        # Never later than it was said, nor than it was heard: a wrong stamp buys no time.
        assert case.waiting_since <= oldest
        assert case.due_at == case.waiting_since + timedelta(minutes=ANSWER[case.priority])
    assert broken_promises() == []


@pytest.mark.parametrize(
    "jumps",
    [
        pytest.param([timedelta(0), -HOUR, timedelta(minutes=10)], id="back an hour"),
        pytest.param([timedelta(0), DAY, DAY + HOUR], id="forward a day"),
        pytest.param([timedelta(0), DAY, HOUR, DAY + HOUR], id="forward a day and back"),
    ],
)
def test_a_clock_that_jumps_between_batches(ears, jumps):
    """Posts bear the time of the machine that jumps, as those entered by hand do."""
    for jump in jumps:
        now = NOON + jump
        ears.hear(ears.posts(now - timedelta(seconds=each) for each in range(5)), now)
    assert_nothing_lost_or_doubled(5 * len(jumps))
    assert ears.edges == sorted(ears.edges)
    assert ears.edges[-1] <= NOON + max(jumps) - LATENESS


def test_what_is_heard_again_under_another_clock_is_not_stored_again(ears):
    rows = ears.posts(NOON - timedelta(minutes=each) for each in range(10))
    for now in (NOON, NOON - HOUR, NOON + DAY):
        ears.hear(rows, now)
    assert_nothing_lost_or_doubled(10)
    assert ears.edges == sorted(ears.edges)
    assert sum(Source.objects.values_list("inserted", flat=True)) == 10
    assert sum(Source.objects.values_list("duplicates", flat=True)) == 20


def test_one_trouble_rings_once_whatever_the_clock_does(ears):
    quiet = ears.posts(NOON - 4 * DAY + timedelta(minutes=30 * each) for each in range(190))
    burst = ears.posts(NOON - HOUR + timedelta(seconds=20 * each) for each in range(170))
    ears.hear(quiet, NOON - HOUR)
    assert Alert.objects.count() == 0
    ears.hear(burst[:150], NOON)
    rung = list(Alert.objects.values_list("pk", "onset", "at"))
    assert len(rung) == 1
    ears.hear(burst[150:], NOON - HOUR)  # the rest of it, after the clock went back
    ears.hear(burst, NOON + DAY)
    ears.hear(burst[:10], NOON)
    assert list(Alert.objects.values_list("pk", "onset", "at")) == rung
    assert ears.edges == sorted(ears.edges)
    assert_nothing_lost_or_doubled(len(quiet) + len(burst))


def test_a_post_from_tomorrow_or_long_ago_does_not_move_the_watermark(ears):
    ears.hear(ears.posts([NOON - HOUR]), NOON)
    edge = ears.edges[-1]
    ears.hear(ears.posts([NOON + timedelta(hours=23), datetime(2011, 1, 1, tzinfo=UTC)]), NOON)
    assert ears.edges[-1] == edge
    ears.hear(ears.posts([NOON - timedelta(minutes=30)]), NOON - timedelta(minutes=10))
    assert ears.edges[-1] == edge
    assert_nothing_lost_or_doubled(4)


def test_a_stamp_from_the_future_promises_no_later_answer(ears):
    ears.hear(ears.posts([NOON + timedelta(hours=23)]), NOON)
    case = Case.objects.get()
    assert case.waiting_since == NOON
    assert case.due_at == NOON + timedelta(minutes=ANSWER[case.priority])


OSLO = ZoneInfo("Europe/Oslo")
NIGHTS = [
    # Summer begins: 02:00 to 03:00 is missing. It ends: 02:00 to 03:00 is there twice.
    datetime(2025, 3, 30, 0, 0, tzinfo=UTC),
    datetime(2025, 10, 26, 0, 0, tzinfo=UTC),
]


@pytest.mark.parametrize("night", NIGHTS, ids=["summer begins", "summer ends"])
def test_the_night_in_which_the_clocks_change(ears, cast, night):
    """Stamped with local time and offset, a post every ten minutes keeps its own instant."""
    instants = [night + timedelta(minutes=10 * each) for each in range(18)]
    rows = ears.posts(each.astimezone(OSLO) for each in instants)
    assert len({row["at"].utcoffset() for row in rows}) == 2
    path = ears.write("night", rows)
    for inserted in (18, 0):
        report = play(Score([path], map_name="plain", workspace_name=cast.house.name))
        assert (report.inserted, report.duplicates) == (inserted, 18 - inserted)
        assert (report.first_at, report.last_at) == (instants[0], instants[-1])
        assert Source.objects.get().last_event_at == instants[-1]
        assert list(Interaction.objects.order_by("at").values_list("at", flat=True)) == instants
        assert list(Case.objects.order_by("opened_at").values_list("opened_at", flat=True)) == (
            instants
        )
        assert_nothing_lost_or_doubled(18)
