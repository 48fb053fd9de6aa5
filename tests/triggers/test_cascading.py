"""Posts that are passed on, through the corridor: remembered, foreseen, and rung for in time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.translation import override

from firebell.channels import actions as channels
from firebell.channels.contract import Batch
from firebell.common import clock
from firebell.core.triggers.alerts import Kind
from firebell.desk.models import Case
from firebell.desk.tasks import wake_due
from firebell.listening import actions as listening
from firebell.listening.models import Interaction
from firebell.site.corridor import Corridor
from firebell.triggers import actions as triggers
from firebell.triggers import queries
from firebell.triggers.actions import cascading
from firebell.triggers.headlines import headline
from firebell.triggers.models import Alert, Cascade, Trigger
from firebell.triggers.wording.why import why
from tests.posts import NOON, batch, post

pytestmark = pytest.mark.django_db
HALF_AN_HOUR = timedelta(minutes=30)
ROOT = {"text": "acme lost my luggage and laughs", "author": "ann", "followers": 4_000}


@pytest.fixture
def hear(cast):
    """Carries posts through the corridor at the time of the last of them, some at a time."""
    listening.save_query(
        cast.house, name="Acme", kind="brand", text="acme", by=None,
        brand=listening.ensure_brand(cast.house.pk, "Acme"),
    )  # fmt: skip
    source = channels.configure_source(cast.house, "manual_entry", "Typed", {}, by=None)

    def carry(*posts, size: int = 40, source=source) -> list[Alert]:
        opened = []
        for start in range(0, len(posts), size):
            some = posts[start : start + size]
            now = max(one["at"] for one in some)
            with clock.moved_to(now):
                carried = Corridor(source).carry(
                    Batch(batch(*some), (), {}), watermark=now, keep_cursor=True
                )
            opened += carried.alerts
        return opened

    return carry


def reposts(number: int, of: str = "post-1", seconds: float = 10.0, first: int = 100, **more):
    return [
        post(
            first + n, kind="repost", in_reply_to=of, text="RT acme lost my luggage",
            at=NOON + timedelta(seconds=60 + seconds * n), followers=50 + n, **more,
        )
        for n in range(number)
    ]  # fmt: skip


def the(number: int) -> Interaction:
    return Interaction.objects.get(external_id=f"post-{number}")


def want(cast, **more):
    row = Trigger.objects.get(workspace=cast.house, kind="viral")
    row.conditions = [row.conditions[0], {"name": "may_reach", **more}]
    triggers.save_trigger(row, by=cast.lead)


def test_a_post_that_is_passed_on_and_on_rings_before_it_is_large(hear, cast):
    want(cast, number=400)
    opened = hear(post(1, **ROOT), *reposts(300, seconds=2), size=60)
    (viral,) = (alert for alert in opened if alert.kind == Kind.VIRAL)
    row = Cascade.objects.get()
    assert (row.interaction, row.seen, row.ended) == (the(1), 300, False)
    assert row.seen <= row.lower <= row.final <= row.upper
    assert viral.observed < 400
    assert [one.interaction_id for one in viral.evidence.all()] == [the(1).pk]
    assert viral.onset == the(1).at


def test_how_loud_a_post_is_is_told_for_an_hour_and_makes_its_case_urgent(hear, cast):
    want(cast, number=400)
    hear(post(1, **ROOT), *reposts(300, seconds=2), size=60)
    row, now = Cascade.objects.get(), NOON + timedelta(minutes=12)
    root, loudness = the(1).pk, row.loudness
    assert loudness >= 0.5
    assert queries.loud_posts(cast.house.pk, now) == {root: loudness}
    assert queries.loudness_of(cast.house.pk, [root, root + 1], now) == {root: loudness}
    assert queries.loud_posts(cast.elsewhere.pk, now) == {}
    assert queries.loud_posts(cast.house.pk, row.updated_at + timedelta(hours=1)) == {}
    case = Case.objects.get(items=root)
    with clock.moved_to(now):
        wake_due(cast.house.pk)
    before, case = case.priority, Case.objects.get(pk=case.pk)
    assert case.priority < before
    assert case.events.filter(kind="urgency", actor=None).exists()


def test_what_the_firm_thinks_too_little_does_not_ring(hear, cast):
    want(cast, number=2_000_000, chance=0.95)
    assert hear(post(1, **ROOT), *reposts(300, seconds=2), size=60) == []
    assert Cascade.objects.get().loudness == 1  # far beyond what the brand's posts usually reach


def test_what_the_firm_thinks_enough_rings_and_says_so(hear, cast):
    want(cast, number=20, chance=0.95)
    (viral,) = hear(post(1, **ROOT), *reposts(40, seconds=20), size=4)
    assert viral.observed < 100
    assert "The post will reach 20 reposts with a chance of 95 % or more." in why(viral)


def test_a_size_below_what_is_far_is_foreseen_too(hear, cast):
    want(cast, number=30, chance=0.2)
    fine = [post(3 + n, text="acme is fine", at=NOON + n * HALF_AN_HOUR) for n in (1, 2)]
    hear(post(1, **ROOT), *reposts(6, seconds=30), fine[0])
    easy = Cascade.objects.get().loudness
    want(cast, number=3_000)
    later = [post(2, **ROOT), *reposts(6, "post-2", first=500, seconds=30)]
    hear(*(one | {"at": one["at"] + HALF_AN_HOUR} for one in later), fine[1])
    assert easy > 2 * Cascade.objects.get(interaction=the(2)).loudness > 0


def test_the_headline_says_who_how_many_and_how_many_to_come(hear):
    (viral,) = hear(post(1, **ROOT), *reposts(300, seconds=2), size=400)
    row = Cascade.objects.get()
    foreseen = {"final": row.final, "lower": row.lower, "upper": row.upper}
    assert foreseen.items() <= viral.headline.items()
    rounder = {"observed": 1_310, "final": 2_417, "lower": 1_312, "upper": 61_033}
    with override("en"):
        assert headline(viral.headline | rounder) == (
            "A post by @ann is going viral: 1,310 reposts so far,"
            " about 2,400 expected (1,310 to 61,000)"
        )


def test_the_page_of_the_alert_shows_the_post(hear, cast, client):
    (viral,) = hear(post(1, **ROOT), *reposts(300, seconds=2), size=400)
    client.force_login(cast.agent)
    page = client.get(f"/w/{cast.house.slug}/alerts/{viral.pk}/")
    assert page.status_code == 200
    assert "acme lost my luggage and laughs" in page.content.decode()
    assert "A post goes viral" in page.content.decode()


def test_a_few_reposts_ring_for_nobody(hear):
    assert hear(post(1, **ROOT), *reposts(12, seconds=600), size=4) == []
    assert Cascade.objects.get().loudness < 0.5


def test_batches_of_any_size_come_to_the_same(hear):
    hour = timedelta(hours=1)
    once = [post(1, **ROOT, at=NOON), *reposts(50)]
    again = [post(2, **ROOT, at=NOON), *reposts(50, of="post-2", first=500)]
    hear(*once, size=7)
    hear(*(one | {"at": one["at"] + hour} for one in again), size=400)
    assert Cascade.objects.get(interaction=the(2)).waiting
    hear(post(3, text="acme is fine", at=NOON + 2 * hour))
    one, other = Cascade.objects.order_by("interaction__external_id")
    assert (one.seen, one.updated_at + hour) == (other.seen, other.updated_at)
    names = ("final", "lower", "upper", "loudness", "waiting")
    assert [getattr(one, name) for name in names] == [getattr(other, name) for name in names]
    assert one.seen < one.final < one.upper


def test_a_repost_of_a_repost_counts_for_the_post_itself(hear):
    first, *_ = reposts(1)
    further = reposts(3, of=first["external_id"], first=200, seconds=40)
    hear(post(1, **ROOT), first, *further)
    assert Cascade.objects.get().seen == 4
    assert Cascade.objects.get().interaction == the(1)


def test_what_is_heard_twice_counts_once(hear):
    hear(post(1, **ROOT), *reposts(5))
    hear(*reposts(5))
    assert Cascade.objects.get().seen == 5


def test_only_reposts_of_what_others_wrote_and_we_know_count(hear):
    hear(
        post(1, **ROOT),
        post(2, **ROOT, direction="outbound"),
        post(3, kind="reply", in_reply_to="post-1", text="acme never did that to me"),
        *reposts(3, of="post-2", first=300),
        *reposts(3, of="never-heard-of", first=400),
        *reposts(3, of="post-1", first=500, channel="elsewhere"),
    )
    assert not Cascade.objects.exists()


def test_what_the_network_tells_counts_without_a_repost_heard(hear):
    later = NOON + timedelta(minutes=6)
    (viral,) = hear(
        post(1, **ROOT, reposts=250),
        post(2, **ROOT, reposts=3),
        post(3, text="acme is fine", at=later),
    )
    row = Cascade.objects.get()
    assert (row.interaction, row.seen, row.told) == (the(1), 250, 250)
    assert viral.kind == Kind.VIRAL
    assert headline(viral.headline) == "A post by @ann is going viral: 250 reposts so far"


def test_it_is_over_when_nobody_passes_it_on(hear):
    hear(post(1, **ROOT), *reposts(300, seconds=2))
    later = NOON + timedelta(hours=4)
    hear(post(900, text="acme is fine", at=later))
    assert Alert.objects.get(kind="viral").ended_at is not None


def test_each_brand_of_a_post_has_its_own(hear, cast):
    other = listening.ensure_brand(cast.house.pk, "Globex")
    listening.save_query(
        cast.house, name="Globex", kind="brand", text="globex", by=None, brand=other
    )
    told = [one | {"text": "RT acme and globex"} for one in reposts(4)]
    hear(post(1, text="acme and globex", author="bob"), *told)
    assert sorted(Cascade.objects.values_list("brand__name", "seen")) == [
        ("Acme", 4),
        ("Globex", 4),
    ]


def test_batches_without_reposts_ask_the_store_nothing(cast, django_assert_num_queries):
    with django_assert_num_queries(0):
        cascading.CascadingEar().take_in(cast.house.pk, (), in_order=False)


def test_the_quietest_are_forgotten(hear, monkeypatch):
    monkeypatch.setattr(cascading, "MOST", 3)
    roots = [post(n, **ROOT) for n in range(1, 7)]
    passed = [reposts(1, of=f"post-{n}", first=100 * n, seconds=1)[0] for n in range(1, 7)]
    passed = [one | {"at": one["at"] + timedelta(minutes=n)} for n, one in enumerate(passed)]
    hear(*roots, *passed, size=1)
    kept = Cascade.objects.order_by("updated_at").values_list("interaction__external_id", flat=True)
    assert list(kept) == ["post-4", "post-5", "post-6"]
