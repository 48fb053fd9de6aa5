"""What came with a call, as the types that the operation asks for; or a problem that names the
place. Nothing beyond this file sees unchecked data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.http.request import RawPostDataException

from firebell.api.problems import (
    NOT_JSON,
    NOT_READABLE,
    TOO_LARGE,
    Problem,
    not_valid,
    wrong_header,
    wrong_parameter,
)

_PLACED = re.compile(r"(?P<said>.*) - at `\$(?P<place>.*)`", re.DOTALL)
_FIELD = re.compile(r"Object (?:contains unknown|missing required) field `(?P<name>.*)`", re.DOTALL)
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
_KEY = re.compile(r"[\x21-\x7e]{1,200}")
KEY_HEADER = "Idempotency-Key"


def body_bytes(request: HttpRequest) -> bytes:
    body: bytes | None
    try:
        body = request.body
    except RequestDataTooBig:
        body = None
    except (RawPostDataException, OSError):
        raise Problem(NOT_READABLE, "the body broke off") from None
    # One that did not say how long it is was read in any case.
    if body is None or len(body) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        raise Problem(TOO_LARGE, f"a call may have at most {most:,} bytes")
    return body


def body_of(request: HttpRequest, shape: Any) -> Any:
    """The JSON body as `shape`."""
    kind = request.content_type or ""
    if kind != "application/json" and not (kind.startswith("application/") and "+json" in kind):
        raise wrong_header(NOT_JSON, "Content-Type", f"{kind[:100] or 'nothing'} is not JSON")
    try:
        given = msgspec.json.decode(body_bytes(request))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Problem(NOT_READABLE, f"the body is no JSON: {error}") from error
    except RecursionError:
        raise Problem(NOT_READABLE, "the body is nested too deeply") from None
    for pointer in _nulls(given, ""):
        raise not_valid(pointer, "a text may not hold the character NUL")
    try:
        return msgspec.convert(given, shape)
    except msgspec.ValidationError as error:
        pointer, said = placed(error)
        raise not_valid(pointer, said) from error


def query_of(request: HttpRequest, shape: Any) -> Any:
    """The parameters of the address as `shape`; an empty one counts as not given."""
    given = {name: value for name, value in request.GET.dict().items() if value}
    for pointer in _nulls(given, ""):
        raise wrong_parameter(pointer.lstrip("/"), "it may not hold the character NUL")
    try:
        return msgspec.convert(given, shape, strict=False)
    except msgspec.ValidationError as error:
        pointer, said = placed(error)
        raise wrong_parameter(pointer.lstrip("/"), said) from error


def key_of(request: HttpRequest) -> str:
    """What makes this call one that is never carried out twice."""
    given = request.headers.get(KEY_HEADER, "").strip()
    key = given[1:-1] if len(given) > 2 and given[0] == given[-1] == '"' else given
    if not key:
        said = "calls that change something need one: any new text of your own, such as a UUID"
        raise wrong_header(NOT_READABLE, KEY_HEADER, said)
    if not _KEY.fullmatch(key):
        raise wrong_header(NOT_READABLE, KEY_HEADER, "at most 200 characters of ASCII, no spaces")
    return key


def placed(error: msgspec.ValidationError) -> tuple[str, str]:
    """A JSON pointer to what is wrong, and what is wrong there."""
    found = _PLACED.fullmatch(str(error))
    said, place = (found["said"], found["place"]) if found else (str(error), "")
    steps = [name or number for name, number in _STEP.findall(place)]
    if field := _FIELD.fullmatch(said):
        steps.append(field["name"])
    return "".join(f"/{escaped(step)}" for step in steps), said


def escaped(step: str) -> str:
    """A step of a JSON pointer (RFC 6901)."""
    return step.replace("~", "~0").replace("/", "~1")


def _nulls(given: Any, pointer: str) -> Iterator[str]:
    """Where a text holds NUL, which PostgreSQL keeps in no text."""
    match given:
        case str() if "\0" in given:
            yield pointer
        case dict():
            for key, value in given.items():
                inner = f"{pointer}/{escaped(str(key))}"
                yield from [inner] if "\0" in str(key) else _nulls(value, inner)
        case list():
            for number, value in enumerate(given):
                yield from _nulls(value, f"{pointer}/{number}")
