"""A trigger is tried on history by plain addresses, side by side with what it is now."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firebell.accounts.enums import Role
from firebell.listening.models import Brand
from firebell.triggers import trying
from firebell.triggers.models import Alert, MinuteCount, Trigger
from tests.screens import HOSTILE, assert_harmless, queries_of, said_on, signed_in
from tests.triggers.playing import START, burst, in_order, play, steady
from tests.triggers.test_trigger_views import of_kind, page, sent

BURST = START + timedelta(days=4, hours=9)


def address(trigger: Trigger) -> str:
    return f"/w/house/settings/triggers/{trigger.pk}/history/"


@pytest.fixture
def brand(cast):
    found = Brand.objects.create(workspace=cast.house, name="Acme")
    play(cast.house.pk, in_order(steady(found.pk, START, 5), burst(found.pk, BURST, 45)))
    return found


def test_it_says_what_would_have_rung_beside_what_did(cast, brand):
    Alert.objects.update(feedback="useful")
    response = signed_in(cast.people[Role.ANALYST]).get(address(of_kind(cast, "negative")))
    assert response.status_code == 200
    (now,) = response.context["trying"].settings
    (line,) = now.lines
    assert line.alert == Alert.objects.get().pk
    assert line.at == Alert.objects.get().at
    assert line.lead > timedelta(0)
    words = said_on(response)
    assert "1 alert, 0.25 a week" in words
    assert "1 useful" in words
    assert "it wrote nothing" in words
    assert "Nothing has been counted" not in words


def test_the_slider_puts_a_second_setting_beside_it(cast, brand):
    client, where = signed_in(cast.agent), address(of_kind(cast, "negative"))
    response = client.get(where, {"weeks_tried": "52.0000", "period": "2", "brand": brand.pk})
    shown = response.context["trying"]
    assert [one.heading for one in shown.settings] == [
        "As it is now", "At most one false alert in 52 weeks",
    ]  # fmt: skip
    assert len(shown.steps) == 9
    assert 'value="52.0000"' in response.text


def test_what_is_edited_is_tried_before_it_is_saved(cast, brand):
    trigger = of_kind(cast, "negative")
    client = signed_in(cast.lead)
    data = sent(client.get(page(trigger)), every="", weeks="52")
    response = client.post(address(trigger), data)
    assert response.status_code == 200
    assert [one.heading for one in response.context["trying"].settings] == [
        "As it is now", "As edited",
    ]  # fmt: skip
    trigger.refresh_from_db()
    assert trigger.budget == 1.0
    assert ("weeks", "52") in response.context["kept"]
    assert all(name != "csrfmiddlewaretoken" for name, _value in response.context["kept"])


@pytest.mark.parametrize(
    "asked", [{"brand": "999"}, {"period": "1000"}, {"weeks_tried": "nan"}, {"brand": "x"}]
)
def test_what_is_not_offered_is_refused(cast, brand, asked):
    response = signed_in(cast.agent).get(address(of_kind(cast, "negative")), asked)
    assert response.status_code == 200
    assert response.context["trying"] is None
    assert "Choose from what is offered" in said_on(response)


def test_what_cannot_be_tried_says_why(cast):
    client = signed_in(cast.agent)
    for kind in ("viral", "spread", "source"):
        assert "not counted by the minute" in said_on(client.get(address(of_kind(cast, kind))))
    assert "Nothing has been counted yet" in said_on(client.get(address(of_kind(cast, "volume"))))


def test_of_another_workspace_there_is_no_trigger(cast):
    foreign = Trigger.objects.filter(workspace=cast.elsewhere).first()
    assert signed_in(cast.agent).get(address(foreign)).status_code == 404


def test_names_are_shown_as_letters(cast, brand):
    Brand.objects.filter(pk=brand.pk).update(name=HOSTILE[:120])
    assert_harmless(signed_in(cast.agent).get(address(of_kind(cast, "negative"))))


def test_the_store_is_asked_as_often_for_much_as_for_little(cast, brand):
    client, where = signed_in(cast.agent), address(of_kind(cast, "negative"))
    queries_of(client, where)
    few = queries_of(client, where)
    for number in range(12):
        Brand.objects.create(workspace=cast.house, name=f"B{number}")
    rows = [
        MinuteCount(
            workspace=cast.house, brand=brand, dimension="channel", key=f"c{number}", minute=BURST,
            total=1, negative=0, needs_answer=0,
        )
        for number in range(30)
    ]  # fmt: skip
    MinuteCount.objects.bulk_create(rows)
    client.get(where)
    assert queries_of(client, where) == few


def test_many_brands_are_cut_and_it_is_said(cast, brand, monkeypatch):
    monkeypatch.setattr(trying, "MOST_BRANDS", 2)
    for number in range(3):
        Brand.objects.create(workspace=cast.house, name=f"B{number}")
    response = signed_in(cast.agent).get(address(of_kind(cast, "negative")), {"brand": brand.pk})
    assert "not compared with 2 other brands" in said_on(response)
