"""Articles are written by one and published by another; nothing that was written is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.db.models import F

from firebell.common import clock, ledger
from firebell.common.models import AuditEntry, LedgerFact
from firebell.core.knowledge.outcome import Outcome
from firebell.core.knowledge.standing import Standing, wants_review
from firebell.core.knowledge.standing import standing as standing_of
from firebell.knowledge import actions, queries
from firebell.knowledge.actions import Refused
from firebell.knowledge.enums import ArticleStanding, Shown, UseOutcome
from firebell.knowledge.forms import today
from firebell.knowledge.models import Article, ArticleUse, ArticleVersion
from firebell.knowledge.suggesting import suggest
from tests.cast import Cast
from tests.knowledge.writing import BAGS, HOURS, TONE, draft, published

SOON = timedelta(days=90)


def stands(article: Article) -> Standing:
    return standing_of(Article.objects.get(pk=article.pk).core, today())


def fits(cast: Cast, said: str = "Where is my bag?") -> list[int]:
    return [one.article.pk for one in suggest(cast.house.pk, said, "en", today())]


def test_the_words_of_the_screens_are_the_states_of_the_core():
    assert list(ArticleStanding.values) == [str(one) for one in Standing]
    assert list(UseOutcome.values) == [str(one) for one in Outcome]


def test_from_draft_to_published(cast: Cast):
    article = draft(cast)
    assert (stands(article), fits(cast)) == (Standing.DRAFT, [])
    actions.submit(article, cast.agent)
    assert (stands(article), fits(cast)) == (Standing.IN_REVIEW, [])
    actions.publish(article, today() + SOON, cast.lead, number=1)
    assert (stands(article), fits(cast)) == (Standing.PUBLISHED, [article.pk])
    done = AuditEntry.objects.filter(object_type="knowledge.article").order_by("id")
    assert [(one.action, one.actor_name) for one in done] == [
        ("article_proposed", "Agent"),
        ("article_submitted", "Agent"),
        ("article_published", "Lead"),
    ]
    fact = LedgerFact.objects.get(kind="article_published")
    assert fact.data == {"title": "Delayed baggage", "language": "en", "version": 1}


def test_nobody_publishes_what_they_wrote(cast: Cast):
    own = actions.submit(actions.propose(cast.house, BAGS, cast.lead), cast.lead)
    with pytest.raises(Refused, match="Another lead"):
        actions.publish(own, today() + SOON, cast.lead, number=1)
    actions.publish(own, today() + SOON, cast.administrator, number=1)
    with pytest.raises(Refused, match="Another lead"):
        actions.renew(own, today() + 2 * SOON, cast.lead)
    assert Article.objects.get().review_by == today() + SOON


def test_only_what_was_submitted_and_read_is_published(cast: Cast):
    article = draft(cast)
    with pytest.raises(Refused, match="Nobody has asked"):
        actions.publish(article, today() + SOON, cast.lead, number=1)
    actions.submit(article, cast.agent)
    actions.revise(article, replace(BAGS, body="Other words"), cast.teammate, after=1)
    actions.submit(article, cast.teammate)
    with pytest.raises(Refused, match="newer version"):
        actions.publish(article, today() + SOON, cast.lead, number=1)
    with pytest.raises(Refused, match="still to come"):
        actions.publish(article, today(), cast.lead, number=2)
    assert Article.objects.get().published is None


def test_readers_keep_the_old_version_until_the_new_one_is_reviewed(cast: Cast):
    article = published(cast)
    actions.revise(article, replace(BAGS, title="Bags that are late"), cast.agent, after=1)
    fresh = queries.article(cast.house.pk, article.pk)
    assert (fresh.shown.title, fresh.newest.title) == ("Delayed baggage", "Bags that are late")
    assert fits(cast) == [article.pk]
    with pytest.raises(Refused, match="Agent has written version 2"):
        actions.revise(article, BAGS, cast.teammate, after=1)
    actions.submit(article, cast.agent)
    actions.send_back(article, "Say what to ask.", cast.lead)
    assert Article.objects.get().returned == "Say what to ask."
    actions.submit(article, cast.agent)
    actions.publish(article, today() + SOON, cast.lead, number=2)
    assert str(queries.article(cast.house.pk, article.pk)) == "Bags that are late"
    assert [one.number for one in queries.versions(article)] == [2, 1]


def test_nothing_new_is_not_reviewed(cast: Cast):
    with pytest.raises(Refused, match="nothing new"):
        actions.submit(published(cast), cast.agent)


def test_withdrawn_it_is_a_draft_again_and_suggested_to_nobody(cast: Cast):
    article = published(cast)
    with pytest.raises(Refused, match="Say why"):
        actions.withdraw(article, " ", cast.lead)
    actions.withdraw(article, "The rule has changed.", cast.lead)
    assert (stands(article), fits(cast)) == (Standing.DRAFT, [])
    assert LedgerFact.objects.filter(kind="article_withdrawn").count() == 1


def test_out_of_date_it_is_suggested_to_nobody_until_it_is_renewed(cast: Cast):
    article = published(cast, days=10)
    with clock.moved_to(clock.now() + timedelta(days=11)):
        assert (stands(article), fits(cast)) == (Standing.EXPIRED, [])
        actions.renew(article, today() + SOON, cast.lead)
        assert (stands(article), fits(cast)) == (Standing.PUBLISHED, [article.pk])


def test_the_database_keeps_every_version_as_it_was(cast: Cast):
    draft(cast)
    for change in (
        lambda: ArticleVersion.objects.update(title="Another"),
        lambda: ArticleVersion.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


@pytest.mark.parametrize("days", [5, 30, 31, 200])
def test_the_list_of_what_is_to_be_reviewed_is_the_core_s(cast: Cast, days: int):
    made = [published(cast, days=days), draft(cast, HOURS)]
    made.append(actions.submit(draft(cast, TONE), cast.agent))
    listed = set(queries.listed(cast.house.pk, Shown.REVIEW, today()))
    assert listed == {
        one for one in made if wants_review(Article.objects.get(pk=one.pk).core, today())
    }
    assert queries.counts(cast.house.pk, today())[Shown.REVIEW] == len(listed)


def test_other_workspaces_have_their_own(cast: Cast):
    theirs = actions.propose(cast.elsewhere, BAGS, cast.stranger)
    reviewed = {"reviewer": cast.stranger, "reviewed_at": clock.now()}
    Article.objects.filter(pk=theirs.pk).update(
        published=F("newest"), review_by=date(2100, 1, 1), **reviewed
    )
    assert fits(cast) == []
    assert queries.article(cast.house.pk, theirs.pk) is None
    assert queries.search(cast.house.pk, "baggage") == []
    assert queries.by_ids(cast.house.pk, [theirs.pk]) == {}


def test_a_search_finds_all_words_and_the_beginning_of_the_last(cast: Cast):
    bags, hours = published(cast), draft(cast, HOURS)
    tone = draft(cast, TONE)
    found = {
        q: queries.search(cast.house.pk, q)
        for q in ("bag", "open mon", "mon open", "lost sarc", "?!")
    }
    assert found == {
        "bag": [tone, bags],
        "open mon": [hours],
        "mon open": [],
        "lost sarc": [tone],
        "?!": [],
    }


def use(cast: Cast, article: Article, reply: int, *, used: bool = True) -> None:
    articles = [queries.article(cast.house.pk, article.pk)]
    actions.note_uses(
        cast.house.pk, articles, {article.pk} if used else set(), cast.agent,
        case_number=reply, reply_id=reply,
    )  # fmt: skip


def test_rates_count_what_stood_beside_answers_went_into_them_and_helped(cast: Cast):
    article, other = published(cast), published(cast, HOURS)
    for reply in range(1, 6):
        use(cast, article, reply, used=reply > 1)
    use(cast, article, 5)  # said twice, counted once
    waiting = list(queries.to_judge(cast.house.pk, clock.now()))
    judged = {one.pk: "solved" for one in waiting[:2]}
    judged |= {one.pk: "back" for one in waiting[2:3]}
    actions.judge(judged)
    rates = queries.rates([article, other])
    assert rates[article.pk] == queries.Rates(suggested=5, used=4, solved=2, back=1)
    assert (rates[article.pk].used_share, rates[article.pk].solved_share) == (4 / 5, 2 / 3)
    assert rates[other.pk] == queries.Rates()
    assert (rates[other.pk].used_share, rates[other.pk].solved_share) == (None, None)
    assert len(queries.to_judge(cast.house.pk, clock.now())) == 1


@pytest.mark.parametrize("kind", ["reply_cancelled", "reply_failed", "reply_withdrawn"])
def test_an_answer_that_reached_nobody_has_used_nothing(cast: Cast, kind: str):
    article = published(cast)
    use(cast, article, 1)
    use(cast, article, 2)
    ledger.append(cast.house.pk, "reply_sent", cast.house, clock.now(), {"reply": 2})
    ledger.append(cast.elsewhere.pk, kind, cast.elsewhere, clock.now(), {"reply": 2})
    ledger.append(cast.house.pk, kind, cast.house, clock.now(), {"reply": 1})
    assert list(ArticleUse.objects.values_list("reply_id", flat=True)) == [2]
    assert list(queries.used_in([1, 2])) == [2]
