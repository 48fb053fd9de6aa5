from __future__ import annotations

import pytest
from django.urls import reverse

from firebell.channels.models import RejectedRow, Source
from firebell.listening.models import Interaction
from firebell.site.replaying import Score, play
from firebell.site.retrying import retry
from tests.posts import post
from tests.site.commands import write_posts

pytestmark = pytest.mark.django_db


@pytest.fixture
def refused(tmp_path, cast):
    """A source with one good row and one that holds a lone surrogate."""
    path = write_posts(tmp_path / "posts.jsonl", 1)
    bad = {**post(2), "text": "broken"}
    line = '{"channel":"microblog","external_id":"post-2","kind":"post","direction":"inbound",'
    line += f'"at":"{bad["at"].isoformat()}","text":"bro\\ud800ken","author":"person-2"}}\n'
    with path.open("a") as out:
        out.write(line)
    report = play(Score([path], map_name="plain", workspace_name=cast.house.name))
    assert (report.inserted, report.rejected) == (1, 1)
    return Source.objects.get(workspace=cast.house)


def test_a_row_that_still_does_not_fit_stays_kept(refused):
    retried = retry(refused)
    assert (retried.taken, retried.still_refused) == (0, 1)
    assert RejectedRow.objects.get().replayed_at is None


def test_a_repaired_row_is_taken_in_once_and_the_cursor_stays(refused):
    before = Source.objects.get(pk=refused.pk).cursor
    retried = retry(refused, repair=True)
    assert (retried.taken, retried.still_refused) == (1, 0)
    assert Interaction.objects.get(external_id="post-2").text == "bro\ufffdken"
    assert Source.objects.get(pk=refused.pk).cursor == before
    assert retry(refused, repair=True).taken == 0
    assert Interaction.objects.count() == 2


def test_the_button_is_for_those_who_lead(refused, cast, client):
    address = reverse("source-retry", args=[cast.house.slug, refused.pk])
    client.force_login(cast.agent)
    assert client.post(address, {"repair": "1"}).status_code == 403
    client.force_login(cast.lead)
    assert client.post(address, {"repair": "1"}).status_code == 302
    assert Interaction.objects.count() == 2


def test_a_source_of_another_workspace_is_not_there(refused, cast, client):
    client.force_login(cast.stranger)
    address = reverse("source-retry", args=[cast.elsewhere.slug, refused.pk])
    assert client.post(address).status_code == 404
