from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest

from firebell.accounts import actions as accounts
from firebell.common import clock
from firebell.common.models import AuditEntry
from firebell.desk import actions
from firebell.desk.enums import CaseState
from firebell.desk.models import Case, Note
from firebell.listening.models import Interaction
from firebell.outbound.models import Reply
from tests.cast import Cast
from tests.desk.posts import START, Posts
from tests.screens import HOSTILE, assert_harmless, queries_of, said_on, signed_in

POLITE = "Hello, we are sorry. Your bag is in Oslo and arrives tomorrow."


def numbers(response) -> list[int]:
    return [case.number for case, _face in response.context["rows"]]


def act(client, case: Case, verb: str, **data: str):
    return client.post(f"/w/house/cases/{case.number}/{verb}/", data, follow=True)


def test_the_inbox_shows_the_newest_word_its_mood_and_what_is_due_first(cast: Cast, posts: Posts):
    later = posts.say("bo", "Where is it?", minute=5)
    first = posts.say("ann", "My bag?", minute=0)
    posts.take(posts.hear("bo", "Hello? Anybody?", minute=9, thread="w1"))
    response = signed_in(cast.agent).get("/w/house/inbox/")
    assert numbers(response) == [first.number, later.number]
    faces = [face for _case, face in response.context["rows"]]
    assert [(face.text, face.sentiment) for face in faces] == [
        ("My bag?", "neutral"),
        ("Hello? Anybody?", "neutral"),
    ]


def test_each_view_holds_what_it_says(cast: Cast, posts: Posts):
    people = ("a", "b", "c", "d")
    free, mine, other, asleep = (posts.say(handle, minute=n) for n, handle in enumerate(people))
    with clock.moved_to(START + timedelta(minutes=20)):
        actions.claim(mine, cast.agent)
        actions.claim(other, cast.teammate)
        actions.snooze(asleep, START + timedelta(minutes=30), cast.agent)
        actions.dismiss(other, [other.items.get().pk], "Spam", cast.teammate)
        client = signed_in(cast.agent)
        shown = {
            view: numbers(client.get(f"/w/house/inbox/?view={view}"))
            for view in ("all", "mine", "unassigned", "overdue", "snoozed", "closed", "nonsense")
        }
    assert shown == {
        "all": [free.number, mine.number, asleep.number],
        "mine": [mine.number],
        "unassigned": [free.number, asleep.number],
        "overdue": [],
        "snoozed": [asleep.number],
        "closed": [other.number],
        "nonsense": [free.number, mine.number, asleep.number],
    }


def test_pages_follow_each_other_without_a_gap(cast: Cast, posts: Posts):
    posts.take(*(posts.hear(f"p{n}", minute=n) for n in range(95)))
    client, seen, cursor = signed_in(cast.agent), [], ""
    while True:
        response = client.get(f"/w/house/inbox/?cursor={cursor}")
        seen += numbers(response)
        cursor = response.context["next"]
        if not cursor:
            break
    assert seen == list(range(1, 96))
    assert client.get("/w/house/inbox/?cursor=made-up").status_code == 302


def test_filters_narrow_and_nonsense_does_not(cast: Cast, posts: Posts):
    urgent = posts.say("a", negative=0.9, followers=10_000_000)
    posts.say("b", negative=0.1, minute=1)
    client = signed_in(cast.agent)
    assert numbers(client.get("/w/house/inbox/?priority=2")) == [urgent.number]
    assert len(numbers(client.get("/w/house/inbox/?channel=twitter&language=EN"))) == 2
    assert numbers(client.get("/w/house/inbox/?language=pl")) == []
    assert len(numbers(client.get("/w/house/inbox/?priority=99&channel=x&brand=77"))) == 2


def test_another_workspaces_cases_are_nowhere(cast: Cast):
    theirs = Posts(cast.elsewhere.pk).say("spy", "their secret bag")
    client = signed_in(cast.administrator)
    assert numbers(client.get("/w/house/inbox/")) == []
    assert client.get(f"/w/house/cases/{theirs.number}/").status_code == 404
    assert act(client, theirs, "claim").status_code == 404
    assert client.post(f"/w/house/cases/{theirs.number}/answer/").status_code == 404
    assert client.post(f"/w/house/cases/{theirs.number}/check/").status_code == 404
    theirs.refresh_from_db()
    assert theirs.owner is None


def test_hostile_words_are_only_letters_on_inbox_and_case(cast: Cast, posts: Posts):
    case = posts.say("<script>alert(1)</script>", HOSTILE)
    client = signed_in(cast.agent)
    act(client, case, "note", text=HOSTILE)
    for path in ("inbox/", f"cases/{case.number}/"):
        assert_harmless(client.get(f"/w/house/{path}"))
    page = client.get(f"/w/house/cases/{case.number}/").text
    assert '<span class="host">[evil.example]</span>' in page
    refused = client.post(f"/w/house/cases/{case.number}/answer/", {"text": "idiot " + HOSTILE})
    assert_harmless(refused)
    checked = client.post(f"/w/house/cases/{case.number}/check/", {"text": "You idiot"})
    assert checked.context["verdict"] == "block"


def test_the_case_page_tells_the_story_in_order(cast: Cast, posts: Posts):
    case = posts.say("ann", "My bag?", thread="t")
    posts.take(
        posts.hear("firm", "Looking.", minute=1, thread="t", outbound=True, needs_answer=False)
    )
    with clock.moved_to(START + timedelta(minutes=2)):
        actions.note(case, "She flies tomorrow.", cast.agent)
    page = signed_in(cast.people["analyst"]).get(f"/w/house/cases/{case.number}/")
    told = [entry.word.text if entry.word else entry.note.text for entry in page.context["story"]]
    assert told == ["My bag?", "Looking.", "She flies tomorrow."]
    assert page.context["may_answer"] is False
    assert "<textarea" not in page.text


def test_claim_release_assign(cast: Cast, posts: Posts):
    case, client = posts.say("ann"), signed_in(cast.agent)
    owners = []
    for verb, data in (
        ("claim", {}),
        ("release", {}),
        ("assign", {"to": str(cast.teammate.pk)}),
        ("assign", {"to": str(cast.stranger.pk)}),
        ("claim", {}),
    ):
        response = act(client, case, verb, **data)
        case.refresh_from_db()
        owners.append(case.owner)
    assert owners == [cast.agent, None, cast.teammate, cast.teammate, cast.teammate]
    assert "Teammate has this case already." in said_on(response)


def test_the_next_case_is_the_next_that_is_due_and_waits_for_nobody_else(cast: Cast, posts: Posts):
    client, first = signed_in(cast.agent), posts.say("a", minute=1)

    def after(case: Case) -> str:
        return client.get(f"/w/house/cases/{case.number}/next/").headers["Location"]

    assert after(first) == "/w/house/inbox/"
    mine, anothers, asleep, last = (posts.say(who, minute=n) for n, who in enumerate("bcde", 2))
    actions.claim(mine, cast.agent)
    actions.claim(anothers, cast.teammate)
    with clock.moved_to(START):
        actions.snooze(asleep, START + timedelta(minutes=9), cast.agent)
    turns = {one.number: f"/w/house/cases/{then.number}/" for one, then in (
        (first, mine), (mine, last), (anothers, last), (last, first)
    )}  # fmt: skip
    assert {one.number: after(one) for one in (first, mine, anothers, last)} == turns
    for colleague in (cast.agent, cast.teammate):
        actions.be_at(last, colleague)
    assert after(mine) == turns[last.number]  # the teammate has it before her
    actions.leave(last, cast.teammate)
    assert after(mine) == turns[mine.number]
    actions.answer(last, "It is here.", [last.items.get().pk], cast.agent)
    assert after(last) == turns[last.number]


def test_a_note_is_kept_and_an_empty_one_is_not(cast: Cast, posts: Posts):
    case, client = posts.say("ann"), signed_in(cast.agent)
    act(client, case, "note", text="  ")
    act(client, case, "note", text="Call the depot.")
    assert [(note.text, note.author) for note in Note.objects.all()] == [
        ("Call the depot.", cast.agent)
    ]


def test_snoozed_past_its_due_time_only_with_a_reason(cast: Cast, posts: Posts):
    case, client = posts.say("ann"), signed_in(cast.agent)
    refused = act(client, case, "snooze", span="3d")
    assert "Say why it can wait." in said_on(refused)
    act(client, case, "snooze", span="3d", reason="Parts arrive on Friday")
    case.refresh_from_db()
    assert case.state == CaseState.SNOOZED
    act(client, case, "wake")
    case.refresh_from_db()
    assert (case.state, case.snoozed_until) == (CaseState.REOPENED, None)


def test_dismissed_only_with_a_reason_and_undone(cast: Cast, posts: Posts):
    case, client = posts.say("ann"), signed_in(cast.agent)
    states = []
    for verb, data in (
        ("dismiss", {}),
        ("dismiss", {"reason": "Spam"}),
        ("undo", {}),
        ("undo", {}),
    ):
        response = act(client, case, verb, **data)
        case.refresh_from_db()
        states.append(case.state)
    assert states == ["new", "dismissed", "reopened", "reopened"]
    assert "There is nothing to undo." in said_on(response)


def test_an_answer_is_recorded_as_given_elsewhere(cast: Cast, posts: Posts):
    case = posts.say("ann", "My bag?")
    client = signed_in(cast.agent)
    response = client.post(
        f"/w/house/cases/{case.number}/answer/", {"text": POLITE, "public": "on"}
    )
    assert response.headers["Location"] == f"/w/house/cases/{case.number}/?done=answer"
    reply = Reply.objects.get()
    assert (reply.text, reply.author, reply.elsewhere, reply.public) == (
        POLITE,
        cast.agent,
        True,
        True,
    )
    case.refresh_from_db()
    assert case.state == CaseState.ANSWERED
    page = client.get(f"/w/house/cases/{case.number}/?done=answer")
    assert POLITE in said_on(page)
    assert f'data-sent="answer-{case.pk}"' in page.text


def test_an_answer_may_keep_the_case_open_and_settle_only_some_words(cast: Cast, posts: Posts):
    case = posts.say("ann", "My bag?", thread="t")
    posts.take(posts.hear("ann", "And my coat?", minute=1, thread="t"))
    words = list(case.items.order_by("pk").values_list("pk", flat=True))
    client, path = signed_in(cast.agent), f"/w/house/cases/{case.number}/answer/"
    client.post(path, {"text": POLITE, "items": [words[0]]})
    case.refresh_from_db()
    assert (case.state, case.waiting_since) == (CaseState.NEW, START + timedelta(minutes=1))
    client.post(path, {"text": POLITE, "keep_open": "on"})
    case.refresh_from_db()
    assert case.state == CaseState.WAITING
    act(client, case, "close")
    case.refresh_from_db()
    assert case.state == CaseState.ANSWERED


def test_a_blocked_answer_comes_back_with_its_text_and_its_reason(cast: Cast, posts: Posts):
    case, rude = posts.say("ann"), "You idiot, read the manual."
    response = signed_in(cast.agent).post(f"/w/house/cases/{case.number}/answer/", {"text": rude})
    assert response.status_code == 422
    page = said_on(response)
    assert "This insults the reader: “idiot”." in page
    assert rude in page
    assert Reply.objects.count() == 0
    case.refresh_from_db()
    assert case.state == CaseState.NEW


def test_words_that_are_not_of_this_case_are_not_answered(cast: Cast, posts: Posts):
    case, other = posts.say("ann"), posts.say("bo", minute=1)
    path = f"/w/house/cases/{case.number}/answer/"
    data = {"text": POLITE, "items": [other.items.get().pk]}
    assert signed_in(cast.agent).post(path, data).status_code == 422
    assert Reply.objects.count() == 0


def test_the_guard_answers_while_one_writes_and_keeps_nothing(cast: Cast, posts: Posts):
    case, client = posts.say("ann"), signed_in(cast.agent)
    path = f"/w/house/cases/{case.number}/check/"
    before = AuditEntry.objects.count()
    verdicts = [client.post(path, {"text": text}).context.get("verdict") for text in (POLITE, "")]
    assert verdicts == ["send", None]
    assert (Reply.objects.count(), AuditEntry.objects.count()) == (0, before)


def test_an_unknown_verb_is_not_there(cast: Cast, posts: Posts):
    assert act(signed_in(cast.agent), posts.say("ann"), "explode").status_code == 404


def exported(client, query: str = "") -> list[list[str]]:
    response = client.get(f"/w/house/inbox/cases.csv{query}")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(response.streaming_content).decode().removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_the_export_has_every_case_and_no_formula(cast: Cast, posts: Posts, monkeypatch):
    monkeypatch.setattr("firebell.desk.views.inbox.EXPORT_PAGE", 3)
    posts.take(*(posts.hear(f"=p{n}", "=HYPERLINK(1)", minute=n) for n in range(8)))
    head, *rows = exported(signed_in(cast.lead))
    assert head[0] == "Case"
    assert [row[0] for row in rows] == [str(n) for n in range(1, 9)]
    assert {row[8] for row in rows} == {"'=HYPERLINK(1)"}
    assert rows[0][6] == "'=p0"
    assert rows[0][-1] == "http://testserver/w/house/cases/1/"
    assert AuditEntry.objects.filter(action="cases_exported").count() == 1


def test_the_export_keeps_to_view_and_filters(cast: Cast, posts: Posts):
    posts.say("a", negative=0.9, followers=10_000_000)
    posts.say("b", negative=0.1, minute=1)
    client = signed_in(cast.lead)
    assert [row[6] for row in exported(client, "?priority=2")[1:]] == ["a"]
    assert exported(client, "?view=closed")[1:] == []


def test_a_word_that_its_author_took_back_is_shown_nowhere(cast: Cast, posts: Posts):
    case = posts.say("ann", "My secret address")
    Interaction.objects.update(hidden_at=START)
    client = signed_in(cast.lead)
    for path in ("inbox/", f"cases/{case.number}/"):
        page = said_on(client.get(f"/w/house/{path}"))
        assert "My secret address" not in page
        assert "Deleted by its author, so it is not shown." in page
    assert [row[8] for row in exported(client)[1:]] == [""]


def test_an_empty_inbox_explains_itself(cast: Cast):
    client = signed_in(cast.agent)
    assert "Nobody is waiting" in said_on(client.get("/w/house/inbox/"))
    assert "Nothing fits these filters" in said_on(client.get("/w/house/inbox/?language=pl"))


def test_a_fragment_is_the_main_part_alone(cast: Cast, posts: Posts):
    posts.say("ann")
    response = signed_in(cast.agent).get("/w/house/inbox/", headers={"HX-Request": "true"})
    assert 'id="inbox"' in response.text
    assert "<html" not in response.text
    assert "sse-connect" not in response.text


@pytest.mark.parametrize("path", ["inbox/", "cases/1/"])
def test_fifty_cases_or_words_cost_no_more_than_one(cast: Cast, posts: Posts, path: str):
    client = signed_in(cast.agent)
    posts.say("ann", thread="t")
    accounts.go_on_duty(cast.house, cast.agent, by=None)
    client.get("/w/house/" + path)
    one = queries_of(client, "/w/house/" + path)
    posts.take(*(posts.hear(f"p{n}", minute=n) for n in range(49)))
    posts.take(*(posts.hear(f"q{n}", minute=n, thread="t") for n in range(49)))
    for _ in range(49):
        actions.note(Case.objects.get(number=1), "note", cast.agent)
    assert queries_of(client, "/w/house/" + path) == one


def test_a_refused_answer_still_listens_at_an_address_that_can_be_read(cast: Cast, posts: Posts):
    """The page that comes back has the address of the form, which nobody can fetch again."""
    case = posts.say("ann", "My bag?")
    client = signed_in(cast.agent)
    refused = client.post(f"/w/house/cases/{case.number}/answer/", {"text": ""})
    assert refused.status_code == 422
    addresses = re.findall(r'hx-get="([^"]+)"', refused.content.decode())
    assert f"/w/house/cases/{case.number}/" in addresses
    assert {client.get(address).status_code for address in addresses} == {200}
