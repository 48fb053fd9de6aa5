"""Against Dovecot and Exim: hear, answer, find, and every way of being cut off."""

from __future__ import annotations

import random
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes

import pytest

from firebell.channels.conformance import check_network, check_reader
from firebell.channels.contract import ChannelError, OutcomeUnknownError, ReceiptKind
from firebell.channels.networks.email.census import take_census
from firebell.channels.networks.email.doctor import examine
from firebell.channels.networks.email.network import NETWORK
from firebell.channels.networks.email.reader import EmailReader
from firebell.channels.networks.email.sender import EmailSender
from tests.channels.networks.email.mails import (
    FIXTURES,
    KEY,
    OURS,
    answer,
    config,
    fixture,
    hear,
    id_of,
    mail,
)
from tests.servers.mail import CUSTOMER, PASSWORD, SHOP, MailServers
from tests.standins.cutting import CuttingProxy

OTHER = "fedcba9876543210fedcba9876543210"


def fill(servers: MailServers, number: int) -> list[str]:
    for one in range(1, number + 1):
        servers.deliver(mail(one, f"Word {one}. " + "x" * 500), sender=CUSTOMER)
    servers.wait_for_mail(SHOP, number)
    return [id_of(one) for one in range(1, number + 1)]


def test_the_kit(servers):
    for name in ("plain", "attachments", "koi8r", "dsn_failed", "deep_nesting", "nul_and_controls"):
        servers.deliver((FIXTURES / f"{name}.eml").read_bytes(), sender=CUSTOMER)
        servers.wait_for_mail(SHOP, 1)
    servers.wait_for_mail(SHOP, 6)

    @contextmanager
    def scene():
        yield config(servers)

    check_network(NETWORK)
    # Time stands still, so that the borders of batches are where their size puts them.
    check_reader(EmailReader(follow=False, monotonic=lambda: 0.0), scene, rows=6)


def test_what_travelled_is_what_was_written(servers):
    for name in ("attachments", "utf8_called_latin1", "iso2022jp", "raw_8bit_headers"):
        servers.deliver((FIXTURES / f"{name}.eml").read_bytes(), sender=CUSTOMER)
        servers.wait_for_mail(SHOP, 1)
    servers.wait_for_mail(SHOP, 4)
    store = hear(config(servers))
    found = {row["external_id"]: row for row in store.rows}
    for name in ("attachments", "utf8_called_latin1", "iso2022jp", "raw_8bit_headers"):
        known = fixture(name)
        row = found[known.row["external_id"]]
        assert (row["text"], row["author"]) == (known.row["text"], known.row["author"])
    names = [one.name for one in store.attachments if one.media_type == "application/pdf"]
    assert names == ["Kvittering æøå.pdf"]


def test_news_are_told_while_it_waits(servers):
    fill(servers, 1)
    running = EmailReader().batches(config(servers), {}, 10)
    try:
        assert next(running).rows == 1
        assert next(running).rows == 0
        threading.Timer(0.5, servers.deliver, (mail(2),), {"sender": CUSTOMER}).start()
        # The wait for news is longer than the test may take; a poll would not come in time.
        assert next(running).interactions.column("external_id").to_pylist() == [id_of(2)]
    finally:
        running.close()


def test_starttls_and_a_token(servers):
    fill(servers, 2)
    settings = config(
        servers,
        imap_port=servers.imap,
        imap_security="starttls",
        password="",
        token=servers.token(SHOP),
        token_expires_at="2030-01-01T00:00Z",
    )
    first, *rest = EmailReader(follow=False).batches(settings, {}, 10)
    assert first.rows + sum(batch.rows for batch in rest) == 2
    assert first.standing is not None
    assert first.standing.token_expires_at == datetime(2030, 1, 1, tzinfo=UTC)
    expired = {**settings, "token": servers.token(SHOP, lives=timedelta(hours=-1))}
    with pytest.raises(ChannelError, match="get a new token") as error:
        hear(expired)
    assert error.value.permanent
    assert expired["token"] not in str(error.value)


def test_wrong_passwords_and_foreign_certificates_are_said(servers):
    with pytest.raises(ChannelError, match="check the name and the password") as error:
        hear(config(servers, password="guess"))
    assert error.value.permanent
    assert "guess" not in str(error.value)
    with pytest.raises(ChannelError, match="certificate"):
        hear(config(servers, ca_file=""))
    with pytest.raises(ChannelError, match="no-such-folder"):
        hear(config(servers, folders=["no-such-folder"]))


def test_private_addresses_are_refused(servers, monkeypatch):
    monkeypatch.setenv("FIREBELL_REACHABLE", "")
    with pytest.raises(ChannelError, match="FIREBELL_REACHABLE"):
        hear(config(servers))
    with pytest.raises(ChannelError, match="FIREBELL_REACHABLE"):
        EmailSender().send(config(servers), answer())


def test_renumbered_everything_is_read_anew_and_known(servers):
    ids = fill(servers, 3)
    settings = config(servers)
    store = hear(settings)
    before = store.cursor["folders"]["INBOX"]["validity"]
    servers.renumber(SHOP)
    time.sleep(1.1)  # Dovecot numbers by the second
    servers.deliver(mail(4), sender=CUSTOMER)
    servers.wait_for_mail(SHOP, 4)
    hear(settings, store)
    assert store.cursor["folders"]["INBOX"]["validity"] != before
    assert set(store.ids) == {*ids, id_of(4)}
    assert sorted(store.ids[3:]) == sorted([*ids, id_of(4)])


def test_a_lower_number_that_appears_late_is_heard(servers):
    ids = fill(servers, 4)
    settings = config(servers)
    store = hear(settings)
    place = store.cursor["folders"]["INBOX"]
    place["seen"] = [uid for uid in place["seen"] if uid != 3]
    before = list(store.ids)
    hear(settings, store)
    assert store.ids == [*before, ids[2]]


def test_nothing_is_changed_in_the_mailbox(servers):
    fill(servers, 2)
    hear(config(servers))
    inbox = servers.folder / "mail" / SHOP
    assert not [path for path in (inbox / "cur").glob("*") if path.name.endswith("S")]


@pytest.mark.parametrize("seed", range(6))
def test_cut_at_any_byte_nothing_is_lost_or_doubled(servers, seed):
    ids = fill(servers, 12)
    chance = random.Random(seed)
    cuts = iter([chance.randrange(1, 8_000) for _ in range(12)])
    with CuttingProxy(("127.0.0.1", servers.imaps), cuts) as proxy:
        settings = config(servers, imap_port=proxy.port)
        kills = iter([chance.randrange(1, 4) for _ in range(5)])
        store = hear(settings, done=lambda store: len(store.rows) >= 12, size=3, kills=kills)
        assert proxy.cut > 0
    assert store.ids == ids
    assert not store.rejects


def test_an_answer_arrives_in_the_thread_and_is_found_again(servers):
    fill(servers, 1)
    settings = config(servers, name="Kari på Shop")
    sender, message = EmailSender(), answer("Hei!\n.\nÆØÅ")
    sent = sender.send(settings, message)
    assert sent.external_id == OURS == sender.expected_id(settings, message)
    (raw,) = servers.wait_for_mail(CUSTOMER, 1)
    read = message_from_bytes(raw)
    assert read["In-Reply-To"] == f"<{id_of(1)}>"
    assert read["To"] == CUSTOMER
    assert read.get_payload(decode=True).decode().splitlines() == ["Hei!", ".", "ÆØÅ"]
    servers.wait_for_mail(SHOP, 2)
    found = sender.find(settings, message)
    assert found is not None
    assert found.external_id == OURS
    echo = hear(settings).rows[-1]
    assert (echo["external_id"], echo["direction"], echo["thread"]) == (OURS, "outbound", None)
    assert echo["in_reply_to"] == id_of(1)


def test_absence_is_believed_only_after_the_time_to_settle(servers):
    seconds = [0.0]
    sender = EmailSender(monotonic=lambda: seconds[0])
    settings = config(servers, settle_minutes=10)
    with pytest.raises(ChannelError) as error:
        sender.find(settings, answer(key=OTHER))
    assert error.value.retry_after == timedelta(minutes=10)
    seconds[0] = 599.0
    with pytest.raises(ChannelError):
        sender.find(settings, answer(key=OTHER))
    seconds[0] = 601.0
    assert sender.find(settings, answer(key=OTHER)) is None
    with pytest.raises(ChannelError, match="proves nothing"):
        sender.find(config(servers, copy="none"), answer(key=OTHER))


def test_a_refused_address_is_final_and_nobody_gets_a_copy(servers):
    with pytest.raises(ChannelError, match="no such person") as error:
        EmailSender().send(config(servers), answer(to="refused@customer.example"))
    assert error.value.permanent
    servers.deliver(mail(1), sender=CUSTOMER)
    (only,) = servers.wait_for_mail(SHOP, 1)
    assert id_of(1).encode() in only


def test_a_bounce_is_told_of_the_answer(servers):
    EmailSender().send(config(servers), answer(to="nobody@customer.example"))
    servers.wait_for_mail(SHOP, 2)
    (receipt,) = hear(config(servers)).receipts
    assert (receipt.kind, receipt.external_id) == (ReceiptKind.FAILED, OURS)
    assert "User doesn't exist" in receipt.reason


@pytest.mark.parametrize("seed", range(8))
def test_a_cut_while_sending_says_no_more_than_is_known(servers, seed):
    """Refused means that nothing came; taken, that it did; and unknown is found out by `find`."""
    chance = random.Random(seed)
    settings = config(servers, settle_minutes=0)
    outcomes = []
    for number in range(6):
        key = f"{seed:016x}{number:016x}"
        message = answer(f"Attempt {number}", key=key)
        with CuttingProxy(("127.0.0.1", servers.smtp), iter([chance.randrange(1, 4_000)])) as proxy:
            sender = EmailSender()
            cut = {**settings, "smtp_port": proxy.port, "smtp_security": "starttls"}
            try:
                sender.send(cut, message)
                outcomes.append((key, "sent"))
            except ChannelError:
                outcomes.append((key, "refused"))
            except OutcomeUnknownError:
                outcomes.append((key, "unknown"))
    time.sleep(1.0)  # Exim delivers in a process of its own
    arrived = b"".join(servers.mailbox(CUSTOMER))
    for key, said in outcomes:
        number = arrived.count(f"<firebell.{key}@shop.example>".encode())
        found = EmailSender().find(settings, answer(key=key))
        assert number in {"sent": (1,), "refused": (0,), "unknown": (0, 1)}[said]
        assert (found is not None) == (number == 1)


def test_the_census_counts_what_the_reader_hears(servers):
    fill(servers, 3)
    servers.deliver((FIXTURES / "no_message_id.eml").read_bytes(), sender=CUSTOMER)
    servers.wait_for_mail(SHOP, 4)
    now = datetime.now(UTC)
    census = take_census(config(servers), now - timedelta(hours=1), now + timedelta(hours=1))
    assert census.whole
    assert census.external_ids == set(hear(config(servers)).ids)


def test_the_doctor_says_what_is_on_and_sends_nothing(servers):
    fill(servers, 1)
    findings = {one.what: one for one in examine(config(servers))}
    assert all(one.fine for one in findings.values())
    assert "SPF" in findings["Being believed"].said
    broken = {one.what: one for one in examine(config(servers, password="guess"))}
    assert not broken["Reading"].fine
    assert not broken["Sending"].fine
    assert PASSWORD not in str(findings) + str(broken)
    assert len(servers.mailbox(SHOP)) == 1
    assert servers.mailbox(CUSTOMER) == []


def test_the_key_is_the_id(servers):
    assert EmailSender().expected_id(config(servers), answer()) == f"firebell.{KEY}@shop.example"
