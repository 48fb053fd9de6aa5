"""What each field accepts, and how its value is read from a token."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Callable

from firebell.core.desk.case_states import State
from firebell.core.query.ast import (
    About,
    AboutName,
    Comparison,
    Field,
    FieldName,
    Measure,
    MeasureName,
    number_text,
)
from firebell.core.query.errors import Problem, QueryError
from firebell.core.query.folding import fold, fold_tags, fold_value
from firebell.core.query.lexer import Token
from firebell.core.query.moments import is_moment
from firebell.core.schema import InteractionKind, Sentiment

FIELDS = (*FieldName, *MeasureName)
SEARCH_FIELDS = (*FIELDS, *AboutName)
HAS = ("link", "image", "video")
KINDS = tuple(InteractionKind)
# What else a search can tell apart: a colleague's note, and what our own people wrote in public.
NOTE, OURS = "note", "ours"
SEARCH_KINDS = (*KINDS, NOTE, OURS)
OPEN, CLOSED = "open", "closed"
STATES = (*State, OPEN, CLOSED)
MAY_GO_ON = frozenset({FieldName.AUTHOR, FieldName.HASHTAG, FieldName.MENTION})
SHORTEST_PREFIX = 2  # letters before a star

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_SITE = re.compile(r"[^\s/:?#@]+\.[^\s/:?#@.]+")
_NUMBER = re.compile(r"(<=|>=|<|>|=)?(\d{1,15}(?:\.\d{1,6})?)")
_LIMITS = {MeasureName.RATING: (1.0, 5.0), MeasureName.FOLLOWERS: (0.0, math.inf)}


def read_field(token: Token, *, search: bool = False) -> Field | Measure | About:
    """The condition of a token of kind FIELD. Raises QueryError."""
    known = SEARCH_FIELDS if search else FIELDS
    if token.name not in known:
        raise _unknown(token, known)
    if not token.content or token.content == "*":
        expected = _EXPECTED[token.name]
        raise _bad(token, f"After {token.name}: comes {expected}, without a space.", expected)
    if token.name in tuple(MeasureName):
        return _measure(token, MeasureName(token.name))
    if token.name in tuple(AboutName):
        return _about(token, AboutName(token.name))
    if search and token.name == FieldName.IS and token.content.lower() in (NOTE, OURS):
        return Field(FieldName.IS, token.content.lower(), span=token.span)
    return read_text_field(token, FieldName(token.name), token.content)


def read_text_field(token: Token, name: FieldName, written: str) -> Field:
    """`written` as the value of field `name`; also for #hashtag and @mention. Raises QueryError."""
    prefix = written.endswith("*") and not token.quoted
    value = written[:-1] if prefix else written
    if "*" in value:
        raise _bad(token, "A * can only stand at the end of a value.", "a value without a * in it")
    if prefix and name not in MAY_GO_ON:
        raise _bad(token, f"{name}: takes no *. Write the whole value.", _EXPECTED[name])
    value = _READ[name](token, value)
    if prefix and len(fold(value)) < SHORTEST_PREFIX:
        raise too_short(token)
    return Field(name, value, prefix, token.span)


def too_short(token: Token) -> QueryError:
    """The error for a star after too few letters."""
    return QueryError(
        Problem.BAD_PREFIX,
        f"A * needs at least {SHORTEST_PREFIX} letters or digits before it.",
        start=token.start,
        end=token.end,
        found=token.text,
        expected=f"at least {SHORTEST_PREFIX} letters or digits, then *",
    )


def _handle(token: Token, value: str) -> str:
    value = value.lstrip("@")
    if not fold_value(value) or not fold(value):
        raise _bad(token, "A handle needs at least one letter or digit.", "a handle")
    return value


def _mention(token: Token, value: str) -> str:
    value = _handle(token, value)
    if " " in fold_tags(value).strip() or "#" in value:
        raise _bad(token, f"{value} is not one handle. Write one name without spaces.", "a handle")
    return value


def _hashtag(token: Token, value: str) -> str:
    value = value.removeprefix("#")
    folded = fold_tags(value).strip()
    if not folded or re.search(r"[\s#@.\-]", folded) or not fold(value):
        message = "A hashtag is one run of letters and digits. Write it without spaces and signs."
        raise _bad(token, message, "a hashtag, such as hashtag:fail")
    return value


def _language(token: Token, value: str) -> str:
    value = value.lower()
    if not _LANGUAGE.fullmatch(value):
        message = f"{value} is no language code. Write two letters, such as lang:en or lang:no."
        raise _bad(token, message, "a language code of two letters")
    return value


def _channel(token: Token, value: str) -> str:
    if not fold_value(value):
        raise _bad(token, "A channel's name needs at least one letter.", "a channel's name")
    return value


def _site(token: Token, value: str) -> str:
    value = value.lower()
    if not _SITE.fullmatch(value):
        message = f"{value} is no site. Write a name such as site:example.com, without a path."
        raise _bad(token, message, "the name of a site, such as example.com")
    return value


def _url(token: Token, value: str) -> str:
    if len(value.strip()) < 3 or " " in value:
        message = "Write at least three characters of the address, without spaces."
        raise _bad(token, message, "part of an address")
    return value


def _choice(*choices: str) -> Callable[[Token, str], str]:
    def read(token: Token, value: str) -> str:
        if value.lower() in choices:
            return value.lower()
        message = f"{token.name}: knows {', '.join(choices)}; not {value}.{_meant(value, choices)}"
        raise _bad(token, message, f"one of {', '.join(choices)}")

    return read


_READ: dict[FieldName, Callable[[Token, str], str]] = {
    FieldName.AUTHOR: _handle,
    FieldName.LANG: _language,
    FieldName.CHANNEL: _channel,
    FieldName.SITE: _site,
    FieldName.URL: _url,
    FieldName.HASHTAG: _hashtag,
    FieldName.MENTION: _mention,
    FieldName.HAS: _choice(*HAS),
    FieldName.IS: _choice(*KINDS),
}


def _case(token: Token, value: str) -> str:
    number = value.removeprefix("#")
    if not re.fullmatch(r"[1-9]\d{0,8}", number, re.ASCII):
        raise _bad(token, "case: takes the number of a case, as in case:1042.", _EXPECTED["case"])
    return number


def _named(token: Token, value: str) -> str:
    if not fold_value(value):
        raise _bad(token, f"{token.name}: takes a name.", _EXPECTED[token.name])
    return value


def _owner(token: Token, value: str) -> str:
    if not fold_value(value):
        raise _bad(token, "owner: takes me, nobody, or a colleague's name.", _EXPECTED["owner"])
    return value


def _moment(token: Token, value: str) -> str:
    if is_moment(value.lower()):
        return value.lower()
    message = (
        f"{value} is no time. Write a day such as 2026-03-01, a month such as 2026-03, "
        "today, or how long ago, such as 7d."
    )
    raise _bad(token, message, _EXPECTED["after"])


_READ_ABOUT: dict[AboutName, Callable[[Token, str], str]] = {
    AboutName.CASE: _case,
    AboutName.TAG: _named,
    AboutName.QUEUE: _named,
    AboutName.STATE: _choice(*STATES),
    AboutName.OWNER: _owner,
    AboutName.SENTIMENT: _choice(*Sentiment),
    AboutName.BEFORE: _moment,
    AboutName.AFTER: _moment,
}


def _about(token: Token, name: AboutName) -> About:
    if "*" in token.content:
        raise _bad(token, f"{name}: takes no *. Write the whole value.", _EXPECTED[name])
    return About(name, _READ_ABOUT[name](token, token.content), token.span)


_EXPECTED: dict[str, str] = {
    "author": "a handle",
    "lang": "a language code such as en",
    "channel": "a channel's name",
    "site": "a site such as example.com",
    "url": "part of an address",
    "hashtag": "a hashtag",
    "mention": "a handle",
    "has": f"one of {', '.join(HAS)}",
    "is": f"one of {', '.join(KINDS)}",
    "rating": "a number from 1 to 5, such as <=2",
    "followers": "a number, such as >=1000",
    "case": "a case's number",
    "tag": "a tag of a case",
    "queue": "the name of a queue",
    "state": f"one of {', '.join(STATES)}",
    "owner": "me, nobody, or a colleague's name",
    "sentiment": f"one of {', '.join(Sentiment)}",
    "before": "a day such as 2026-03-01, or how long ago, such as 7d",
    "after": "a day such as 2026-03-01, or how long ago, such as 7d",
}


def _measure(token: Token, name: MeasureName) -> Measure:
    read = _NUMBER.fullmatch(token.content)
    if read is None:
        message = f"{token.name}: takes a number with <, <=, =, >= or > before it."
        raise _bad(token, message, _EXPECTED[name])
    number, (low, high) = float(read[2]), _LIMITS[name]
    if not low <= number <= high:
        message = f"{token.name}: goes from {number_text(low)} to {number_text(high)}."
        raise _bad(token, message, _EXPECTED[name])
    if name is MeasureName.FOLLOWERS and number != int(number):
        raise _bad(token, "followers: takes a whole number.", _EXPECTED[name])
    return Measure(name, Comparison(read[1] or "="), number, token.span)


def _unknown(token: Token, known: tuple[str, ...]) -> QueryError:
    return QueryError(
        Problem.UNKNOWN_FIELD,
        f"There is no field {token.name}:.{_meant(token.name, known)} "
        "To look for the text itself, put it in quotation marks.",
        start=token.start,
        end=token.start + len(token.name) + 1,
        found=f"{token.name}:",
        expected=f"one of {', '.join(f'{name}:' for name in known)}",
    )


def _meant(value: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(value.lower(), known, n=1)
    return f" Did you mean {close[0]}?" if close else ""


def _bad(token: Token, message: str, expected: str) -> QueryError:
    return QueryError(
        Problem.BAD_VALUE,
        message,
        start=token.start,
        end=token.end,
        found=token.text,
        expected=expected,
    )
