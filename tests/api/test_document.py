"""The OpenAPI document is valid, says what is done, and its examples are examples."""

from __future__ import annotations

import re

import jsonschema
import msgspec
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from openapi_spec_validator import OpenAPIV31SpecValidator

from firebell import __version__
from firebell.api.endpoints import by_address, operations
from firebell.api.examples import example_of
from firebell.api.openapi import document
from firebell.api.operations import Operation
from firebell.api.problems import KINDS
from firebell.api.reading import placed
from tools.api_reference import PAGE, page

EACH = list(operations())
ASKING = [one for one in EACH if one.body is not None]
INSTANTS = ("2026-03-02T09:15:00Z", "2026-03-02T09:15:00", "yesterday", "9999-12-31T23:59:59-14:00")


def names(one: Operation) -> str:
    return one.name


def told(one: Operation) -> dict:
    path = "/api/v1/w/{workspace}/" + re.sub(r"<int:(\w+)>", r"{\1}", one.path)
    return document()["paths"][path][one.method.lower()]


def schema_of(media: dict) -> dict:
    """With everything that it refers to, so that it can be checked against."""
    return media["schema"] | {"components": document()["components"]}


def test_it_is_served_to_anybody_and_says_nothing_of_any_workspace(db):
    response = Client().get("/api/v1/openapi.json")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    assert "public" in response.headers["Cache-Control"]
    assert response.json() == document()
    assert document()["info"]["version"] == __version__


def test_it_is_valid():
    found = list(OpenAPIV31SpecValidator(document()).iter_errors())
    assert found == []


def test_it_tells_every_operation_once():
    ids = [
        one["operationId"]
        for address in document()["paths"].values()
        for method, one in address.items()
        if method != "parameters"
    ]
    assert sorted(ids) == sorted(one.name for one in EACH)
    assert len(document()["paths"]) == len(by_address())


def test_every_operation_says_what_it_does_and_asks_for():
    for one in EACH:
        said = told(one)
        assert said["summary"].endswith("."), one.name
        assert f"Scope `{one.scope}`" in said["description"], one.name
        assert said["security"] == [{"token": [str(one.scope)]}]
        assert {"$ref": "#/components/parameters/key"} in said.get(
            "parameters", []
        ) or not one.keyed


def test_every_kind_of_problem_is_told_where_its_type_leads():
    responses = document()["components"]["responses"]
    for kind in KINDS:
        path, _, pointer = kind.type.partition("#/")
        assert path == "/api/v1/openapi.json"
        found = document()
        for step in pointer.split("/"):
            found = found[step]
        assert found == responses[kind.name]


def test_names_of_schemas_are_plain():
    strange = [one for one in document()["components"]["schemas"] if not re.fullmatch(r"\w+", one)]
    assert strange == []


@pytest.mark.parametrize("one", ASKING, ids=names)
def test_the_example_of_a_request_is_one(one: Operation):
    media = told(one)["requestBody"]["content"]["application/json"]
    msgspec.convert(media["example"], one.body)
    jsonschema.Draft202012Validator(schema_of(media)).validate(media["example"])


@pytest.mark.parametrize("one", [one for one in EACH if one.gives is not None], ids=names)
def test_the_example_of_an_answer_is_one(one: Operation):
    media = told(one)["responses"][str(one.status)]["content"]["application/json"]
    msgspec.convert(media["example"], one.gives)
    jsonschema.Draft202012Validator(schema_of(media)).validate(media["example"])


# Of what strangers send, and the largest and smallest of what fits.
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 200),
    st.sampled_from([2**31, 2**53, -(2**63), 10**30]),
    st.text(max_size=50),
    st.sampled_from(["x" * 41, "x" * 81, "x" * 301, "claim", "send", "sentiment"]),
    st.sampled_from(INSTANTS),
    st.lists(st.integers(0, 3), max_size=3),
    st.dictionaries(st.sampled_from(["text", "case", "a"]), st.integers(0, 3), max_size=2),
)


@st.composite
def spoilt(draw, one: Operation):
    """A request's example with something in it replaced, added or left out."""
    media = told(one)["requestBody"]["content"]["application/json"]
    sent = example_of(media["schema"], document()["components"]["schemas"], whole=True)
    for _ in range(draw(st.integers(0, 3))):
        key = draw(st.sampled_from([*sent, "unknown"]))
        if draw(st.booleans()):
            sent[key] = draw(ODD)
        else:
            sent.pop(key, None)
        if not sent:
            break
    return sent


@pytest.mark.parametrize("one", ASKING, ids=names)
def test_what_the_document_allows_is_what_is_taken(one: Operation):
    media = told(one)["requestBody"]["content"]["application/json"]
    checker = jsonschema.Draft202012Validator(
        schema_of(media), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )

    @given(spoilt(one))
    def agrees(sent):
        try:
            msgspec.convert(sent, one.body)
            taken = True
        except msgspec.ValidationError as error:
            pointer, said = placed(error)
            taken = "out of range" in said  # a time that is well written and never was
            assert said
            assert pointer == "" or pointer.startswith("/")
        assert taken == checker.is_valid(sent), sent

    agrees()


def test_the_reference_page_is_drawn_from_it():
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tools.api_reference"
