from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from firebell.accounts.models import Workspace
from firebell.channels.models import Source
from firebell.common.models import AuditEntry
from firebell.listening import actions as listening
from firebell.listening.models import Interaction
from firebell.triggers.models import Alert, AlertEvidence, NotificationTarget, SeriesPoint
from tests.cast import Cast
from tests.posts import batch, post
from tests.screens import HOSTILE, assert_harmless, queries_of, said_on, signed_in

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
HEADLINE = {
    "kind": "negative",
    "observed": 42,
    "expected": 3,
    "hours": 1,
    "channel": "bluesky",
    "topic": "refunds",
}


def ring(
    workspace: Workspace, number: int = 0, state: str = "open", brand: str = "Nordvik"
) -> Alert:
    at = AT + timedelta(minutes=number)
    return Alert.objects.create(
        workspace=workspace,
        brand=listening.ensure_brand(workspace.pk, brand),
        kind="negative",
        onset=at - timedelta(minutes=20),
        at=at,
        peak_at=at + timedelta(minutes=10),
        last_at=at + timedelta(minutes=30),
        ended_at=at + timedelta(hours=1) if state == "closed" else None,
        observed=42,
        expected=3,
        window=3600,
        severity=7,
        headline=HEADLINE,
        state=state,
    )


def with_evidence(alert: Alert, text: str, number: int = 1) -> None:
    source, _ = Source.objects.get_or_create(
        workspace=alert.workspace, network="replay", name="file"
    )
    posts = [post(n, text=text, author=f"p{n}") for n in range(number)]
    listening.store_interactions(alert.workspace_id, source.pk, batch(*posts), AT)
    for rank, one in enumerate(Interaction.objects.filter(workspace=alert.workspace)):
        AlertEvidence.objects.get_or_create(alert=alert, interaction=one, defaults={"rank": rank})


def with_course(alert: Alert, hours: int = 48) -> None:
    SeriesPoint.objects.bulk_create(
        SeriesPoint(
            workspace=alert.workspace,
            brand=alert.brand,
            measure="negative",
            at=alert.at + timedelta(hours=hour - hours // 2),
            observed=hour,
            expected=2.5,
            lower=1,
            upper=5,
        )
        for hour in range(hours)
    )


def test_the_list_says_in_plain_words_what_rang_the_newest_first(cast: Cast):
    ring(cast.house, 0, "closed")
    ring(cast.house, 5)
    ring(cast.elsewhere, 9, brand="Theirs")
    response = signed_in(cast.agent).get("/w/house/alerts/")
    assert [said for _alert, said in response.context["alerts"]] == [
        "42 complaints about “refunds” on Bluesky in the last hour; usual: 3"
    ] * 2
    assert [alert.state for alert, _said in response.context["alerts"]] == ["open", "closed"]
    assert "Theirs" not in said_on(response)
    only_open = signed_in(cast.agent).get("/w/house/alerts/?state=open")
    assert [alert.state for alert, _said in only_open.context["alerts"]] == ["open"]


def test_older_pages_follow_without_a_gap(cast: Cast):
    for number in range(95):
        ring(cast.house, number // 2, brand=f"B{number % 2}")  # pairs ring at the same instant
    client, seen, query = signed_in(cast.agent), [], ""
    while True:
        response = client.get(f"/w/house/alerts/{query}")
        seen += [alert.pk for alert, _said in response.context["alerts"]]
        if not response.context["older"]:
            break
        query = f"?before={response.context['older']}"
    newest_first = Alert.objects.order_by("-at", "-pk").values_list("pk", flat=True)
    assert seen == list(newest_first)


@pytest.mark.parametrize("key", ["x", "1", "-1.1", "9" * 40 + ".1", "1.²"])
def test_a_page_that_we_did_not_make_is_the_first(cast: Cast, key: str):
    ring(cast.house)
    response = signed_in(cast.agent).get(f"/w/house/alerts/?before={key}")
    assert len(response.context["alerts"]) == 1


def test_the_chart_and_its_table_say_the_same(cast: Cast):
    alert = ring(cast.house)
    with_course(alert)
    response = signed_in(cast.agent).get(f"/w/house/alerts/{alert.pk}/")
    chart, points = response.context["chart"], response.context["points"]
    assert chart["observed"] == [float(point.observed) for point in points]
    assert len(chart["labels"]) == len(chart["expected"]) == len(chart["upper"]) == len(points)
    assert chart["labels"][chart["first"]] == "2 Mar 12:00"
    assert 'id="chart-data" type="application/json"' in response.text
    assert "2 Mar, 12:00" in said_on(response)


def test_an_alert_without_a_course_says_so(cast: Cast):
    alert = ring(cast.house)
    page = said_on(signed_in(cast.agent).get(f"/w/house/alerts/{alert.pk}/"))
    assert "There is no course of this brand as a whole for those hours." in page


def test_an_alert_of_another_workspace_is_not_there(cast: Cast):
    theirs = ring(cast.elsewhere)
    client = signed_in(cast.administrator)
    assert client.get(f"/w/house/alerts/{theirs.pk}/").status_code == 404
    assert client.post(f"/w/house/alerts/{theirs.pk}/judge/").status_code == 404
    assert client.get(f"/w/house/alerts/{10**30}/").status_code == 404


def test_hostile_posts_behind_an_alert_are_only_letters(cast: Cast):
    alert = ring(cast.house, brand=HOSTILE[:60])
    with_evidence(alert, HOSTILE)
    with_course(alert)
    client = signed_in(cast.agent)
    assert_harmless(client.get("/w/house/alerts/"))
    assert_harmless(client.get(f"/w/house/alerts/{alert.pk}/"))


def test_a_post_that_its_author_deleted_is_not_shown(cast: Cast):
    alert = ring(cast.house)
    with_evidence(alert, "my secret address")
    Interaction.objects.update(hidden_at=AT)
    page = said_on(signed_in(cast.agent).get(f"/w/house/alerts/{alert.pk}/"))
    assert "my secret address" not in page
    assert "Deleted by its author, so it is not shown." in page


def test_seen_and_judged(cast: Cast):
    alert, client = ring(cast.house), signed_in(cast.agent)
    path = f"/w/house/alerts/{alert.pk}/judge/"
    for verdict in ("seen", "not_useful", "nonsense"):
        client.post(path, {"verdict": verdict})
    alert.refresh_from_db()
    assert (alert.state, alert.acknowledged_by, alert.feedback, alert.feedback_by) == (
        "acknowledged",
        cast.agent,
        "not_useful",
        cast.agent,
    )


def test_a_target_is_made_changed_and_audited_without_its_address(cast: Cast):
    client, path = signed_in(cast.administrator), "/w/house/settings/notifications/"
    target = {"name": "Duty", "url": "json://user:secret@example.org", "min_severity": "5"}
    target |= {"language": "nb", "active": "on"}
    assert client.post(path, target | {"url": "nonsense"}).status_code == 422
    assert client.post(path, target).status_code == 302
    assert client.post(path, target).status_code == 422
    made = NotificationTarget.objects.get()
    client.post(f"{path}{made.pk}/", target | {"min_severity": "9"})
    made.refresh_from_db()
    assert (made.workspace, made.min_severity) == (cast.house, 9)
    entries = AuditEntry.objects.filter(action="notification_target_saved")
    assert ["secret" in str(entry.data) for entry in entries] == [False, False]


def test_a_target_of_another_workspace_is_not_there(cast: Cast):
    theirs = NotificationTarget.objects.create(
        workspace=cast.elsewhere, name="Theirs", url="json://example.org"
    )
    client = signed_in(cast.administrator)
    assert client.get(f"/w/house/settings/notifications/{theirs.pk}/").status_code == 404
    assert "Theirs" not in said_on(client.get("/w/house/settings/notifications/"))


def test_fifty_alerts_or_posts_cost_no_more_than_one(cast: Cast):
    client = signed_in(cast.agent)
    alert = ring(cast.house)
    with_evidence(alert, "one")
    page = f"/w/house/alerts/{alert.pk}/"
    client.get(page)
    one = queries_of(client, "/w/house/alerts/"), queries_of(client, page)
    for number in range(1, 50):
        ring(cast.house, number, brand=f"B{number}")
    with_evidence(alert, "many", 50)
    assert (queries_of(client, "/w/house/alerts/"), queries_of(client, page)) == one
