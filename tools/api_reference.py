"""Draw docs/reference/api.md from the OpenAPI document.

    python -m tools.api_reference

A test compares the page with the document, so that neither can say what the other does not.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

import django

from tools.catalogues import ROOT

PAGE = ROOT / "docs" / "reference" / "api.md"
METHODS = ("get", "post", "put", "delete")
BOUNDS = {"minimum": "from", "maximum": "to", "minLength": "at least", "maxLength": "at most"}
Json = dict[str, Any]


def page() -> str:
    from firebell.api.openapi import document

    return "\n".join(_lines(document())) + "\n"


def _lines(told: Json) -> Iterator[str]:
    yield "# API"
    yield ""
    yield "<!-- Drawn by `python -m tools.api_reference`; do not edit. -->"
    yield ""
    yield told["info"]["description"]
    yield ""
    yield "The same for programs: `/api/v1/openapi.json` of your firebell. To begin with:"
    yield "[Call the API](../how-to/call-the-api.md). Addresses below stand under"
    yield "`/api/v1/w/<workspace>/`; an asterisk marks what must be sent or is always told."
    yield ""
    yield from _scopes()
    for tag in told["tags"]:
        yield f"## {tag['name'].capitalize()}"
        yield ""
        yield tag["description"]
        yield ""
        for path, method, one in _operations(told, tag["name"]):
            yield from _operation(told, path, method, one)
    yield from _problems(told)
    yield from _schemas(told)


def _scopes() -> Iterator[str]:
    from firebell.api.enums import Scope

    yield "## Scopes"
    yield ""
    yield "| scope | opens |"
    yield "| --- | --- |"
    for scope in Scope:
        yield f"| `{scope.value}` | {scope.label} |"
    yield ""


def _operations(told: Json, tag: str) -> Iterator[tuple[str, str, Json]]:
    for path, address in told["paths"].items():
        for method in METHODS:
            if method in address and tag in address[method]["tags"]:
                yield path.removeprefix("/api/v1/w/{workspace}/"), method, address[method]


def _operation(told: Json, path: str, method: str, one: Json) -> Iterator[str]:
    yield f"### {method.upper()} `{path}`"
    yield ""
    yield f"{one['summary']} {one['description']}".replace("\n\n", " ")
    yield ""
    query = [given for given in one.get("parameters", ()) if given.get("in") == "query"]
    if query:
        yield "Parameters: " + ", ".join(map(_parameter, query)) + "."
        yield ""
    if "requestBody" in one:
        media = one["requestBody"]["content"]["application/json"]
        yield f"Sends {_type(media['schema'])}:"
        yield ""
        yield from _example(media["example"])
    status, answer = next(iter(one["responses"].items()))
    if "content" in answer:
        yield f"Answers {status} with {_type(answer['content']['application/json']['schema'])}."
    else:
        yield f"Answers {status}, with nothing."
    yield ""


def _parameter(given: Json) -> str:
    star = "*" if given["required"] else ""
    more = f": {given['description']}" if "description" in given else ""
    return f"`{given['name']}`{star} ({_type(given['schema'])}{more})"


def _example(example: Any) -> Iterator[str]:
    text = json.dumps(example, ensure_ascii=False, indent=2)
    if len(text) > 1_200:
        text = json.dumps(example, ensure_ascii=False)[:400] + "…"
    for line in text.splitlines():
        yield f"    {line}"
    yield ""


def _problems(told: Json) -> Iterator[str]:
    yield "## Problems"
    yield ""
    yield (
        "What is not done is answered as `application/problem+json`: `type`, `title`, `status`, "
        "`detail`, and `errors` that name each wrong place."
    )
    yield ""
    yield "| type | status | means |"
    yield "| --- | --- | --- |"
    for name, answer in told["components"]["responses"].items():
        status = answer["content"]["application/problem+json"]["example"]["status"]
        yield f"| `{name}` | {status} | {answer['description']} |"
    yield ""


def _schemas(told: Json) -> Iterator[str]:
    yield "## Types"
    for name, schema in sorted(told["components"]["schemas"].items()):
        yield ""
        yield f"### {name}"
        yield ""
        if "description" in schema:
            yield schema["description"].replace("\n", " ").replace("    ", "")
            yield ""
        yield "| field | type | |"
        yield "| --- | --- | --- |"
        for field, inner in schema["properties"].items():
            star = "*" if field in schema.get("required", ()) else ""
            yield f"| `{field}`{star} | {_type(inner)} | {inner.get('description', '')} |"


def _type(schema: Json) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(_type(one) for one in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(f"`{one}`" for one in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    kind = schema.get("format", schema.get("type", "anything"))
    bounds = [
        f"{words} {schema[key]}"
        for key, words in BOUNDS.items()
        if key in schema and schema[key] < 2**31 - 1
    ]
    return " ".join([kind, *bounds])


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firebell.site.settings")
    django.setup()
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
