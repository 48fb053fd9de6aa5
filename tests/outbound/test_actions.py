from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from firebell.common import clock, ledger
from firebell.common.models import AuditEntry
from firebell.core.outbound.contract import Outcome
from firebell.outbound import actions, queries
from firebell.outbound.enums import ReplyState
from firebell.outbound.models import Reply
from tests.cast import Cast

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
FINE = "Your bag is on the next flight."
RUDE = "As I already told you, it is on the next flight."
HOSTILE = "You idiot."


def record(cast: Cast, interaction, text: str = FINE, **more) -> Reply:
    return actions.record_reply(
        cast.house.pk, interaction, cast.agent, text, **{"public": True, **more}
    )


def facts(cast: Cast, interaction) -> list[str]:
    return [fact.kind for fact in ledger.facts_about(cast.house.pk, interaction)]


def test_an_answer_is_recorded_as_given_elsewhere(cast: Cast, post):
    interaction = post()
    with clock.moved_to(NOW):
        reply = record(cast, interaction, case_number=7)
    stored = Reply.objects.get()
    assert stored == reply
    assert (stored.state, stored.verdict, stored.elsewhere) == (ReplyState.SENT, "send", True)
    assert (stored.created_at, stored.sent_at, stored.case_number) == (NOW, NOW, 7)
    assert (stored.reasons, stored.overridden_by) == ([], None)
    assert facts(cast, interaction) == ["reply_recorded"]
    assert AuditEntry.objects.latest("id").action == "reply_recorded"
    assert AuditEntry.objects.latest("id").actor_name == "Agent"


def test_a_second_answer_to_one_post_is_refused(cast: Cast, post):
    interaction = post()
    first = record(cast, interaction)
    with pytest.raises(actions.AlreadyAnswered) as refused:
        actions.record_reply(cast.house.pk, interaction, cast.lead, FINE, public=False)
    assert refused.value.reply == first
    assert str(refused.value) == "Agent has answered this post already."
    assert record(cast, post()).pk != first.pk


def test_the_database_itself_refuses_a_second_answer(cast: Cast, post):
    reply = record(cast, post())
    reply.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        reply.save(force_insert=True)


def test_a_withdrawn_answer_makes_room_for_another(cast: Cast, post):
    interaction = post()
    first = record(cast, interaction)
    assert actions.withdraw(first, cast.lead) is True
    assert actions.withdraw(first, cast.lead) is False
    assert queries.standing_reply(interaction.pk) is None
    second = record(cast, interaction, "Sorry, it comes tomorrow.")
    assert queries.standing_reply(interaction.pk) == second
    assert facts(cast, interaction) == ["reply_recorded", "reply_withdrawn", "reply_recorded"]


def test_a_blocked_text_is_not_stored_but_the_attempt_is(cast: Cast, post):
    interaction = post()
    with pytest.raises(actions.GuardBlocked) as refused:
        record(cast, interaction, HOSTILE, override_reason="he deserves it")
    assert refused.value.verdict.verdict == Outcome.BLOCK
    assert Reply.objects.count() == 0
    fact = ledger.facts_about(cast.house.pk, interaction)[-1]
    assert (fact.kind, fact.data) == (
        "reply_blocked",
        {"verdict": "block", "rules": ["abuse.insult"]},
    )
    entry = AuditEntry.objects.latest("id")
    assert (entry.action, entry.actor_id) == ("reply_blocked", cast.agent.pk)
    assert HOSTILE not in str(entry.data)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_warning_needs_a_reason(cast: Cast, post, reason: str):
    interaction = post()
    with pytest.raises(actions.GuardBlocked) as refused:
        record(cast, interaction, RUDE, override_reason=reason)
    assert refused.value.verdict.verdict == Outcome.WARN
    # Somebody who may still think again has done nothing that needs writing down.
    assert facts(cast, interaction) == []


def test_a_warning_may_be_overridden_and_says_by_whom_and_why(cast: Cast, post):
    reply = record(cast, post(), RUDE, override_reason=" She asked for the exact words. ")
    assert (reply.verdict, reply.overridden_by) == ("warn", cast.agent)
    assert reply.override_reason == "She asked for the exact words."
    assert reply.reasons == [
        {
            "rule": "tone.condescending",
            "span": [0, 17],
            "code": "tone.condescending",
            "params": {"words": "As I already told"},
            "verdict": "warn",
        }
    ]


def test_a_reason_on_a_harmless_text_overrides_nothing(cast: Cast, post):
    reply = record(cast, post(), FINE, override_reason="just in case")
    assert (reply.overridden_by, reply.override_reason) == (None, "")


@pytest.mark.parametrize("change", [{"verdict": "block"}, {"verdict": "approve"}])
def test_the_database_refuses_what_the_guard_would_not_let_out(cast: Cast, post, change):
    reply = record(cast, post())
    with pytest.raises(IntegrityError), transaction.atomic():
        Reply.objects.filter(pk=reply.pk).update(**change, overridden_by=cast.lead)


@pytest.mark.parametrize(
    "change",
    [
        {"verdict": "warn"},
        {"verdict": "warn", "override_reason": "because"},
        {"sent_at": None},
    ],
)
def test_the_database_refuses_an_unexplained_warning_and_a_timeless_answer(
    cast: Cast, post, change
):
    reply = record(cast, post())
    with pytest.raises(IntegrityError), transaction.atomic():
        Reply.objects.filter(pk=reply.pk).update(**change)


def test_another_workspaces_post_cannot_be_answered(cast: Cast, post):
    foreign = post(workspace=cast.elsewhere)
    with pytest.raises(ValueError, match="another workspace"):
        record(cast, foreign)
    assert Reply.objects.count() == 0


def test_an_empty_answer_is_refused(cast: Cast, post):
    with pytest.raises(actions.Refused, match="Write down what was answered"):
        record(cast, post(), " \n")


def test_the_customers_own_name_and_the_audience_are_told_to_the_guard(cast: Cast, post):
    assert record(cast, post(), "Hi Moron, thank you.").verdict == "send"
    with pytest.raises(actions.GuardBlocked):
        record(cast, post(), "Write to ola@example.org")
    private = record(
        cast, post(), "Write to ola@example.org", public=False, override_reason="her own"
    )
    assert private.verdict == "warn"


def test_own_contacts_pass_in_public(cast: Cast, post, settings):
    settings.OWN_CONTACTS = ["@example.org"]
    assert record(cast, post(), "Write to ola@example.org").verdict == "send"


def test_replies_of_a_case_are_listed_with_one_query(cast: Cast, post, django_assert_num_queries):
    for text in ("One.", "Two.", "Three."):
        record(cast, post(), text, case_number=5)
    record(cast, post(), "Other case.", case_number=6)
    with django_assert_num_queries(1):
        listed = [
            (reply.text, reply.author.name) for reply in queries.replies_of_case(cast.house.pk, 5)
        ]
    assert listed == [("One.", "Agent"), ("Two.", "Agent"), ("Three.", "Agent")]
    assert list(queries.replies_of_case(cast.elsewhere.pk, 5)) == []
