"""Whatever is sent, the answer is one of ours, in our form, and names the place."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firebell.api.endpoints import operations
from firebell.api.examples import example_of
from firebell.api.openapi import document
from firebell.api.operations import Operation
from firebell.desk.models import Case, Note
from tests.api.calling import Program
from tests.cast import Cast
from tests.desk.posts import Posts

EACH = list(operations())
HOSTILE = [
    "\0",
    "a\0b",
    "\u202e{{ 7*7 }}<script>alert(1)</script>",
    "x" * 100_000,
    "9999-12-31T23:59:59-14:00",
    "0001-01-01T00:00:00+14:00",
    "2026-02-30T00:00:00Z",
    "' OR 1=1 --",
    -1,
    0,
    2**31,
    2**53,
    2**63,
    10**400,
    1.5,
    1e308,
    True,
    None,
    [],
    {},
    [[[[[]]]]],
    {"a": {"b": "\0"}},
]


def path_of(one: Operation, number: int = 1) -> str:
    return re.sub(r"<int:\w+>", str(number), one.path)


def example(one: Operation) -> dict:
    path = "/api/v1/w/{workspace}/" + re.sub(r"<int:(\w+)>", r"{\1}", one.path)
    told = document()["paths"][path][one.method.lower()]
    schema = told["requestBody"]["content"]["application/json"]["schema"]
    found = example_of(schema, document()["components"]["schemas"], whole=True)
    return json.loads(json.dumps(found))


def assert_ours(response, about) -> None:
    assert response.status_code < 500, (about, response.text[:300])
    if response.status_code >= 400:
        assert response.headers["Content-Type"] == "application/problem+json", about
        told = response.json()
        assert {"type", "title", "status", "detail"} <= told.keys(), about
        assert told["status"] == response.status_code
    assert response.headers["Cache-Control"] == "no-store"


@pytest.fixture
def administrator(cast: Cast) -> Program:
    posts = Posts(cast.house.pk)
    posts.say("ann")
    posts.say("bob", minute=1)
    return Program(cast.house, cast.administrator)


@pytest.mark.parametrize(
    "one", [one for one in EACH if one.body is not None], ids=lambda one: one.name
)
def test_each_field_of_each_body_with_everything_bad(administrator: Program, one: Operation):
    for field in example(one):
        for value in HOSTILE:
            sent = example(one) | {field: value}
            response = administrator.call(one.method, path_of(one), sent)
            assert_ours(response, (one.name, field, str(value)[:40]))


@pytest.mark.parametrize(
    "one", [one for one in EACH if one.query is not None], ids=lambda one: one.name
)
def test_each_parameter_with_everything_bad(administrator: Program, one: Operation):
    for name in one.query.__struct_fields__:
        for value in ("\0", "x" * 5_000, "-1", "0", str(2**63), "1.5", "æøå\u202e", "null", "[]"):
            response = administrator._client.generic(
                one.method,
                administrator.base + path_of(one),
                headers=administrator._headers() | {"Idempotency-Key": f"{name}{value!r}"[:99]},
                query_params={name: value},
            )
            assert_ours(response, (one.name, name, value[:40]))
    unknown = administrator._client.generic(
        one.method, administrator.base + path_of(one) + "?no-such=1",
        headers=administrator._headers() | {"Idempotency-Key": "k"},
    )  # fmt: skip
    if one.method == "GET":
        assert unknown.json()["errors"][0]["parameter"] == "no-such"


@pytest.mark.parametrize("number", [0, 2**31 - 1, 2**31, 2**63 - 1, 2**63, 10**60])
def test_numbers_of_addresses_that_nothing_has(administrator: Program, number: int):
    for one in EACH:
        if "<int" in one.path:
            sent = example(one) if one.body is not None else None
            response = administrator.call(one.method, path_of(one, number), sent)
            assert_ours(response, (one.name, number))
            assert response.status_code in (404, 422), (one.name, number)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b" ", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b'{"text": "\xff"}', 400),
        (b'{"text": "\\ud800"}', 400),
        (b'{"text": NaN}', 400),
        (b"[" * 100_000, 400),
        (b'{"text": ' + b"[" * 5_000 + b"]" * 5_000 + b"}", 400),
        (b"[]", 422),
        (b'"text"', 422),
        (b'{"text": "a", "text": 5}', 422),
        (b'{"text": "' + b"x" * 3_000_000 + b'"}', 413),
    ],
)
def test_bodies_that_are_none(administrator: Program, body: bytes, status: int):
    response = administrator.post("cases/1/notes", body)
    assert_ours(response, body[:40])
    assert response.status_code == status
    assert not Note.objects.exists()


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "", "x" * 500])
def test_only_json_is_taken(administrator: Program, kind: str):
    response = administrator._client.generic(
        "POST",
        administrator.base + "cases/1/notes",
        b'{"text": "x"}',
        content_type=kind,
        headers=administrator._headers() | {"Idempotency-Key": "k"},
    )
    assert response.status_code == 415
    assert response.json()["errors"][0]["header"] == "Content-Type"


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=80), key=st.text(max_size=20))
def test_any_bytes_at_all(administrator: Program, body: bytes, key: str):
    response = administrator.post("cases/1/dismiss", body, key=key.replace("\n", "").strip())
    assert_ours(response, body)
    assert Case.objects.filter(closed_at__isnull=True).count() == 2


def test_places_are_json_pointers(administrator: Program):
    for body, pointer in (
        ({"public": True, "answers": [{"case": 1, "text": "x"}, {"case": "x"}]}, "/answers/1/case"),
        ({"public": True, "answers": [{"case": 1}]}, "/answers/0/text"),
        ({"public": True, "answers": [{"case": 1, "text": "x"}], "a/b~c": 1}, "/a~1b~0c"),
        ({"public": True, "answers": [{"case": 1, "text": "a\0"}]}, "/answers/0/text"),
    ):
        response = administrator.post("cases/1/parts/answers", body)
        assert response.status_code == 422
        assert response.json()["errors"][0]["pointer"] == pointer, response.text


def test_what_strangers_wrote_stays_text(administrator: Program, cast: Cast):
    Posts(cast.house.pk).say("<b>eve</b>", "</script><script>alert(1)</script>")
    response = administrator.get("cases")
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert any("alert(1)" in one["title"] for one in response.json()["items"])
