"""What a team does with cases beside answering: tags, texts, promises, parts, departments, many at
once; and that the promise of the house holds through all of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firebell.accounts import actions as accounts
from firebell.common import clock
from firebell.common.models import AuditEntry, LedgerFact
from firebell.desk import actions, queries
from firebell.desk.actions import Refused
from firebell.desk.checks import broken_promises
from firebell.desk.enums import CaseState, ItemState, View
from firebell.desk.models import Case, Macro, Queue
from firebell.outbound.models import Reply
from tests.cast import Cast
from tests.desk.posts import START, Posts
from tests.screens import HOSTILE, assert_harmless, queries_of, said_on, signed_in

POLITE = "Hello {{ customer }}, we are sorry. Your bag is in Oslo."


def act(client, case: Case, verb: str, **data: object):
    return client.post(f"/w/house/cases/{case.number}/{verb}/", data, follow=True)


def page(client, case: Case) -> str:
    return said_on(client.get(f"/w/house/cases/{case.number}/"))


def whole(cast: Cast) -> bool:
    return not broken_promises(cast.house.pk)


def test_tags_are_put_on_found_and_taken_off(cast: Cast, posts: Posts):
    case, client = posts.say("ann"), signed_in(cast.agent)
    act(client, case, "tag", tag="  Lost   bag ")
    act(client, posts.say("bo"), "tag", tag="lost bag")
    assert queries.tags(cast.house.pk) == ["Lost bag"]
    inbox = client.get("/w/house/inbox/?tag=Lost bag")
    assert len(inbox.context["rows"]) == 2
    act(client, case, "tag", off="Lost bag")
    assert len(client.get("/w/house/inbox/?tag=Lost bag").context["rows"]) == 1
    assert "Write a tag first." in said_on(act(client, case, "tag", tag=" "))


def test_a_text_is_put_into_the_answer_for_its_person(cast: Cast, posts: Posts):
    case, client = posts.say("ann"), signed_in(cast.agent)
    client.post("/w/house/texts/", {"name": "Bag", "text": POLITE})
    text = Macro.objects.get()
    put = client.post(
        f"/w/house/cases/{case.number}/text/", {"macro": text.pk, "text": "Good morning."}
    )
    assert "Good morning.\n\nHello ann, we are sorry." in put.text
    assert queries.draft_of(case, cast.agent).endswith("Your bag is in Oslo.")
    text.refresh_from_db()
    assert text.used == 1


def a_text(cast: Cast, **steps: object) -> Macro:
    kept = {"name": "Bag lost", "text": POLITE, "language": "en", **steps}
    signed_in(cast.agent).post("/w/house/texts/", kept)
    return Macro.objects.get()


def test_a_text_does_what_always_comes_with_it_once(cast: Cast, posts: Posts):
    case = posts.say("ann", negative=0.0)
    macro = a_text(cast, takes="on", priority="2", promise_hours="48")
    with clock.moved_to(START + timedelta(minutes=5)):
        shown = said_on(act(signed_in(cast.agent), case, "text", macro=macro.pk))
        act(signed_in(cast.agent), case, "text", macro=macro.pk)
    case.refresh_from_db()
    assert (case.owner, case.priority) == (cast.agent, 2)
    (made,) = case.promises.all()
    assert (made.text, made.due_at) == ("Bag lost", START + timedelta(hours=48, minutes=5))
    assert "Bag lost" in shown
    assert case.events.filter(kind="urgency").get().data["why"] == "By the text “Bag lost”."
    assert "takes the case · priority 2 · promise within 48 hours" in said_on(
        signed_in(cast.agent).get("/w/house/texts/")
    )
    assert whole(cast)


def test_a_text_does_nothing_where_one_of_its_steps_cannot_be_done(cast: Cast, posts: Posts):
    case = actions.claim(posts.say("ann"), cast.lead)
    before, macro = case.priority, a_text(cast, takes="on", priority="1", promise_hours="4")
    written = {"macro": macro.pk, "text": "I had begun"}
    shown = signed_in(cast.agent).post(f"/w/house/cases/{case.number}/text/", written)
    assert f"{cast.lead.name} has this case already." in said_on(shown)
    assert "I had begun" in said_on(shown)
    case.refresh_from_db()
    macro.refresh_from_db()
    assert (case.owner, case.priority, macro.used) == (cast.lead, before, 0)
    assert not case.promises.exists()
    assert not case.events.filter(kind="urgency").exists()


@pytest.mark.parametrize("steps", [{"priority": "9"}, {"promise_hours": "0"}])
def test_a_text_with_a_step_that_there_is_not_is_refused(cast: Cast, steps: dict[str, str]):
    kept = {"name": "Bag", "text": POLITE, "language": "en", **steps}
    assert signed_in(cast.agent).post("/w/house/texts/", kept).status_code == 422
    assert not Macro.objects.exists()


def test_a_variable_without_a_value_is_told_before_it_can_leave(cast: Cast, posts: Posts):
    case, client = posts.say("ann"), signed_in(cast.agent)
    client.post("/w/house/texts/", {"name": "Brand", "text": "Yours, {{ brand }}"})
    put = client.post(f"/w/house/cases/{case.number}/text/", {"macro": Macro.objects.get().pk})
    assert "Nobody knows what to put here: brand" in said_on(put)


def test_a_text_with_a_wrong_variable_is_refused_with_its_place(cast: Cast):
    client = signed_in(cast.agent)
    refused = client.post("/w/house/texts/", {"name": "Bag", "text": "Dear {{ name }},"})
    assert refused.status_code == 422
    assert "At character 6 stands {{ name }}." in said_on(refused)
    assert "{{ customer }}" in said_on(refused)
    assert not Macro.objects.exists()


def test_texts_are_the_workspaces_own(cast: Cast, posts: Posts):
    client = signed_in(cast.agent)
    client.post("/w/house/texts/", {"name": "Bag", "text": "Hello"})
    text = Macro.objects.get()
    stranger = signed_in(cast.stranger)
    assert stranger.get(f"/w/elsewhere/texts/{text.pk}/").status_code == 404
    assert "Bag" not in said_on(stranger.get("/w/elsewhere/texts/"))
    twice = client.post("/w/house/texts/", {"name": "Bag", "text": "Again"})
    assert "There is a text of this name already." in said_on(twice)
    client.post(f"/w/house/texts/{text.pk}/", {"drop": "1"})
    assert not Macro.objects.exists()


def test_a_promise_stands_until_it_is_kept_and_is_announced_when_it_is_late(
    cast: Cast, posts: Posts
):
    case = posts.say("ann")
    with clock.moved_to(START):
        made = actions.promise(case, "A voucher by post", START + timedelta(days=1), cast.agent)
        actions.answer(case, "It comes.", [case.items.get().pk], cast.agent)
        with pytest.raises(Refused):
            actions.promise(case, "Yesterday", START - timedelta(days=1), cast.agent)
    late = START + timedelta(days=1, minutes=1)
    assert actions.note_broken(cast.house.pk, late - timedelta(hours=2)) == 0
    assert [actions.note_broken(cast.house.pk, late) for _ in range(2)] == [1, 0]
    (fact,) = LedgerFact.objects.filter(kind="promise_broken")
    assert fact.data["case"] == case.number
    shown = queries.inbox(cast.house.pk, View.PROMISED, cast.agent, late)
    assert [one.number for one in shown.cases] == [case.number]
    actions.keep(made, cast.agent)
    assert not queries.inbox(cast.house.pk, View.PROMISED, cast.agent, late).cases
    with pytest.raises(Refused):
        actions.keep(made, cast.agent)


def test_a_promise_is_made_in_the_workspaces_own_time(cast: Cast, posts: Posts):
    cast.house.time_zone = "Europe/Oslo"
    cast.house.save()
    case = posts.say("ann")
    act(signed_in(cast.agent), case, "promise", text="A call", due_at="2099-07-01T12:00")
    assert case.promises.get().due_at.isoformat() == "2099-07-01T10:00:00+00:00"


def test_a_colleague_who_is_named_is_asked_until_they_look(cast: Cast, posts: Posts):
    case = posts.say("ann")
    act(signed_in(cast.teammate), case, "note", text="@Agent: do you know her? @nobody")
    client = signed_in(cast.agent)
    assert len(client.get("/w/house/inbox/?view=asked").context["rows"]) == 1
    page(client, case)
    assert not client.get("/w/house/inbox/?view=asked").context["rows"]


def test_two_cases_become_one_and_two_again(cast: Cast, posts: Posts):
    first = posts.say("ann", "My bag?", minute=0)
    second = posts.say("bo", "Our bag?", minute=5)
    actions.note(first, "She called.", cast.agent)
    into = actions.merge(first, second, cast.agent)
    first.refresh_from_db()
    assert (first.state, first.merged_into) == (CaseState.MERGED, second)
    assert into.waiting_since == START
    assert into.items.filter(state=ItemState.PENDING).count() == 2
    assert "She called." in page(signed_in(cast.agent), second)
    assert f"Merged into case {second.number}" in page(signed_in(cast.agent), first)
    assert whole(cast)
    actions.take_apart(first, cast.agent)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.state == CaseState.REOPENED
    assert (first.waiting_since, second.waiting_since) == (START, START + timedelta(minutes=5))
    assert first.notes.count() == 1
    assert whole(cast)


def test_what_was_answered_after_merging_goes_back_answered(cast: Cast, posts: Posts):
    first, second = posts.say("ann", minute=0), posts.say("bo", minute=5)
    actions.merge(first, second, cast.agent)
    actions.answer(
        second, "Both are here.", list(second.items.values_list("pk", flat=True)), cast.agent
    )
    assert "Both are here." in page(signed_in(cast.agent), second)
    actions.take_apart(first, cast.agent)
    first.refresh_from_db()
    assert first.state == CaseState.WAITING
    assert whole(cast)


def test_a_new_word_in_a_merged_thread_opens_the_case_it_went_to(cast: Cast, posts: Posts):
    first, second = posts.say("ann", thread="t1", minute=0), posts.say("bo", minute=5)
    actions.merge(first, second, cast.agent)
    actions.dismiss(second, list(second.items.values_list("pk", flat=True)), "A joke.", cast.agent)
    posts.take(posts.hear("ann", "Hello?", thread="t1", minute=9))
    second.refresh_from_db()
    assert second.state == CaseState.REOPENED
    assert whole(cast)


def test_what_cannot_be_merged_says_why(cast: Cast, posts: Posts):
    first, second = posts.say("ann"), posts.say("bo")
    with pytest.raises(Refused):
        actions.merge(first, first, cast.agent)
    actions.merge(first, second, cast.agent)
    for pair in ((first, second), (second, first)):
        with pytest.raises(Refused, match="merged already"):
            actions.merge(*pair, cast.agent)
    far = Posts(cast.elsewhere.pk).say("eve")
    refused = act(signed_in(cast.agent), second, "merge", number=str(far.number + 70))
    assert "Choose another case of this workspace." in said_on(refused)


def test_one_conversation_of_several_becomes_a_case_of_its_own(cast: Cast, posts: Posts):
    case = posts.say("ann", "My bag?", minute=0, thread="t1")
    posts.take(posts.hear("ann", "And my refund?", minute=3, thread="t2"))
    one, other = case.conversations.order_by("id")
    new = actions.split(case, [other.pk], cast.agent)
    case.refresh_from_db()
    assert new.number == case.number + 1
    assert new.waiting_since == START + timedelta(minutes=3)
    assert case.waiting_since == START
    assert [item.interaction.text for item in new.items.all()] == ["And my refund?"]
    with pytest.raises(Refused, match="not all of them"):
        actions.split(case, [one.pk], cast.agent)
    assert whole(cast)


def test_one_cause_many_cases_each_answered_with_its_own_name(cast: Cast, posts: Posts):
    cause = posts.say("press", "The system is down")
    parts = [posts.say(name, "It fails", minute=n) for n, name in enumerate(("ann", "bo"))]
    client = signed_in(cast.agent)
    for part in parts:
        act(client, part, "attach", number=f"#{cause.number}")
    path = f"/w/house/cases/{cause.number}/parts/"
    shown = client.post(path, {"template": POLITE, "public": "on"})
    assert "Hello ann, we are sorry." in shown.text
    assert "Hello bo, we are sorry." in shown.text
    texts = {
        f"text-{parts[0].number}": "Dear ann, it works again.",
        f"text-{parts[1].number}": "You idiot.",
    }
    sent = client.post(
        path, texts | {"send": "1", "public": "on", "answer": [one.number for one in parts]}
    )
    assert sent.status_code == 422
    assert "1 case is answered." in said_on(sent)
    assert "idiot" in said_on(sent)
    assert Reply.objects.get().text == "Dear ann, it works again."
    parts[1].refresh_from_db()
    assert parts[1].waiting_since is not None
    assert whole(cast)


def test_a_person_elsewhere_is_the_same_person_and_nobody_is_none(cast: Cast, posts: Posts):
    case, other = posts.say("ann"), posts.say("bob", minute=1)
    Case.objects.filter(pk=other.pk).update(profile=case.profile_id, channel="email")
    now = START + timedelta(hours=1)
    assert queries.facts_of(case, now).elsewhere == ("email",)
    Case.objects.update(profile=None)  # of a cause, say, which is nobody's
    case.refresh_from_db()
    assert queries.facts_of(case, now).elsewhere == ()


def test_a_part_has_no_parts(cast: Cast, posts: Posts):
    one, two, three = (posts.say(name) for name in ("a", "b", "c"))
    actions.attach(two, one, cast.agent)
    for wrong in ((three, two), (one, three), (one, one)):
        with pytest.raises(Refused):
            actions.attach(*wrong, cast.agent)
    actions.detach(two, cast.agent)
    with pytest.raises(Refused):
        actions.detach(two, cast.agent)


def test_to_another_department_and_back_with_the_thread(cast: Cast, posts: Posts):
    case = posts.say("ann")
    billing = Queue.objects.create(workspace=cast.house, name="Billing")
    accounts.go_on_duty(cast.house, cast.agent, by=cast.agent)
    case = actions.claim(case, cast.agent)
    due = case.due_at
    home = case.queue_id
    act(signed_in(cast.agent), case, "hand", queue=billing.pk, why="Is the refund booked?")
    case.refresh_from_db()
    assert (case.queue, case.owner, case.due_at) == (billing, None, due)
    theirs = page(signed_in(cast.teammate), case)
    assert "Is the refund booked?" in theirs
    act(signed_in(cast.teammate), case, "hand-back", what="Booked on Monday.")
    case.refresh_from_db()
    assert (case.queue_id, case.owner) == (home, cast.agent)
    assert "Booked on Monday." in page(signed_in(cast.agent), case)
    assert "It was not handed over to you." in said_on(
        act(signed_in(cast.teammate), case, "hand-back", what="Again")
    )
    assert whole(cast)


def test_many_at_once_says_what_was_done_and_what_not_and_takes_it_back(cast: Cast, posts: Posts):
    cases = [posts.say(name, minute=n) for n, name in enumerate(("a", "b", "c"))]
    actions.claim(cases[2], cast.teammate)
    client = signed_in(cast.agent)
    numbers = [case.number for case in cases]
    done = client.post("/w/house/inbox/bulk/", {"verb": "claim", "case": numbers}, follow=True)
    assert "Done for 2 cases." in said_on(done)
    assert f"Case {cases[2].number}: Teammate has this case already." in said_on(done)
    assert "Take it back for 2 cases" in said_on(done)
    undone = {"verb": "release", "case": numbers[:2]}
    client.post("/w/house/inbox/bulk/", undone)
    assert Case.objects.filter(owner=cast.agent).count() == 0
    empty = client.post("/w/house/inbox/bulk/", {"verb": "claim"}, follow=True)
    assert "Choose cases first" in said_on(empty)


@pytest.mark.parametrize(
    ("verb", "data", "back"),
    [
        ("tag", {"tag": "Storm"}, {"verb": "untag", "tag": "Storm"}),
        ("dismiss", {"reason": "Spam"}, {"verb": "undo"}),
        ("snooze", {"span": "1h", "reason": "After lunch"}, {"verb": "wake"}),
    ],
)
def test_each_verb_for_many_is_taken_back_whole(cast: Cast, posts: Posts, verb, data, back):
    cases = [posts.say(name, minute=n) for n, name in enumerate("abc")]
    client, numbers = signed_in(cast.agent), [case.number for case in cases]

    def states() -> list[tuple[bool, list[str], object]]:
        found = Case.objects.order_by("number")
        return [
            (
                c.waiting_since is not None,
                queries.case_page(cast.house.pk, c.number).tags,
                c.snoozed_until,
            )
            for c in found
        ]

    before = states()
    client.post("/w/house/inbox/bulk/", {"verb": verb, "case": numbers} | data)
    assert all(now != then for now, then in zip(states(), before, strict=True))
    client.post("/w/house/inbox/bulk/", {"case": numbers} | back)
    assert states() == before
    assert whole(cast)


def test_another_workspaces_cases_are_out_of_reach_of_many_at_once(cast: Cast, posts: Posts):
    far = Posts(cast.elsewhere.pk).say("eve")
    numbers = {"verb": "claim", "case": [far.number]}
    signed_in(cast.agent).post("/w/house/inbox/bulk/", numbers)
    far.refresh_from_db()
    assert far.owner is None


def test_who_may_only_read_gets_no_bar(cast: Cast, posts: Posts):
    posts.say("ann")
    analyst = signed_in(cast.people["analyst"])
    assert "With the chosen" not in said_on(analyst.get("/w/house/inbox/"))
    assert analyst.post("/w/house/inbox/bulk/", {"verb": "claim", "case": [1]}).status_code == 403


def test_queues_are_kept_by_leads_and_audited(cast: Cast):
    lead = signed_in(cast.lead)
    lead.post("/w/house/queues/", {"name": "Billing"})
    assert Queue.objects.get(name="Billing").workspace == cast.house
    assert AuditEntry.objects.filter(action="queue_kept").exists()
    again = lead.post("/w/house/queues/", {"name": "Billing"})
    assert "There is a queue of this name already." in said_on(again)
    assert signed_in(cast.agent).get("/w/house/queues/").status_code == 403


def test_hostile_words_stay_words_everywhere(cast: Cast, posts: Posts):
    case, other = posts.say("ann", HOSTILE), posts.say("bo", HOSTILE, minute=1)
    client = signed_in(cast.agent)
    actions.attach(other, case, cast.agent)
    act(client, case, "tag", tag=HOSTILE[:30])
    act(client, case, "promise", text=HOSTILE, due_at="2099-01-01T10:00")
    client.post("/w/house/texts/", {"name": HOSTILE[:60], "text": "Hello"})
    for path in (f"cases/{case.number}/", f"cases/{case.number}/parts/", "inbox/", "texts/"):
        assert_harmless(client.get(f"/w/house/{path}"))


def test_many_tags_promises_and_parts_cost_no_more_queries(cast: Cast, posts: Posts):
    case, client = posts.say("ann"), signed_in(cast.agent)

    def more(n: int) -> None:
        actions.tag(case, f"tag {n}", cast.agent)
        actions.promise(case, f"call {n}", clock.now() + timedelta(days=1), cast.agent)
        actions.attach(posts.say(f"part{n}", minute=n), case, cast.agent)

    more(1)
    few = queries_of(client, f"/w/house/cases/{case.number}/")
    for n in range(2, 6):
        more(n)
    assert queries_of(client, f"/w/house/cases/{case.number}/") == few
