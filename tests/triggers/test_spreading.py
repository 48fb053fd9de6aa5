"""What is passed on is heard while it starts, named, and forgotten by nobody's kill."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from firebell.channels.models import Source
from firebell.core.triggers.counting import Heard, count
from firebell.core.triggers.said import Said
from firebell.listening import actions as listening
from firebell.listening.models import Interaction
from firebell.triggers import actions, meme_states
from firebell.triggers.headlines import headline
from firebell.triggers.models import Alert, Meme, MemeState
from tests.posts import batch, post

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 2, tzinfo=UTC)
SIZE = 200


@pytest.fixture
def brand(cast):
    return listening.ensure_brand(cast.house.pk, "Acme")


def chatter(days: float, seed: int = 1) -> list[tuple[datetime, str, str]]:
    """Twelve posts an hour by many; some hashtags that everybody uses. Not a complaint."""
    rng = random.Random(seed)
    return [
        (
            START + timedelta(minutes=5 * n, seconds=rng.randrange(200)),
            f"p{rng.randrange(900)}",
            f"{rng.random()} my day #acme #tag{int(rng.paretovariate(1.0))}",
        )
        for n in range(int(days * 288))
    ]


def meme(begin: datetime, people: int, minutes: float = 40) -> list[tuple[datetime, str, str]]:
    return [
        (begin + timedelta(minutes=minutes) * n / people, f"m{n}", f"{n} {n * 7} enough #BoycottX")
        for n in range(people)
    ]


def play(brand, posts: list[tuple[datetime, str, str]], size: int = SIZE) -> list[Alert]:
    """As the corridor does: stored, counted, judged, batch by batch."""
    opened: list[Alert] = []
    posts = sorted(posts)
    for start in range(0, len(posts), size):
        opened += hear(brand, posts[start : start + size], start)
    return opened


@transaction.atomic
def hear(brand, posts: list[tuple[datetime, str, str]], start: int) -> list[Alert]:
    rows = [
        post(start + n, at=at, author=who, text=text) for n, (at, who, text) in enumerate(posts)
    ]
    source, _ = Source.objects.get_or_create(
        workspace_id=brand.workspace_id, network="replay", name="file"
    )
    stored = listening.store_interactions(brand.workspace_id, source.pk, batch(*rows), posts[-1][0])
    said = [
        Said(id_, (brand.pk,), (), "microblog", f"post-{start + n}", "post", who, 9, "",
             int(at.timestamp()), text, "en", 0.1)
        for n, (id_, (at, who, text)) in enumerate(zip(stored.ids, posts, strict=True))
    ]  # fmt: skip
    heard = [Heard((brand.pk,), (), "microblog", "en", at, False, False, 0.01) for at, *_ in posts]
    watermark = posts[-1][0]
    return actions.count_and_detect(
        brand.workspace_id, count(heard), watermark, watermark, said=said
    )


def test_a_hashtag_that_many_take_up_rings_while_it_spreads_and_says_who_began(brand):
    begin = START + timedelta(days=4, hours=10)
    play(brand, chatter(4.6) + meme(begin, 60))
    alert = Alert.objects.get()
    assert alert.kind == "spread"
    assert begin < alert.at <= begin + timedelta(minutes=40)
    said = headline(alert.headline)
    assert said.startswith("“#boycottx” spreads: ")
    assert said.endswith("usual: hardly any; started by m0")
    found = Meme.objects.get(mark="#boycottx")
    assert Interaction.objects.get(pk=found.first).profile.handle == "m0"
    assert (found.kind, found.label, found.people) == ("tag", "#boycottx", 60)


def test_an_ordinary_week_of_hashtags_is_silent(brand):
    play(brand, chatter(7))
    assert not Alert.objects.exists()


def remembered(brand) -> dict[str, object]:
    """All but the ids of first posts, which are others when a post is stored again."""
    state = meme_states.states_of(brand.workspace_id, [brand.pk])[brand.pk]
    kept = {
        mark: (track.posts, track.buckets, track.hours, track.people.last, track.peak)
        for mark, track in state.tracks.items()
    }
    return kept | {"habits": state.habits, "now": state.now}


def test_what_is_remembered_is_what_the_row_holds(brand):
    """Batches are cut anywhere, transactions fail, processes die: the memory is the same."""
    posts = sorted(chatter(3) + meme(START + timedelta(days=2, hours=12), 30))
    play(brand, posts)
    whole = remembered(brand)
    MemeState.objects.all().delete()
    Interaction.objects.all().delete()
    for start in range(0, len(posts), 77):
        with transaction.atomic():
            hear(brand, posts[start : start + 77], start)
            transaction.set_rollback(True)  # killed before the commit
        if start % 2:
            meme_states.forget()  # another process
        hear(brand, posts[start : start + 77], start)
    meme_states.forget()
    assert remembered(brand) == whole


def test_a_state_of_another_version_is_begun_anew(brand):
    play(brand, chatter(0.5))
    MemeState.objects.update(state=b"\x00", stamp="other")
    hear(brand, [(START + timedelta(days=1), "p1", "hello #there")], 10_000)
    assert list(meme_states.states_of(brand.workspace_id, [brand.pk])[brand.pk].tracks) == [
        "#there"
    ]
