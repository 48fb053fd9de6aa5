"""A stored reply as a network is told it: the same at every attempt."""

from __future__ import annotations

from functools import cache

from firebell.channels.contract import Message
from firebell.core.understanding.language import UNKNOWN, LanguageFinder
from firebell.outbound import queries
from firebell.outbound.models import Reply


@cache
def _finder() -> LanguageFinder:
    return LanguageFinder()


def message_of(reply: Reply) -> Message:
    word = reply.interaction
    return Message(
        key=reply.key,
        text=reply.text,
        in_reply_to=word.external_id,
        to=word.profile.handle,
        public=reply.public,
        at=reply.created_at,
        thread=word.thread,
        references=queries.forebears(word),
        subject=word.subject or None,
        language=reply.language or _language(reply.text),
    )


def _language(text: str) -> str:
    code = _finder().find(text, None).code
    return "" if code == UNKNOWN else code
