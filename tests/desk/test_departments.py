"""A case comes to the department that has the skill for it and speaks its language, and from then
on it is for the people of the queue in which it lies."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from firebell.channels.contract import Batch
from firebell.channels.models import Source
from firebell.common.models import AuditEntry
from firebell.desk import actions, queries
from firebell.desk.models import Case, HouseRules, Queue
from firebell.listening import actions as listening
from firebell.listening.enums import QueryKind
from firebell.listening.models import Interaction, Mention, Query
from firebell.site.corridor import Corridor
from firebell.site.rereading import reread
from firebell.understanding.actions import correct
from firebell.understanding.enums import Field
from firebell.understanding.models import Reading
from tests.cast import Cast
from tests.desk.posts import START, Posts
from tests.posts import NOON, batch, post
from tests.screens import HOSTILE, assert_harmless, said_on, signed_in

TEAMS = [
    {"name": "Front desk"},
    {"name": "Billing", "skills": ["refunds"], "languages": ["en"]},
    {"name": "Norge", "languages": ["nb"]},
    {"name": "Legal", "skills": ["law", "injury"]},
    {"name": "Nowhere", "skills": ["luggage"]},
]


@pytest.fixture
def departments(cast: Cast) -> dict[str, Queue]:
    names = ("Front desk", "Billing", "Norge", "Legal", "Storage")
    made = {name: Queue.objects.create(workspace=cast.house, name=name) for name in names}
    Queue.objects.create(workspace=cast.elsewhere, name="Nowhere")
    actions.set_rules(cast.house, "triage", {"teams": TEAMS}, cast.lead)
    return made


@pytest.mark.parametrize(
    ("word", "queue"),
    [
        ({}, "Front desk"),
        ({"topics": ("Delays", "Refunds")}, "Billing"),
        ({"topics": ("Refunds",), "sensitive": ("law",)}, "Legal"),
        ({"topics": ("Refunds",), "language": "und"}, "Billing"),
        ({"language": "nb"}, "Norge"),
        ({"language": "nb", "topics": ("Refunds",)}, "Norge"),  # Billing does not speak it
        ({"topics": ("Luggage",)}, "Front desk"),  # a team that has no queue here
    ],
)
def test_skill_and_language_choose_the_queue(departments, posts: Posts, word, queue):
    assert posts.say("ann", **word).queue.name == queue


def test_without_teams_and_without_queues_it_is_the_first(cast: Cast, posts: Posts, departments):
    actions.set_rules(cast.house, "triage", {"teams": []}, cast.lead)
    assert posts.say("ann", topics=("Refunds",)).queue == departments["Front desk"]
    elsewhere = Posts(cast.elsewhere.pk)
    actions.set_rules(cast.elsewhere, "triage", {"teams": TEAMS}, cast.stranger)
    assert elsewhere.say("eve", topics=("Refunds",)).queue.name == "Nowhere"
    third = Posts(cast.third.pk)
    actions.set_rules(cast.third, "triage", {"teams": TEAMS}, cast.stranger)
    assert third.say("eve", topics=("Refunds",)).queue.name == "Front desk"


def test_what_joins_an_open_case_stays_where_it_is(posts: Posts, departments):
    posts.say("ann")
    joined = posts.say("ann", minute=1, topics=("Refunds",), sensitive=("law",))
    assert (Case.objects.count(), joined.queue) == (1, departments["Front desk"])


@pytest.mark.parametrize("words", [1, 60])
def test_one_query_finds_the_queues_of_a_whole_batch(
    posts: Posts, departments, django_assert_max_num_queries, words
):
    heard = [posts.hear(f"p{n}", minute=n, topics=("Refunds",)) for n in range(words)]
    with django_assert_max_num_queries(22):
        actions.open_cases(posts.workspace_id, heard, START)
    assert set(Case.objects.values_list("queue__name", flat=True)) == {"Billing"}


def test_the_corridor_tells_topics_and_sensitive_matters(cast: Cast, departments):
    acme = listening.ensure_brand(cast.house.pk, "Acme")
    for name, kind, text in (("A", "brand", "acme"), ("Refunds", "topic", "refund*")):
        brand = acme if kind == "brand" else None
        listening.save_query(cast.house, name=name, kind=kind, text=text, brand=brand, by=None)
    source = Source.objects.create(workspace=cast.house, network="replay", name="file")
    texts = (
        "@Acme where is my refund? I have waited for weeks!",
        "@Acme your heater caught fire and my son was burnt. I want a refund.",
        "@Acme why is nobody answering the phone?",
    )
    said = [
        post(n, text=text, author=f"p{n}", at=NOON + timedelta(minutes=n), language_hint="en")
        for n, text in enumerate(texts)
    ]
    Corridor(source).carry(
        Batch(interactions=batch(*said), rejects=(), cursor={}), watermark=NOON + timedelta(hours=1)
    )
    cases = Case.objects.order_by("number")
    assert [case.queue.name for case in cases] == ["Billing", "Legal", "Front desk"]
    facts = [queries.facts_of(case, NOON + timedelta(hours=1)) for case in cases]
    assert [one.topics for one in facts] == [("Refunds",), ("Refunds",), ()]
    assert "injury" in facts[1].sensitive
    page = said_on(signed_in(cast.agent).get(f"/w/house/cases/{cases[1].number}/why/"))
    assert "Which team? Legal it needs this skill" in page


def unasked(posts: Posts, text: str, **details: object) -> Interaction:
    """A word that the reader thought needs no answer, with a topic of the house."""
    heard = posts.hear("ann", text, needs_answer=False)
    posts.take(heard)
    Reading.objects.update(intent="legal_threat", details=json.dumps(details), needs_answer_p=0.1)
    topic = Query.objects.create(
        workspace_id=posts.workspace_id, name="Refunds", kind=QueryKind.TOPIC, text="refund"
    )
    Mention.objects.create(query=topic, interaction_id=heard.interaction_id, at=START)
    return Interaction.objects.get(pk=heard.interaction_id)


@pytest.mark.parametrize(
    ("details", "queue", "priority"), [({}, "Billing", 3), ({"sensitive": ["law"]}, "Legal", 1)]
)
def test_a_correction_brings_it_to_the_same_place_as_urgently(
    cast: Cast, posts: Posts, departments, details, queue, priority
):
    word = unasked(posts, "My lawyer will ask for the refund.", **details)
    correct(word, Field.NEEDS_ANSWER, "yes", cast.agent)
    case = Case.objects.get()
    assert (case.queue, case.priority) == (departments[queue], priority)


def test_reading_again_brings_it_to_the_same_place(cast: Cast, posts: Posts, departments):
    word = unasked(posts, "My lawyer will sue you. Where is my refund? I want an answer!")
    assert sum(step.opened for step in reread(cast.house, None, 5)) == 1
    assert word.case_item.case.queue == departments["Legal"]


def test_a_case_is_for_the_people_of_the_queue_in_which_it_lies(
    cast: Cast, posts: Posts, departments
):
    from tests.desk.test_house_rules import on_duty, seat

    actions.set_switches(cast.house, cast.lead, gives_out=True)
    for user, name in ((cast.agent, "Billing"), (cast.teammate, "Legal")):
        actions.set_seat(seat(cast, user), [departments[name]], cast.lead)
    on_duty(cast, cast.agent, cast.teammate)
    front, money, handed = (
        posts.say("a"),
        posts.say("b", minute=1, topics=("Refunds",)),
        posts.say("c", minute=2, topics=("Refunds",)),
    )
    actions.hand_over(handed, departments["Legal"], cast.lead, "They threaten to sue.")
    assert actions.give_out(cast.house.pk, START + timedelta(minutes=5)) == 2
    for case in (front, money, handed):
        case.refresh_from_db()
    assert (front.owner, money.owner, handed.owner) == (None, cast.agent, cast.teammate)


def teams_of(cast: Cast) -> list[tuple[str, list[str], list[str]]]:
    return [
        (one.name, sorted(one.skills), sorted(one.languages))
        for one in queries.triage_of(cast.house.pk).teams
    ]


def set_on_page(cast: Cast, where: object, **typed: object):
    return signed_in(cast.lead).post(f"/w/house/desk/departments/{where}/", typed, follow=True)


def test_a_lead_adds_departments_and_says_what_comes_to_them(cast: Cast, posts: Posts):
    refunds = Query.objects.create(
        workspace=cast.house, name="Refunds, late", kind=QueryKind.TOPIC, text="refund"
    )
    page = set_on_page(
        cast, "new", name=" Billing  desk ", topics=[refunds.name], languages="EN, nb, en"
    )
    shown = said_on(page)
    assert "Front desk Change Front desk Everything that no other department is for" in shown
    assert "Billing desk Change Billing desk Skills: Refunds, late · Languages:" in shown
    assert "English, Norwegian" in shown
    set_on_page(cast, "new", name="Legal", matters=["law", "data_breach"])
    assert teams_of(cast) == [
        ("Front desk", [], []),
        ("Billing desk", ["Refunds, late"], ["en", "nb"]),
        ("Legal", ["data_breach", "law"], []),
    ]
    found = [
        posts.say("ann", topics=(refunds.name,)).queue.name,
        posts.say("bo", sensitive=("law",)).queue.name,
        posts.say("cy").queue.name,
    ]
    assert found == ["Billing desk", "Legal", "Front desk"]
    told = said_on(signed_in(cast.agent).get("/w/house/desk/team/"))
    assert "Legal Skills: data breach, law" in told


def test_a_department_with_nothing_set_gets_what_is_handed_over(
    cast: Cast, posts: Posts, departments
):
    legal, first = departments["Legal"], departments["Front desk"]
    set_on_page(cast, legal.pk, name="Legal")
    assert [name for name, *_rest in teams_of(cast)] == [
        "Front desk",
        "Billing",
        "Norge",
        "Nowhere",
    ]
    shown = said_on(signed_in(cast.lead).get("/w/house/desk/team/"))
    assert "Legal Change Legal Only what is handed over to it" in shown
    for name in ("Billing", "Norge"):
        set_on_page(cast, departments[name].pk, name=name)
    # What a program set of a team that has no queue stays, and so does the first.
    assert teams_of(cast) == [("Front desk", [], []), ("Nowhere", ["luggage"], [])]
    assert posts.say("ann", topics=("Refunds",)).queue == first


@pytest.mark.parametrize("by", ["department", "queues"])
def test_a_new_name_keeps_what_comes_to_it(cast: Cast, posts: Posts, departments, by):
    billing = departments["Billing"]
    if by == "department":
        typed = {"name": "Money", "topics": ["refunds"], "languages": "en"}
        set_on_page(cast, billing.pk, **typed)
    else:
        typed = {"queue": billing.pk, "name": "Money"}
        signed_in(cast.lead).post("/w/house/queues/", typed)
    assert ("Money", ["refunds"], ["en"]) in teams_of(cast)
    assert posts.say("ann", topics=("Refunds",)).queue_id == billing.pk
    assert AuditEntry.objects.filter(action="house_rules_set").count() == 2
    refused = set_on_page(cast, billing.pk, name="Nowhere", topics=["refunds"])
    assert "There is a team of this name already." in said_on(refused)
    assert Queue.objects.get(pk=billing.pk).name == "Money"


def test_the_first_department_keeps_its_name_in_every_language(cast: Cast, departments):
    client, first = signed_in(cast.lead), departments["Front desk"]
    here, norwegian = f"/w/house/desk/departments/{first.pk}/", {"accept-language": "nb"}
    shown = client.get(here, headers=norwegian).context["form"]["name"].value()
    assert shown != "Front desk"
    client.post(here, {"name": shown, "languages": "en"}, headers=norwegian)
    assert Queue.objects.get(pk=first.pk).name == "Front desk"
    assert teams_of(cast)[0] == ("Front desk", [], ["en"])


def test_what_cannot_be_is_refused_and_departments_are_the_leads_own(cast: Cast, departments):
    before = teams_of(cast)
    refused = set_on_page(cast, departments["Legal"].pk, name="Billing")
    assert refused.status_code == 422
    assert "There is a queue of this name already." in said_on(refused)
    assert set_on_page(cast, "new", name="New", matters=["weather"]).status_code == 422
    strange = Queue.objects.get(workspace=cast.elsewhere)
    assert set_on_page(cast, strange.pk, name="Mine").status_code == 404
    assert (teams_of(cast), Queue.objects.count()) == (before, 6)
    agent = signed_in(cast.agent)
    assert agent.get("/w/house/desk/departments/new/").status_code == 403
    assert "New department" not in said_on(agent.get("/w/house/desk/team/"))
    HouseRules.objects.update(triage={"weights": 3})
    refused = set_on_page(cast, departments["Legal"].pk, name="Legal", matters=["law"])
    assert "weights" in said_on(refused)


def test_hostile_names_stay_words(cast: Cast):
    set_on_page(cast, "new", name=HOSTILE[:110], matters=["law"])
    queue = Queue.objects.get(name__contains="alert(1)")
    for path in ("desk/team/", f"desk/departments/{queue.pk}/"):
        assert_harmless(signed_in(cast.lead).get(f"/w/house/{path}"))
