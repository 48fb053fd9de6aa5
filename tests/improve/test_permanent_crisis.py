"""The same root cause for the third time rings, by the trigger that every workspace has."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firebell.common import clock
from firebell.improve import actions
from firebell.improve.actions import Told
from firebell.listening.enums import QueryKind
from firebell.listening.models import Brand, Mention, Query
from firebell.triggers.headlines import headline
from firebell.triggers.models import Alert, Trigger
from tests.cast import Cast
from tests.desk.posts import START, Posts
from tests.screens import said_on, signed_in


@pytest.fixture
def brand(cast: Cast) -> Brand:
    return Brand.objects.create(workspace=cast.house, name="Snarvik")


def complain(cast: Cast, posts: Posts, brand: Brand, cause, number: int) -> None:
    case = posts.say(f"p{number}", "Lost!", minute=number)
    query = Query.objects.get_or_create(
        workspace=cast.house, name="Snarvik", kind=QueryKind.BRAND, text="snarvik", brand=brand
    )[0]
    Mention.objects.create(query=query, interaction_id=case.items.get().pk, at=START)
    actions.register_complaint(case, Told("delivery", "Lost", cause=cause), cast.agent)


def test_the_third_time_rings_once_for_the_brand_with_the_name_of_the_cause(cast, posts, brand):
    cause = actions.add_cause(cast.house, "Labels by hand", cast.lead)
    other = actions.add_cause(cast.house, "Wrong address", cast.lead)
    for number in (1, 2):
        complain(cast, posts, brand, cause, number)
        complain(cast, posts, brand, other, 10 + number)
    assert not Alert.objects.exists()
    complain(cast, posts, brand, cause, 3)
    alert = Alert.objects.get()
    assert (alert.trigger.kind, alert.brand, alert.severity) == ("recurrence", brand, 7)
    assert headline(alert.headline) == "The same root cause came back: Labels by hand"
    assert [one.interaction.text for one in alert.evidence.all()] == ["Lost!"]
    complain(cast, posts, brand, cause, 4)
    alert.refresh_from_db()
    assert alert.observed == 1
    complain(cast, posts, brand, other, 13)
    alert.refresh_from_db()
    assert headline(alert.headline) == (
        "The same root cause came back: Labels by hand and Wrong address (2 times)"
    )
    said = said_on(signed_in(cast.agent).get(f"/w/house/alerts/{alert.pk}/"))
    assert "The same root cause came back: Labels by hand" in said


def test_a_house_may_count_otherwise_or_not_at_all(cast, posts, brand):
    rule = Trigger.objects.get(workspace=cast.house, kind="recurrence")
    rule.conditions[0]["filters"] = [["times", "at_least", "2"]]
    rule.save()
    cause = actions.add_cause(cast.house, "Labels by hand", cast.lead)
    for number in (1, 2):
        complain(cast, posts, brand, cause, number)
    assert Alert.objects.count() == 1
    Trigger.objects.filter(pk=rule.pk).update(active=False)
    with clock.moved_to(clock.now() + timedelta(days=3)):
        complain(cast, posts, brand, cause, 3)
    assert Alert.objects.count() == 1
