from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from firebell.accounts import actions, queries
from firebell.accounts.enums import Role
from firebell.accounts.models import DutySpan, Membership, User, Workspace
from firebell.common import clock
from firebell.common.models import AuditEntry
from tests.cast import PASSWORD, Cast
from tests.screens import queries_of, said_on, signed_in

FIRST = {
    "name": "Ada Berg",
    "email": "ada@example.org",
    "password": "a long sentence for a bell",
    "workspace_name": "Nordvik Air",
}


@pytest.fixture
def link(db: None) -> str:
    token = actions.make_setup_link()
    assert token
    return f"/first-run/{token}/"


def test_the_first_run_link_makes_the_administrator_and_opens_the_bell(client: Client, link: str):
    assert client.get(link).status_code == 200
    response = client.post(link, FIRST)
    assert (response.status_code, response.headers["Location"]) == (302, "/w/nordvik-air/")
    assert Membership.objects.get().role == Role.ADMINISTRATOR
    assert client.get("/w/nordvik-air/").status_code == 200


def test_the_first_run_link_works_once(client: Client, link: str):
    client.post(link, FIRST)
    for response in (Client().get(link), Client().post(link, FIRST)):
        assert response.status_code == 404
    assert User.objects.count() == 1


def test_a_weak_first_password_is_refused_and_nobody_is_made(client: Client, link: str):
    response = client.post(link, FIRST | {"password": "short"})
    assert list(response.context["form"].errors) == ["password"]
    assert User.objects.count() == 0


def test_signing_in_leads_to_the_bell_and_brings_ones_language(client: Client, cast: Cast):
    User.objects.filter(pk=cast.agent.pk).update(language="pl")
    entered = client.post("/sign-in/", {"username": "AGENT@example.org", "password": PASSWORD})
    assert entered.headers["Location"] == "/"
    assert client.get("/").headers["Location"] == "/w/house/"
    assert client.get("/w/house/").headers["Content-Language"] == "pl"


def test_a_wrong_password_says_so_and_lets_nobody_in(client: Client, cast: Cast):
    response = client.post("/sign-in/", {"username": "agent@example.org", "password": "wrong"})
    assert response.status_code == 200
    assert "Please enter a correct E-mail address and password." in said_on(response)
    assert client.get("/").status_code == 302


def test_signing_out_takes_a_post(cast: Cast):
    client = signed_in(cast.agent)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").headers["Location"] == "/sign-in/"
    assert client.get("/me/").status_code == 302


def test_several_workspaces_are_offered_by_name(cast: Cast):
    actions.join(cast.third, cast.agent, Role.ANALYST, by=None)
    response = signed_in(cast.agent).get("/")
    assert [one.name for one in response.context["workspaces"]] == ["House", "Third"]


def test_somebody_without_a_workspace_is_told_what_to_do(db: None):
    lonely = User.objects.create_user(email="x@example.org", name="X", password=PASSWORD)
    assert "You are in no workspace yet." in said_on(signed_in(lonely).get("/"))


def test_one_changes_ones_own_name_language_and_appearance(cast: Cast):
    client = signed_in(cast.agent)
    client.post("/me/", {"name": "Ola", "language": "nb", "theme": "dark"})
    page = client.get("/me/")
    assert '<html lang="nb" dir="ltr" data-theme="dark"' in page.text
    cast.agent.refresh_from_db()
    assert (cast.agent.name, cast.agent.language, cast.agent.theme) == ("Ola", "nb", "dark")


def test_a_changed_password_keeps_this_session_and_ends_the_others(cast: Cast):
    here, there = signed_in(cast.agent), signed_in(cast.agent)
    new = {"new_password1": "another long sentence", "new_password2": "another long sentence"}
    assert here.post("/me/password/", {"old_password": "no", **new}).status_code == 422
    assert here.post("/me/password/", {"old_password": PASSWORD, **new}).status_code == 302
    assert (here.get("/me/").status_code, there.get("/me/").status_code) == (200, 302)


def test_one_goes_on_and_off_duty(cast: Cast):
    client = signed_in(cast.agent)
    client.post("/w/house/people/duty/", {"on": "1"})
    assert list(queries.on_duty(cast.house.pk, clock.now())) == [cast.agent]
    client.post("/w/house/people/duty/", {"on": "0"})
    assert list(queries.on_duty(cast.house.pk, clock.now())) == []


def test_an_agent_cannot_send_a_colleague_home_and_a_lead_can(cast: Cast):
    actions.go_on_duty(cast.house, cast.teammate, by=None)
    off = {"on": "0", "person": cast.teammate.pk}
    signed_in(cast.agent).post("/w/house/people/duty/", off)
    assert list(queries.on_duty(cast.house.pk, clock.now())) == [cast.teammate]
    signed_in(cast.lead).post("/w/house/people/duty/", off)
    assert list(queries.on_duty(cast.house.pk, clock.now())) == []


def test_a_lead_cannot_put_a_stranger_on_duty(cast: Cast):
    on = {"on": "1", "person": cast.stranger.pk}
    assert signed_in(cast.lead).post("/w/house/people/duty/", on).status_code == 404


def test_a_planned_span_is_typed_in_the_workspaces_time_zone(cast: Cast):
    Workspace.objects.filter(pk=cast.house.pk).update(time_zone="Europe/Oslo")
    span = {"person": cast.agent.pk, "starts_at": "2031-07-01T08:00", "ends_at": "2031-07-01T16:00"}
    client = signed_in(cast.lead)
    assert client.post("/w/house/people/plan/", span).status_code == 302
    assert DutySpan.objects.get().starts_at == datetime(2031, 7, 1, 6, tzinfo=UTC)
    assert "1 Jul 2031, 08:00" in said_on(client.get("/w/house/people/"))


def test_a_span_that_ends_before_it_starts_is_refused(cast: Cast):
    span = {"person": cast.agent.pk, "starts_at": "2031-07-01T08:00", "ends_at": "2031-07-01T07:00"}
    response = signed_in(cast.lead).post("/w/house/people/plan/", span)
    assert response.status_code == 422
    assert response.context["form"].errors == {"ends_at": ["The end must be later than the start."]}
    assert DutySpan.objects.count() == 0


def test_a_lead_removes_a_span_of_this_workspace_only(cast: Cast):
    now = clock.now()
    theirs = DutySpan.objects.create(
        workspace=cast.elsewhere, user=cast.stranger, starts_at=now, ends_at=now + timedelta(1)
    )
    ours = DutySpan.objects.create(workspace=cast.house, user=cast.agent, starts_at=now)
    client = signed_in(cast.lead)
    assert client.post(f"/w/house/people/plan/{theirs.pk}/cancel/").status_code == 404
    assert client.post(f"/w/house/people/plan/{ours.pk}/cancel/").status_code == 302
    assert list(DutySpan.objects.all()) == [theirs]


def test_the_workspace_is_renamed_and_that_is_audited(cast: Cast):
    client = signed_in(cast.administrator)
    wrong = client.post("/w/house/settings/", {"name": "H", "time_zone": "Mars/Olympus"})
    assert list(wrong.context["form"].errors) == ["time_zone"]
    client.post("/w/house/settings/", {"name": "New house", "time_zone": "Europe/Warsaw"})
    cast.house.refresh_from_db()
    assert (cast.house.name, cast.house.time_zone) == ("New house", "Europe/Warsaw")
    assert AuditEntry.objects.filter(action="workspace_changed").count() == 1


def test_the_last_administrator_stays(cast: Cast):
    mine = Membership.objects.get(user=cast.administrator)
    client = signed_in(cast.administrator)
    response = client.post(f"/w/house/settings/people/{mine.pk}/", {"role": "agent"}, follow=True)
    assert "Somebody must stay administrator: make another one first." in said_on(response)
    client.post(f"/w/house/settings/people/{mine.pk}/", {"leave": "1"})
    mine.refresh_from_db()
    assert mine.role == Role.ADMINISTRATOR


def test_a_role_is_given_and_taken_in_this_workspace_only(cast: Cast):
    theirs = Membership.objects.get(user=cast.stranger)
    ours = Membership.objects.get(user=cast.agent)
    client = signed_in(cast.administrator)
    there = client.post(f"/w/house/settings/people/{theirs.pk}/", {"role": "agent"})
    here = client.post(f"/w/house/settings/people/{ours.pk}/", {"role": "lead"})
    assert (there.status_code, here.status_code) == (404, 302)
    ours.refresh_from_db()
    assert ours.role == Role.LEAD


def test_whoever_belongs_nowhere_any_more_is_signed_out_on_every_device(cast: Cast):
    devices = [signed_in(cast.teammate), signed_in(cast.teammate)]
    elsewhere, lead = signed_in(cast.agent), signed_in(cast.lead)
    actions.join(cast.third, cast.agent, Role.AGENT, by=None)
    for user in (cast.teammate, cast.agent):
        member = Membership.objects.get(user=user, workspace=cast.house)
        signed_in(cast.administrator).post(f"/w/house/settings/people/{member.pk}/", {"leave": "1"})
    for device in devices:
        assert device.get("/w/house/").headers["Location"] == "/sign-in/?next=/w/house/"
    assert elsewhere.get("/w/house/").status_code == 404
    assert elsewhere.get("/w/third/").status_code == 200
    assert lead.get("/w/house/").status_code == 200


def test_a_new_person_needs_a_first_password_and_a_known_one_does_not(cast: Cast):
    client = signed_in(cast.administrator)
    new = {"new-name": "Eva", "new-email": "eva@example.org", "new-role": "agent"}
    assert client.post("/w/house/settings/people/", new).status_code == 422
    with_one = new | {"new-password": "a sentence for eva"}
    assert client.post("/w/house/settings/people/", with_one).status_code == 302
    known = new | {"new-name": "S", "new-email": "stranger@example.org"}
    assert client.post("/w/house/settings/people/", known).status_code == 302
    names = {str(one.user) for one in queries.members(cast.house.pk)}
    assert {"Eva", "Stranger"} <= names


@pytest.mark.parametrize("path", ["/w/house/people/", "/w/house/settings/"])
def test_many_people_cost_no_more_queries(cast: Cast, path: str):
    client = signed_in(cast.administrator)
    client.get(path)
    few = queries_of(client, path)
    for number in range(50):
        person = User.objects.create(email=f"p{number}@example.org", name=f"P{number}")
        actions.join(cast.house, person, Role.AGENT, by=None)
        actions.go_on_duty(cast.house, person, by=None)
    assert queries_of(client, path) == few


def test_error_pages_are_calm_and_give_nothing_away(cast: Cast):
    response = signed_in(cast.agent).get("/w/house/no-such-page/")
    assert response.status_code == 404
    assert "There is nothing here" in said_on(response)
    refused = signed_in(cast.agent).get("/w/house/settings/")
    assert "Your role does not open this page" in said_on(refused)
