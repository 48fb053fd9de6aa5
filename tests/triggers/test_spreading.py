"""What is passed on is heard while it starts, named, and forgotten by nobody's kill."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from firebell.channels.models import Source
from firebell.common.models import LedgerFact
from firebell.core.triggers.counting import Heard, count
from firebell.core.triggers.said import Said
from firebell.listening import actions as listening
from firebell.listening.models import Interaction
from firebell.triggers import actions, meme_states
from firebell.triggers.headlines import headline
from firebell.triggers.models import Alert, Meme, MemeState
from tests.posts import batch, post
from tests.screens import said_on, signed_in

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
    rng = random.Random(people)
    instants = sorted(begin + timedelta(minutes=minutes) * rng.random() for _ in range(people))
    return [(at, f"m{n}", f"{n} {n * 7} enough #BoycottX") for n, at in enumerate(instants)]


Shown = Mapping[str, str]  # text -> its pictures
NOTHING: Shown = {}


def play(
    brand, posts: list[tuple[datetime, str, str]], size: int = SIZE, shown: Shown = NOTHING
) -> list[Alert]:
    """As the corridor does: stored, counted, judged, batch by batch."""
    opened: list[Alert] = []
    posts = sorted(posts)
    for start in range(0, len(posts), size):
        opened += hear(brand, posts[start : start + size], start, shown)
    return opened


@transaction.atomic
def hear(
    brand, posts: list[tuple[datetime, str, str]], start: int, shown: Shown = NOTHING
) -> list[Alert]:
    rows = [
        post(start + n, at=at, author=who, text=text, pictures=shown.get(text))
        for n, (at, who, text) in enumerate(posts)
    ]
    source, _ = Source.objects.get_or_create(
        workspace_id=brand.workspace_id,
        network="replay",
        name="file",
        defaults={"config": {"brand": brand.name}},
    )
    stored = listening.store_interactions(brand.workspace_id, source.pk, batch(*rows), posts[-1][0])
    said = [
        Said(id_, (brand.pk,), (), "microblog", f"post-{start + n}", "post", who, 9, "",
             int(at.timestamp()), text, "en", 0.1, pictures=shown.get(text, ""))
        for n, (id_, (at, who, text)) in enumerate(zip(stored.ids, posts, strict=True))
    ]  # fmt: skip
    heard = [Heard((brand.pk,), (), "microblog", "en", at, False, False, 0.01) for at, *_ in posts]
    watermark = posts[-1][0]
    return actions.count_and_detect(
        brand.workspace_id, count(heard), watermark, watermark, said=said
    )


def test_a_hashtag_that_many_take_up_rings_while_it_spreads_and_says_who_began(brand):
    begin = START + timedelta(days=4, hours=10)
    play(brand, chatter(4.6) + meme(begin, 100))
    alert = Alert.objects.get()
    assert alert.kind == "spread"
    assert begin < alert.at <= begin + timedelta(minutes=40)
    said = headline(alert.headline)
    assert said.startswith("“#boycottx” spreads: ")
    assert said.endswith("usual: hardly any; started by m0")
    evidence = list(alert.evidence.values_list("interaction__text", flat=True))
    assert len(evidence) == 12
    assert all("#BoycottX" in text for text in evidence)
    found = Meme.objects.get(mark="#boycottx")
    assert Interaction.objects.get(pk=found.first).profile.handle == "m0"
    assert (found.kind, found.label, found.people) == ("tag", "#boycottx", 100)


def test_a_picture_that_many_show_rings_whatever_they_write_beside_it(brand):
    begin, rng = START + timedelta(days=4, hours=10), random.Random(5)
    everyday = chatter(4.6)
    shown = {text: f"bafkrei{rng.randrange(400)}" for _, _, text in everyday if rng.random() < 0.2}
    spread = [
        (at, who, f"{rng.random()} look {rng.random()}") for at, who, _text in meme(begin, 100)
    ]
    shown |= {text: f"bafkreiburnt bafkreiown{n}" for n, (_, _, text) in enumerate(spread)}
    play(brand, everyday + spread, shown=shown)
    alert = Alert.objects.get()
    assert begin < alert.at <= begin + timedelta(minutes=40)
    said = headline(alert.headline)
    assert said.startswith("The same picture spreads: ")
    assert said.endswith("started by m0")
    evidence = list(alert.evidence.values_list("interaction__text", flat=True))
    assert len(evidence) == 12
    assert set(evidence) <= {text for _, _, text in spread}
    assert Meme.objects.get(kind="picture").people == 100


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


def alert_page(cast, brand) -> tuple[Alert, str]:
    alert = Alert.objects.get(brand=brand)
    response = signed_in(cast.agent).get(f"/w/{brand.workspace.slug}/alerts/{alert.pk}/")
    assert response.status_code == 200
    return alert, said_on(response)


def test_the_alert_s_page_shows_what_is_passed_on_by_whom_and_in_which_words(cast, brand):
    begin = START + timedelta(days=4, hours=10)
    posts = [(at, who, f"burnt seats {text}") for at, who, text in meme(begin, 100)]
    play(brand, chatter(4.6) + posts)
    _, page = alert_page(cast, brand)
    assert "What is being passed on" in page
    assert "#boycottx" in page
    assert "100 posts by 100 people in an hour" in page
    assert "first heard from" in page
    assert "burnt seats" in page
    assert "Looks coordinated" not in page


def test_a_first_post_that_was_taken_back_is_not_shown(cast, brand):
    begin = START + timedelta(days=4, hours=10)
    play(brand, chatter(4.6) + meme(begin, 100))
    first = Meme.objects.get(mark="#boycottx").first
    Interaction.objects.filter(pk=first).update(hidden_at=begin)
    _, page = alert_page(cast, brand)
    assert "The first post is no longer shown." in page


def test_a_farm_of_accounts_is_shown_with_its_evidence(cast, brand):
    begin = START + timedelta(days=4, hours=10)
    farm = [
        (begin + timedelta(seconds=24 * n), f"bot{n}", f"{n * 7} bad #Farm0") for n in range(100)
    ]
    early = [(at - timedelta(hours=8), who, f"{text[:-6]} #Early") for at, who, text in farm]
    play(brand, chatter(4.6) + early + farm)
    alert, page = alert_page(cast, brand)
    assert "looks coordinated" in headline(alert.headline)
    assert "Looks coordinated Evidence, not a verdict:" in page
    assert "as even as a clock's" in page


def test_the_ledger_keeps_no_name_and_no_words(brand):
    begin = START + timedelta(days=4, hours=10)
    play(brand, chatter(4.6) + meme(begin, 100))
    facts = LedgerFact.objects.filter(kind__startswith="alert_")
    assert facts.exists()
    assert not any({"by", "terms"} & fact.data.keys() for fact in facts)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {},
            "“#x” spreads: 84 posts by 61 people in the last hour; usual: 2; started by @x",
        ),
        ({"label": "", "carrier": "text"}, "The same text spreads: 84 posts by 61 people"),
        ({"label": "", "carrier": "picture"}, "The same picture spreads: 84 posts by 61 people"),
        ({"people": 0}, "“#x” spreads: 84 posts in the last hour"),
        ({"coordinated": True}, "“#x” spreads: 84 posts by 61 people"),
        ({"kind": "negative", "copied": 60, "texts": 2},
         "84 complaints in the last hour; usual: 2; 60 % are copies of 2 posts"),
    ],
)  # fmt: skip
def test_says_in_plain_words_what_spreads(changes, said):
    data = {
        "kind": "spread", "observed": 84, "expected": 2, "seconds": 3600, "channel": "",
        "topic": "", "label": "#x", "carrier": "tag", "people": 61, "by": "@x",
    }  # fmt: skip
    assert headline(data | changes).startswith(said)
