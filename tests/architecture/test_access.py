"""Every address as everybody: what is not allowed in so many words is refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from firebell.accounts.access import rule_of
from firebell.accounts.enums import ADMINISTERING, ANSWERING, EVERYONE, LEADING, LISTENING, Role
from tests.cast import Cast

VALUES = {
    "address": "no-such-address",
    "token": "no-such-token",
    "network": "file_drop",
    "verb": "claim",
    "rest": "nowhere",
}
# What the addresses are meant to be open to; a new one must be added here by a person.
ROLES = {
    "live": EVERYONE,
    "bell": EVERYONE,
    "enter": ANSWERING,
    "inbox": EVERYONE,
    "inbox-export": LISTENING,
    "inbox-bulk": ANSWERING,
    "texts": ANSWERING,
    "text": ANSWERING,
    "queues": LEADING,
    "case-next": ANSWERING,
    "case-parts": ANSWERING,
    "case-text": ANSWERING,
    "case-here": EVERYONE,
    "case-why": EVERYONE,
    "desk-clocks": EVERYONE,
    "desk-clocks-set": LEADING,
    "desk-weights": EVERYONE,
    "desk-weights-set": LEADING,
    "desk-team": EVERYONE,
    "desk-team-set": LEADING,
    "desk-seat": LEADING,
    "desk-department-new": LEADING,
    "desk-department": LEADING,
    "pool": ANSWERING,
    "search": EVERYONE,
    "search-count": EVERYONE,
    "search-export": LISTENING,
    "search-keep": EVERYONE,
    "search-drop": EVERYONE,
    "case": EVERYONE,
    "case-check": ANSWERING,
    "case-answer": ANSWERING,
    "case-reply": ANSWERING,
    "case-reading": ANSWERING,
    "case-article": ANSWERING,
    "knowledge-gaps": EVERYONE,
    "sending": ADMINISTERING,
    "source-gate": LISTENING,
    "source-gate-change": ADMINISTERING,
    "case-act": ANSWERING,
    "alerts": EVERYONE,
    "alert": EVERYONE,
    "alert-judge": ANSWERING | LISTENING,
    "triggers": EVERYONE,
    "trigger-new": LEADING,
    "trigger": EVERYONE,
    "trigger-edit": LEADING,
    "trigger-act": LEADING,
    "trigger-history": EVERYONE,
    "notifications": ADMINISTERING,
    "notification": ADMINISTERING,
    "reading": EVERYONE,
    "reading-label": ANSWERING,
    "reading-learn": LEADING,
    "reading-back": LEADING,
    "themes": EVERYONE,
    "themes-look": LISTENING,
    "copies": EVERYONE,
    "pictures": EVERYONE,
    "improve": EVERYONE,
    "complaints-csv": LISTENING,
    "complaints-jsonl": LISTENING,
    "complaint-new": ANSWERING,
    "complaint": EVERYONE,
    "complaint-move": ANSWERING,
    "causes": EVERYONE,
    "cause-new": LEADING,
    "cause": LEADING,
    "register": LEADING,
    "offers": EVERYONE,
    "offer-new": LEADING,
    "offer": LEADING,
    "offer-retire": LEADING,
    "goodwill": EVERYONE,
    "goodwill-decide": LEADING,
    "goodwill-outcome": ANSWERING,
    "case-goodwill": ANSWERING,
    "case-idea": ANSWERING,
    "ideas": EVERYONE,
    "idea-new": ANSWERING,
    "idea": EVERYONE,
    "idea-edit": ANSWERING,
    "idea-decide": LEADING,
    "idea-messages": ANSWERING,
    "idea-tell": ANSWERING,
    "knowledge": EVERYONE,
    "article-new": ANSWERING,
    "article": EVERYONE,
    "article-edit": ANSWERING,
    "article-submit": ANSWERING,
    "article-review": LEADING,
    "article-version": EVERYONE,
    "queries": LISTENING,
    "query-new": LISTENING,
    "query-try": LISTENING,
    "query": LISTENING,
    "query-active": LISTENING,
    "attachment": EVERYONE,
    "sources": LISTENING,
    "source-new": LEADING,
    "source": LISTENING,
    "source-edit": LEADING,
    "source-doctor": LEADING,
    "source-state": LEADING,
    "source-retry": LEADING,
    "source-rejects": LISTENING,
    "people": EVERYONE,
    "duty": ANSWERING,
    "duty-plan": LEADING,
    "duty-cancel": LEADING,
    "settings": ADMINISTERING,
    "holidays": ADMINISTERING,
    "holiday-add": ADMINISTERING,
    "holiday-remove": ADMINISTERING,
    "hooks": ADMINISTERING,
    "hook-settings": ADMINISTERING,
    "hook-remove": ADMINISTERING,
    "hook-replay": ADMINISTERING,
    "tokens": ADMINISTERING,
    "token-revoke": ADMINISTERING,
    "audit-log": ADMINISTERING,
    "settings-add": ADMINISTERING,
    "settings-role": ADMINISTERING,
}
ANYONE = {"sign-in", "sign-out", "first-run", "healthz", "hook", "api-document", "api-nowhere"}
SIGNED_IN = {"home", "me", "me-password"}


def addresses(
    patterns: list[URLPattern | URLResolver] | None = None, prefix: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    """(name, address with made-up values, pattern) of everything that the resolver knows."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        path = prefix + _filled(pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, path)
        else:
            yield pattern.name or "", "/" + path, pattern


def _filled(pattern: URLPattern | URLResolver) -> str:
    path = str(pattern.pattern)
    for name, converter in pattern.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower()
        value = "house" if name == "workspace" else VALUES.get(name, "1")
        path = path.replace(f"<{kind}:{name}>", value)
        path = path.replace(f"<{kind if kind != 'string' else 'str'}:{name}>", value)
    assert "<" not in path, f"give {path} a value here"
    return path


ALL = list(addresses())
OF_A_WORKSPACE = [(name, path) for name, path, _pattern in ALL if path.startswith("/w/")]
# Programs show a token there; tests/api walks them.
OF_PROGRAMS = {name for name, path, _pattern in ALL if path.startswith("/api/v1/w/")}
OF_A_PERSON = [(name, path) for name, path, _pattern in ALL if name in SIGNED_IN]


def test_every_view_says_who_may_open_it():
    assert [path for _name, path, pattern in ALL if rule_of(pattern.callback) is None] == []


def test_every_address_is_on_the_list_of_those_meant():
    named = {name for name, _path, _pattern in ALL} - OF_PROGRAMS
    assert named == set(ROLES) | ANYONE | SIGNED_IN


@pytest.mark.parametrize(("name", "path"), OF_A_WORKSPACE)
def test_the_rule_of_a_workspace_address_is_the_one_meant(name: str, path: str):
    pattern = next(pattern for _name, one, pattern in ALL if one == path)
    assert rule_of(pattern.callback).roles == ROLES[name]


@pytest.mark.parametrize(("name", "path"), OF_A_WORKSPACE + OF_A_PERSON)
def test_nobody_is_sent_to_sign_in(client: Client, cast: Cast, name: str, path: str):
    for response in (client.get(path), client.post(path)):
        assert response.status_code == 302
        assert response.headers["Location"] == f"/sign-in/?next={path}"


@pytest.mark.parametrize(("name", "path"), OF_A_WORKSPACE)
def test_a_stranger_finds_nothing(client: Client, cast: Cast, name: str, path: str):
    client.force_login(cast.stranger, "django.contrib.auth.backends.ModelBackend")
    assert (client.get(path).status_code, client.post(path).status_code) == (404, 404)
    elsewhere = path.replace("/w/house/", "/w/no-such-place/")
    assert client.get(elsewhere).status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_a_role_opens_what_it_may_and_is_refused_the_rest(client: Client, cast: Cast, role: Role):
    client.force_login(cast.people[role], "django.contrib.auth.backends.ModelBackend")
    refused = {
        name
        for name, path in OF_A_WORKSPACE
        if client.get(path).status_code == 403 or client.post(path).status_code == 403
    }
    assert refused == {name for name, roles in ROLES.items() if role not in roles}


def test_a_fragment_is_told_to_sign_in_as_a_whole_page(client: Client, cast: Cast):
    response = client.get(
        "/w/house/inbox/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/w/"}
    )
    assert (response.status_code, response.headers["HX-Redirect"]) == (
        204,
        "/sign-in/?next=/w/",
    )


def test_somebody_put_out_of_the_workspace_is_a_stranger(client: Client, cast: Cast):
    from firebell.accounts import actions

    client.force_login(cast.teammate, "django.contrib.auth.backends.ModelBackend")
    assert client.get("/w/house/").status_code == 200
    actions.leave(cast.house, cast.teammate, by=cast.administrator)
    assert client.get("/w/house/").status_code == 302  # signed out
    client.force_login(cast.teammate, "django.contrib.auth.backends.ModelBackend")
    assert client.get("/w/house/").status_code == 404


def test_a_change_needs_the_token_of_the_form(cast: Cast):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.agent, "django.contrib.auth.backends.ModelBackend")
    response = strict.post("/w/house/people/duty/", {"on": "1"})
    assert response.status_code == 403
    assert "This form was too old to be sent" in response.text
