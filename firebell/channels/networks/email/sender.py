"""Answers by SMTP, once, and finds out what became of an answer whose fate is unknown.

What makes it sure. The Message-ID is made of the answer's key, so every attempt has the same. With
`copy: envelope` our own mailbox is a second recipient of the very same SMTP transaction. A server
takes responsibility for a transaction as a whole, with the one answer to its final dot (RFC 5321,
4.2.5 and 6.1): either it has queued the message for both, or for neither. So the copy in our
mailbox says that the person's was taken too; and once the time has passed in which a message of
ours to ourselves arrives (`settle_minutes`, counted from the first look that did not find it, as
this process saw it), its absence says that nothing was taken. Where the server keeps the copy by
itself when it takes a message (`copy: server`, as Gmail and Exchange do), the same holds.

What it cannot hold: a mailbox that is full, or filtered so that our own mail is thrown away, or a
queue that stands still for longer than `settle_minutes`. Then an answer could be sent twice, though
with one Message-ID, by which many mail servers and programs show it once. With `copy: none` nothing
is ever taken for not sent: a person has to look.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from threading import Lock
from typing import Any

from firebell.channels.contract import ChannelError, Message, SendResult
from firebell.channels.networks.email import identity, imap, smtp
from firebell.channels.networks.email.compose import compose
from firebell.channels.networks.email.config import ENVELOPE, NONE, MailConfig, wrong
from firebell.common import clock

_ELSEWHERE = ("\\sent", "\\junk", "\\all", "\\archive")
_MOST_REMEMBERED = 10_000
_CLOCKS = timedelta(days=2)  # by which two clocks may differ, and a day's border


class EmailSender:
    """See `firebell.channels.contract.Sender`. `monotonic` counts seconds."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._missed: dict[str, float] = {}  # Message-ID -> when it was first not found
        self._lock = Lock()

    def expected_id(self, config: Mapping[str, Any], message: Message) -> str:
        """The external id that this answer will have."""
        return identity.own_id(message.key, MailConfig.read(config).address)

    def send(self, config: Mapping[str, Any], message: Message) -> SendResult:
        """To the person, and to nobody else but our own mailbox."""
        mail = MailConfig.read(config)
        if mail.smtp is None:
            raise wrong("`smtp_host` is not set, so this mailbox only listens")
        to, raw = compose(mail, message)
        external_id = identity.own_id(message.key, mail.address)
        with self._lock:
            self._missed.pop(external_id, None)
        back = identity.tagged(mail.address, message.key) if mail.plus_addressing else mail.address
        copy = mail.address if mail.copy == ENVELOPE else ""
        smtp.hand_over(mail.smtp, smtp.Letter(back, to, copy, message.key, raw))
        return SendResult(external_id, clock.wall())

    def find(self, config: Mapping[str, Any], message: Message) -> SendResult | None:
        """Look for the copy in every folder where it may lie."""
        mail = MailConfig.read(config)
        external_id = identity.own_id(message.key, mail.address)
        with imap.connected(mail.imap) as connection:
            if self._is_there(connection, mail, external_id, message):
                return SendResult(external_id, message.at)
        if mail.copy == NONE:
            raise wrong(
                "the answer is not in the mailbox, which proves nothing without a copy; ask the "
                "person, or look into the log of the mail server"
            )
        left = self._left_to_settle(external_id, mail.settle)
        if left > timedelta(0):
            raise ChannelError(
                "e-mail: the copy of the answer has not arrived yet; it is looked for again",
                permanent=False,
                retry_after=left,
            )
        return None

    def _is_there(
        self, connection: imap.Connection, mail: MailConfig, external_id: str, message: Message
    ) -> bool:
        listed = connection.folders()
        since = imap.day(message.at - _CLOCKS)
        special = [
            name for name, marks in listed.items() if any(one in marks for one in _ELSEWHERE)
        ]
        named = [mail.sent_folder] if mail.sent_folder else []
        for folder in dict.fromkeys((*mail.folders, *named, *special)):
            with suppress_gone(folder in special):
                connection.open(folder)
                about = ("HEADER", "Message-ID", imap.quoted(external_id))
                if connection.search("SINCE", since, *about):
                    return True
        return False

    def _left_to_settle(self, external_id: str, settle: timedelta) -> timedelta:
        now = self._monotonic()
        with self._lock:
            while len(self._missed) >= _MOST_REMEMBERED:
                # Whoever is forgotten waits anew, which is only slow.
                self._missed.pop(next(iter(self._missed)))
            first = self._missed.setdefault(external_id, now)
        return settle - timedelta(seconds=now - first)


def suppress_gone(may_be_gone: bool) -> suppress:
    """A folder that only the server names may vanish between two commands; one that a person named
    may not."""
    return suppress(*([ChannelError] if may_be_gone else []))


SENDER = EmailSender()
