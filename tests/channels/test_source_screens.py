from __future__ import annotations

from datetime import timedelta

import pytest
from django import forms

from firebell.channels import actions
from firebell.channels.contract import Budget, Finding, Standing
from firebell.channels.enums import SourceHealth
from firebell.channels.health import Judgement
from firebell.channels.models import Arrivals, Reconciliation, Source
from firebell.common import clock
from firebell.common.models import AuditEntry
from tests.cast import Cast
from tests.site.networks import Told, known, network

pytestmark = pytest.mark.django_db
__all__ = ["known"]
HOUR = timedelta(hours=1)


class PigeonForm(forms.Form):
    host = forms.CharField()
    password = forms.CharField()

    def config(self):
        return dict(self.cleaned_data)


def doctor(config):
    yield Finding("sign-in", False, f"refused for {config['host']}", "sign in again")


@pytest.fixture
def pigeons(known):
    return known(
        network(
            Told(),
            form=f"{__name__}.PigeonForm",
            doctor=f"{__name__}.doctor",
            history_is_work=False,
        )
    )


@pytest.fixture
def source(cast: Cast, pigeons) -> Source:
    given = {"host": "a.example", "password": "hunter2"}
    return actions.configure_source(cast.house, "told", "Pigeons", given, by=None)


def test_history_is_taken_as_work_only_where_a_person_says_so(cast: Cast, pigeons, client):
    client.force_login(cast.lead)
    given = {"host": "a", "password": "hunter2"}
    client.post("/w/house/sources/new/told/", given | {"source_name": "Muted"})
    client.post("/w/house/sources/new/told/", given | {"source_name": "Work", "take_history": "on"})
    assert Source.objects.get(name="Muted").muted_before is not None
    assert Source.objects.get(name="Work").muted_before is None


def test_a_saved_secret_is_never_shown_and_stays_when_left_empty(cast: Cast, source, client):
    client.force_login(cast.lead)
    path = f"/w/house/sources/{source.pk}/edit/"
    page = client.get(path).content.decode()
    assert "a.example" in page
    assert "hunter2" not in page
    assert "Saved; leave empty to keep it." in page
    wrong = client.post(path, {"source_name": "Pigeons", "host": "", "password": ""})
    assert (wrong.status_code, b"hunter2" in wrong.content) == (422, False)
    changed = {"source_name": "Doves", "host": "b.example", "password": ""}
    assert client.post(path, changed).status_code == 302
    source.refresh_from_db()
    assert source.name == "Doves"
    assert actions.opened_config(source) == {"host": "b.example", "password": "hunter2"}
    client.post(path, changed | {"password": "better"})
    source.refresh_from_db()
    assert actions.opened_config(source)["password"] == "better"
    assert not [e for e in AuditEntry.objects.all() if "hunter2" in str(e.data)]


def test_a_name_that_is_taken_is_refused(cast: Cast, source, client):
    client.force_login(cast.lead)
    actions.configure_source(cast.house, "told", "Doves", {"password": "x"}, by=None)
    answer = client.post(
        f"/w/house/sources/{source.pk}/edit/", {"source_name": "Doves", "host": "b", "password": ""}
    )
    assert answer.status_code == 422
    source.refresh_from_db()
    assert (source.name, source.config["host"]) == ("Pigeons", "a.example")


def test_another_workspace_cannot_change_it(cast: Cast, source, client):
    client.force_login(cast.stranger)
    path = f"/w/elsewhere/sources/{source.pk}/edit/"
    assert client.post(path, {"source_name": "X", "host": "b"}).status_code == 404


def test_the_page_tells_health_habit_budgets_and_counts(cast: Cast, source, client):
    client.force_login(cast.lead)
    now = clock.now()
    data = {"health": "silent", "seconds": 10_800, "usual": 40, "usual_since": 120}
    actions.note_health(source, Judgement(SourceHealth.SILENT, data), now)
    actions.note_standing(source, Standing(budgets=(Budget("reading", 7, 300),)))
    hour = now.replace(minute=0, second=0, microsecond=0)
    for n in range(1, 40):
        Arrivals.objects.create(source=source, hour=hour - n * HOUR, number=1_234)
    row = {"since": now - HOUR, "until": now, "at": now, "whole": True}
    Reconciliation.objects.create(source=source, there=9, here=7, missing=["a", "b"], **row)
    page = client.get(f"/w/house/sources/{source.pk}/").content.decode()
    said = "Nothing heard for 3 hours; usual at this time: 40 an hour"
    for part in (said, "7 of 300 calls left", "1,234", "Counted against the network"):
        assert part in page
    listed = client.get("/w/house/sources/").content.decode()
    assert said in listed
    assert "1 source has trouble" in client.get("/w/house/").content.decode()


def test_the_alert_of_a_source_leads_to_it(cast: Cast, source, client):
    client.force_login(cast.agent)
    data = {"health": "deaf", "error": "no <b>route</b>"}
    actions.note_health(source, Judgement(SourceHealth.DEAF, data), clock.now())
    page = client.get("/w/house/alerts/").content.decode()
    assert "it cannot be heard: no &lt;b&gt;route" in page
    alert = source.alerts.get()
    one = client.get(f"/w/house/alerts/{alert.pk}/").content.decode()
    assert f"/w/house/sources/{source.pk}/" in one


def test_the_doctor_is_asked_by_those_who_lead(cast: Cast, source, client):
    client.force_login(cast.lead)
    page = client.post(f"/w/house/sources/{source.pk}/doctor/").content.decode()
    assert "refused for a.example" in page
    assert "Sign in again" in page
    client.force_login(cast.agent)
    assert client.post(f"/w/house/sources/{source.pk}/doctor/").status_code == 403


CONFIGS = {
    "bluesky": {"handle": "snarvik.example", "app_password": "a-b-c", "brand": "Snarvik"},
    "mastodon": {
        "server": "https://mastodon.example",
        "hashtags": ["snarvik", "parcels"],
        "brand": "Snarvik",
    },
    "email": {
        "address": "help@snarvik.example",
        "addresses": ["hello@snarvik.example", "hi@snarvik.example"],
        "password": "hunter2",
        "imap_host": "imap.snarvik.example",
        "folders": ["INBOX", "Customers/Old mail"],
    },
    "feeds": {"address": "https://paper.example/feed.xml", "brand": "Snarvik"},
    "webhook": {"secret": "whsec_" + "c25hcnZpaw" * 4},
}


@pytest.mark.parametrize("name", sorted(CONFIGS))
def test_saving_a_source_as_it_is_changes_nothing(cast: Cast, client, name: str):
    source = actions.configure_source(cast.house, name, "Ear", CONFIGS[name], by=None)
    Source.objects.update(cursor={"seen": 7})
    before = actions.opened_config(source)
    client.force_login(cast.lead)
    path = f"/w/house/sources/{source.pk}/edit/"
    form = client.get(path).context["form"]
    sent = {field.name: field.value() for field in form if field.value() not in (None, False)}
    assert client.post(path, sent | {"source_name": "Ear"}).status_code == 302
    source.refresh_from_db()
    assert actions.opened_config(source) == before
    assert source.cursor == {"seen": 7}


def test_the_page_of_a_web_hook_names_the_address_to_call(cast: Cast, client):
    source = actions.configure_source(cast.house, "webhook", "Shop", CONFIGS["webhook"], by=None)
    client.force_login(cast.lead)
    address = f"https://testserver/hooks/{source.config['address']}/"
    page = client.get(f"/w/house/sources/{source.pk}/", secure=True).text
    assert f'value="{address}"' in page
    assert "whsec_" not in page
