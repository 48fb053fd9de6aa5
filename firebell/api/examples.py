"""Examples made of a JSON Schema: of each field its own, else its default, else the simplest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]
INSTANT = "2026-03-02T09:15:00Z"


def example_of(schema: Json, known: Mapping[str, Json], *, whole: bool = False) -> Any:
    """Something that the schema takes; `known` are the schemas that it may refer to.

    `whole`: with every field, as an answer has them; else those that are needed or have an example.
    """
    if "$ref" in schema:
        return example_of(known[schema["$ref"].rpartition("/")[2]], known, whole=whole)
    if "examples" in schema:
        return schema["examples"][0]
    if "default" in schema:
        return schema["default"]
    if "const" in schema or "enum" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    if "anyOf" in schema:
        kinds = schema["anyOf"]
        null = {"type": "null"} in kinds and not any("$ref" in one for one in kinds)
        return None if null else example_of(kinds[0], known, whole=whole)
    return _plain(schema, known, whole)


def _plain(schema: Json, known: Mapping[str, Json], whole: bool) -> Any:
    match schema.get("type"):
        case "object":
            return {
                name: example_of(inner, known, whole=whole)
                for name, inner in schema.get("properties", {}).items()
                if whole or name in schema.get("required", ()) or "examples" in inner
            }
        case "array":
            needed = whole or schema.get("minItems", 0)
            return [example_of(schema["items"], known, whole=whole)] if needed else []
        case "string":
            return INSTANT if schema.get("format") == "date-time" else _text(schema)
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return False
    return None


def _text(schema: Json) -> str:
    return "text" if schema.get("minLength", 0) else ""
