from __future__ import annotations

from datetime import timedelta

import pytest

from firebell.channels.models import Source
from firebell.listening.models import Brand, Interaction, Mention, Profile, Query
from firebell.triggers import queries
from firebell.triggers.models import Alert
from firebell.understanding.models import ReaderVersion, Reading
from tests.triggers.playing import START, burst, in_order, play, steady

TROUBLE = START + timedelta(days=3, hours=10)


@pytest.fixture
def acme(cast):
    return Brand.objects.create(workspace=cast.house, name="Acme")


@pytest.fixture
def say(acme):
    """Store a post about `brand`, read as `sentiment`; the interaction."""
    source = Source.objects.create(workspace=acme.workspace, network="replay", name="file")
    person = Profile.objects.create(workspace=acme.workspace, channel="bluesky", handle="ann")
    version = ReaderVersion.objects.create(name="test", first_used_at=START)

    def say(text, minute, *, brand=acme, negative=0.9, queries_of_brand=1, **more):
        at = TROUBLE + timedelta(minutes=minute)
        fields = {"channel": "bluesky", "kind": "post", "thread": text} | more
        stored = Interaction.objects.create(
            workspace=brand.workspace, source=source, profile=person, external_id=text,
            at=at, received_at=at, text=text, **fields,
        )  # fmt: skip
        for number in range(queries_of_brand):
            query, _ = Query.objects.get_or_create(
                workspace=brand.workspace, brand=brand, name=f"{brand.name} {number}",
                defaults={"kind": "brand", "text": brand.name},
            )  # fmt: skip
            Mention.objects.create(query=query, interaction=stored, at=at)
        label = "negative" if negative > 0.5 else "positive"
        Reading.objects.create(
            interaction=stored, version=version, language="en", language_p=1, sentiment=label,
            negative=negative, neutral=0, positive=1 - negative, needs_answer=False,
            needs_answer_p=0, toxicity=0,
        )  # fmt: skip
        return stored

    return say


def test_evidence_is_what_travelled_and_complained_then_and_there(acme, say):
    other = Brand.objects.create(workspace=acme.workspace, name="Other")
    surest = say("they lost it", 10, negative=0.95)
    twice = say("matches two queries", 12, negative=0.9, queries_of_brand=2)
    travelled = say("everybody shares this", 15, negative=0.7, reposts=40)
    say("lovely", 11, negative=0.1)
    say("before it began", -300)
    say("about another brand", 12, brand=other)
    say("from the brand itself", 12, outbound=True)
    say("taken back", 12, hidden_at=TROUBLE)
    say("another channel", 12, channel="email")
    heard = in_order(steady(acme.pk, START, 3.4), burst(acme.pk, TROUBLE, 45))
    play(acme.workspace_id, heard)
    alert = Alert.objects.get()
    kept = [row.interaction for row in queries.evidence_of(alert)]
    assert kept == [travelled, surest, twice]


def test_alerts_of_a_workspace_are_its_own(acme, cast):
    play(acme.workspace_id, in_order(steady(acme.pk, START, 4), burst(acme.pk, TROUBLE, 45)))
    assert queries.alerts_of(cast.house.pk).count() == 1
    assert queries.alerts_of(cast.elsewhere.pk).count() == 0
    assert not queries.ringing_alerts(cast.house.pk).exists()
