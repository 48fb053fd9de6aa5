"""You said, we did: who asked is told by a person, never by itself."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from firebell.common.models import LedgerFact
from firebell.core.improve.idea_states import Verb
from firebell.improve import actions, queries
from firebell.improve.actions import Refused
from firebell.improve.enums import Telling
from firebell.improve.models import Idea, IdeaAsk
from firebell.outbound.models import Reply
from tests.cast import Cast
from tests.desk.posts import Posts

DONE = "Labels are printed now."


@pytest.fixture
def idea(cast: Cast, case) -> Idea:
    return actions.propose_idea(cast.house, "Print the labels", "", cast.agent, case=case)


def done(cast: Cast, idea: Idea) -> Idea:
    return actions.decide_idea(idea, Verb.FINISH, DONE, cast.lead)


def test_an_idea_keeps_who_asked_once(cast, case, idea, posts: Posts):
    other = posts.say("bo", "Please print them", minute=1)
    for one in (case, other, other):
        actions.ask_too(idea, one, cast.agent)
    assert [ask.case for ask in queries.asks_of(idea)] == [case, other]
    (row,) = queries.ideas(cast.house.pk)
    assert (row.number, row.asked, row.told) == (1, 2, 0)
    theirs = Posts(cast.elsewhere.pk).say("spy")
    with pytest.raises(Refused, match="another workspace"):
        actions.ask_too(idea, theirs, cast.agent)


def test_a_decision_has_somebody_a_reason_and_a_step_of_the_table(cast, idea):
    with pytest.raises(Refused, match="what was decided"):
        actions.decide_idea(idea, Verb.PLAN, " ", cast.lead)
    planned = actions.decide_idea(idea, Verb.PLAN, "In April", cast.lead)
    assert (planned.state, planned.decision, planned.decided_by) == (
        "planned",
        "In April",
        cast.lead,
    )
    with pytest.raises(Refused, match="cannot be done"):
        actions.decide_idea(idea, Verb.PLAN, "Again", cast.lead)
    assert LedgerFact.objects.get(kind="idea_decided").data == {
        "idea": 1, "title": "Print the labels", "state": "planned",
    }  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Idea.objects.update(decision="")


def test_owner_and_date_can_be_set(cast, idea):
    day = date(2026, 4, 1)
    actions.change_idea(idea, "Print all labels", "By April", cast.agent, owner=cast.lead, due=day)
    fresh = queries.idea(cast.house.pk, 1)
    assert (str(fresh), fresh.owner, fresh.due) == ("Print all labels", cast.lead, day)


def test_messages_are_prepared_for_who_asked_in_their_language_and_nothing_is_sent(
    cast, case, idea, posts: Posts
):
    polish = posts.say("kasia", "Drukujcie etykiety", minute=1, language="pl")
    later = posts.say("bo", "Please print them", minute=2)
    actions.ask_too(idea, polish, cast.agent)
    with pytest.raises(Refused, match="Decide it first"):
        actions.prepare_messages(idea, {"en": "Hello"}, cast.agent)
    done(cast, idea)
    with pytest.raises(Refused, match="Write something"):
        actions.prepare_messages(idea, {"en": " ", "nb": "Hei"}, cast.agent)
    texts = {"en": "Dear {name}, the labels are printed now.", "pl": ""}
    assert actions.prepare_messages(idea, texts, cast.agent) == 1
    asks = {ask.case: (ask.telling, ask.message) for ask in queries.asks_of(idea)}
    assert asks == {
        case: ("prepared", "Dear ann, the labels are printed now."),
        polish: ("", ""),
    }
    actions.ask_too(idea, later, cast.agent)
    assert actions.prepare_messages(idea, texts, cast.agent) == 2
    assert not Reply.objects.exists()


def test_the_guard_reads_what_is_prepared(cast, case, idea):
    done(cast, idea)
    with pytest.raises(Refused):
        actions.prepare_messages(idea, {"en": "You idiot, we did it."}, cast.agent)
    assert IdeaAsk.objects.get().message == ""
    actions.prepare_messages(idea, {"en": "It is done."}, cast.agent)
    with pytest.raises(Refused):
        actions.reword(IdeaAsk.objects.get(), "You idiot", cast.agent)
    assert actions.reword(IdeaAsk.objects.get(), "It is done, thanks.", cast.agent).message == (
        "It is done, thanks."
    )


def test_who_was_told_or_left_out_is_not_written_to_again(cast, case, idea, posts: Posts):
    other = posts.say("bo", "Please print them", minute=1)
    actions.ask_too(idea, other, cast.agent)
    done(cast, idea)
    actions.prepare_messages(idea, {"en": "It is done."}, cast.agent)
    told, left_out = queries.asks_of(idea)
    said = actions.note_telling(told, Telling.TOLD, cast.agent)
    assert (said.told_by, said.told_at is not None) == (cast.agent, True)
    actions.note_telling(left_out, Telling.LEFT_OUT, cast.agent)
    with pytest.raises(Refused):
        actions.prepare_messages(idea, {"en": "Once more."}, cast.agent)
    with pytest.raises(Refused, match="No message"):
        actions.reword(told, "Other words", cast.agent)
    back = actions.note_telling(told, Telling.PREPARED, cast.agent)
    assert (back.telling, back.message, back.told_by) == ("prepared", "It is done.", None)
    assert queries.ideas(cast.house.pk)[0].told == 0


def test_a_message_that_holds_no_longer_is_dropped_when_the_idea_is_opened_again(cast, idea):
    done(cast, idea)
    actions.prepare_messages(idea, {"en": "It is done."}, cast.agent)
    actions.decide_idea(idea, Verb.REOPEN, "It was not done after all", cast.lead)
    ask = IdeaAsk.objects.get()
    assert (ask.telling, ask.message) == ("", "")
