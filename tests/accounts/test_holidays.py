"""The days that a workspace keeps like Sundays: chosen on a page, kept by its calendar."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from firebell.accounts import actions, public_holidays, queries
from firebell.accounts.models import OwnHoliday
from firebell.common import clock
from firebell.common.models import AuditEntry
from tests.cast import Cast
from tests.screens import HOSTILE, queries_of, said_on, signed_in

PAGE = "/w/house/settings/holidays/"
MAY_DAY, ASCENSION, MONDAY = date(2026, 5, 1), date(2026, 5, 14), date(2026, 5, 11)
SPRING = datetime(2026, 4, 20, 9, tzinfo=UTC)


def post(cast: Cast, path: str = "", data: dict[str, str] | None = None):
    return signed_in(cast.administrator).post(PAGE + path, data or {})


def new(day: date | str, name: str = "Inventory") -> dict[str, str]:
    return {"new-day": str(day), "new-name": name}


def test_nothing_is_kept_until_somebody_says_so(cast: Cast):
    calendar = queries.calendar_of(cast.house.pk)
    assert (calendar.zone, set(calendar.holidays)) == ("UTC", set())


def test_the_calendar_keeps_the_country_s_days_and_the_own_ones(cast: Cast):
    post(cast, data={"country": "NO"})
    post(cast, "add/", new(MONDAY))
    kept = queries.calendar_of(cast.house.pk).holidays
    assert {MAY_DAY, ASCENSION, MONDAY, date(1999, 5, 17), date(2050, 5, 17)} <= set(kept)
    assert date(2026, 5, 12) not in kept
    assert set(queries.calendar_of(cast.elsewhere.pk).holidays) == set()


def test_an_hour_of_such_a_day_is_an_hour_of_a_sunday(cast: Cast):
    actions.keep_holidays_of(cast.house, "PL", by=cast.administrator)
    calendar = queries.calendar_of(cast.house.pk)
    noon = [datetime(2026, 5, day, 12, tzinfo=UTC).timestamp() for day in (1, 3, 8)]
    friday, sunday, next_friday = (calendar.hour_of(int(at)) for at in noon)
    assert friday == sunday != next_friday


def test_another_country_takes_the_place_of_the_first_and_none_clears_it(cast: Cast):
    for country, may_day, ascension in (
        ("NO", True, True),
        ("PL", True, False),
        ("", False, False),
    ):
        assert post(cast, data={"country": country}).status_code == 302
        kept = queries.calendar_of(cast.house.pk).holidays
        assert (MAY_DAY in kept, ASCENSION in kept) == (may_day, ascension)
    entries = AuditEntry.objects.filter(action="holidays_changed").order_by("id")
    assert [entry.data for entry in entries] == [
        {"country": ""},
        {"country": "NO"},
        {"country": "PL"},
    ]


def test_the_page_shows_the_coming_days_by_their_names(cast: Cast):
    with clock.moved_to(SPRING):
        post(cast, data={"country": "NO"})
        said = said_on(signed_in(cast.administrator).get(PAGE))
        assert "Ascension Day Thu 14 May 2026" in said
        assert "Good Friday Fri 26 Mar 2027" in said
        assert "2 Apr 2026" not in said  # this year's has passed


@pytest.mark.parametrize(
    ("language", "country", "named"),
    [
        ("nb", "NO", "Første nyttårsdag"),
        ("pl", "PL", "Nowy Rok"),
        ("nb", "AT", "New Year's Day"),  # nobody has said Austria's in Norwegian yet
        ("en", "NO", "New Year's Day"),
    ],
)
def test_days_are_named_in_the_reader_s_language_or_else_in_english(
    language: str, country: str, named: str
):
    day = date(2027, 1, 1)
    assert public_holidays.named(country, day, day, language) == [(day, named)]


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [
        ("en", "Afghanistan", "Zimbabwe"),
        ("nb", "Afghanistan", "Åland"),
        ("pl", "Afganistan", "Zjednoczone Emiraty Arabskie"),
        ("fi", "Afghanistan", "Zimbabwe"),
    ],
)
def test_countries_stand_in_the_order_of_the_reader_s_alphabet(
    language: str, first: str, last: str
):
    names = [name for _code, name in public_holidays.countries(language)]
    assert (names[0], names[-1]) == (first, last)


def test_a_country_that_is_not_known_is_refused_and_keeps_no_day(cast: Cast):
    assert post(cast, data={"country": "XX"}).status_code == 422
    cast.house.refresh_from_db()
    assert cast.house.country == ""
    assert public_holidays.days("XX") == frozenset()


def test_every_country_has_a_name_in_every_language():
    package = {code for code, _name in public_holidays.countries("en")}
    names = json.loads(Path(public_holidays.__file__).with_name("country_names.json").read_text())
    assert len(package) > 200
    for language, known in names.items():
        assert package <= set(known), f"run tools/country_names.py: {language}"


@pytest.mark.parametrize("wrong", ["", "2026-13-01", "yesterday"])
def test_a_day_that_is_none_is_refused(cast: Cast, wrong: str):
    response = post(cast, "add/", new(wrong))
    assert response.status_code == 422
    assert list(response.context["own"].errors) == ["day"]
    assert not OwnHoliday.objects.exists()


def test_a_day_is_added_once(cast: Cast):
    post(cast, "add/", new(MONDAY))
    again = post(cast, "add/", new(MONDAY, "Strike"))
    assert (again.status_code, "already" in said_on(again)) == (422, True)
    assert [str(one) for one in OwnHoliday.objects.all()] == ["2026-05-11, Inventory"]


def test_an_own_day_is_removed_and_both_are_audited(cast: Cast):
    post(cast, "add/", new(MONDAY))
    post(cast, f"{OwnHoliday.objects.get().pk}/remove/")
    assert MONDAY not in queries.calendar_of(cast.house.pk).holidays
    kept = AuditEntry.objects.filter(action__startswith="holiday_").order_by("id")
    day = {"day": "2026-05-11", "name": "Inventory"}
    assert [(entry.action, entry.data) for entry in kept] == [
        ("holiday_added", day),
        ("holiday_removed", day),
    ]


def test_days_of_another_workspace_are_not_found(cast: Cast):
    theirs = OwnHoliday.objects.create(workspace=cast.elsewhere, day=MONDAY, name="Theirs")
    assert post(cast, f"{theirs.pk}/remove/").status_code == 404
    assert "Theirs" not in said_on(signed_in(cast.administrator).get(PAGE))
    assert OwnHoliday.objects.get() == theirs


def test_a_hostile_name_comes_back_as_letters(cast: Cast):
    post(cast, "add/", new(MONDAY, HOSTILE))
    response = signed_in(cast.administrator).get(PAGE)
    assert "<script>alert" not in response.text
    assert "alert(1)" in said_on(response)


def test_many_days_cost_no_more_queries(cast: Cast):
    client = signed_in(cast.administrator)
    few = queries_of(client, PAGE)
    for number in range(1, 29):
        actions.add_holiday(cast.house, date(2027, 2, number), "x", by=cast.administrator)
    assert queries_of(client, PAGE) == few


def test_the_page_is_said_in_polish(cast: Cast):
    with clock.moved_to(SPRING):
        post(cast, data={"country": "PL"})
        page = signed_in(cast.administrator).get(PAGE, headers={"Accept-Language": "pl"})
    assert "Święto Państwowe Pt, 1 maj 2026" in said_on(page)
