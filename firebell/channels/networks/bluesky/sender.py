"""Answers a post with a post.

The key of the new record is made of the message's own key and time (see `tids`), and the network
creates a record under one key only once: a second attempt with the same message cannot make a
second post. `find` asks for the record under that key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from firebell.channels import asking
from firebell.channels.contract import ChannelError, Message, OutcomeUnknownError, SendResult
from firebell.channels.networks.bluesky.config import BlueskyConfig
from firebell.channels.networks.bluesky.parse import DID, RKEY
from firebell.channels.networks.bluesky.records import POSTS, Author, post_uri, post_url
from firebell.channels.networks.bluesky.session import Session, opened, reason, session_of
from firebell.channels.networks.bluesky.tids import tid_of
from firebell.channels.networks.bluesky.writing import MOST_CODE_POINTS, Reference, record, too_long
from firebell.common import outgoing


class BlueskySender:
    """See `firebell.channels.contract.Sender`."""

    def send(self, config: Mapping[str, Any], message: Message) -> SendResult:
        """OutcomeUnknownError also where a record stands under this key already: `find` tells
        whether it is this answer."""
        session = _session(config)
        if not message.public:
            raise ChannelError("Bluesky: private messages are not sent from here", permanent=True)
        if too_long(message.text):
            raise ChannelError(
                f"Bluesky takes {MOST_CODE_POINTS} characters, this answer has "
                f"{len(message.text)}; shorten it",
                permanent=True,
            )
        with outgoing.client() as client:
            session.sign_in(client)
            rkey = tid_of(message.at, message.key)
            body = {
                "repo": session.did,
                "collection": POSTS,
                "rkey": rkey,
                "record": self._record(session, client, message),
            }
            made = session.tell(client, "com.atproto.repo.createRecord", body)
        if made.get("uri") != post_uri(session.did, rkey):
            raise OutcomeUnknownError(f"{session.where} answered without the address of the post")
        return _result(session, message)

    def expected_id(self, config: Mapping[str, Any], message: Message) -> str:
        """The id that the post will have; "" until somebody has signed in, since to ask would be a
        call that can fail."""
        did = _session(config).did
        return post_uri(did, tid_of(message.at, message.key)) if did else ""

    def find(self, config: Mapping[str, Any], message: Message) -> SendResult | None:
        """By the record's key. None is final in this sense: sending again under the same key can
        add no second post, even if an earlier attempt should arrive after all."""
        session = _session(config)
        with outgoing.client() as client:
            session.sign_in(client)
            found = _stored(session, client, session.did, tid_of(message.at, message.key))
        if found is None:
            return None
        value = found.get("value")
        if not isinstance(value, Mapping) or value.get("text") != message.text:
            raise ChannelError(
                f"{session.where} has another post under the key of this answer; it was not sent, "
                "write it anew",
                permanent=True,
            )
        return _result(session, message)

    def delete(self, config: Mapping[str, Any], external_id: str) -> None:
        """Take our own post back. Deleting twice does no harm."""
        session = _session(config)
        repo, rkey = _parts(external_id)
        with outgoing.client() as client:
            if session.sign_in(client) != repo:
                raise ChannelError(
                    f"Bluesky: {external_id} is not a post of {session.handle}", permanent=True
                )
            body = {"repo": repo, "collection": POSTS, "rkey": rkey}
            session.tell(client, "com.atproto.repo.deleteRecord", body)

    def _record(self, session: Session, client: httpx.Client, message: Message) -> dict[str, Any]:
        def did_of(handle: str) -> str | None:
            asked = {"handle": handle}
            answer = session.answer(client, "com.atproto.identity.resolveHandle", asked)
            if answer.status == 400:
                return None  # nobody is called so: it stays plain text
            if answer.status > 400:
                raise asking.refusal(answer, session.where)
            did = opened(answer, session.where).get("did")
            return did if isinstance(did, str) else None

        reply = None
        if message.in_reply_to is not None:
            reply = _references(session, client, message.in_reply_to)
        return record(message.text, message.at, message.language, reply, did_of)


def _session(config: Mapping[str, Any]) -> Session:
    settings = BlueskyConfig.read(config)
    if not settings.has_account:
        raise ChannelError(
            "Bluesky: to answer, enter handle and app password on the page of this source",
            permanent=True,
        )
    return session_of(settings)


def _result(session: Session, message: Message) -> SendResult:
    uri = post_uri(session.did, tid_of(message.at, message.key))
    return SendResult(uri, message.at, post_url(uri, Author(session.did, session.handle)))


def _references(session: Session, client: httpx.Client, uri: str) -> tuple[Reference, Reference]:
    """(root, parent) of an answer to `uri`, as the network has them now."""
    parent = _stored(session, client, *_parts(uri))
    if parent is None:
        raise ChannelError(
            "Bluesky: the post that this answers is not there any more; it was not sent",
            permanent=True,
        )
    this = {"uri": uri, "cid": str(parent.get("cid", ""))}
    value = parent.get("value")
    reply = value.get("reply") if isinstance(value, Mapping) else None
    root = reply.get("root") if isinstance(reply, Mapping) else None
    if not isinstance(root, Mapping):
        return this, this
    first = {"uri": str(root.get("uri", "")), "cid": str(root.get("cid", ""))}
    return (first if first["uri"] and first["cid"] else this), this


def _stored(session: Session, client: httpx.Client, repo: str, rkey: str) -> dict[str, Any] | None:
    """The record as the network holds it; None if there is none."""
    asked = {"repo": repo, "collection": POSTS, "rkey": rkey}
    answer = session.answer(client, "com.atproto.repo.getRecord", asked)
    if answer.status == 400 and reason(answer) == "RecordNotFound":
        return None
    if answer.status >= 400:
        raise asking.refusal(answer, session.where)
    return opened(answer, session.where)


def _parts(uri: str) -> tuple[str, str]:
    """(DID, rkey) of a post."""
    bits = uri.removeprefix("at://").split("/")
    known = len(bits) == 3 and DID.fullmatch(bits[0]) and RKEY.fullmatch(bits[2])
    if not known or bits[1] != POSTS:
        raise ChannelError(f"Bluesky: {uri} is not the address of a post", permanent=True)
    return bits[0], bits[2]


SENDER = BlueskySender()
