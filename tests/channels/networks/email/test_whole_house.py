"""From a customer's mail, through servers that nobody here wrote, to the answer and its bounce."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from email import message_from_bytes

import pytest

from firebell.channels import actions as sources
from firebell.channels.models import Source
from firebell.common import clock
from firebell.desk import actions as desk
from firebell.desk.models import Case, CaseItem
from firebell.listening.models import Attachment, Interaction
from firebell.outbound import tasks
from firebell.outbound.enums import ReplyState
from firebell.outbound.models import Reply
from firebell.site.worker import Worker
from tests.channels.networks.email.mails import FIXTURES, config, id_of, mail
from tests.servers.mail import CUSTOMER, SHOP, MailServers

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=2)
ANGRY = "My parcel is lost and nobody answers me. Where is it? I want my money back!"


@pytest.fixture
def worker() -> Iterator[Worker]:
    one = Worker()
    yield one
    one.end()


@pytest.fixture
def source(cast, servers: MailServers) -> Source:
    made = sources.configure_source(
        cast.house, "email", "Help desk", {**config(servers), "brand": "Shop"}, cast.administrator
    )
    Source.objects.filter(pk=made.pk).update(listen_only=False, muted_before=None)
    made.refresh_from_db()
    assert "not a secret" not in f"{made.config}"
    return made


def turn_until(worker: Worker, done: Callable[[], object], seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < until, "it never came"
        worker.turn(0.3)


def heard(external_id: str) -> Interaction | None:
    return Interaction.objects.filter(external_id=external_id).first()


def reply_to(case: Case, text: str, cast) -> Reply:
    """An agent's answer to all that waits in the case, past its grace time."""
    items = list(CaseItem.objects.filter(case=case).values_list("pk", flat=True))
    reply = desk.send_answer(case, text, items, cast.agent, public=False)
    with clock.moved_to(clock.now() + LATER):
        tasks.send_due()
    reply.refresh_from_db()
    return reply


def case_of(external_id: str) -> Case | None:
    item = CaseItem.objects.filter(interaction__external_id=external_id).first()
    return item.case if item else None


def with_file(number: int) -> bytes:
    raw = (FIXTURES / "attachments.eml").read_bytes()
    lines = [
        line for line in raw.split(b"\r\n") if not line.startswith((b"Date", b"Message-ID: <C"))
    ]
    head = f"Message-ID: <{id_of(number)}>".encode()
    return b"\r\n".join([head, *lines]).replace(b"Files attached.", ANGRY.encode())


def test_a_thread_with_files_a_bounce_and_an_auto_reply(cast, servers, source, worker):
    worker.turn(2)
    servers.deliver(with_file(1), sender=CUSTOMER)
    turn_until(worker, lambda: case_of(id_of(1)))
    case = case_of(id_of(1))
    names = set(Attachment.objects.values_list("name", flat=True))
    assert {"Kvittering æøå.pdf", "message.eml"} <= names

    reply = reply_to(case, "We are sorry, Ana. It left the depot this morning.", cast)
    assert reply.state == ReplyState.SENT, reply.failure
    (raw,) = servers.wait_for_mail(CUSTOMER, 1)
    got = message_from_bytes(raw)
    assert got["In-Reply-To"] == f"<{id_of(1)}>"
    assert got["Subject"] == "Re: Where is my parcel?"
    turn_until(worker, lambda: heard(reply.external_id))
    assert heard(reply.external_id).outbound
    assert Interaction.objects.filter(outbound=True).count() == 1

    chain = f"References: <{id_of(1)}> {got['Message-ID']}\r\nIn-Reply-To: {got['Message-ID']}\r\n"
    quoted = f"{ANGRY} It is still not here.\r\n\r\n> It left the depot this morning."
    servers.deliver(mail(2, quoted, headers=chain), sender=CUSTOMER)
    turn_until(worker, lambda: heard(id_of(2)))
    assert heard(id_of(2)).thread == heard(id_of(1)).thread
    assert "depot" not in heard(id_of(2)).text
    turn_until(worker, lambda: case_of(id_of(2)))
    assert case_of(id_of(2)) == case

    away = mail(3, f"{ANGRY} I am away.", headers="Auto-Submitted: auto-replied\r\n")
    servers.deliver(away, sender=CUSTOMER)
    turn_until(worker, lambda: heard(id_of(3)))
    assert case_of(id_of(3)) is None

    gone = mail(4, ANGRY).replace(CUSTOMER.encode(), b"nobody@customer.example")
    servers.deliver(gone, sender="nobody@customer.example")
    turn_until(worker, lambda: case_of(id_of(4)))
    lost = case_of(id_of(4))
    bounced = reply_to(lost, "We look for it now.", cast)
    turn_until(worker, lambda: Reply.objects.get(pk=bounced.pk).state == ReplyState.FAILED)
    bounced.refresh_from_db()
    assert "User doesn't exist" in bounced.failure
    lost.refresh_from_db()
    assert lost.closed_at is None
    assert len(servers.mailbox(CUSTOMER)) == 1
    assert SHOP in str(source.config)
