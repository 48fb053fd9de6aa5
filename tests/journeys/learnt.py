"""Make a home that has learnt: `python -m tests.journeys.learnt`.

Articles in each of their states, cases that were answered with and without them, complaints with
root causes and a deadline, goodwill asked and given, an idea that was carried out and a message
that waits for its person. No worker may run on it. Prints a JSON object: a cookie, the path of the
workspace, the numbers of what there is to be seen.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import django

from tests.journeys.furnished import ROOT, Furnished
from tests.journeys.serving import pages_only
from tests.stores.homes import store_of, with_tables

DAY = timedelta(days=1)
ARTICLES = {
    "parcel": (
        "A parcel is at the wrong pick-up point",
        "# What to ask\nAsk for the number of the parcel, and where it should go.\n\n"
        "1. Look it up in the carrier’s system\n2. Move it; that takes one working day\n"
        "3. Say when it will be there\n\nWe pay what it costs.",
    ),
    "address": (
        "Change the address of an order",
        "Until it is packed, people change the address under My orders. After that only the "
        "carrier can: https://carrier.example/move",
    ),
    "return": ("Send something back", "Within 30 days, with the slip that lay in the parcel."),
}
POLICY = ("Tone when a parcel is lost", "We apologise, say what we do and by when. No excuses.")
SAID = (
    ("anneli.berg", "My parcel is at the wrong pick-up point. Can you move it to Oslo?"),
    ("tor_h", "The parcel is lost again, third time this year. I want my money back."),
    ("maria.k", "Why is the label handwritten? Nobody can read it, the parcel went to Bergen."),
    ("per.olav", "Lost parcel, no answer for a week!"),
    ("sigrid_l", "Can I change the address of my order?"),
)


class Learnt(Furnished):
    """A home that has learnt; `told` is what this module printed."""

    @property
    def screens(self) -> dict[str, str]:
        """Name -> path in the workspace."""
        told = self.told
        return {
            "knowledge": "knowledge/",
            "knowledge-review": "knowledge/?view=review",
            "knowledge-found": "knowledge/?q=address",
            "knowledge-new": "knowledge/new/",
            "gaps": "knowledge/gaps/",
            **{f"article-{name}": f"knowledge/{pk}/" for name, pk in told["articles"].items()},
            "article-edit": f"knowledge/{told['articles']['address']}/edit/",
            "article-version": f"knowledge/{told['articles']['parcel']}/versions/1/",
            "case-helped": f"cases/{told['waiting']}/",
            "case-told": f"cases/{told['told']}/",
            "register": "improve/",
            "complaint": "improve/complaints/1/",
            "complaint-closed": f"improve/complaints/{told['closed']}/",
            "complaint-new": f"improve/complaints/new/?case={told['waiting']}",
            "causes": "improve/causes/",
            "offers": "improve/offers/",
            "offer": f"improve/offers/{told['offer']}/",
            "goodwill": "improve/goodwill/",
            "ideas": "improve/ideas/",
            "idea": "improve/ideas/1/",
        }


@contextmanager
def learnt(home: Path) -> Iterator[Learnt]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.learnt"],
        env=os.environ | store_of(with_tables(home)) | {"FIREBELL_HOME": str(home)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with pages_only(home) as base:
        yield Learnt(base, json.loads(done.stdout))


def learn() -> dict[str, Any]:
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from firebell.accounts import actions as accounts
    from firebell.accounts.enums import Role
    from firebell.common import clock
    from tests.screens import signed_in

    house = accounts.open_workspace("Snarvik", time_zone="Europe/Oslo")
    names = {Role.AGENT: "Ingrid Dahl", Role.LEAD: "Lars Moen", Role.ADMINISTRATOR: "Ada Vik"}
    people = {
        role: accounts.add_person(
            house, name=name, email=f"{role}@snarvik.example", role=role, password=None, by=None
        )
        for role, name in names.items()
    }
    agent, lead = people[Role.AGENT], people[Role.LEAD]
    now = datetime.now(UTC)
    with clock.moved_to(now - 40 * DAY):
        articles = _articles(house, agent, lead)
    with clock.moved_to(now - timedelta(hours=3)):
        told = _improved(house, _cases(house, now), articles, agent, lead)
    cookie = signed_in(lead).cookies[settings.SESSION_COOKIE_NAME].value
    return {
        "cookie": [settings.SESSION_COOKIE_NAME, cookie],
        "path": f"/w/{house.slug}/",
        "articles": articles,
        **told,
    }


def _articles(house: Any, agent: Any, lead: Any) -> dict[str, int]:
    from firebell.common import clock
    from firebell.knowledge import actions
    from firebell.knowledge.actions import Text

    texts = {name: Text("article", *said, "en") for name, said in ARTICLES.items()}
    texts["address"] = replace(texts["address"], address="https://snarvik.example/help/address")
    texts["policy"] = Text("policy", *POLICY, "en")
    made = {name: actions.propose(house, text, agent) for name, text in texts.items()}
    days = {"parcel": 180, "address": 52, "return": 30, "policy": 365}
    for name, article in made.items():
        actions.submit(article, agent)
        until = clock.now().date() + days[name] * DAY
        actions.publish(article, until, lead, number=1)
    changed = replace(texts["address"], body="Until it is packed. Then: the carrier.", change="New")
    actions.revise(made["address"], changed, agent, after=1)
    actions.submit(made["address"], agent)
    actions.propose(house, Text("article", "Gift cards", "Two years.", "en"), agent)
    return {name: article.pk for name, article in made.items()}


def _cases(house: Any, now: datetime) -> dict[str, Any]:
    from firebell.listening.enums import QueryKind
    from firebell.listening.models import Mention, Query
    from tests.desk.posts import START, Posts

    posts = Posts(house.pk)
    minutes = int((now - START) / timedelta(minutes=1)) - 200
    cases = {who: posts.say(who, said, minute=minutes) for who, said in SAID}
    topic = Query.objects.create(
        workspace=house, name="Lost parcels", kind=QueryKind.TOPIC, text="lost"
    )
    for who in ("tor_h", "maria.k", "per.olav"):
        Mention.objects.create(query=topic, interaction_id=cases[who].items.get().pk, at=now)
    return cases


def _improved(
    house: Any, cases: dict[str, Any], articles: dict[str, int], agent: Any, lead: Any
) -> dict[str, Any]:
    from firebell.accounts.enums import Role
    from firebell.common import clock
    from firebell.core.improve.complaint_states import Verb
    from firebell.core.improve.idea_states import Verb as Step
    from firebell.improve import actions
    from firebell.improve.actions import Told
    from firebell.improve.actions.offers import Terms

    _answered(house, cases, articles, agent)
    cause = actions.add_cause(house, "Labels are written by hand", lead)
    actions.add_cause(house, "The carrier changes pick-up points without a word", lead)
    told = Told(
        "delivery", "Third parcel lost this year, and nobody answered for a week.", cause=cause,
        finding="upheld", remedy="A new parcel by courier; labels are printed from May on.",
        cost_low=400, cost_high=1_200, currency="NOK", owner=agent,
    )  # fmt: skip
    day = clock.now().date() + 5 * DAY
    asked = replace(told, regulator="Forbrukertilsynet", deadline=day)
    actions.register_complaint(cases["tor_h"], asked, agent)
    actions.register_complaint(cases["maria.k"], replace(told, remedy="", finding=""), agent)
    closed = actions.register_complaint(cases["per.olav"], told, agent)
    for verb in (Verb.DECIDE, Verb.CLOSE):
        actions.move_complaint(closed, verb, agent)
    terms = Terms(
        "Voucher for the next order", "voucher", 200, 500, "NOK",
        "Who waited more than a week, once a year.", {"agent": 200, "lead": 500},
    )  # fmt: skip
    offer = actions.save_offer(house, terms, lead)
    given = actions.offer_goodwill(
        cases["per.olav"], offer, 200, "A lost parcel", agent, Role.AGENT
    )
    actions.note_outcome(given, agent, accepted=True)
    actions.note_outcome(given, agent, kept=True)
    actions.offer_goodwill(cases["tor_h"], offer, 400, "The third time", agent, Role.AGENT)
    idea = actions.propose_idea(
        house, "Print the labels", "Nobody can read them.", agent, case=cases["maria.k"]
    )
    actions.ask_too(idea, cases["tor_h"], agent)
    actions.decide_idea(idea, Step.FINISH, "A printer stands in the warehouse since May.", lead)
    text = "Dear {name}, you asked us to print our labels. Since May we do. Thank you!"
    actions.prepare_messages(idea, {"en": text}, agent)
    actions.propose_idea(house, "Say when the courier comes", "", agent, case=cases["per.olav"])
    return {
        "waiting": cases["anneli.berg"].number,
        "told": cases["tor_h"].number,
        "closed": closed.number,
        "offer": offer.pk,
    }


def _answered(house: Any, cases: dict[str, Any], articles: dict[str, int], agent: Any) -> None:
    from firebell.desk import actions as desk
    from firebell.knowledge import actions, queries

    found = queries.by_ids(house.pk, list(articles.values()))
    for who in ("sigrid_l", "per.olav", "maria.k"):
        case = cases[who]
        words = [item.pk for item in case.items.all()]
        reply = desk.answer(case, "Thank you for telling us; we look into it.", words, agent)
        used = {articles["address"]} if who == "sigrid_l" else set()
        beside = [found[articles["address"]], found[articles["parcel"]]]
        actions.note_uses(house.pk, beside, used, agent, case_number=case.number, reply_id=reply.pk)


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firebell.site.settings")
    django.setup()
    print(json.dumps(learn()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
