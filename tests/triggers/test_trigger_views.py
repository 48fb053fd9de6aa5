"""The pages of triggers: what they say, and what their plain buttons do without any script."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from firebell.common.models import AuditEntry
from firebell.listening.models import Brand
from firebell.triggers.models import Alert, NotificationTarget, Trigger
from firebell.triggers.wording import how_rare
from tests.cast import Cast
from tests.screens import HOSTILE, assert_harmless, queries_of, said_on, signed_in
from tests.triggers.saying import HEADLINE

LIST = "/w/house/settings/triggers/"


def of_kind(cast: Cast, kind: str) -> Trigger:
    return Trigger.objects.get(workspace=cast.house, kind=kind, shipped=True)


def page(trigger: Trigger) -> str:
    return f"{LIST}{trigger.pk}/edit/"


def acts(trigger: Trigger) -> str:
    return f"{LIST}{trigger.pk}/act/"


def sent(response, **changes):
    """What a browser would send of the form on the page; a change to None leaves the field out."""
    editing = response.context["editing"]
    forms = [editing.form, *editing.conditions.forms, *editing.effects.forms]
    data = {}
    for form in forms:
        for field in form:
            value = field.value()
            if value not in (None, "", False, []):
                data[field.html_name] = "on" if value is True else value
    for letter, rules in (("c", editing.conditions), ("e", editing.effects)):
        data[letter] = [f"{form.mark[1:]}:{form.name}" for form in rules.forms]
    return {name: value for name, value in (data | changes).items() if value is not None}


def rang(trigger: Trigger, number: int, feedback: str = "") -> None:
    brand, _new = Brand.objects.get_or_create(workspace=trigger.workspace, name="Nordvik")
    for n in range(number):
        at = datetime.now(UTC) - timedelta(days=1, minutes=n, hours=trigger.pk % 20)
        Alert.objects.create(
            workspace=trigger.workspace, brand=brand, kind="negative", onset=at, at=at, peak_at=at,
            last_at=at, observed=9, expected=1, window=3600, severity=4, trigger=trigger,
            headline={}, feedback=feedback,
        )  # fmt: skip


def test_the_list_says_what_each_does_and_how_often_it_rang(cast: Cast):
    rang(of_kind(cast, "negative"), 3, "not_useful")
    response = signed_in(cast.agent).get(LIST)
    said = {row.kind: text for row, text in response.context["triggers"]}
    assert said["negative"] == (
        "For our own brands: when complaints and the share of complaints are heard, of the brand"
        " as a whole, each channel and each topic and it is rarer than the budget of false alerts"
        " allows, an alert rings and this tells everybody who wants to know."
        " At most about one false alert in 1 week."
    )
    assert "rang 3 times in 30 days" in said_on(response)
    assert "3 not useful" in said_on(response)
    assert "Switch off" not in said_on(response)
    assert "Switch off" in said_on(signed_in(cast.lead).get(LIST))


def test_the_list_asks_the_store_as_often_for_many_as_for_few(cast: Cast):
    client = signed_in(cast.lead)
    few = queries_of(client, LIST)
    for n in range(50):
        Trigger.objects.create(
            workspace=cast.house, kind="own", name=f"T{n}", conditions=[{"name": "rare"}],
            effects=[{"name": "ring"}],
        )  # fmt: skip
    assert queries_of(client, LIST) == few


def test_an_agent_reads_it_and_changes_nothing(cast: Cast):
    trigger, client = of_kind(cast, "negative"), signed_in(cast.agent)
    assert "an alert rings" in said_on(client.get(f"{LIST}{trigger.pk}/"))
    assert client.post(page(trigger), {"save": "1"}).status_code == 403
    assert client.post(acts(trigger), {"act": "off"}).status_code == 403


def test_triggers_of_another_workspace_are_not_there(cast: Cast):
    theirs = Trigger.objects.get(workspace=cast.elsewhere, kind="negative")
    client = signed_in(cast.lead)
    assert client.get(page(theirs)).status_code == 404
    assert client.post(acts(theirs), {"act": "off"}).status_code == 404


@pytest.mark.parametrize(
    "kind", ["negative", "competitor", "site", "viral", "spread", "source", "recurrence"]
)
def test_saving_what_is_shipped_changes_nothing(cast: Cast, kind: str):
    trigger, client = of_kind(cast, kind), signed_in(cast.lead)
    form = sent(client.get(page(trigger)), save="1")
    assert client.post(page(trigger), form).status_code == 302
    same = of_kind(cast, kind)
    names = ("name", "active", "scope", "budget", "hold", "cool_down", "tell_most", "quiet_since")
    assert [getattr(same, one) for one in names] == [getattr(trigger, one) for one in names]
    assert [one["name"] for one in same.conditions] == [one["name"] for one in trigger.conditions]


def test_conditions_are_added_and_taken_away_by_buttons_and_kept_by_save(cast: Cast):
    trigger, client = of_kind(cast, "negative"), signed_in(cast.lead)
    first = client.get(page(trigger))
    added = client.post(page(trigger), sent(first, add="c", new_c="at_least"))
    assert [form.name for form in added.context["editing"].conditions.forms] == [
        "listens", "rare", "at_least",
    ]  # fmt: skip
    assert trigger.conditions == of_kind(cast, "negative").conditions  # nothing is saved yet
    fewer = client.post(page(trigger), sent(added, remove="c1", c2_number=None))
    assert [form.name for form in fewer.context["editing"].conditions.forms] == [
        "listens", "at_least",
    ]  # fmt: skip
    assert "there are at least 20" in fewer.context["said"]
    done = client.post(page(trigger), sent(fewer, save="1", **{"c2-number": "33"}))
    assert done.status_code == 302
    kept = of_kind(cast, "negative").conditions
    assert kept[1] == {"name": "at_least", "number": 33}
    entry = AuditEntry.objects.filter(action="trigger_saved").latest("id")
    assert entry.actor_name == str(cast.lead)
    assert entry.data["was"]["conditions"] != entry.data["is"]["conditions"] == kept


def test_the_sentence_follows_what_is_written(cast: Cast):
    trigger, client = of_kind(cast, "negative"), signed_in(cast.lead)
    form = sent(
        client.get(page(trigger)), every="", weeks="8", quiet_since="22:00", quiet_until="07:00",
        quiet_zone="Europe/Oslo", tell_most="2",
    )  # fmt: skip
    said = client.post(page(trigger), form, headers={"hx-request": "true"}).context["said"]
    assert "At most about one false alert in 8 weeks." in said
    assert "Nobody is told from 10 p.m. to 7 a.m. (Europe/Oslo) below severity 8" in said
    assert "at most 2 alerts an hour" in said
    assert of_kind(cast, "negative").budget == 1


def test_how_far_a_post_may_go_is_read_and_set_on_the_page(cast: Cast):
    trigger, client = of_kind(cast, "viral"), signed_in(cast.lead)
    first = client.get(page(trigger))
    assert first.context["said"] == (
        "For our own brands: when reposts are heard, of each post and the post will reach, with a"
        " chance of 50 % or more, ten times the reposts that the brand’s posts usually get, and at"
        " least 100, an alert rings and this tells everybody who wants to know."
    )
    own = {"c1-number": "2500", "c1-chance": "30"}
    seen = client.post(page(trigger), sent(first, **own))
    assert "the post will reach 2,500 reposts with a chance of 30 % or more" in seen.context["said"]
    assert client.post(page(trigger), sent(first, save="1", **own)).status_code == 302
    kept = {"name": "may_reach", "number": 2500, "chance": 0.3}
    assert of_kind(cast, "viral").conditions[1] == kept
    again = sent(client.get(page(trigger)), save="1", **{"c1-number": None})
    client.post(page(trigger), again)
    assert of_kind(cast, "viral").conditions[1] == kept | {"number": 0}


@pytest.mark.parametrize(
    ("kind", "moved"),
    [
        ("viral", "By your answers it now wants a chance of 75 %."),
        ("negative", "it now rings for what is heard by chance alone about once in 3 weeks."),
    ],
)
def test_what_answers_made_of_it_is_said_and_forgotten_by_a_button(
    cast: Cast, kind: str, moved: str
):
    trigger, client = of_kind(cast, kind), signed_in(cast.lead)
    assert "Forget the answers" not in said_on(client.get(page(trigger)))
    Trigger.objects.filter(pk=trigger.pk).update(tuned=3)
    assert moved + " Forget the answers" in said_on(client.get(page(trigger)))
    client.post(acts(trigger), {"act": "forget"})
    assert moved not in said_on(client.get(page(trigger)))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"every": "", "weeks": ""}, "Choose how often, or write it."),
        ({"quiet_since": "22:00"}, "Quiet hours have a beginning and an end."),
        ({"quiet_zone": "Moon/Dark"}, "Unknown time zone: Moon/Dark"),
        ({"brands": "chosen", "chosen": []}, "Choose at least one brand."),
        ({"c": []}, "Conditions: this is empty."),
        ({"e": []}, "Effects: this is empty."),
        ({"c": ["0:listens", "7:fact"], "c7-kinds": ["case_overdue"]}, "cannot be mixed"),
        ({"c": ["0:at_least"], "c0-number": "-3"}, "greater than or equal to 1"),
        ({"c": ["0:nonsense", "x", "1:rare:"]}, "Conditions: this is empty."),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason_and_not_kept(cast: Cast, changes, why):
    trigger, client = of_kind(cast, "negative"), signed_in(cast.lead)
    was = trigger.conditions
    response = client.post(page(trigger), sent(client.get(page(trigger)), save="1", **changes))
    assert response.status_code == 422
    assert why in said_on(response)
    assert of_kind(cast, "negative").conditions == was


def test_a_trigger_of_our_own_over_a_fact(cast: Cast):
    NotificationTarget.objects.create(workspace=cast.house, name="Desk", sealed="x")
    client = signed_in(cast.lead)
    first = client.get(f"{LIST}new/?over=facts")
    kinds, filters = ["case_overdue"], "priority ≥ 3\nowner = 7"
    form = sent(first, name="Late", save="1", **{"c0-kinds": kinds, "c0-filters": filters})
    assert client.post(f"{LIST}new/?over=facts", form).status_code == 302
    made = Trigger.objects.get(name="Late")
    assert (made.kind, made.shipped) == ("fact", False)
    assert made.conditions == [
        {
            "name": "fact",
            "kinds": ["case_overdue"],
            "filters": [["priority", "at_least", "3"], ["owner", "is", "7"]],
        }
    ]
    wrong = form | {"name": "Wrong", "c0-filters": "priority ~ 3"}
    refused = client.post(f"{LIST}new/?over=facts", wrong)
    assert "write for example: priority = high" in said_on(refused)


def test_copied_switched_reset_and_deleted(cast: Cast):
    trigger, client = of_kind(cast, "negative"), signed_in(cast.lead)
    act = acts(trigger)
    client.post(act, {"act": "off"})
    client.post(act, {"act": "copy"})
    copy = Trigger.objects.get(name__startswith="Spike")
    assert (str(copy), copy.active, copy.shipped) == ("Spike in negativity (2)", False, False)
    Trigger.objects.filter(pk=trigger.pk).update(budget=7, tuned=3)
    client.post(act, {"act": "reset"})
    trigger.refresh_from_db()
    assert (trigger.budget, trigger.tuned, trigger.active) == (1, 1, False)
    rang(copy, 1)
    client.post(act, {"act": "delete"})
    client.post(acts(copy), {"act": "delete"})
    assert [row.kind for row in Trigger.objects.filter(pk__in=[trigger.pk, copy.pk])] == [
        "negative"
    ]
    assert Alert.objects.get().trigger is None
    assert AuditEntry.objects.filter(action="trigger_deleted").count() == 1


def test_hostile_names_are_shown_as_text(cast: Cast):
    NotificationTarget.objects.create(workspace=cast.house, name=HOSTILE[:80], sealed="x")
    trigger = Trigger.objects.create(
        workspace=cast.house, kind="own", name=HOSTILE[:80], budget=1,
        conditions=[{"name": "about_topics", "topics": [HOSTILE[:150]]}],
        effects=[{"name": "say", "words": HOSTILE[:150]}],
    )  # fmt: skip
    client = signed_in(cast.lead)
    for address in (LIST, page(trigger), f"{LIST}{trigger.pk}/"):
        assert_harmless(client.get(address))


def test_every_control_of_the_form_has_a_name(cast: Cast):
    html = signed_in(cast.lead).get(page(of_kind(cast, "negative"))).text
    ids = set(re.findall(r'\bid="([^"]+)"', html))
    assert set(re.findall(r'<label for="([^"]+)"', html)) <= ids


def test_an_alert_says_why_it_rang_and_who_joined(cast: Cast):
    own, buzz = of_kind(cast, "negative"), of_kind(cast, "volume")
    rang(own, 1)
    alert = Alert.objects.get()
    conditions = [{"name": "rare"}, {"name": "at_least", "number": 20}, {"name": "of old"}]
    Alert.objects.update(
        headline=HEADLINE, return_weeks=8.2, lowered=2, joined=[buzz.pk], conditions=conditions
    )
    said = said_on(signed_in(cast.agent).get(f"/w/house/alerts/{alert.pk}/"))
    assert "By chance alone so much is heard about once in 8 weeks. It began about" in said
    assert "It is rarer than the budget of false alerts allows. There are at least 20." in said
    assert "Its severity is lowered by 2, since the whole sector has it." in said
    assert "Also rang for: Unprecedented buzz" in said


@pytest.mark.parametrize(
    ("weeks", "said"),
    [
        (1 / 7, "about once in 1 day"),
        (0.5, "about once in 4 days"),
        (1, "about once in 1 week"),
        (103, "about once in 103 weeks"),
        (520, "about once in 10 years"),
        (1e9, "less than once in 20 years"),
    ],
)
def test_how_rare_is_said_in_words(weeks: float, said: str):
    assert said in how_rare(weeks)
