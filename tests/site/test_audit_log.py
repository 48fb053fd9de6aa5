"""What was done in a workspace, as its administrators read it."""

from __future__ import annotations

import pytest

from firebell.accounts import actions
from firebell.accounts.enums import Role
from firebell.common import audit
from firebell.site import audit_log
from tests.cast import Cast
from tests.desk.posts import Posts
from tests.screens import HOSTILE, assert_harmless, queries_of, said_on, signed_in

LOG = "/w/house/settings/log/"


def test_it_says_who_did_what_to_what_in_words(cast: Cast):
    actions.join(cast.house, cast.agent, Role.LEAD, by=cast.administrator)
    case = Posts(cast.house.pk).say("ann")
    client = signed_in(cast.administrator)
    client.post(f"/w/house/cases/{case.number}/claim/")
    page = client.get(LOG)
    told = [(line.done, line.about, line.entry.actor_name) for line in page.context["lines"][:2]]
    assert told == [
        ("Case: Claimed", f"#{case.number}", "Administrator"),
        ("Gave a role", "Agent", "Administrator"),
    ]
    assert page.context["lines"][0].address == f"/w/house/cases/{case.number}/"
    assert "role: lead" in said_on(page)


def test_another_workspace_reads_nothing_of_it(cast: Cast):
    actions.join(cast.house, cast.agent, Role.LEAD, by=cast.administrator)
    assert "Gave a role Agent" in said_on(signed_in(cast.administrator).get(LOG))
    there = said_on(signed_in(cast.stranger).get("/w/elsewhere/settings/log/"))
    assert "Gave a role Stranger" in there
    assert "Agent" not in there


def test_what_has_no_words_and_what_is_gone_are_shown_all_the_same(cast: Cast):
    audit.record(
        "moon_landed", workspace_id=cast.house.pk, about=cast.third, data={"said": HOSTILE}
    )
    cast.third.delete()
    page = signed_in(cast.administrator).get(LOG)
    assert "Something else: moon landed" in said_on(page)
    assert_harmless(page)


def test_it_goes_back_page_by_page_at_the_same_cost(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(audit_log, "A_PAGE", 4)
    client = signed_in(cast.administrator)
    few = queries_of(client, LOG)
    for role in (Role.AGENT, Role.LEAD) * 3:
        actions.join(cast.house, cast.teammate, role, by=cast.administrator)
    assert queries_of(client, LOG) == few
    seen, page = [], client.get(LOG)
    while page.context["older"]:
        seen += [line.entry.pk for line in page.context["lines"]]
        page = client.get(f"{LOG}?before={page.context['older']}")
    seen += [line.entry.pk for line in page.context["lines"]]
    kept = list(audit.newest(cast.house.pk).values_list("pk", flat=True))
    assert seen == kept
    assert client.get(f"{LOG}?before=x").context["lines"][0].entry.pk == kept[0]
