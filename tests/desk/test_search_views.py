"""The page of searches, as each person sees it."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client

from firebell.accounts.enums import LEADING, LISTENING, Role
from firebell.accounts.models import Workspace
from firebell.channels.models import Source
from firebell.common.models import AuditEntry
from firebell.core.query import QueryError, parse, to_text
from firebell.desk import actions
from firebell.desk.models import SavedSearch
from firebell.desk.narrowing import chips, offers
from firebell.desk.queries import pinned_searches
from firebell.desk.queries.searching import pages, walking
from firebell.desk.queries.searching.tallies import TALLIES
from firebell.desk.teaching import EXAMPLES, LANGUAGE
from firebell.listening import actions as listening
from firebell.listening import full_text
from tests.cast import Cast
from tests.desk.posts import Posts
from tests.posts import NOON, batch, post
from tests.screens import HOSTILE, assert_harmless, queries_of, said_on, signed_in
from tests.stores.marks import on_sqlite


@pytest.fixture(autouse=True)
def _nothing_counted():
    TALLIES.forget()


def store(workspace: Workspace, *posts: dict[str, object]) -> None:
    source, _ = Source.objects.get_or_create(workspace=workspace, network="replay", name="s")
    listening.store_interactions(workspace.pk, source.pk, batch(*posts), NOON)


def address(text: str, **more: object) -> str:
    others = "".join(f"&{name}={value}" for name, value in more.items())
    return f"/w/house/search/?q={quote(text)}{others}"


def shown(response) -> list[str]:
    return [one.text for one, _marks in response.context["rows"]]


def test_without_a_search_the_page_teaches(cast: Cast):
    response = signed_in(cast.agent).get("/w/house/search/")
    assert response.status_code == 200
    for text, told in EXAMPLES:
        assert text in said_on(response)
        assert str(told) in said_on(response)


@pytest.mark.parametrize("text", [text for text, _told in (*EXAMPLES, *LANGUAGE)])
def test_every_example_can_be_searched(cast: Cast, text: str):
    response = signed_in(cast.agent).get(address(text))
    assert response.status_code == 200
    assert "fault" not in response.context


def test_what_strangers_write_is_shown_as_letters_with_the_word_marked(cast: Cast):
    for workspace in (cast.house, cast.elsewhere):
        store(workspace, post(1, text=f"lost bag {HOSTILE}", author="<b>'\"ann"))
    response = signed_in(cast.agent).get(address("lost ba"))
    assert_harmless(response)
    assert '<mark class="hit">lost</mark> <mark class="hit">bag</mark>' in response.text
    assert "1 hit the newest first" in said_on(response)
    assert len(shown(response)) == 1


def test_the_search_itself_is_shown_as_letters(cast: Cast):
    store(cast.house, post(1, text="alert(1)"))
    for text in (f'"{HOSTILE}"', f"{HOSTILE} AND", "channel:<script>alert(1)</script>"):
        assert_harmless(signed_in(cast.agent).get(address(text)))


def test_a_wrong_search_is_marked_and_nothing_is_looked_for(cast: Cast):
    response = signed_in(cast.agent).get(address("late auther:bob"))
    assert '<mark class="wrong">auther:</mark>bob' in response.text
    assert "Did you mean author?" in said_on(response)
    assert "rows" not in response.context
    assert "At character 6" in said_on(response)


def test_the_number_of_a_case_leads_to_it(cast: Cast, posts: Posts):
    posts.say("ann")
    Posts(cast.elsewhere.pk).say("bob")
    Posts(cast.elsewhere.pk).say("cid")
    client = signed_in(cast.agent)
    for text in ("1", "#1"):
        assert "/w/house/cases/1/" in client.get(address(text)).text
    assert "Open case" not in said_on(client.get(address("2")))


def test_an_inbox_that_is_asked_leads_here(cast: Cast):
    response = signed_in(cast.agent).get("/w/house/inbox/?q=lost%20bag")
    assert response.headers["Location"] == "/w/house/search/?q=lost+bag"


# --- pages ---------------------------------------------------------------------------------


@pytest.fixture
def many(cast: Cast) -> Client:
    """Sixty words, one each minute, and as many next door."""
    for workspace in (cast.house, cast.elsewhere):
        store(
            workspace,
            *(post(n, text=f"bag {n}", at=NOON + timedelta(minutes=n)) for n in range(60)),
        )
    return signed_in(cast.agent)


def test_pages_forth_and_back(many: Client):
    first = many.get(address("bag"))
    assert shown(first) == [f"bag {n}" for n in range(59, 34, -1)]
    assert "60 hits 1 to 25, page 1 of 3, the newest first" in said_on(first)
    second = many.get(address("bag", before=first.context["page"].older))
    assert shown(second) == [f"bag {n}" for n in range(34, 9, -1)]
    back = many.get(address("bag", after=second.context["page"].newer))
    assert shown(back) == shown(first)
    third = many.get(address("bag", page=3))
    assert shown(third) == [f"bag {n}" for n in range(9, -1, -1)]
    assert "51 to 60, page 3 of 3" in said_on(third)
    assert third.context["page"].older is None


def test_a_page_that_is_not_there_leads_to_the_last(many: Client):
    beyond = many.get(address("bag", page=10_000))
    assert "There are fewer pages" in said_on(beyond)
    assert "page=3" in beyond.text


def test_a_page_up_to_a_day(many: Client):
    page = many.get(address("bag", day="2026-03-02"))
    assert shown(page)[0] == "bag 59"
    none = many.get(address("bag", day="2026-03-01"))
    assert "Nothing so early" in said_on(none)
    newer = many.get(address("bag", after=none.context["page"].newer))
    assert shown(newer)[-1] == "bag 0"


@pytest.mark.parametrize(
    "more",
    [{"before": "x"}, {"after": "-1"}, {"page": "0"}, {"page": "9" * 30}, {"day": "2026-02-30"},
     {"before": str(2**63)}, {"day": "9999-12-31"}, {"before": "²"}],
)  # fmt: skip
def test_a_made_up_address_shows_the_first_page(many: Client, more):
    assert shown(many.get(address("bag", **more)))[0] == "bag 59"


@on_sqlite
def test_a_count_is_exact_or_says_that_it_is_not(many: Client, monkeypatch):
    monkeypatch.setattr(pages, "COUNTED", 40)
    first = many.get(address("bag"))
    assert "More than 40 hits" in said_on(first)
    counted = many.get("/w/house/search/count/?q=bag&first=1&shown=25")
    assert "60 hits" in said_on(counted)
    exact = many.get(address("bag", before=first.context["page"].older))
    place = exact.context["first"]
    told = many.get(f"/w/house/search/count/?q=bag&first={place}&shown=25")
    assert "60 hits 26 to 50, page 2 of 3" in said_on(told)


def test_what_is_tested_post_by_post_is_counted_in_steps(many: Client, monkeypatch):
    first = many.get(address("{bag}"))
    assert "More than 25 hits" in said_on(first)
    assert "Count them all" in said_on(first)
    told = many.get("/w/house/search/count/?q={bag}")
    assert "60 hits" in said_on(told)
    assert "as counted at" in said_on(told)
    assert "60 hits" in said_on(many.get(address("{bag}")))
    assert shown(many.get(address("{bag}", page=3)))[0] == "bag 9"


def test_a_page_that_has_to_be_counted_first_says_how_far_it_is(many: Client, monkeypatch):
    monkeypatch.setattr(full_text, "counts_at_once", lambda: False)
    monkeypatch.setattr(pages, "COUNTED_AT_ONCE", 20)
    monkeypatch.setattr(pages, "COUNTED", 20)
    waiting = many.get(address("bag", page=3))
    assert "Counting up to page 3 20 hits so far." in said_on(waiting)
    assert many.get(address("bag", page=3)).context["page"] is None
    assert shown(many.get(address("bag", page=3)))[0] == "bag 9"


def test_the_cost_of_a_page_is_that_of_one_row(cast: Cast):
    client, path = signed_in(cast.agent), address("bag")
    store(cast.house, post(1, text="a bag"))
    client.get(path)
    one = queries_of(client, path)
    store(cast.house, *(post(n, text="a bag") for n in range(2, 51)))
    assert queries_of(client, path) <= one  # one less where a full page is near
    assert len(shown(client.get(path))) == 25


def test_the_count_of_a_wrong_search_is_not_there(cast: Cast):
    assert signed_in(cast.agent).get("/w/house/search/count/?q=a+AND").status_code == 404


# --- chips --------------------------------------------------------------------------------


def test_chips_are_the_conditions_each_with_the_search_without_it():
    tree = parse("refund channel:email NOT is:ours (a OR lang:en)", search=True)
    assert [(one.label, one.without) for one in chips(tree)] == [
        ("channel:email", "refund AND NOT is:ours AND (a OR lang:en)"),
        ("NOT is:ours", "refund AND channel:email AND (a OR lang:en)"),
    ]
    assert [one.without for one in chips(parse("lang:en"))] == [""]


@pytest.mark.parametrize("text", ["refund", "a OR b", "state:open", "NOT a b"])
def test_what_is_offered_narrows_the_search_and_can_be_read(text: str):
    tree = parse(text, search=True)
    offered = offers(tree, ["email", "app store", 'a"b', "x*", "", "(y)"])
    assert all(one.written not in text for one in offered)
    channels = [one.written for one in offered if one.written.startswith("channel:")]
    assert channels == ["channel:email", 'channel:"app store"', 'channel:"(y)"']
    for one in offered:
        narrowed = parse(one.narrowed, search=True)
        assert to_text(narrowed) == one.narrowed
        assert to_text(tree).strip("()") in one.narrowed


# --- searches that are kept --------------------------------------------------------------


def kept(client: Client, name: str = "Lost", text: str = "lost bag", **more: str):
    return client.post("/w/house/search/saved/", {"name": name, "text": text, **more}, follow=True)


@pytest.mark.parametrize("role", list(Role))
def test_everybody_keeps_searches_and_some_share_them(cast: Cast, role: Role):
    client = signed_in(cast.people[role])
    assert "Kept." in said_on(kept(client))
    assert "Lost" in said_on(client.get("/w/house/search/"))
    told = said_on(kept(client, "Ours", shared="on"))
    assert ("Kept." in told) == (role in LEADING | LISTENING)
    assert SavedSearch.objects.filter(shared=True).exists() == (role in LEADING | LISTENING)


def test_a_search_is_its_makers_until_it_is_shared(cast: Cast):
    mine, others = signed_in(cast.lead), signed_in(cast.agent)
    kept(mine, "Secret", "secret")
    assert "Secret" not in said_on(others.get("/w/house/search/"))
    saved = SavedSearch.objects.get()
    assert others.post(f"/w/house/search/saved/{saved.pk}/drop/").status_code == 404
    kept(mine, "Secret", "secret", shared="on", pinned="on")
    assert "Secret team" in said_on(others.get("/w/house/search/"))
    assert "Secret" in said_on(others.get("/w/house/inbox/"))
    assert others.post(f"/w/house/search/saved/{saved.pk}/drop/").status_code == 403
    assert mine.post(f"/w/house/search/saved/{saved.pk}/drop/").status_code == 302
    assert not SavedSearch.objects.exists()
    actions_told = AuditEntry.objects.filter(action__startswith="search_")
    assert list(actions_told.order_by("pk").values_list("action", flat=True)) == [
        "search_shared",
        "search_dropped",
    ]


def test_a_lead_drops_what_others_share(cast: Cast):
    kept(signed_in(cast.people[Role.ANALYST]), shared="on")
    saved = SavedSearch.objects.get()
    assert signed_in(cast.lead).post(f"/w/house/search/saved/{saved.pk}/drop/").status_code == 302


def test_a_pinned_search_stands_in_the_inbox_of_its_maker(cast: Cast):
    kept(signed_in(cast.agent), "Pinned", "lost", pinned="on")
    assert [one.name for one in pinned_searches(cast.house.pk, cast.agent)] == ["Pinned"]
    page = signed_in(cast.agent).get("/w/house/inbox/")
    assert "/w/house/search/?q=lost" in page.text
    assert "Pinned" not in said_on(signed_in(cast.teammate).get("/w/house/inbox/"))


def test_the_same_name_again_replaces_it_and_a_wrong_one_is_not_kept(cast: Cast):
    client = signed_in(cast.agent)
    kept(client)
    kept(client, text="lost luggage")
    assert [one.text for one in SavedSearch.objects.all()] == ["lost luggage"]
    assert "cannot be read" in said_on(kept(client, "Wrong", "lost AND"))
    assert "Give the search a name" in said_on(kept(client, "", "lost"))
    assert "Give the search a name" in said_on(kept(client, "x" * 61, "lost"))
    assert SavedSearch.objects.count() == 1


def test_nothing_of_another_workspace_is_kept_or_dropped(cast: Cast):
    client = signed_in(cast.stranger)
    theirs = {"name": "Theirs", "text": "bag", "shared": "on"}
    client.post("/w/elsewhere/search/saved/", theirs)
    saved = SavedSearch.objects.get()
    assert (saved.workspace, saved.by) == (cast.elsewhere, cast.stranger)
    lead = signed_in(cast.lead)
    assert "Theirs" not in said_on(lead.get("/w/house/search/"))
    assert lead.post(f"/w/house/search/saved/{saved.pk}/drop/").status_code == 404
    assert SavedSearch.objects.exists()


def test_only_so_many_are_kept(cast: Cast, monkeypatch):
    monkeypatch.setattr("firebell.desk.actions.saved_searches.MOST_EACH", 1)
    client = signed_in(cast.agent)
    kept(client, "One")
    assert "Drop one first" in said_on(kept(client, "Two"))
    assert "Kept." in said_on(kept(client, "One"))


def test_somebody_from_elsewhere_keeps_nothing_here(cast: Cast):
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        actions.keep_search(
            cast.house, cast.stranger, name="x", text="bag", shared=False, pinned=False
        )


def test_an_example_that_is_wrong_would_be_seen():
    with pytest.raises(QueryError):
        parse("bag AND", search=True)


def in_a_file(client: Client, text: str) -> list[list[str]]:
    response = client.get(f"/w/house/search/found.csv?q={quote(text)}")
    written = b"".join(response.streaming_content).decode().removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(written, newline="")))


@pytest.mark.parametrize("text", ["bag", "bag {Bag}"])  # by the index alone, and tested one by one
def test_a_file_has_every_hit_whole_and_no_formula(cast: Cast, monkeypatch, text: str):
    monkeypatch.setattr(walking, "IN_A_FILE", 3)
    monkeypatch.setattr(walking, "A_FILE", walking.Budget(candidates=2, seconds=9))
    long = "=Bag " + "x" * 1_000
    store(cast.elsewhere, post(text="Bag of somebody else"))
    store(
        cast.house,
        *(post(n, text=f"Bag {n}", at=NOON + timedelta(minutes=n)) for n in range(8)),
        post(8, text=long, at=NOON + timedelta(hours=1)),
        post(9, text="box"),
    )
    head, *rows = in_a_file(signed_in(cast.lead), text)
    assert head[3] == "Text"
    assert [row[3] for row in rows] == [f"'{long}", *(f"Bag {n}" for n in reversed(range(8)))]
    (entry,) = AuditEntry.objects.filter(action="search_exported")
    assert entry.data == {"q": text}


def test_what_is_no_search_makes_no_file(cast: Cast):
    client = signed_in(cast.lead)
    assert client.get("/w/house/search/found.csv?q=").status_code == 404
    assert client.get("/w/house/search/found.csv?q=%22").status_code == 404
    assert not AuditEntry.objects.filter(action="search_exported").exists()
