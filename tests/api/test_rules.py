"""What the desk goes by, read and set by calls; what cannot be is refused by its place."""

from __future__ import annotations

import pytest

from firebell.common.models import AuditEntry
from firebell.desk.models import Case, HouseRules, Queue, Seat
from tests.api.calling import Program
from tests.cast import Cast
from tests.desk.posts import Posts


def test_what_is_read_can_be_set_again(lead: Program):
    rules = lead.get("rules").json()
    for part in ("clocks", "triage", "routing"):
        told = lead.put(f"rules/{part}", {part: rules[part]})
        assert told.status_code == 200, told.text
        assert told.json()[part] == rules[part]
    assert HouseRules.objects.get().clocks == rules["clocks"]
    assert AuditEntry.objects.filter(action="house_rules_set").count() == 3


def test_new_clocks_date_open_cases_anew(lead: Program, posts: Posts):
    case = posts.say("ann")
    clocks = lead.get("rules").json()["clocks"]
    for rule in clocks["rules"]:
        rule["minutes"] = 7
        rule["calendar"] = next(name for name in clocks["calendars"] if name != "office")
    assert lead.put("rules/clocks", {"clocks": clocks}).status_code == 200
    before = case.due_at
    case.refresh_from_db()
    assert case.due_at < before
    assert (case.due_at - case.waiting_since).total_seconds() == 7 * 60


def wrong_minutes(clocks):
    clocks["rules"][0]["minutes"] = -5


def no_zone(clocks):
    next(iter(clocks["calendars"].values()))["zone"] = "Mars/Olympus"


def unknown_key(clocks):
    clocks["colour"] = "red"


def huge(clocks):
    clocks["rules"][0]["minutes"] = 10**400


@pytest.mark.parametrize("spoil", [wrong_minutes, no_zone, unknown_key, huge])
def test_what_cannot_be_is_refused_by_its_place(lead: Program, spoil):
    clocks = lead.get("rules").json()["clocks"]
    spoil(clocks)
    response = lead.put("rules/clocks", {"clocks": clocks})
    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"].startswith("/clocks/")
    assert not HouseRules.objects.exists()


def test_weights_are_tried_before_they_are_set(lead: Program, posts: Posts, monkeypatch):
    from firebell.api.endpoints import rules as module

    monkeypatch.setattr(module, "MONTH", module.timedelta(days=36_500))
    posts.say("ann")
    triage = lead.get("rules").json()["triage"]
    same = lead.post("rules/triage/try", {"triage": triage}, key="").json()
    assert same == {"cases": 1, "raised": 0, "lowered": 0, "changed": []}
    triage["weights"]["cuts"] = [4.0, 3.0, 2.0, 1.0]
    other = lead.post("rules/triage/try", {"triage": triage}, key="").json()
    assert other["raised"] == 1
    assert other["changed"][0]["case"] == Case.objects.get().number
    assert not HouseRules.objects.exists()
    triage["weights"]["cuts"] = "none"
    wrong = lead.post("rules/triage/try", {"triage": triage}, key="")
    assert wrong.json()["errors"][0]["pointer"].startswith("/triage/weights")


def test_switches(lead: Program):
    told = lead.put("rules/switches", {"gives_out": True, "takes_back": False, "signs": True})
    assert told.json()["switches"] == {"gives_out": True, "takes_back": False, "signs": True}
    assert HouseRules.objects.get().signs
    assert lead.put("rules/switches", {"gives_out": True}).status_code == 422


def test_seats(lead: Program, cast: Cast, posts: Posts):
    posts.say("ann")
    lead.post("cases/1/assign", {"to": cast.agent.pk})
    people = {one["person"]["name"]: one for one in lead.get("seats").json()["items"]}
    assert "Analyst" not in people
    assert people["Agent"]["load"] == 1
    assert people["Agent"]["capacity"] == 20
    queue = Queue.objects.get(workspace=cast.house)
    seat = {"capacity": 3, "languages": ["EN ", "en", "nb"], "senior": True, "queues": [queue.pk]}
    told = lead.put(f"seats/{cast.agent.pk}", seat).json()
    assert told["languages"] == ["en", "nb"]
    assert (told["capacity"], told["senior"], told["queues"]) == (3, True, [queue.pk])
    assert Seat.objects.get().capacity == 3
    theirs = Queue.objects.create(workspace=cast.elsewhere, name="Theirs")
    wrong = lead.put(f"seats/{cast.agent.pk}", seat | {"queues": [theirs.pk]})
    assert wrong.json()["errors"][0]["pointer"] == "/queues"
    for user in (cast.stranger.pk, 9_999):
        assert lead.put(f"seats/{user}", seat).status_code == 404
