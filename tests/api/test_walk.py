"""Every endpoint as every role, with every scope, as a stranger and as nobody: what is not allowed
in so many words is refused, and refused before anything is looked at."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from firebell.accounts import actions as accounts
from firebell.accounts.access import rule_of
from firebell.accounts.enums import ANSWERING, EVERYONE, LEADING, LISTENING, Role
from firebell.api.endpoints import operations
from firebell.api.enums import Scope
from firebell.api.models import KeptAnswer
from firebell.api.operations import Resource
from tests.api.calling import EVERYTHING, Program
from tests.architecture.test_access import ALL
from tests.cast import Cast

# What each is meant to ask for; a new one must be added here by a person.
MEANT = {
    "cases.listed": (Scope.CASES_READ, EVERYONE),
    "cases.one": (Scope.CASES_READ, EVERYONE),
    "cases.why": (Scope.CASES_READ, EVERYONE),
    "cases.claim": (Scope.CASES_WRITE, ANSWERING),
    "cases.release": (Scope.CASES_WRITE, ANSWERING),
    "cases.assign": (Scope.CASES_WRITE, ANSWERING),
    "cases.snooze": (Scope.CASES_WRITE, ANSWERING),
    "cases.wake": (Scope.CASES_WRITE, ANSWERING),
    "cases.dismiss": (Scope.CASES_WRITE, ANSWERING),
    "cases.close": (Scope.CASES_WRITE, ANSWERING),
    "cases.undo": (Scope.CASES_WRITE, ANSWERING),
    "cases.seen": (Scope.CASES_WRITE, EVERYONE),
    "words.listed": (Scope.CASES_READ, EVERYONE),
    "words.correct": (Scope.CASES_WRITE, ANSWERING),
    "words.take_back": (Scope.CASES_WRITE, ANSWERING),
    "answers.answer": (Scope.ANSWERS_WRITE, ANSWERING),
    "answers.check": (Scope.ANSWERS_WRITE, ANSWERING),
    "replies.listed": (Scope.CASES_READ, EVERYONE),
    "replies.cancel": (Scope.ANSWERS_WRITE, ANSWERING),
    "replies.there": (Scope.ANSWERS_WRITE, ANSWERING),
    "replies.not_there": (Scope.ANSWERS_WRITE, ANSWERING),
    "notes.listed": (Scope.CASES_READ, EVERYONE),
    "notes.write": (Scope.CASES_WRITE, ANSWERING),
    "tags.listed": (Scope.CASES_READ, EVERYONE),
    "tags.put": (Scope.CASES_WRITE, ANSWERING),
    "tags.take_off": (Scope.CASES_WRITE, ANSWERING),
    "promises.listed": (Scope.CASES_READ, EVERYONE),
    "promises.make": (Scope.CASES_WRITE, ANSWERING),
    "promises.keep": (Scope.CASES_WRITE, ANSWERING),
    "history.listed": (Scope.CASES_READ, EVERYONE),
    "drafts.draft": (Scope.CASES_READ, EVERYONE),
    "drafts.keep": (Scope.CASES_WRITE, ANSWERING),
    "drafts.presence": (Scope.CASES_READ, EVERYONE),
    "drafts.come": (Scope.CASES_WRITE, EVERYONE),
    "drafts.leave": (Scope.CASES_WRITE, EVERYONE),
    "family.merge": (Scope.CASES_WRITE, ANSWERING),
    "family.take_apart": (Scope.CASES_WRITE, ANSWERING),
    "family.conversations": (Scope.CASES_READ, EVERYONE),
    "family.split": (Scope.CASES_WRITE, ANSWERING),
    "family.attach": (Scope.CASES_WRITE, ANSWERING),
    "family.detach": (Scope.CASES_WRITE, ANSWERING),
    "family.parts": (Scope.CASES_READ, EVERYONE),
    "family.prepare": (Scope.ANSWERS_WRITE, ANSWERING),
    "family.answer_each": (Scope.ANSWERS_WRITE, ANSWERING),
    "bulk.bulk": (Scope.CASES_WRITE, ANSWERING),
    "pool.pool": (Scope.CASES_READ, ANSWERING),
    "queues.listed": (Scope.CASES_READ, EVERYONE),
    "queues.make": (Scope.RULES_WRITE, LEADING),
    "queues.rename": (Scope.RULES_WRITE, LEADING),
    "queues.hand_over": (Scope.CASES_WRITE, ANSWERING),
    "queues.hand_back": (Scope.CASES_WRITE, ANSWERING),
    "texts.listed": (Scope.TEXTS_READ, ANSWERING),
    "texts.one": (Scope.TEXTS_READ, ANSWERING),
    "texts.write": (Scope.TEXTS_WRITE, ANSWERING),
    "texts.rewrite": (Scope.TEXTS_WRITE, ANSWERING),
    "texts.drop": (Scope.TEXTS_WRITE, ANSWERING),
    "texts.fill": (Scope.CASES_WRITE, ANSWERING),
    "articles.listed": (Scope.KNOWLEDGE_READ, EVERYONE),
    "articles.search": (Scope.KNOWLEDGE_READ, EVERYONE),
    "articles.one": (Scope.KNOWLEDGE_READ, EVERYONE),
    "articles.versions": (Scope.KNOWLEDGE_READ, EVERYONE),
    "articles.version": (Scope.KNOWLEDGE_READ, EVERYONE),
    "articles.propose": (Scope.KNOWLEDGE_WRITE, ANSWERING),
    "articles.revise": (Scope.KNOWLEDGE_WRITE, ANSWERING),
    "articles.submit": (Scope.KNOWLEDGE_WRITE, ANSWERING),
    "reviews.publish": (Scope.KNOWLEDGE_WRITE, LEADING),
    "reviews.send_back": (Scope.KNOWLEDGE_WRITE, LEADING),
    "reviews.renew": (Scope.KNOWLEDGE_WRITE, LEADING),
    "reviews.withdraw": (Scope.KNOWLEDGE_WRITE, LEADING),
    "suggestions.suggested": (Scope.KNOWLEDGE_READ, ANSWERING),
    "suggestions.gaps": (Scope.KNOWLEDGE_READ, EVERYONE),
    "complaints.listed": (Scope.IMPROVE_READ, EVERYONE),
    "complaints.export": (Scope.IMPROVE_READ, LISTENING),
    "complaints.one": (Scope.IMPROVE_READ, EVERYONE),
    "complaints.register": (Scope.IMPROVE_WRITE, ANSWERING),
    "complaints.change": (Scope.IMPROVE_WRITE, ANSWERING),
    "complaints.decide": (Scope.IMPROVE_WRITE, ANSWERING),
    "complaints.close": (Scope.IMPROVE_WRITE, ANSWERING),
    "complaints.reopen": (Scope.IMPROVE_WRITE, ANSWERING),
    "causes.listed": (Scope.IMPROVE_READ, EVERYONE),
    "causes.add": (Scope.IMPROVE_WRITE, LEADING),
    "causes.rename": (Scope.IMPROVE_WRITE, LEADING),
    "causes.retire": (Scope.IMPROVE_WRITE, LEADING),
    "causes.register": (Scope.IMPROVE_READ, EVERYONE),
    "causes.keep_register": (Scope.IMPROVE_WRITE, LEADING),
    "offers.listed": (Scope.IMPROVE_READ, EVERYONE),
    "offers.add": (Scope.GOODWILL_WRITE, LEADING),
    "offers.change": (Scope.GOODWILL_WRITE, LEADING),
    "offers.retire": (Scope.GOODWILL_WRITE, LEADING),
    "offers.revive": (Scope.GOODWILL_WRITE, LEADING),
    "goodwill.listed": (Scope.IMPROVE_READ, EVERYONE),
    "goodwill.one": (Scope.IMPROVE_READ, EVERYONE),
    "goodwill.give": (Scope.GOODWILL_WRITE, ANSWERING),
    "goodwill.grant": (Scope.GOODWILL_WRITE, LEADING),
    "goodwill.refuse": (Scope.GOODWILL_WRITE, LEADING),
    "goodwill.outcome": (Scope.GOODWILL_WRITE, ANSWERING),
    "ideas.listed": (Scope.IMPROVE_READ, EVERYONE),
    "ideas.one": (Scope.IMPROVE_READ, EVERYONE),
    "ideas.propose": (Scope.IMPROVE_WRITE, ANSWERING),
    "ideas.change": (Scope.IMPROVE_WRITE, ANSWERING),
    "ideas.decide": (Scope.IMPROVE_WRITE, LEADING),
    "asks.listed": (Scope.IMPROVE_READ, EVERYONE),
    "asks.ask_too": (Scope.IMPROVE_WRITE, ANSWERING),
    "asks.prepare": (Scope.IMPROVE_WRITE, ANSWERING),
    "asks.reword": (Scope.IMPROVE_WRITE, ANSWERING),
    "asks.told": (Scope.IMPROVE_WRITE, ANSWERING),
    "asks.left_out": (Scope.IMPROVE_WRITE, ANSWERING),
    "asks.take_back": (Scope.IMPROVE_WRITE, ANSWERING),
    "search.found": (Scope.SEARCH_READ, EVERYONE),
    "search.count": (Scope.SEARCH_READ, EVERYONE),
    "searches.listed": (Scope.SEARCH_READ, EVERYONE),
    "searches.keep": (Scope.SEARCH_WRITE, EVERYONE),
    "searches.drop": (Scope.SEARCH_WRITE, EVERYONE),
    "people.listed": (Scope.PEOPLE_READ, EVERYONE),
    "seats.listed": (Scope.RULES_READ, EVERYONE),
    "seats.put": (Scope.RULES_WRITE, LEADING),
    "rules.rules": (Scope.RULES_READ, EVERYONE),
    "rules.set_clocks": (Scope.RULES_WRITE, LEADING),
    "rules.set_triage": (Scope.RULES_WRITE, LEADING),
    "rules.set_routing": (Scope.RULES_WRITE, LEADING),
    "rules.set_switches": (Scope.RULES_WRITE, LEADING),
    "rules.try_triage": (Scope.RULES_READ, LEADING),
}
EACH = list(operations())
# One call that names nothing that is there: let in, it ends with 404, 400 or 422.
CALLS = [
    (one.name, one.method, re.sub(r"<int:\w+>", "1", one.path), one.scope, one.roles)
    for one in EACH
]


def statuses(program: Program) -> dict[str, int]:
    """What each operation answers, asked without a body and without a key."""
    return {
        name: program.call(method, path, key="").status_code for name, method, path, *_more in CALLS
    }


def test_every_endpoint_is_on_the_list_of_those_meant():
    assert {one.name: (one.scope, one.roles) for one in EACH} == MEANT


def test_every_address_below_the_root_is_behind_the_door():
    behind = [
        (name, path)
        for name, path, pattern in ALL
        if path.startswith("/api/") and not rule_of(pattern.callback).token
    ]
    assert [name for name, _path in behind] == ["api-document", "api-nowhere"]
    tokens = [path for _name, path, one in ALL if (rule := rule_of(one.callback)) and rule.token]
    assert all(path.startswith("/api/v1/w/house/") for path in tokens)
    assert len(tokens) == len({one.path for one in EACH})


def test_an_operation_that_names_no_scope_or_role_cannot_be_made():
    resource = Resource("cats", "Cats.")
    for scope, roles in (("", EVERYONE), (None, EVERYONE), (Scope.CASES_READ, ())):
        with pytest.raises(TypeError, match="name its scope and its roles"):
            resource.get("cats", scope, roles)
    assert resource.operations == []


@pytest.mark.parametrize("role", list(Role))
def test_a_role_is_let_in_where_it_may_and_refused_elsewhere(cast: Cast, role: Role):
    found = statuses(Program(cast.house, cast.people[role]))
    refused = {name for name, status in found.items() if status == 403}
    assert refused == {name for name, (_scope, roles) in MEANT.items() if role not in roles}
    assert set(found.values()) <= {200, 400, 403, 404, 415, 422}


@pytest.mark.parametrize("scope", list(Scope))
def test_a_scope_opens_its_own_and_nothing_else(cast: Cast, scope: Scope):
    found = statuses(Program(cast.house, cast.administrator, [scope]))
    refused = {name for name, status in found.items() if status == 403}
    assert refused == {name for name, (needed, _roles) in MEANT.items() if needed != scope}


def test_nobody_gets_nothing(cast: Cast):
    client = Client()
    signed_in = Client()
    signed_in.force_login(cast.administrator, "django.contrib.auth.backends.ModelBackend")
    wrong = ("", "Bearer", "Bearer fbt_", "Bearer fbt_wrong", "Basic Zm9vOmJhcg==", "fbt_\x00")
    for name, method, path, *_more in CALLS:
        address = f"/api/v1/w/house/{path}"
        assert client.generic(method, address).status_code in (401, 429), name
        assert signed_in.generic(method, address).status_code in (401, 429), name
    for shown in wrong:
        headers = {"Authorization": shown} if shown else {}
        response = client.get("/api/v1/w/house/cases", headers=headers)
        assert response.status_code in (401, 429)
        assert response.headers["Content-Type"] == "application/problem+json"


def test_a_stranger_finds_nothing(cast: Cast):
    program = Program(cast.elsewhere, cast.stranger)
    program.base = "/api/v1/w/house/"
    assert set(statuses(program).values()) == {404}
    program.base = "/api/v1/w/no-such-place/"
    assert set(statuses(program).values()) == {404}


def test_a_member_of_two_workspaces_opens_only_the_tokens_own(cast: Cast):
    accounts.join(cast.elsewhere, cast.agent, Role.ADMINISTRATOR, by=cast.stranger)
    program = Program(cast.house, cast.agent)
    assert program.get("cases").status_code == 200
    assert program.get("/api/v1/w/elsewhere/cases").status_code == 404


def test_what_a_person_loses_the_token_loses_at_once(cast: Cast):
    program = Program(cast.house, cast.teammate)
    assert program.get("texts").status_code == 200
    accounts.join(cast.house, cast.teammate, Role.ANALYST, by=cast.administrator)
    assert program.get("texts").status_code == 403
    assert program.get("cases").status_code == 200
    accounts.leave(cast.house, cast.teammate, by=cast.administrator)
    assert program.get("cases").status_code == 404


def test_somebody_who_is_switched_off_is_shut_out(cast: Cast):
    program = Program(cast.house, cast.teammate)
    cast.teammate.is_active = False
    cast.teammate.save()
    assert program.get("cases").status_code == 401


def test_a_refused_call_leaves_nothing_behind(cast: Cast):
    program = Program(cast.house, cast.people[Role.ANALYST], EVERYTHING)
    assert program.post("cases/1/claim").status_code == 403
    assert program.post("queues", {"name": "Refunds"}).status_code == 403
    assert not KeptAnswer.objects.exists()


def test_other_methods_are_named(cast: Cast):
    program = Program(cast.house, cast.agent)
    for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"):
        response = program.call(method, "cases")
        assert (response.status_code, response.headers["Allow"]) == (405, "GET"), method
    assert program.call("HEAD", "cases").status_code == 200


def test_an_address_that_leads_nowhere_says_so_in_the_same_form(cast: Cast):
    for path in ("nothing", "w/house/nothing", "w/house/cases/"):
        response = Client().get(f"/api/v1/{path}")
        assert response.status_code == 404
        assert response.json()["title"] == "There is no such thing"
