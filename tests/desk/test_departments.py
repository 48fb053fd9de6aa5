"""A case comes to the department that has the skill for it and speaks its language, and from then
on it is for the people of the queue in which it lies."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from firebell.channels.contract import Batch
from firebell.channels.models import Source
from firebell.desk import actions, queries
from firebell.desk.models import Case, Queue
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
from tests.screens import said_on, signed_in

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
