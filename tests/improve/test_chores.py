"""Once an hour the worker looks whether a deadline comes near and whether an article helped."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from firebell.common import clock
from firebell.common.models import LedgerFact
from firebell.desk import actions as desk
from firebell.improve import actions
from firebell.improve.actions import Told
from firebell.knowledge import actions as knowledge
from firebell.knowledge import queries
from firebell.knowledge.models import ArticleUse
from firebell.site import chores
from tests.cast import Cast
from tests.desk.posts import START
from tests.knowledge.writing import published

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _not_looked_yet(monkeypatch):
    monkeypatch.setattr(chores, "_complaints_seen_in", None)


def test_deadlines_and_articles_are_looked_after_once_an_hour(cast: Cast, case):
    article = queries.article(cast.house.pk, published(cast).pk)
    words = [item.pk for item in case.items.all()]
    reply = desk.answer(case, "Your parcel arrives tomorrow.", words, cast.agent)
    knowledge.note_uses(
        cast.house.pk, [article], {article.pk}, cast.agent, case_number=1, reply_id=reply.pk
    )
    told = Told("delivery", "Lost", deadline=START.date() + 20 * DAY)
    actions.register_complaint(case, told, cast.agent)
    with clock.moved_to(START + 10 * DAY):
        chores.look_after_complaints()
        assert ArticleUse.objects.get().outcome == "solved"
        assert LedgerFact.objects.filter(kind="complaint_deadline_near").count() == 1
        again = replace(told, deadline=START.date() + 11 * DAY)
        actions.register_complaint(case, again, cast.agent)
        chores.look_after_complaints()
        assert LedgerFact.objects.filter(kind="complaint_deadline_near").count() == 1
