"""People correct readings: what counts at once, what the desk does, and what can be undone."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from firebell.common import ledger
from firebell.common.models import AuditEntry
from firebell.desk import actions as desk
from firebell.desk import queries as desk_queries
from firebell.desk.checks import broken_promises
from firebell.desk.enums import CaseState, ItemState
from firebell.desk.models import NEEDS_NO_ANSWER, Case, CaseItem
from firebell.desk.queries.faces import faces
from firebell.listening.models import Interaction
from firebell.understanding import queries
from firebell.understanding.actions import NotRead, correct, take_back
from firebell.understanding.enums import Field
from firebell.understanding.models import Correction, ReaderVersion, Reading
from tests.cast import Cast
from tests.desk.posts import START, Posts

SENTIMENT, NEEDS = Field.SENTIMENT, Field.NEEDS_ANSWER


def word_of(case: Case) -> Interaction:
    return Interaction.objects.get(case_item__case=case)


def unasked(posts: Posts, handle: str = "ann", **more) -> Interaction:
    """A word that the reader thinks needs no answer."""
    heard = posts.hear(handle, "Nice weather", needs_answer=False, **more)
    posts.take(heard)
    return Interaction.objects.get(pk=heard.interaction_id)


def says(word: Interaction) -> dict[str, str]:
    kept = queries.corrections_of([word.pk]).get(word.pk, {})
    return {field: one.says for field, one in kept.items()}


def test_what_a_person_says_is_kept_beside_what_the_reader_said(cast: Cast, posts: Posts):
    word = word_of(posts.say("ann"))
    kept = correct(word, SENTIMENT, "negative", cast.agent)
    assert (kept.said, kept.says, kept.version.name, kept.by) == (
        "neutral", "negative", "test", cast.agent,
    )  # fmt: skip
    assert Reading.objects.get(interaction=word).sentiment == "neutral"
    assert says(word) == {"sentiment": "negative"}


def test_the_last_word_counts_and_the_others_are_kept(cast: Cast, posts: Posts):
    word = word_of(posts.say("ann"))
    correct(word, SENTIMENT, "negative", cast.agent)
    correct(word, SENTIMENT, "positive", cast.lead)
    assert says(word) == {"sentiment": "positive"}
    take_back(word, SENTIMENT, cast.agent)
    assert says(word) == {}
    assert take_back(word, SENTIMENT, cast.agent) is None
    assert [one.says for one in Correction.objects.order_by("id")] == ["negative", "positive", ""]


def test_it_is_in_the_audit_log_and_in_the_ledger(cast: Cast, posts: Posts):
    word = word_of(posts.say("ann"))
    correct(word, SENTIMENT, "negative", cast.agent)
    take_back(word, SENTIMENT, cast.agent)
    facts = ledger.facts_about(cast.house.pk, word)
    assert [(fact.kind, fact.data["says"]) for fact in facts] == [
        ("reading_corrected", "negative"),
        ("reading_corrected", ""),
    ]
    done = AuditEntry.objects.filter(object_type="listening.interaction").order_by("id")
    assert [(one.action, one.actor_name) for one in done] == [
        ("reading_corrected", "Agent"),
        ("correction_taken_back", "Agent"),
    ]


def test_a_value_that_the_field_has_not_is_refused(cast: Cast, posts: Posts):
    with pytest.raises(ValueError, match="cannot be 'angry'"):
        correct(word_of(posts.say("ann")), SENTIMENT, "angry", cast.agent)


def test_a_stranger_corrects_nothing(cast: Cast, posts: Posts):
    word = word_of(posts.say("ann"))
    with pytest.raises(PermissionDenied):
        correct(word, SENTIMENT, "negative", cast.stranger)
    with pytest.raises(PermissionDenied):
        take_back(word, SENTIMENT, cast.stranger)
    assert not Correction.objects.exists()


def test_our_own_words_and_unread_ones_cannot_be_corrected(cast: Cast, posts: Posts):
    own = Interaction.objects.get(pk=posts.hear("us", outbound=True).interaction_id)
    unread = Interaction.objects.get(pk=posts.hear("ann").interaction_id)
    for word in (own, unread):
        with pytest.raises(NotRead):
            correct(word, SENTIMENT, "negative", cast.agent)


def test_the_inbox_shows_the_mood_that_a_person_says(cast: Cast, posts: Posts):
    case = posts.say("ann")
    correct(word_of(case), SENTIMENT, "negative", cast.agent)
    assert faces([case])[case.pk].sentiment == "negative"


def test_a_word_that_needs_an_answer_after_all_gets_a_case(cast: Cast, posts: Posts):
    word = unasked(posts)
    assert not Case.objects.exists()
    correct(word, NEEDS, "yes", cast.agent)
    case = Case.objects.get()
    assert (case.state, case.waiting_since, case.profile_id) == (
        CaseState.NEW, word.at, word.profile_id,
    )  # fmt: skip
    assert CaseItem.objects.get(pk=word.pk).state == ItemState.PENDING
    assert broken_promises() == []


def test_it_joins_the_case_of_its_thread(cast: Cast, posts: Posts):
    case = posts.say("ann", thread="t")
    word = unasked(posts, thread="t", minute=3)
    correct(word, NEEDS, "yes", cast.agent)
    assert Case.objects.count() == 1
    assert set(case.items.values_list("state", flat=True)) == {ItemState.PENDING}


def test_a_word_from_before_we_listened_gets_a_case_when_a_person_asks(cast: Cast):
    posts = Posts(cast.house.pk, muted_before=START.replace(hour=23))
    heard = posts.hear("ann", muted=True)
    posts.take(heard)
    word = Interaction.objects.get(pk=heard.interaction_id)
    assert CaseItem.objects.get(pk=word.pk).state == ItemState.HISTORY
    correct(word, NEEDS, "yes", cast.agent)
    assert CaseItem.objects.get(pk=word.pk).state == ItemState.PENDING


def test_a_word_that_needs_none_is_dismissed_by_who_says_so(cast: Cast, posts: Posts):
    case = posts.say("ann")
    correct(word_of(case), NEEDS, "no", cast.agent)
    item = CaseItem.objects.get()
    assert (item.state, item.reason, item.settled_by) == (
        ItemState.DISMISSED, NEEDS_NO_ANSWER, cast.agent,
    )  # fmt: skip
    case.refresh_from_db()
    assert case.state == CaseState.DISMISSED
    assert broken_promises() == []


def test_taking_that_back_opens_the_word_again(cast: Cast, posts: Posts):
    case = posts.say("ann")
    correct(word_of(case), NEEDS, "no", cast.agent)
    take_back(word_of(case), NEEDS, cast.lead)
    case.refresh_from_db()
    assert (case.state, CaseItem.objects.get().state) == (CaseState.REOPENED, ItemState.PENDING)
    page = desk_queries.case_page(cast.house.pk, case.number)
    assert [event.kind for event in page.events] == ["opened", "dismissed", "undone"]
    with pytest.raises(desk.Refused, match="nothing to undo"):
        desk.undo(case, cast.agent)


def test_taking_a_yes_back_dismisses_what_it_opened(cast: Cast, posts: Posts):
    word = unasked(posts)
    correct(word, NEEDS, "yes", cast.agent)
    take_back(word, NEEDS, cast.lead)
    item = CaseItem.objects.get()
    assert (item.state, item.settled_by) == (ItemState.DISMISSED, cast.lead)


def test_agreeing_changes_nothing_at_the_desk(cast: Cast, posts: Posts):
    case = posts.say("ann")
    desk.dismiss(case, [word_of(case).pk], "Spam", cast.lead)
    correct(word_of(case), NEEDS, "yes", cast.agent)
    assert CaseItem.objects.get().reason == "Spam"
    calm = unasked(posts, "bo")
    correct(calm, NEEDS, "no", cast.agent)
    assert Case.objects.count() == 1


def test_what_was_answered_stays_answered(cast: Cast, posts: Posts):
    case = posts.say("ann")
    word = word_of(case)
    desk.answer(case, "Your bag is in Oslo and arrives tomorrow.", [word.pk], cast.agent)
    for value in ("no", "yes"):
        correct(word, NEEDS, value, cast.agent)
        assert CaseItem.objects.get(pk=word.pk).state == ItemState.ANSWERED


def test_only_one_of_several_words_is_opened_again(cast: Cast, posts: Posts):
    posts.take(posts.hear("ann", thread="t"), posts.hear("ann", thread="t", minute=1))
    case, items = Case.objects.get(), list(CaseItem.objects.order_by("pk"))
    desk.dismiss(case, [one.pk for one in items], NEEDS_NO_ANSWER, cast.lead)
    correct(items[0].interaction, NEEDS, "yes", cast.agent)
    states = CaseItem.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [ItemState.PENDING, ItemState.DISMISSED]
    desk.undo(case, cast.agent)
    assert set(CaseItem.objects.values_list("state", flat=True)) == {ItemState.PENDING}


def test_the_check_finds_a_yes_that_lies_in_no_case(cast: Cast, posts: Posts):
    word = unasked(posts)
    reading = Reading.objects.get(interaction=word)
    Correction.objects.create(
        workspace=cast.house, interaction=word, field="needs_answer", said="no", p=0.9,
        version=reading.version, says="yes", by=cast.agent, at=START,
    )  # fmt: skip
    assert "1 interactions that need an answer lie in no case" in broken_promises()[0]


def test_the_newest_version_is_in_force_unless_it_was_withdrawn(cast: Cast, posts: Posts):
    word = word_of(posts.say("ann"))
    first = Reading.objects.get()
    newer = ReaderVersion.objects.create(name="newer", first_used_at=START)
    again = Reading.objects.get(pk=first.pk)
    again.pk, again.version, again.sentiment = None, newer, "positive"
    again.save()
    case = Case.objects.get()
    assert queries.reading_in_force(word.pk) == again
    assert faces([case])[case.pk].sentiment == "positive"
    ReaderVersion.objects.filter(pk=newer.pk).update(withdrawn_at=START)
    assert queries.reading_in_force(word.pk) == first
    assert faces([case])[case.pk].sentiment == "neutral"
