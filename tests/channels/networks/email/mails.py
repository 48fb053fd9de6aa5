"""Mails, mailboxes and readers for the tests of e-mail."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import firebell.channels.networks.email as package
from firebell.channels.contract import Attachment, Batch, ChannelError, Message, Receipt, Reject
from firebell.channels.networks.email.config import validate
from firebell.channels.networks.email.parse import Arrival, Parsed, mailbox_of, parse
from firebell.channels.networks.email.reader import EmailReader
from tests.servers.mail import CUSTOMER, PASSWORD, SHOP, MailServers

FIXTURES = Path(package.__file__).parent / "fixtures"
RECEIVED = datetime(2026, 11, 10, 8, 15, 5, tzinfo=UTC)
MAILBOX = mailbox_of(SHOP, (), trusted="mail.shop.example", forwarders=("shop.example",))
KEY = "0123456789abcdef0123456789abcdef"
OURS = f"firebell.{KEY}@shop.example"


def fixture(name: str) -> Parsed:
    return parse((FIXTURES / f"{name}.eml").read_bytes(), MAILBOX, Arrival(RECEIVED))


def config(servers: MailServers, **more: Any) -> dict[str, Any]:
    given = {
        "address": SHOP,
        "password": PASSWORD,
        "imap_host": "localhost",
        "imap_port": servers.imaps,
        "smtp_host": "localhost",
        "smtp_port": servers.smtps,
        "ca_file": servers.ca_file,
    }
    return validate({**given, **more})


def mail(number: int | str, text: str = "Where is it?", *, headers: str = "") -> bytes:
    head = (
        f"From: Ana Berg <{CUSTOMER}>\r\nTo: {SHOP}\r\nSubject: Parcel {number}\r\n"
        f"Message-ID: <word-2026-{number}@customer.example>\r\n{headers}"
    )
    return f"{head}\r\n{text}\r\n".encode()


def id_of(number: int | str) -> str:
    return f"word-2026-{number}@customer.example"


def answer(text: str = "It is on its way.", **more: Any) -> Message:
    given: dict[str, Any] = {
        "key": KEY,
        "text": text,
        "in_reply_to": id_of(1),
        "to": CUSTOMER,
        "public": False,
        "at": datetime(2026, 11, 10, 9, 0, tzinfo=UTC),
        "references": (id_of(1),),
        "subject": "Parcel 1",
    }
    return Message(**{**given, **more})


@dataclass(slots=True)
class Store:
    """What a store would hold after each batch."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    cursor: dict[str, Any] = field(default_factory=dict)
    errors: list[ChannelError] = field(default_factory=list)

    def take(self, batch: Batch) -> None:
        self.rows += batch.interactions.to_pylist()
        self.rejects += batch.rejects
        self.receipts += batch.receipts
        self.attachments += batch.attachments
        self.cursor = json.loads(json.dumps(batch.cursor))

    @property
    def ids(self) -> list[str]:
        return [row["external_id"] for row in self.rows]


def hear(
    settings: Mapping[str, Any],
    store: Store | None = None,
    *,
    done: Callable[[Store], bool] | None = None,
    size: int = 100,
    kills: Iterator[int] | None = None,
) -> Store:
    """All that is there now, or, with `done`, until it is so. After so many batches as `kills`
    says the reader is dropped and begun anew from the stored cursor, as it is after an error."""
    store = store or Store()
    while True:
        lives = None if kills is None else next(kills, None)
        running = EmailReader(follow=done is not None).batches(settings, store.cursor, size)
        try:
            for number, batch in enumerate(running, 1):
                store.take(batch)
                if (done and done(store)) or number == lives:
                    break
            else:
                return store
        except ChannelError as error:
            store.errors.append(error)
            if error.permanent or len(store.errors) > 200:
                raise
        finally:
            running.close()
        if done and done(store):
            return store
