"""Triggers as rows: every workspace has them, and what rings says whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from firebell.accounts.actions import open_workspace
from firebell.core.triggers.counting import Heard
from firebell.core.triggers.rules.shipped import SHIPPED
from firebell.listening.models import Brand
from firebell.triggers import actions
from firebell.triggers.models import Alert, Trigger
from tests.triggers.playing import START, burst, in_order, play, steady

TROUBLE = START + timedelta(days=3, hours=10)


@pytest.fixture
def brand(cast):
    return Brand.objects.create(workspace=cast.house, name="Nordvik")


def of_kind(workspace, kind: str) -> Trigger:
    return Trigger.objects.get(workspace=workspace, kind=kind, shipped=True)


def trouble(brand: Brand, *more: Iterator[Heard]) -> list[Alert]:
    heard = in_order(steady(brand.pk, START, 4), burst(brand.pk, TROUBLE, 60), *more)
    return play(brand.workspace_id, heard)


def praise(brand: Brand) -> Iterator[Heard]:
    """As many good words as there are complaints."""
    for one in burst(brand.pk, TROUBLE, 60):
        yield replace(one, negative=False, needs_answer=False, negative_p=0.0)


@pytest.mark.django_db
def test_a_new_workspace_has_what_is_shipped_and_no_more_the_second_time():
    workspace = open_workspace("New")
    kinds = [form.kind for form in SHIPPED]
    assert list(workspace.triggers.order_by("pk").values_list("kind", flat=True)) == kinds
    actions.ship_triggers(workspace.pk)
    assert workspace.triggers.count() == len(kinds)


def test_an_alert_says_which_trigger_opened_it(brand):
    trouble(brand)
    (alert,) = Alert.objects.all()
    bitter = of_kind(brand.workspace, "negative")
    assert (alert.trigger, alert.opened_by, alert.kind) == (bitter, bitter, "negative")


def test_a_trigger_that_is_off_does_not_ring(brand):
    Trigger.objects.filter(kind__in=["negative", "volume"]).update(active=False)
    assert trouble(brand) == []


def test_a_competitor_rings_by_its_own_trigger_and_says_so(brand):
    brand.own = False
    brand.save()
    (alert,) = trouble(brand)
    assert (alert.trigger.kind, alert.about) == ("competitor", "Competitor Nordvik")
    assert alert.kind == "negative"


def test_a_condition_on_counts_asks_the_store(brand):
    rule = of_kind(brand.workspace, "negative")
    rule.conditions = [*rule.conditions, {"name": "negative_share", "share": 0.9}]
    rule.save()
    Trigger.objects.filter(kind="volume").update(active=False)
    assert trouble(brand, praise(brand)) == []
    rule.conditions[-1]["share"] = 0.3
    rule.save()
    Alert.objects.all().delete()
    other = Brand.objects.create(workspace=brand.workspace, name="Other")
    assert [alert.brand for alert in trouble(other, praise(other))] == [other]


def test_triggers_for_posts_going_viral_that_nobody_changed_are_given_the_condition(cast):
    """As the migration finds them in a house that was in use before."""
    migration = import_module("firebell.triggers.migrations.0009_viral_by_condition")
    mine, theirs = (of_kind(one, "viral") for one in (cast.house, cast.elsewhere))
    shipped = mine.conditions
    Trigger.objects.filter(pk=mine.pk).update(conditions=migration.BEFORE)
    changed = [migration.BEFORE[0], {"name": "at_least", "number": 40}]
    Trigger.objects.filter(pk=theirs.pk).update(conditions=changed)
    migration.ask_for_a_chance(apps, SimpleNamespace(connection=connection))
    assert of_kind(cast.house, "viral").conditions == shipped
    assert of_kind(cast.elsewhere, "viral").conditions == changed
