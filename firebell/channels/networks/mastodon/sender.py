"""Answers a status with a status.

The server remembers the `Idempotency-Key` of a request for an hour and answers a repeat with the
status that it made before; after that, and whenever the outcome is not known, `find` looks among
our own answers in the thread for one with these very words.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from firebell.channels.budget import Bucket
from firebell.channels.contract import ChannelError, Message, OutcomeUnknownError, SendResult
from firebell.channels.networks.mastodon.config import MastodonConfig
from firebell.channels.networks.mastodon.parse import (
    Status,
    external_id,
    number_of,
    parse_statuses,
    stamped,
)
from firebell.channels.networks.mastodon.reader import LIMITS
from firebell.channels.networks.mastodon.session import Session
from firebell.common import outgoing

MOST_CHARACTERS = 500
CLOCKS = timedelta(minutes=10)  # how far theirs and ours may be apart
PAGE, MOST_PAGES = 40, 10


class MastodonSender:
    """See `firebell.channels.contract.Sender`."""

    def send(self, config: Mapping[str, Any], message: Message) -> SendResult:
        settings = MastodonConfig.read(config)
        text = words(settings, message)
        if len(text) > MOST_CHARACTERS:
            raise ChannelError(
                f"Mastodon takes {MOST_CHARACTERS} characters, this answer has {len(text)} with "
                "the name of whom it answers; shorten it",
                permanent=True,
            )
        form = {"status": text, "visibility": _visibility(settings, message)}
        if message.in_reply_to is not None:
            form["in_reply_to_id"] = _number(settings, message.in_reply_to)
        if message.language:
            form["language"] = message.language
        with outgoing.client() as client:
            session = Session(settings, client, Bucket(LIMITS))
            session.sign_in()
            made = session.tell("/api/v1/statuses", form, {"Idempotency-Key": message.key})
        return _result(settings, made, message.at)

    def find(self, config: Mapping[str, Any], message: Message) -> SendResult | None:
        """None is final in this sense: a repeat under the same key within the hour makes no second
        status, and later an attempt that has not arrived by now arrives no more."""
        settings = MastodonConfig.read(config)
        wanted = _plain(words(settings, message))
        with outgoing.client() as client:
            session = Session(settings, client, Bucket(LIMITS))
            for status in _own_since(session, message.at - CLOCKS):
                if status.row["in_reply_to"] == message.in_reply_to:
                    source = session.get(f"/api/v1/statuses/{status.number}/source", {})
                    said = source.get("text") if isinstance(source, dict) else None
                    if isinstance(said, str) and _plain(said) == wanted:
                        found = str(status.row["external_id"])
                        return SendResult(found, status.row["at"], status.row["url"])
        return None


def words(config: MastodonConfig, message: Message) -> str:
    """What is sent: nobody is told of an answer that does not name them."""
    to = (message.to or "").removeprefix("@")
    local, _, host = to.partition("@")
    named = f"@{local}" if host == config.host else f"@{to}"
    if not to or named.lower() in message.text.lower():
        return message.text
    return f"{named} {message.text}"


def _plain(text: str) -> str:
    return " ".join(text.split())


def _visibility(config: MastodonConfig, message: Message) -> str:
    return config.visibility if message.public else "direct"


def _number(config: MastodonConfig, external: str) -> str:
    number = number_of(external, config.host)
    if number is None:
        raise ChannelError(
            f"Mastodon: {external} was heard on another server than {config.host}; answer it by "
            "the source of that server",
            permanent=True,
        )
    return quote(number, safe="")


def _result(config: MastodonConfig, made: Any, at: datetime) -> SendResult:
    number = made.get("id") if isinstance(made, dict) else None
    if not isinstance(number, str):
        raise OutcomeUnknownError(f"Mastodon ({config.host}) answered without a status")
    written = stamped(made.get("created_at")) or at.astimezone(UTC)
    url = made.get("url")
    known = url if isinstance(url, str) and url.startswith(("https://", "http://")) else None
    return SendResult(external_id(number, config.host), written, known)


def _own_since(session: Session, since: datetime) -> list[Status]:
    """Our own statuses back to an instant. ChannelError where that far back is not reached."""
    path = f"/api/v1/accounts/{session.sign_in()}/statuses"
    found: list[Status] = []
    asked: dict[str, Any] = {"limit": PAGE, "exclude_reblogs": "true"}
    for _ in range(MOST_PAGES):
        page = parse_statuses(session.get(path, asked), session.config.host)
        statuses = [one for one in page if isinstance(one, Status)]
        found += [one for one in statuses if one.row["at"] >= since]
        if not statuses or statuses[-1].row["at"] < since:
            return found
        asked["max_id"] = statuses[-1].number
    raise ChannelError(
        f"{session.where}: too many answers since then to look through", permanent=False
    )


SENDER = MastodonSender()
