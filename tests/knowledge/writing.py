"""Articles for tests, written and published as people do it."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from firebell.common import clock
from firebell.knowledge import actions
from firebell.knowledge.actions import Text
from firebell.knowledge.models import Article
from tests.cast import Cast

BAGS = Text(
    "article",
    "Delayed baggage",
    "# What to ask\nIf a bag does not arrive, ask for:\n- the tag\n- the flight\n\n"
    "We deliver it within 48 hours.",
    "en",
    "https://help.example/bags",
)
HOURS = Text("article", "Opening hours of the shop", "Open Monday to Saturday, 10 to 18.", "en")
TONE = Text("policy", "Tone about lost bags", "Apologise for the bag. No sarcasm.", "en")


def draft(cast: Cast, text: Text = BAGS) -> Article:
    return actions.propose(cast.house, text, cast.agent)


def published(cast: Cast, text: Text = BAGS, days: int = 180) -> Article:
    """By the agent, reviewed by the lead; holds for so many days from the clock's today."""
    article = actions.submit(draft(cast, text), cast.agent)
    day = timezone.localdate(clock.now()) + timedelta(days=days)
    return actions.publish(article, day, cast.lead, number=1)
