"""E-mail: messages read, and a mailbox on a real Dovecot."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from benchmarks.hearing import lag, opened, rate, stamped, texts, watch, working
from benchmarks.houses import Stage

MESSAGES, LAG_WORDS, LAG_RATE = 1_000, 100, 10


def measure(stage: Stage, data: Path, folder: Path, shorter: float) -> dict[str, Any]:
    said = texts(data, int(MESSAGES / shorter))
    mails = [_mail(number, text) for number, text in enumerate(said)]
    found = {
        "messages": len(mails),
        "parse_messages_per_second": rate(len(mails), _parse(mails)),
        "standard_library_messages_per_second": rate(len(mails), _plain(mails)),
    }
    from tests.servers.mail import MailServers, missing

    if why := missing():
        return found | {"mailbox": f"not measured: {why}"}
    servers = MailServers().start()
    try:
        _put(servers, mails)
        found["reader_messages_per_second"] = rate(len(mails), _reader(servers, len(mails)))
        return found | _house(stage, servers, len(mails), int(LAG_WORDS / shorter))
    finally:
        servers.stop()


def _mail(number: int, text: str) -> bytes:
    heads = {
        "From": f"Person {number} <person{number}@customer.example>",
        "To": "help@shop.example",
        "Subject": f"My flight {number}",
        "Message-ID": f"<{number}@customer.example>",
        "Date": format_datetime(datetime.now(UTC)),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    lines = [f"{name}: {value}" for name, value in heads.items()]
    return "\r\n".join([*lines, "", *text.splitlines(), ""]).encode()


def _parse(mails: list[bytes]) -> float:
    from firebell.channels.networks.email.parse import Arrival, mailbox_of, parse

    mailbox, arrival = mailbox_of("help@shop.example", ()), Arrival(datetime.now(UTC))
    began = time.perf_counter()
    for raw in mails:
        parse(raw, mailbox, arrival)
    return time.perf_counter() - began


def _plain(mails: list[bytes]) -> float:
    """The new part, bounces, auto-replies and forged senders are left to whoever reads it."""
    began = time.perf_counter()
    for raw in mails:
        message = message_from_bytes(raw, policy=policy.default)
        body = message.get_body(("plain", "html"))
        assert message["From"]
        assert message["Subject"]
        assert body is not None
        assert body.get_content()
    return time.perf_counter() - began


def _put(servers: Any, mails: list[bytes]) -> None:
    """Into the mailbox, as a delivery agent does: whole under `tmp`, then moved to `new`."""
    from tests.servers.mail import SHOP

    box = servers.folder / "mail" / SHOP
    owner = (servers.folder / "mail").stat()
    for part in (box, *(box / name for name in ("tmp", "new", "cur"))):
        part.mkdir(exist_ok=True)
        os.chown(part, owner.st_uid, owner.st_gid)
    for raw in mails:
        name = f"{time.time_ns()}.firebell"
        (box / "tmp" / name).write_bytes(raw)
        os.chown(box / "tmp" / name, owner.st_uid, owner.st_gid)
        (box / "tmp" / name).rename(box / "new" / name)


def _config(servers: Any) -> dict[str, Any]:
    from tests.servers.mail import PASSWORD, SHOP

    return {
        "address": SHOP,
        "imap_host": "localhost",
        "imap_port": servers.imaps,
        "imap_security": "tls",
        "password": PASSWORD,
        "ca_file": servers.ca_file,
    }


def _reader(servers: Any, expected: int) -> float:
    from firebell.channels.networks.email.config import validate
    from firebell.channels.networks.email.reader import EmailReader

    began = time.perf_counter()
    running = EmailReader(follow=False).batches(validate(_config(servers)), {}, 1_000)
    assert sum(batch.rows for batch in running) == expected
    return time.perf_counter() - began


def _house(stage: Stage, servers: Any, messages: int, words: int) -> dict[str, Any]:
    house = opened(stage, "email", "email", _config(servers), airlines=True)
    began = time.time()
    with working(house):
        caught_up = watch(house, messages, 120)
        for number in range(words):
            _put(servers, [_mail(messages + number, stamped("Where is my bag?"))])
            time.sleep(1 / LAG_RATE)
        late = watch(house, messages + words, 60)
    stage.clear(house)
    return {
        "worker_messages_per_second": rate(messages, caught_up.last - began),
        "stored": late.stored,
        "lost": messages + words - late.different,
        "doubled": late.stored - late.different,
        "lag": lag(late.lags),
    }
