"""What people read in Norwegian and Polish: sentences, numbers, dates, whole pages."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.humanize.templatetags.humanize import intcomma
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from firebell.accounts import actions as accounts
from firebell.common.channel_names import channel_name
from firebell.common.templatetags.firebell import exactly, spell, when, whole
from firebell.desk import actions as desk
from firebell.desk.enums import CaseState, View
from firebell.listening import actions as listening
from firebell.triggers.headlines import headline
from tests.cast import Cast
from tests.desk.posts import Posts
from tests.screens import said_on, signed_in
from tests.triggers.test_views import ring
from tools.catalogues import LANGUAGES, catalogue

RANG = {
    "kind": "negative",
    "observed": 42,
    "expected": 3,
    "seconds": 3600,
    "channel": "",
    "topic": "",
}
NARROW = {"channel": "bluesky", "topic": "refusjon"}


@pytest.mark.parametrize(
    ("language", "changes", "said"),
    [
        ("en", {"observed": 22}, "22 complaints in the last hour; usual: 3"),
        ("nb", {"observed": 1}, "1 klage den siste timen; vanligvis: 3"),
        ("nb", NARROW, "42 klager om «refusjon» på Bluesky den siste timen; vanligvis: 3"),
        (
            "nb",
            {"seconds": 21600, "expected": 0},
            "42 klager de siste 6 timene; vanligvis: nesten ingen",
        ),
        ("nb", {"seconds": 900}, "42 klager de siste 15 minuttene; vanligvis: 3"),
        ("pl", {"seconds": 900}, "42 skargi w ciągu ostatnich 15 minut; zwykle: 3"),
        ("pl", {"observed": 1}, "1 skarga w ciągu ostatniej godziny; zwykle: 3"),
        ("pl", {"observed": 2}, "2 skargi w ciągu ostatniej godziny; zwykle: 3"),
        ("pl", {"observed": 5}, "5 skarg w ciągu ostatniej godziny; zwykle: 3"),
        ("pl", {"observed": 12}, "12 skarg w ciągu ostatniej godziny; zwykle: 3"),
        ("pl", {"observed": 22}, "22 skargi w ciągu ostatniej godziny; zwykle: 3"),
        ("pl", {"kind": "volume", "observed": 1}, "1 wpis w ciągu ostatniej godziny; zwykle: 3"),
        ("pl", {"kind": "volume", "observed": 5}, "5 wpisów w ciągu ostatniej godziny; zwykle: 3"),
        (
            "pl",
            {"channel": "email", "topic": "zwroty", "seconds": 7200},
            "42 skargi na temat „zwroty” w kanale E-mail w ciągu ostatnich 2 godzin; zwykle: 3",
        ),
        (
            "pl",
            {"kind": "share", "expected": 0},
            "42 skargi w ciągu ostatniej godziny; zwykle przy tylu wpisach: prawie żadnych",
        ),
    ],
)
def test_an_alert_says_it_in_the_reader_s_language(language: str, changes, said: str) -> None:
    with override(language):
        assert headline(RANG | changes) == said


@pytest.mark.parametrize(
    ("language", "spans"),
    [
        ("en", "40 s, 12 min, 5 h, 1 d, 22 d, 1 y, 2 y, 5 y"),
        ("nb", "40 s, 12 min, 5 t, 1 døgn, 22 døgn, 1 år, 2 år, 5 år"),
        ("pl", "40 s, 12 min, 5 godz., 1 dzień, 22 dni, 1 rok, 2 lata, 5 lat"),
    ],
)
def test_a_span_of_time_agrees_with_its_number(language: str, spans: str) -> None:
    days = [1, 22, 365, 2 * 365, 5 * 365]
    lengths = [timedelta(seconds=40), timedelta(minutes=12), timedelta(hours=5)]
    lengths += [timedelta(days=number) for number in days]
    with override(language):
        assert ", ".join(map(spell, lengths)).replace("\u00a0", " ") == spans


@pytest.mark.parametrize(
    ("language", "written", "ago", "thousands", "small"),
    [
        ("en", "5 Mar 2019, 14:07", "ago", "14,640", "2.5"),
        ("nb", "5. mar 2019, 14:07", "for ", "14 640", "2,5"),
        ("pl", "5 mar 2019, 14:07", "temu", "14 640", "2,5"),
    ],
)
def test_dates_and_numbers_are_the_language_s_own(
    language: str, written: str, ago: str, thousands: str, small: str
) -> None:
    instant = datetime(2019, 3, 5, 14, 7, tzinfo=UTC)
    with override(language), timezone.override(UTC):
        assert f">{written}<" in exactly(instant)
        assert ago in when(instant)
        assert intcomma(14640).replace("\u00a0", " ") == thousands
        assert whole(2.5) == small


def test_one_english_word_may_need_several_of_another_language() -> None:
    with override("pl"):
        assert (CaseState.SNOOZED.label, View.SNOOZED.label) == ("Odłożono", "Odłożone")
        assert (channel_name("front_desk"), channel_name("bluesky")) == ("Na miejscu", "Bluesky")


# Words that stand in almost every English sentence and in no Norwegian or Polish one.
ENGLISH = {"the", "with", "not", "you", "your", "from", "this", "are", "what", "nobody"}


@pytest.fixture
def house(cast: Cast) -> Cast:
    """A workspace with something on every page, and no English word in it."""
    posts = Posts(cast.house.pk)
    waiting = posts.say("ola", "Hvor er kofferten min?")
    answered = posts.say("kasia", "Gdzie jest moja walizka?", minute=3)
    desk.note(waiting, "Ringte i går.", by=cast.agent)
    desk.dismiss(answered, [answered.items.get().pk], "Søppel", cast.agent)
    accounts.go_on_duty(cast.house, cast.agent, by=cast.lead)
    listening.save_query(
        cast.house, name="Kofferter", kind="topic", text="koffert*", brand=None, by=cast.lead
    )
    ring(cast.house)
    return cast


PAGES = [
    "",
    "inbox/",
    "search/",
    "search/?q=koffert",
    "search/?q=koffert+AND",
    "search/?q=koffert&page=99",
    "search/?q=nothing",
    "search/?q={koffert}&before=1",
    "inbox/?view=mine",
    "inbox/?view=overdue",
    "inbox/?view=closed",
    "inbox/?view=snoozed",
    "cases/1/",
    "cases/2/",
    "alerts/",
    "alerts/1/",
    "queries/",
    "queries/new/",
    "queries/1/",
    "sources/",
    "sources/1/",
    "sources/new/file_drop/",
    "sources/new/bluesky/",
    "sources/new/mastodon/",
    "sources/new/email/",
    "sources/new/feeds/",
    "sources/new/webhook/",
    "sources/1/gate/",
    "sending/",
    "settings/hooks/",
    "enter/",
    "knowledge/",
    "knowledge/?view=review",
    "knowledge/?view=drafts",
    "knowledge/new/",
    "knowledge/gaps/",
    "improve/",
    "improve/?view=due",
    "improve/complaints/new/?case=1",
    "improve/causes/",
    "improve/offers/",
    "improve/offers/new/",
    "improve/goodwill/",
    "improve/ideas/",
    "improve/ideas/new/",
    "people/",
    "settings/",
    "settings/notifications/",
]


# Notes of the makers and messages of networks are told to be English, to readers aloud too.
# The words of the query language are the same in every tongue.
SAID_IN_ENGLISH = re.compile(rb'<bdi lang="en">.*?</bdi>|<code>.*?</code>', re.DOTALL)


def left_in_english(page: str, language: str) -> list[str]:
    """Source strings of two words and more that stand on a page as they are; but for those that
    are quoted in a translation, as the names of another program's buttons are."""
    told = {str(one.id): str(one.string) for one in catalogue(language) if one.id}
    quoted = "\n".join(told.values())
    return [
        source
        for source, said in told.items()
        if " " in source
        and "%" not in source
        and said != source
        and source in page
        and source not in quoted
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_leaves_english_over(house: Cast, language: str) -> None:
    client = signed_in(house.administrator)
    for path in [f"/w/house/{one}" for one in PAGES] + ["/me/", "/nowhere/"]:
        response = client.get(path, headers={"Accept-Language": language})
        assert response.status_code == (404 if path == "/nowhere/" else 200), path
        assert f'<html lang="{language}"' in response.text, path
        response.content = SAID_IN_ENGLISH.sub(b"", response.content)
        assert left_in_english(html.unescape(response.text), language) == [], path
        assert set(re.findall(r"\b[a-z]+\b", said_on(response))) & ENGLISH == set(), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_visitor_without_an_account_reads_it_too(db: None, language: str) -> None:
    for path in ("/sign-in/", "/first-run/none/"):
        page = Client().get(path, headers={"Accept-Language": language}).text
        assert left_in_english(html.unescape(page), language) == []
        assert f'<html lang="{language}"' in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_refusals_speak_too(house: Cast, language: str) -> None:
    client = signed_in(house.agent)
    response = client.post(
        "/w/house/cases/1/dismiss/", {"reason": " "}, headers={"Accept-Language": language}
    )
    assert left_in_english(html.unescape(response.text), language) == []


@pytest.mark.parametrize(("language", "said"), [("nb", "Noe gikk galt"), ("pl", "Coś się zepsuło")])
def test_a_broken_page_says_so_in_its_language(cast: Cast, monkeypatch, language, said) -> None:
    def broken(*_given: object, **_named: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr("firebell.accounts.views.people.queries.members", broken)
    client = signed_in(cast.administrator)
    client.raise_request_exception = False
    page = client.get("/w/house/people/", headers={"Accept-Language": language})
    assert page.status_code == 500
    assert f'<html lang="{language}"' in page.text
    assert said in page.text
