"""The OpenAPI 3.1 document of everything in `endpoints`, drawn from the types that check each call:
it cannot say other than what is done."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any

import msgspec

from firebell import __version__
from firebell.accounts.enums import EVERYONE, Role
from firebell.api import problems
from firebell.api.endpoints import RESOURCES, by_address
from firebell.api.examples import example_of
from firebell.api.operations import Operation
from firebell.api.reading import KEY_HEADER

ROOT = "/api/v1/w/{workspace}/"
REF = "#/components/schemas/{name}"
Json = dict[str, Any]
_PLACE = re.compile(r"<(?P<kind>\w+):(?P<name>\w+)>")
_OF_A_PAGE = re.compile(r"\bPage_(\w+?)_(?=\")")
_PLACES = {
    "number": "Number of a case",
    "word": "Id of a word",
    "promise": "Id of a promise",
    "reply": "Id of an answer",
    "queue": "Id of a queue",
    "text": "Id of a text",
    "user": "Id of a person",
    "article": "Id of an article",
    "version": "Number of a version",
    "complaint": "Number of a complaint",
    "cause": "Id of a root cause",
    "offer": "Id of an offer",
    "goodwill": "Id of goodwill",
    "idea": "Number of an idea",
    "ask": "Id of an ask",
    "search": "Id of a search that is kept",
}
_ALWAYS = (problems.NO_TOKEN, problems.NOT_ALLOWED, problems.NOT_FOUND, problems.TOO_MANY)
ABOUT = (
    "Read and work on cases, answer people, keep knowledge, complaints, goodwill and ideas, and "
    "search everything, as the person whose token a program shows. Every call goes through the "
    "same rules as the screens: role, guard, audit log, never unattended. Instants are RFC 3339. "
    "Lists come in pages: follow `next`. Calls that change something carry an `Idempotency-Key` "
    "and can be sent again without fear: within 24 hours the same key and call give the same "
    "answer and are carried out once."
)


@lru_cache(maxsize=1)
def document() -> Json:
    """The whole document as plain data."""
    schemas = _schemas()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "firebell",
            "version": __version__,
            "summary": "The desk, what it knows and what it learns, for other programs",
            "description": ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "tags": [{"name": one.name, "description": one.about} for one in RESOURCES],
        "paths": {
            ROOT + _PLACE.sub(r"{\g<name>}", path): _address(path, methods, schemas)
            for path, methods in by_address().items()
        },
        "components": {
            "schemas": schemas | {"Problem": _PROBLEM},
            "responses": {kind.name: _problem(kind) for kind in problems.KINDS},
            "parameters": {"workspace": _WORKSPACE, "key": _KEY},
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "Made under Settings, Tokens: `Authorization: Bearer fbt_...`",
                }
            },
        },
    }


@lru_cache(maxsize=1)
def document_bytes() -> bytes:
    return msgspec.json.encode(document())


def _operations() -> Iterable[Operation]:
    return (one for methods in by_address().values() for one in methods.values())


def _schemas() -> dict[str, Json]:
    types = [one.body for one in _operations()] + [one.gives for one in _operations()]
    return _drawn([one for one in types if one is not None])[1]


def _schema_of(shape: Any) -> Json:
    """A reference to a schema, or what several are put together with."""
    return _drawn([shape])[0][0]


def _drawn(shapes: Iterable[Any]) -> tuple[list[Json], dict[str, Json]]:
    """A schema for each, and those that they refer to by name. A page of cases is a CasePage."""
    drawn = msgspec.json.schema_components(dict.fromkeys(shapes), ref_template=REF)
    found: tuple[list[Json], dict[str, Json]] = msgspec.json.decode(
        _OF_A_PAGE.sub(r"\1Page", msgspec.json.encode(drawn).decode())
    )
    return found


def _address(path: str, methods: Mapping[str, Operation], schemas: Mapping[str, Json]) -> Json:
    places = [_place(name) for _kind, name in _PLACE.findall(path)]
    return {"parameters": [{"$ref": "#/components/parameters/workspace"}, *places]} | {
        method.lower(): _operation(one, schemas) for method, one in methods.items()
    }


def _place(name: str) -> Json:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": _PLACES[name],
        "schema": {"type": "integer", "minimum": 1},
        "example": 12,
    }


def _operation(one: Operation, schemas: Mapping[str, Json]) -> Json:
    parameters = [*_query(one), *([_KEY_REF] if one.keyed else [])]
    told: Json = {
        "operationId": one.name,
        "tags": [one.resource],
        "summary": one.summary,
        "description": "\n\n".join(
            filter(None, [one.about, f"Scope `{one.scope}`; {_whose(one.roles)}."])
        ),
        "security": [{"token": [str(one.scope)]}],
        "responses": {str(one.status): _success(one, schemas), **_problems(one)},
    }
    if parameters:
        told["parameters"] = parameters
    if one.body is not None:
        schema = _schema_of(one.body)
        media = {"schema": schema, "example": example_of(schema, schemas)}
        told["requestBody"] = {"required": True, "content": {"application/json": media}}
    return told


def _whose(roles: Collection[Role]) -> str:
    """The roles in few words."""
    others = sorted(EVERYONE - set(roles))
    if not others:
        return "any role"
    if len(others) < len(roles):
        return f"any role but {', '.join(others)}"
    return f"roles {', '.join(sorted(roles))}"


def _query(one: Operation) -> list[Json]:
    if one.query is None:
        return []
    shape = _drawn([one.query])[1][one.query.__name__]
    return [
        _parameter(name, schema, required=name in shape.get("required", ()))
        for name, schema in shape["properties"].items()
    ]


def _parameter(name: str, schema: Json, *, required: bool) -> Json:
    kept = {key: value for key, value in schema.items() if key not in ("description", "examples")}
    if "anyOf" in kept:  # an absent one is null to us; nobody sends null in an address
        (kept,) = [kind for kind in kept["anyOf"] if kind != {"type": "null"}]
    told = {"name": name, "in": "query", "required": required, "schema": kept}
    if "description" in schema:
        told["description"] = schema["description"]
    return told


def _success(one: Operation, schemas: Mapping[str, Json]) -> Json:
    if one.gives is None:
        return {"description": "Done; there is nothing to say."}
    schema = _schema_of(one.gives)
    media = {"schema": schema, "example": example_of(schema, schemas, whole=True)}
    return {"description": "Done.", "content": {"application/json": media}}


def _problems(one: Operation) -> dict[str, Json]:
    kinds = list(_ALWAYS)
    if one.body is not None:
        kinds += [problems.NOT_READABLE, problems.TOO_LARGE, problems.NOT_JSON, problems.NOT_VALID]
    if one.query is not None:
        kinds += [problems.NOT_VALID]
    if one.keyed:
        kinds += [problems.NOT_READABLE, problems.REFUSED, problems.NOT_VALID, problems.BUSY]
    return {
        str(kind.status): {"$ref": f"#/components/responses/{kind.name}"}
        for kind in sorted(set(kinds), key=lambda kind: kind.status)
    }


def _problem(kind: problems.Kind) -> Json:
    example = {"type": kind.type, "title": kind.title, "status": kind.status, "detail": "..."}
    if kind in (problems.NOT_VALID,):
        example["errors"] = [{"pointer": "/words/1", "detail": "Expected `int`, got `str`"}]
    schema = {"$ref": REF.format(name="Problem")}
    return {
        "description": f"{kind.title}. {kind.about}",
        "content": {problems.MEDIA_TYPE: {"schema": schema, "example": example}},
    }


_WORKSPACE: Json = {
    "name": "workspace",
    "in": "path",
    "required": True,
    "description": "The workspace's name in its addresses",
    "schema": {"type": "string"},
    "example": "acme",
}
_KEY: Json = {
    "name": KEY_HEADER,
    "in": "header",
    "required": True,
    "description": "A new text for each new call, such as a UUID; the same one to send it again",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
    "example": "6f1c1ad0-3f0e-4d53-9a56-0b9a4f2d9d4e",
}
_KEY_REF: Json = {"$ref": "#/components/parameters/key"}
_PROBLEM: Json = {
    "title": "Problem",
    "description": "RFC 9457: why a call did not get what it asked for.",
    "type": "object",
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "This time, in words"},
        "errors": {
            "type": "array",
            "description": "Each place that is wrong",
            "items": {
                "type": "object",
                "properties": {
                    "pointer": {"type": "string", "description": "Into the body (RFC 6901)"},
                    "parameter": {"type": "string", "description": "Of the address"},
                    "header": {"type": "string"},
                    "detail": {"type": "string"},
                },
                "required": ["detail"],
            },
        },
        "verdict": {"enum": ["warn", "approve", "block"], "description": "Of the guard"},
        "reasons": {"type": "array", "items": {"type": "string"}},
        "better": {"type": "string"},
    },
    "required": ["type", "title", "status", "detail"],
}
