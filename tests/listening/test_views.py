from __future__ import annotations

from datetime import timedelta

import pytest

from firebell.channels.models import Source
from firebell.common.models import AuditEntry
from firebell.listening import actions
from firebell.listening.models import Brand, Query
from firebell.listening.preview import preview
from tests.cast import Cast
from tests.posts import NOON, batch, post
from tests.screens import HOSTILE, assert_harmless, queries_of, said_on, signed_in

TEXTS = ("bag lost", "bag found", "seat broken", "bag lost again")


@pytest.fixture
def query(cast: Cast) -> Query:
    brand = actions.ensure_brand(cast.house.pk, "Nordvik")
    return actions.save_query(
        cast.house, name="Bags", kind="brand", text="bag", brand=brand, by=None
    )


@pytest.fixture
def heard(cast: Cast) -> None:
    """Four posts a day apart in the house, and one next door."""
    for workspace, texts in ((cast.house, TEXTS), (cast.elsewhere, ("bag lost elsewhere",))):
        source = Source.objects.create(workspace=workspace, network="replay", name="file")
        posts = [post(n, text=text, at=NOON + timedelta(days=n)) for n, text in enumerate(texts)]
        actions.store_interactions(workspace.pk, source.pk, batch(*posts), NOON)


def form(**changed: str) -> dict[str, str]:
    return {"name": "Bags", "kind": "brand", "new_brand": "Nordvik", "text": "bag"} | changed


def test_a_query_is_saved_with_its_brand_and_audited(cast: Cast):
    client = signed_in(cast.lead)
    answer = client.post("/w/house/queries/new/", form(save="1"))
    assert answer.headers["Location"] == "/w/house/queries/"
    saved = Query.objects.get()
    assert (saved.name, saved.text, saved.brand.name, saved.brand.own) == (
        "Bags",
        "bag",
        "Nordvik",
        True,
    )
    entry = AuditEntry.objects.get(action="query_saved")
    assert (entry.actor_id, entry.data) == (cast.lead.pk, {"before": "", "after": "bag"})


def test_a_new_brand_of_a_competitor_is_not_ours(cast: Cast):
    signed_in(cast.lead).post("/w/house/queries/new/", form(save="1", kind="competitor"))
    assert Brand.objects.get().own is False


def test_a_wrong_query_is_marked_at_its_place_and_nothing_is_kept(cast: Cast):
    response = signed_in(cast.lead).post(
        "/w/house/queries/new/", form(save="1", text="bag AND (lost OR")
    )
    assert response.status_code == 422
    fault = response.context["fault"]
    assert (fault.before, fault.bad, fault.after) == ("bag AND (lost OR", "", "")
    assert (Query.objects.count(), Brand.objects.count()) == (0, 0)


def test_the_fault_speaks_the_readers_language_where_that_is_not_english(cast: Cast):
    client = signed_in(cast.lead)
    client.post("/me/", {"name": "Lead", "language": "nb", "theme": "auto"})
    response = client.post("/w/house/queries/try/", {"text": "nosuchfield:x"})
    assert response.context["fault"].bad == "nosuchfield:"
    assert "There is no field" not in response.context["fault"].message


def test_a_name_is_used_once(cast: Cast, query: Query):
    response = signed_in(cast.lead).post("/w/house/queries/new/", form(save="1"))
    assert response.context["form"].errors == {"name": ["There is a query with this name."]}


def test_a_brand_query_needs_a_brand(cast: Cast):
    response = signed_in(cast.lead).post("/w/house/queries/new/", form(save="1", new_brand=""))
    assert response.context["form"].errors == {
        "brand": ["Choose the brand that this query listens for."]
    }


def test_trying_shows_matches_by_day_and_what_a_change_adds_and_loses(
    cast: Cast, query: Query, heard: None
):
    client = signed_in(cast.lead)
    response = client.post("/w/house/queries/try/", {"query": query.pk, "text": "lost OR seat"})
    found = response.context["preview"]
    assert (found.looked_at, found.matched) == (4, 3)
    assert [count for _day, count in found.days] == [1, 0, 1, 1]
    assert (found.added_count, [one.text for one in found.added]) == (1, ["seat broken"])
    assert (found.lost_count, [one.text for one in found.lost]) == (1, ["bag found"])
    assert "<html" not in response.text
    query.refresh_from_db()
    assert query.text == "bag"


def test_a_preview_sees_this_workspace_only(cast: Cast, heard: None):
    assert preview(cast.elsewhere.pk, "bag").matched == 1
    assert preview(cast.third.pk, "bag").looked_at == 0


def test_a_query_of_another_workspace_is_not_there(cast: Cast):
    brand = actions.ensure_brand(cast.elsewhere.pk, "Their")
    theirs = actions.save_query(
        cast.elsewhere, name="Their", kind="brand", text="their", brand=brand, by=None
    )
    client = signed_in(cast.lead)
    assert client.get(f"/w/house/queries/{theirs.pk}/").status_code == 404
    assert client.post(f"/w/house/queries/{theirs.pk}/active/", {"active": "0"}).status_code == 404
    assert (
        client.post("/w/house/queries/try/", {"query": theirs.pk, "text": "a"}).status_code == 404
    )
    borrowed = form(save="1", brand=str(brand.pk), new_brand="")
    assert client.post("/w/house/queries/new/", borrowed).status_code == 422


def test_a_query_stops_and_starts(cast: Cast, query: Query):
    client = signed_in(cast.lead)
    for active in ("0", "1"):
        client.post(f"/w/house/queries/{query.pk}/active/", {"active": active})
        query.refresh_from_db()
        assert query.active is (active == "1")


def test_hostile_posts_and_queries_are_only_letters(cast: Cast, query: Query):
    source = Source.objects.create(workspace=cast.house, network="replay", name="file")
    one = batch(post(1, text="bag " + HOSTILE, author="<script>alert(1)</script>"))
    actions.store_interactions(cast.house.pk, source.pk, one, NOON)
    client = signed_in(cast.lead)
    assert_harmless(client.post("/w/house/queries/try/", {"text": "bag"}))
    assert_harmless(client.post("/w/house/queries/try/", {"text": "(" + HOSTILE}))
    actions.save_query(
        cast.house, name=HOSTILE[:60], kind="topic", text='"alert(1)"', brand=None, by=None
    )
    assert_harmless(client.get("/w/house/queries/"))


def test_an_empty_list_says_how_to_begin(cast: Cast):
    page = said_on(signed_in(cast.lead).get("/w/house/queries/"))
    assert "Nothing is listened for yet" in page


def test_fifty_queries_cost_no_more_than_one(cast: Cast, query: Query):
    client = signed_in(cast.lead)
    client.get("/w/house/queries/")
    one = queries_of(client, "/w/house/queries/")
    for number in range(50):
        actions.save_query(
            cast.house,
            name=f"Q{number}",
            kind="brand",
            text="bag",
            brand=actions.ensure_brand(cast.house.pk, f"B{number}"),
            by=None,
        )
    assert queries_of(client, "/w/house/queries/") == one
