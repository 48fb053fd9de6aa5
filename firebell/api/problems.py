"""What a program is told when it does not get what it asked for, in one form: RFC 9457.

`type` leads to this kind's description in our own OpenAPI document. `errors` names each place that
is wrong: a `pointer` into the body (RFC 6901), a `parameter` of the address or a `header`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from django.http import HttpResponse

MEDIA_TYPE = "application/problem+json"
DOCUMENT = "/api/v1/openapi.json"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem. `name` and `status` never change; `about` is for the reference."""

    name: str
    status: int
    title: str
    about: str

    @property
    def type(self) -> str:
        return f"{DOCUMENT}#/components/responses/{self.name}"


NOT_READABLE = Kind(
    "not-readable", 400, "The request cannot be read", "Broken JSON, or a header that is missing."
)
NO_TOKEN = Kind("no-token", 401, "A token is needed", "There is none, or it opens nothing.")
NOT_ALLOWED = Kind(
    "not-allowed", 403, "Not allowed", "The token lacks the scope, or its person the role."
)
NOT_FOUND = Kind(
    "not-found", 404, "There is no such thing", "Or it belongs to a workspace that is not yours."
)
NO_SUCH_METHOD = Kind(
    "no-such-method", 405, "Not with this method", "`Allow` says which methods there are."
)
REFUSED = Kind(
    "refused",
    409,
    "The desk does not do this now",
    "`detail` says why, for a person, in the language of `Accept-Language`. Nothing was done. "
    "Where it was the guard, the type is `guard`.",
)
GUARD = Kind(
    "guard",
    409,
    "The guard does not let this out",
    "`verdict` is warn, approve or block, `reasons` say why, `better` what to write instead. "
    "A warning passes with an `override_reason`.",
)
TOO_LARGE = Kind("too-large", 413, "Too large", "More bytes than a call may have.")
NOT_JSON = Kind("not-json", 415, "Only JSON is taken", "Send `Content-Type: application/json`.")
NOT_VALID = Kind(
    "not-valid", 422, "Something in it is wrong", "`errors` names the place and says what."
)
KEY_USED = Kind(
    "key-used",
    422,
    "This key was used for another call",
    "Take a new `Idempotency-Key` for each new call.",
)
TOO_MANY = Kind("too-many", 429, "Too many calls", "Wait for as long as `Retry-After` says.")
BROKEN = Kind("broken", 500, "Something broke", "It is in our log. Nothing was done.")
BUSY = Kind(
    "busy",
    503,
    "The store is busy",
    "Send the same call again, with the same key, after `Retry-After`.",
)
KINDS = (
    NOT_READABLE,
    NO_TOKEN,
    NOT_ALLOWED,
    NOT_FOUND,
    NO_SUCH_METHOD,
    REFUSED,
    GUARD,
    TOO_LARGE,
    NOT_JSON,
    NOT_VALID,
    KEY_USED,
    TOO_MANY,
    BROKEN,
    BUSY,
)


class Problem(Exception):  # noqa: N818 - named as the standard names it
    """The call ends here; `more` are members of the answer beside the standard's."""

    def __init__(
        self,
        kind: Kind,
        detail: str,
        *,
        errors: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(detail)
        self.kind, self.detail, self.errors = kind, detail, errors
        self.headers, self.more = dict(headers or {}), more

    def body(self) -> str:
        told: dict[str, Any] = {
            "type": self.kind.type,
            "title": self.kind.title,
            "status": self.kind.status,
            "detail": self.detail,
        }
        if self.errors:
            told["errors"] = list(self.errors)
        return msgspec.json.encode(told | self.more).decode()

    def response(self) -> HttpResponse:
        return HttpResponse(
            self.body(), MEDIA_TYPE, status=self.kind.status, headers=dict(self.headers)
        )


def not_valid(pointer: str, detail: str) -> Problem:
    """One wrong place of the body, by its JSON pointer."""
    return Problem(NOT_VALID, detail, errors=[{"pointer": pointer, "detail": detail}])


def wrong_parameter(name: str, detail: str) -> Problem:
    return Problem(NOT_VALID, detail, errors=[{"parameter": name, "detail": detail}])


def wrong_header(kind: Kind, name: str, detail: str) -> Problem:
    return Problem(kind, detail, errors=[{"header": name, "detail": detail}])


def not_found(what: str) -> Problem:
    return Problem(NOT_FOUND, f"there is no such {what} here")
