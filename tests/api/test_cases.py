"""The desk by calls: each verb does what the button does, with the same rules behind it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firebell.accounts import actions as accounts
from firebell.accounts.enums import Role
from firebell.common import clock
from firebell.common.models import AuditEntry
from firebell.desk.enums import View
from firebell.desk.models import Case, CaseItem, Draft, Macro, Promise, Queue, Tag
from firebell.listening.models import Brand, InteractionChange
from tests.api.calling import Program
from tests.cast import Cast
from tests.desk.posts import START, Posts


def in_days(days: float) -> str:
    return (clock.now() + timedelta(days=days)).isoformat()


def done(response, status: int = 200):
    assert response.status_code == status, response.text
    return response.json() if response.content else None


def refused(response) -> str:
    assert response.status_code == 409, response.text
    return response.json()["detail"]


def test_a_case_is_told_whole(agent: Program, cast: Cast, posts: Posts):
    case = posts.say("ann", "Where is my bag?")
    brand = Brand.objects.create(workspace=cast.house, name="Acme", own=True)
    Case.objects.update(brand=brand)
    told = done(agent.get(f"cases/{case.number}"))
    assert told | {"due_at": None} == {
        "number": 1,
        "state": "new",
        "title": "Where is my bag?",
        "priority": case.priority,
        "channel": "twitter",
        "language": "en",
        "author": {"handle": "ann", "name": "", "followers": None},
        "newest_word": {"text": "Where is my bag?", "sentiment": "neutral", "hidden": False},
        "brand": {"id": brand.pk, "name": "Acme"},
        "queue": {"id": case.queue_id, "name": "Front desk"},
        "owner": None,
        "tags": [],
        "opened_at": "2026-03-02T09:00:00Z",
        "due_at": None,
        "waiting_since": "2026-03-02T09:00:00Z",
        "last_word_at": "2026-03-02T09:00:00Z",
        "snoozed_until": None,
        "first_answer_at": None,
        "closed_at": None,
        "reopened": 0,
        "part_of": None,
        "merged_into": None,
        "page": "/w/house/cases/1/",
    }
    assert told["due_at"].endswith("Z")


def test_a_case_of_next_door_is_not_there(agent: Program, cast: Cast):
    theirs = Posts(cast.elsewhere.pk).say("eve")
    assert theirs.number == 1
    for path in ("", "/words", "/notes", "/replies", "/why", "/draft", "/presence", "/parts"):
        assert agent.get(f"cases/1{path}").status_code == 404, path
    assert agent.post("cases/1/claim").status_code == 404
    assert done(agent.get("cases"))["items"] == []
    assert agent.get(f"cases/{2**70}").status_code == 404
    assert agent.get(f"cases/{2**40}").status_code == 404


def test_what_was_said_is_told_as_it_stands_now(agent: Program, posts: Posts):
    case = posts.say("ann", "Where is my bag?", thread="t")
    posts.hear("us", "We look for it.", minute=1, outbound=True, thread="t")
    posts.say("ann", "Hello?", minute=2, thread="t")
    first, ours, last = done(agent.get(f"cases/{case.number}/words"))["items"]
    assert [one["text"] for one in (first, ours, last)] == [
        "Where is my bag?",
        "We look for it.",
        "Hello?",
    ]
    assert (first["state"], ours["state"], ours["outbound"]) == ("pending", None, True)
    assert first["reading"]["sentiment"] == "neutral"
    assert ours["reading"] is None
    word = CaseItem.objects.get(pk=first["id"]).interaction
    InteractionChange.objects.create(
        interaction=word, kind="edited", at=START, recorded_at=START, text="Where are my bags?"
    )
    assert done(agent.get(f"cases/{case.number}/words"))["items"][0]["text"] == "Where are my bags?"


def test_what_its_author_took_back_is_told_nowhere(agent: Program, posts: Posts):
    case = posts.say("ann", "My secret address is 5 Elm Street")
    word = case.items.get().interaction
    word.hidden_at = START
    word.save()
    for path in ("cases", "cases/1", "cases/1/words", "pool"):
        response = agent.get(path)
        assert response.status_code == 200
        assert "secret" not in response.text, path
    told = done(agent.get(f"cases/{case.number}"))
    assert (told["title"], told["newest_word"]["hidden"]) == ("", True)


def test_claim_release_assign(agent: Program, lead: Program, cast: Cast, posts: Posts):
    case = posts.say("ann")
    told = done(agent.post("cases/1/claim"))
    assert (told["state"], told["owner"]["id"]) == ("claimed", cast.agent.pk)
    assert "Agent has this case already." in refused(lead.post("cases/1/claim"))
    assert done(agent.post("cases/1/release"))["owner"] is None
    told = done(lead.post("cases/1/assign", {"to": cast.teammate.pk}))
    assert told["owner"]["name"] == "Teammate"
    for stranger in (cast.stranger.pk, 9_999):
        response = lead.post("cases/1/assign", {"to": stranger})
        assert response.status_code == 422
        assert response.json()["errors"][0]["pointer"] == "/to"
    kinds = list(case.events.order_by("id").values_list("kind", "actor"))
    assert kinds[-3:] == [
        ("claimed", cast.agent.pk),
        ("released", cast.agent.pk),
        ("assigned", cast.lead.pk),
    ]


def test_every_call_that_changed_something_is_in_the_audit_log_with_its_token(
    agent: Program, posts: Posts
):
    posts.say("ann")
    agent.post("cases/1/claim")
    agent.get("cases/1")
    (entry,) = AuditEntry.objects.filter(action="api_call")
    assert entry.object_id == str(agent.token.pk)
    assert entry.data == {"operation": "cases.claim", "address": "/api/v1/w/house/cases/1/claim"}
    assert AuditEntry.objects.filter(action="case_claimed").count() == 1


def test_the_history_says_who_did_what(agent: Program, posts: Posts):
    posts.say("ann")
    agent.post("cases/1/claim")
    steps = done(agent.get("cases/1/history"))["items"]
    told = [(one["kind"], one["person"] and one["person"]["name"]) for one in steps]
    assert told == [("opened", None), ("claimed", "Agent")]


def test_snooze_and_wake(agent: Program, posts: Posts):
    posts.say("ann")
    past = refused(agent.post("cases/1/snooze", {"until": in_days(-1)}))
    assert past == "Choose a time that is still to come."
    assert "Say why it can wait." in refused(agent.post("cases/1/snooze", {"until": in_days(3)}))
    told = done(
        agent.post("cases/1/snooze", {"until": in_days(3), "reason": "They are travelling"})
    )
    assert told["state"] == "snoozed"
    assert told["due_at"] == told["snoozed_until"]
    assert done(agent.post("cases/1/wake"))["state"] != "snoozed"


def test_dismiss_and_undo(agent: Program, posts: Posts):
    case = posts.say("ann")
    posts.say("ann", "Hello?", minute=1, thread=case.conversations.get().thread)
    first = case.items.order_by("pk").first()
    told = done(agent.post("cases/1/dismiss", {"reason": "Spam", "words": [first.pk]}))
    assert told["closed_at"] is None
    assert done(agent.post("cases/1/dismiss", {"reason": "Spam"}))["state"] == "dismissed"
    assert refused(agent.post("cases/1/dismiss", {"reason": "Spam", "words": [first.pk]}))
    words = done(agent.get("cases/1/words"))["items"]
    assert [(one["state"], one["reason"]) for one in words] == [("dismissed", "Spam")] * 2
    assert done(agent.post("cases/1/undo"))["closed_at"] is None
    assert CaseItem.objects.filter(case=case, state="pending").count() == 1


def test_nothing_that_needs_an_answer_can_be_made_to_disappear(agent: Program, posts: Posts):
    posts.say("ann")
    assert refused(agent.post("cases/1/close"))
    assert agent.post("cases/1/dismiss", {"reason": ""}).status_code == 422
    assert refused(agent.post("cases/1/dismiss", {"reason": "  "}))
    assert done(agent.get("cases/1"))["closed_at"] is None


def test_notes_and_who_is_named_in_them(agent: Program, lead: Program, posts: Posts):
    posts.say("ann")
    note = done(agent.post("cases/1/notes", {"text": "@Lead please look"}), 201)
    assert note["author"]["name"] == "Agent"
    assert done(lead.get("cases", view="asked"))["items"][0]["number"] == 1
    assert lead.post("cases/1/seen").status_code == 204
    assert done(lead.get("cases", view="asked"))["items"] == []
    assert [one["text"] for one in done(lead.get("cases/1/notes"))["items"]] == [
        "@Lead please look"
    ]


def test_tags(agent: Program, posts: Posts):
    posts.say("ann")
    assert done(agent.post("cases/1/tags", {"name": "lost / found?"}))["tags"] == ["lost / found?"]
    assert done(agent.get("tags"))["items"] == ["lost / found?"]
    assert len(done(agent.get("cases", tag="lost / found?"))["items"]) == 1
    assert done(agent.get("cases", tag="other"))["items"] == []
    told = done(agent.delete("cases/1/tags?name=lost%20%2F%20found%3F"))
    assert told["tags"] == []
    assert agent.delete("cases/1/tags").status_code == 422


def test_promises(agent: Program, posts: Posts):
    posts.say("ann")
    made = done(agent.post("cases/1/promises", {"text": "Call", "due_at": in_days(1)}), 201)
    assert made["kept_at"] is None
    assert done(agent.get("cases", view="promised"))["items"][0]["number"] == 1
    kept = done(agent.post(f"cases/1/promises/{made['id']}/keep"))
    assert kept["kept_by"]["name"] == "Agent"
    assert refused(agent.post(f"cases/1/promises/{made['id']}/keep"))
    assert agent.post("cases/1/promises/999/keep").status_code == 404
    past = agent.post("cases/1/promises", {"text": "Call", "due_at": in_days(-1)})
    assert refused(past)
    assert [one["id"] for one in done(agent.get("cases/1/promises"))["items"]] == [made["id"]]


def test_drafts_and_presence(agent: Program, cast: Cast, posts: Posts):
    other = Program(cast.house, cast.teammate)
    posts.say("ann")
    assert done(other.put("cases/1/draft", {"text": "Dear Ann"}))["others"] == []
    (here,) = done(agent.put("cases/1/presence"))["others"]
    assert here["person"]["name"] == "Teammate"
    assert here["writing_since"] is not None
    told = done(agent.get("cases/1/draft"))
    assert told["text"] == ""
    assert told["others"][0]["text"] == "Dear Ann"
    assert done(other.get("cases/1/presence"))["others"][0]["writing_since"] is None
    assert other.delete("cases/1/presence").status_code == 204
    assert done(agent.get("cases/1/presence"))["others"] == []
    other.put("cases/1/draft", {"text": ""})
    assert not Draft.objects.exists()


def test_merge_take_apart_split(agent: Program, posts: Posts):
    posts.say("ann")
    posts.say("bob", minute=1)
    assert agent.post("cases/1/merge", {"case": 99}).json()["errors"][0]["pointer"] == "/case"
    assert refused(agent.post("cases/1/merge", {"case": 1}))
    told = done(agent.post("cases/1/merge", {"case": 2}))
    assert told["number"] == 2
    assert done(agent.get("cases/1"))["merged_into"] == 2
    assert len(done(agent.get("cases/2/words"))["items"]) == 2
    assert done(agent.post("cases/1/take-apart"))["merged_into"] is None
    done(agent.post("cases/1/merge", {"case": 2}))
    threads = done(agent.get("cases/2/conversations"))["items"]
    assert len(threads) == 2
    new = done(agent.post("cases/2/split", {"conversations": [threads[0]["id"]]}), 201)
    assert new["number"] == 3
    assert new["waiting_since"] is not None
    everything = [one["id"] for one in threads[1:]]
    assert refused(agent.post("cases/2/split", {"conversations": everything}))


def test_parts_of_one_cause(agent: Program, posts: Posts):
    for number, person in enumerate(("cause", "ann", "bob")):
        posts.say(person, minute=number)
    for number in (2, 3):
        assert done(agent.post(f"cases/{number}/attach", {"case": 1}))["part_of"] == 1
    assert [one["number"] for one in done(agent.get("cases/1/parts"))["items"]] == [2, 3]
    found = done(
        agent.post("cases/1/parts/prepare", {"template": "Dear {{ handle }}, it works."}, key="")
    )
    assert [one["text"] for one in found["items"]] == ["Dear ann, it works.", "Dear bob, it works."]
    wrong = agent.post("cases/1/parts/prepare", {"template": "Dear {{ nobody }}"})
    assert wrong.json()["errors"][0]["pointer"] == "/template"
    answers = [
        {"case": 2, "text": "Dear ann, it works again."},
        {"case": 3, "text": "You idiot, it works."},
        {"case": 9, "text": "Hello"},
    ]
    told = done(agent.post("cases/1/parts/answers", {"public": True, "answers": answers}))
    assert [bool(one["refused"]) for one in told["items"]] == [False, True, True]
    assert [one["case"] for one in told["items"]] == [2, 3, 9]
    assert done(agent.get("cases/2"))["state"] == "answered"
    assert done(agent.get("cases/3"))["closed_at"] is None
    assert done(agent.post("cases/3/detach"))["part_of"] is None


def test_hand_over_and_back(agent: Program, lead: Program, cast: Cast, posts: Posts):
    accounts.go_on_duty(cast.house, cast.agent, by=cast.agent)
    posts.say("ann")
    done(agent.post("cases/1/claim"))
    assert agent.post("queues", {"name": "Refunds"}).status_code == 403
    refunds = done(lead.post("queues", {"name": "Refunds"}), 201)
    assert refused(lead.post("queues", {"name": "Refunds"}))
    renamed = done(lead.put(f"queues/{refunds['id']}", {"name": "Money"}))
    assert renamed == {"id": refunds["id"], "name": "Money"}
    told = done(
        agent.post("cases/1/hand-over", {"queue": refunds["id"], "why": "Look up the payment"})
    )
    assert (told["queue"]["name"], told["owner"]) == ("Money", None)
    assert len(done(agent.get("cases", queue=refunds["id"]))["items"]) == 1
    told = done(lead.post("cases/1/hand-back", {"what": "Paid yesterday"}))
    assert (told["queue"]["name"], told["owner"]["name"]) == ("Front desk", "Agent")
    assert refused(lead.post("cases/1/hand-back", {"what": "Again"}))
    theirs = Queue.objects.create(workspace=cast.elsewhere, name="Theirs")
    for queue in (theirs.pk, 999):
        response = agent.post("cases/1/hand-over", {"queue": queue, "why": "x"})
        assert response.json()["errors"][0]["pointer"] == "/queue"
    assert lead.put(f"queues/{theirs.pk}", {"name": "Ours"}).status_code == 404


def test_texts(agent: Program, cast: Cast, posts: Posts):
    posts.say("ann")
    tag = Tag.objects.create(workspace=cast.house, name="bags")
    new = {"name": "Bag", "text": "Dear {{ handle }}, case {{ case }}", "tag": "bags"}
    text = done(agent.post("texts", new), 201)
    assert text["tag"] == "bags"
    assert refused(agent.post("texts", new)) == "There is a text of this name already."
    wrong = agent.post("texts", {"name": "Other", "text": "Hi {{ nobody }}"})
    assert wrong.json()["errors"][0]["pointer"] == "/text"
    assert "at character 4 stands {{ nobody }}" in wrong.json()["detail"]
    unknown = agent.post("texts", {"name": "Other", "text": "x", "tag": "none"})
    assert unknown.json()["errors"][0]["pointer"] == "/tag"
    filled = done(agent.post("cases/1/text", {"text": text["id"]}))
    assert filled == {"text": "Dear ann, case 1", "missing": []}
    assert Case.objects.get().tags.get() == tag
    steps = {"takes": True, "priority": 1, "promise_hours": 4}
    done(agent.put(f"texts/{text['id']}", {"name": "Bag", "text": "Hello"} | steps))
    done(agent.post("cases/1/text", {"text": text["id"]}))
    case = done(agent.get("cases/1"))
    assert (case["priority"], case["owner"]["name"]) == (1, cast.agent.name)
    changed = done(agent.put(f"texts/{text['id']}", {"name": "Bag", "text": "Hello"}))
    assert changed["takes"] is False
    assert (changed["text"], changed["tag"], changed["used"]) == ("Hello", "", 2)
    assert [one["name"] for one in done(agent.get("texts"))["items"]] == ["Bag"]
    theirs = Macro.objects.create(
        workspace=cast.elsewhere, name="T", text="x", written_by=cast.stranger, changed_at=START
    )
    for path in (f"texts/{theirs.pk}", "texts/999"):
        assert agent.get(path).status_code == 404
        assert agent.delete(path).status_code == 404
    assert agent.delete(f"texts/{text['id']}").status_code == 204
    assert Macro.objects.get() == theirs


def test_what_is_wrong_with_a_reading(agent: Program, posts: Posts):
    case = posts.say("ann", "Great, thanks for nothing")
    word = case.items.get().pk
    path = f"cases/1/words/{word}/corrections"
    told = done(agent.post(path, {"field": "sentiment", "says": "negative"}))
    assert told["reading"]["sentiment"] == "negative"
    assert told["reading"]["corrected"] == ["sentiment"]
    told = done(agent.delete(f"{path}?field=sentiment"))
    assert (told["reading"]["sentiment"], told["reading"]["corrected"]) == ("neutral", [])
    wrong = agent.post(path, {"field": "sentiment", "says": "yes"})
    assert wrong.json()["errors"][0]["pointer"] == "/says"
    told = done(agent.post(path, {"field": "needs_answer", "says": "no"}))
    assert told["state"] == "dismissed"
    other = f"cases/1/words/{word + 99}/corrections"
    assert agent.post(other, {"field": "sentiment", "says": "negative"}).status_code == 404


def test_many_at_once(agent: Program, cast: Cast, posts: Posts):
    for number, person in enumerate(("ann", "bob", "eve")):
        posts.say(person, minute=number)
    done(Program(cast.house, cast.teammate).post("cases/2/claim"))
    told = done(agent.post("cases/bulk", {"verb": "claim", "cases": [1, 2, 3, 3, 77]}))
    assert [(one["case"], bool(one["refused"])) for one in told["items"]] == [
        (1, False),
        (2, True),
        (3, False),
        (77, True),
    ]
    for verb, more, check in (
        ("tag", {"name": "storm"}, lambda case: case["tags"] == ["storm"]),
        ("untag", {"name": "storm"}, lambda case: case["tags"] == []),
        ("assign", {"to": cast.lead.pk}, lambda case: case["owner"]["name"] == "Lead"),
        ("release", {}, lambda case: case["owner"] is None),
        ("snooze", {"until": in_days(1), "reason": "x"}, lambda c: c["state"] == "snoozed"),
        ("wake", {}, lambda case: case["snoozed_until"] is None),
        ("attach", {"case": 2}, lambda case: case["part_of"] == 2),
        ("detach", {}, lambda case: case["part_of"] is None),
        ("dismiss", {"reason": "Spam"}, lambda case: case["state"] == "dismissed"),
        ("undo", {}, lambda case: case["closed_at"] is None),
    ):
        told = done(agent.post("cases/bulk", {"verb": verb, "cases": [1, 3]} | more))
        assert [one["refused"] for one in told["items"]] == ["", ""], verb
        for number in (1, 3):
            assert check(done(agent.get(f"cases/{number}"))), verb


@pytest.mark.parametrize(
    "body",
    [
        {"verb": "explode", "cases": [1]},
        {"cases": [1]},
        {"verb": "claim", "cases": []},
        {"verb": "claim", "cases": list(range(1, 102))},
        {"verb": "assign", "cases": [1]},
        {"verb": "claim", "cases": [1], "to": 1},
        {"verb": "attach", "cases": [1], "case": 99},
    ],
)
def test_many_at_once_of_nothing_sensible(agent: Program, posts: Posts, body):
    posts.say("ann")
    assert agent.post("cases/bulk", body).status_code == 422


def test_the_pool_says_what_a_volunteer_may_take_and_why_not_the_rest(cast: Cast, posts: Posts):
    posts.say("ann")
    volunteer = Program(cast.house, cast.people[Role.VOLUNTEER])
    (found,) = done(volunteer.get("pool"))["items"]
    assert found["why_not"] == "not certified for this channel"
    assert "not certified" in refused(volunteer.post("cases/1/claim"))
    lead = Program(cast.house, cast.lead)
    seat = {"certified": ["Twitter"], "capacity": 2, "languages": ["en"]}
    told = done(lead.put(f"seats/{cast.people[Role.VOLUNTEER].pk}", seat))
    assert told["certified"] == ["twitter"]
    (found,) = done(volunteer.get("pool"))["items"]
    assert found["why_not"] == ""
    assert done(volunteer.post("cases/1/claim"))["owner"]["name"] == "Volunteer"


def test_why_a_case_is_as_it_is(agent: Program, posts: Posts):
    posts.say("ann")
    told = done(agent.get("cases/1/why"))
    assert len(told["questions"]) == 5  # no team is set
    assert told["clocks"][0]["turns"][0].startswith("Priority ")
    german = agent._client.get(
        agent.base + "cases/1/why", headers=agent._headers() | {"Accept-Language": "pl"}
    )
    assert german.json()["questions"][0]["question"] != told["questions"][0]["question"]


def test_refusals_speak_the_callers_language(agent: Program, posts: Posts):
    posts.say("ann")
    response = agent.post("cases/1/close", **{"Accept-Language": "nb"})
    assert response.headers["Content-Language"] == "nb"
    assert "saken" in refused(response)


def test_who_is_on_duty(agent: Program, cast: Cast):
    accounts.go_on_duty(cast.house, cast.lead, by=cast.lead)
    people = {one["person"]["name"]: one for one in done(agent.get("people"))["items"]}
    assert people["Lead"] == {
        "person": {"id": cast.lead.pk, "name": "Lead"},
        "role": "lead",
        "on_duty": True,
    }
    assert not people["Agent"]["on_duty"]
    assert "Stranger" not in people


@pytest.mark.parametrize("view", list(View))
def test_every_view_of_the_inbox(agent: Program, posts: Posts, view: View):
    posts.say("ann")
    assert agent.get("cases", view=str(view)).status_code == 200


def test_promises_of_next_door_cannot_be_kept(agent: Program, cast: Cast, posts: Posts):
    posts.say("ann")
    theirs = Posts(cast.elsewhere.pk).say("eve")
    promise = Promise.objects.create(
        case=theirs, text="x", due_at=START, made_by=cast.stranger, made_at=START
    )
    assert agent.post(f"cases/1/promises/{promise.pk}/keep").status_code == 404
