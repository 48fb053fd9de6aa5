from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firebell.common.models import LedgerFact
from firebell.core.triggers.counting import count
from firebell.listening.models import Brand
from firebell.triggers import actions
from firebell.triggers.enums import AlertState
from firebell.triggers.headlines import headline
from firebell.triggers.models import Alert, Judged, MinuteCount, SeriesPoint, SeriesState
from tests.triggers.playing import START, burst, in_order, play, post, steady

TROUBLE = START + timedelta(days=3, hours=10)


@pytest.fixture
def brand(cast):
    return Brand.objects.create(workspace=cast.house, name="Acme")


def story(brand, **more):
    return in_order(
        steady(brand.pk, START, 4), burst(brand.pk, TROUBLE, 45, channel="bluesky", **more)
    )


def kept():
    """All that detection stored, without the rows' ids."""
    alerts = Alert.objects.values_list(
        "brand_id", "kind", "channel", "topic", "onset", "at", "peak_at", "last_at", "ended_at",
        "observed", "expected", "severity", "state",
    )  # fmt: skip
    points = SeriesPoint.objects.values_list("measure", "at", "observed", "expected", "upper")
    states = SeriesState.objects.filter(judges=True).values_list(
        "dimension", "key", "measure", "state", "through"
    )
    counts = MinuteCount.objects.values_list(
        "dimension", "key", "minute", "total", "negative", "negativity"
    )
    return [sorted(rows) for rows in (alerts, points, states, counts)]


def forget():
    for model in (Alert, SeriesPoint, SeriesState, MinuteCount, Judged):
        model.objects.all().delete()


def test_a_burst_of_complaints_rings_once_while_it_lasts_and_ends(brand):
    opened = play(brand.workspace_id, story(brand))
    assert [alert.pk for alert in opened] == [Alert.objects.get().pk]
    alert = Alert.objects.get()
    assert TROUBLE < alert.at <= TROUBLE + timedelta(minutes=40)
    assert alert.onset <= TROUBLE + timedelta(minutes=5)
    assert alert.channel == "bluesky"
    assert alert.state == AlertState.CLOSED
    assert alert.observed > 5 * alert.expected
    assert headline(alert.headline).startswith(f"{round(alert.observed)} complaints on Bluesky")
    kinds = LedgerFact.objects.order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["alert_rang", "alert_ended"]


def test_the_topic_that_carries_it_is_named(brand):
    everything = in_order(
        steady(brand.pk, START, 4),
        (post(brand.pk, START + timedelta(hours=2 * n), negative=True, topic="refunds")
         for n in range(48)),
        burst(brand.pk, TROUBLE, 45, topic="refunds"),
    )  # fmt: skip
    play(brand.workspace_id, everything)
    assert Alert.objects.get().topic == "refunds"


def test_an_ordinary_week_is_silent(brand):
    play(brand.workspace_id, list(steady(brand.pk, START, 7)))
    assert not Alert.objects.exists()


def test_the_start_of_a_collection_is_silent(brand):
    few = [post(brand.pk, START + timedelta(days=n), negative=True) for n in range(4)]
    flood = steady(brand.pk, START + timedelta(days=4), 1.5, hourly=90)
    play(brand.workspace_id, in_order(iter(few), flood))
    assert not Alert.objects.exists()


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(cuts=st.sets(st.integers(1, 620), max_size=12))
def test_how_the_posts_are_cut_into_batches_makes_no_difference(brand, cuts):
    heard = story(brand)
    forget()
    play(brand.workspace_id, heard, size=len(heard))
    whole = kept()
    forget()
    edges = [0, *sorted(cut for cut in cuts if cut < len(heard)), len(heard)]
    for start, end in pairwise(edges):
        play(brand.workspace_id, heard[start:end], size=len(heard), flush=end == len(heard))
    assert kept() == whole


def test_a_late_post_is_counted_and_not_judged_again(brand):
    heard = list(steady(brand.pk, START, 2))
    play(brand.workspace_id, heard)
    before = kept()
    late = list(burst(brand.pk, START + timedelta(days=1), 60, minutes=4))
    now = heard[-1].at
    assert actions.count_and_detect(brand.workspace_id, count(late), now, now) == []
    assert MinuteCount.objects.filter(dimension="brand").count() > len(
        [row for row in before[3] if row[0] == "brand"]
    )
    assert kept()[:3] == before[:3]


def test_the_same_trouble_within_a_day_is_the_same_alert(brand):
    again = TROUBLE + timedelta(hours=9)
    everything = in_order(
        steady(brand.pk, START, 5), burst(brand.pk, TROUBLE, 45), burst(brand.pk, again, 60)
    )
    assert len(play(brand.workspace_id, everything)) == 1
    assert Alert.objects.get().last_at > again


def test_trouble_two_days_later_is_another_alert(brand):
    again = TROUBLE + timedelta(hours=60)
    everything = in_order(
        steady(brand.pk, START, 7), burst(brand.pk, TROUBLE, 45), burst(brand.pk, again, 80)
    )
    assert len(play(brand.workspace_id, everything)) == 2


def test_brands_do_not_mix(brand):
    other = Brand.objects.create(workspace=brand.workspace, name="Other")
    calm = steady(other.pk, START, 4)
    play(brand.workspace_id, in_order(iter(story(brand)), calm))
    assert set(Alert.objects.values_list("brand__name", flat=True)) == {"Acme"}


def test_nothing_heard_is_nothing_done(cast):
    empty = count([])
    assert actions.count_and_detect(cast.house.pk, empty, START, START) == []
    assert actions.flush(cast.house.pk, START) == []


def test_an_open_alert_ends_by_the_clock_when_nobody_speaks(brand):
    heard = [one for one in story(brand) if one.at < TROUBLE + timedelta(minutes=40)]
    play(brand.workspace_id, heard)
    assert Alert.objects.get().ended_at is None
    for hours in range(1, 12):
        now = TROUBLE + timedelta(hours=hours)
        actions.let_time_pass(brand.workspace_id, now, now)
    assert Alert.objects.get().state == AlertState.CLOSED


def test_the_clock_does_not_run_away_from_a_replay(brand):
    heard = story(brand)
    cut = len(heard) // 2
    play(brand.workspace_id, heard[:cut], flush=False)
    years_later = datetime(2031, 1, 1, tzinfo=UTC)
    actions.let_time_pass(brand.workspace_id, years_later, years_later)
    assert len(play(brand.workspace_id, heard[cut:])) == 1


def test_the_queries_of_a_batch_do_not_grow_with_the_series(brand, django_assert_max_num_queries):
    play(brand.workspace_id, list(steady(brand.pk, START, 1)), flush=False)
    now = START + timedelta(days=1, hours=1)
    many = [post(brand.pk, now, negative=True, topic=f"topic {n}") for n in range(60)]
    # PostgreSQL needs a few more, for its staging tables.
    with django_assert_max_num_queries(20 if connection.vendor == "sqlite" else 30):
        actions.count_and_detect(brand.workspace_id, count(many), now, now)


def test_acknowledged_by_the_first_and_judged_by_the_last(brand, cast):
    play(brand.workspace_id, [one for one in story(brand) if one.at < TROUBLE + timedelta(hours=1)])
    alert = Alert.objects.get()
    actions.acknowledge(alert, by=cast.agent)
    actions.acknowledge(alert, by=cast.lead)
    actions.mark_useful(alert, True, by=cast.lead)
    actions.mark_useful(alert, False, by=cast.agent)
    alert.refresh_from_db()
    assert (alert.state, alert.acknowledged_by) == (AlertState.ACKNOWLEDGED, cast.agent)
    assert (alert.feedback, alert.feedback_by) == ("not_useful", cast.agent)
