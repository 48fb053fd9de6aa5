from __future__ import annotations

from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.channels.contract import ChannelError
from firebell.channels.networks.email.charsets import storable
from firebell.channels.networks.email.compose import MOST_REFERENCES, compose
from firebell.channels.networks.email.config import MailConfig, validate
from firebell.channels.networks.email.parse import Arrival, parse
from tests.channels.networks.email.mails import KEY, MAILBOX, OURS, RECEIVED, answer
from tests.servers.mail import CUSTOMER, SHOP

BASE = {"address": SHOP, "password": "x", "imap_host": "imap.shop.example"}
ALLOWED = {
    *("Date", "Message-ID", "From", "To", "Reply-To", "Subject", "In-Reply-To", "References"),
    *("MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Content-Language"),
}


def mail(**more) -> MailConfig:
    return MailConfig.read(validate({**BASE, **more}))


def test_the_same_bytes_at_every_attempt_and_in_the_thread():
    first, again = (compose(mail(name="Kari på Shop"), answer()) for _ in range(2))
    assert first == again
    to, raw = first
    assert to == CUSTOMER
    read = message_from_bytes(raw, policy=policy.default)
    assert read["Message-ID"] == f"<{OURS}>"
    assert read["In-Reply-To"] == "<word-2026-1@customer.example>"
    assert read["References"] == "<word-2026-1@customer.example>"
    assert read["Subject"] == "Re: Parcel 1"
    assert str(read["From"]) == f"Kari på Shop <{SHOP}>"
    assert read["Auto-Submitted"] is None
    assert read["Cc"] is None


def test_a_tag_leads_back_where_the_mailbox_takes_one():
    _, raw = compose(mail(plus_addressing=True), answer())
    assert message_from_bytes(raw)["Reply-To"] == f"help+fb-{KEY}@shop.example"


@given(
    text=st.text(min_size=1, max_size=300),
    subject=st.text(max_size=200),
    to=st.text(max_size=60) | st.just(CUSTOMER),
    ids=st.lists(st.text(max_size=80), max_size=30),
    name=st.text(st.characters(exclude_characters="\r\n\x00"), max_size=60),
)
def test_nothing_from_outside_becomes_a_header_or_another_recipient(text, subject, to, ids, name):
    settings = mail(name=name)
    message = answer(text, subject=subject, to=to, references=tuple(ids), in_reply_to="a\r\nBcc: b")
    try:
        recipient, raw = compose(settings, message)
    except ChannelError:
        assert to != CUSTOMER
        return
    head, _, body = raw.partition(b"\r\n\r\n")
    assert set(message_from_bytes(raw).keys()) <= ALLOWED
    assert recipient.count("@") == 1
    assert not set(recipient) & set(" \r\n<>,;:")
    assert max(map(len, head.split(b"\r\n"))) <= 998
    assert max(map(len, body.split(b"\r\n"))) <= 78
    assert message_from_bytes(raw)["In-Reply-To"] is None


@given(st.text(min_size=1, max_size=400))
def test_what_was_written_is_what_is_read(text):
    _, raw = compose(mail(), answer("Hello.\n" + text))
    read = message_from_bytes(raw).get_payload(decode=True).decode()
    clean = storable(text.replace("\r\n", "\n").replace("\r", "\n"))
    assert read.replace("\r\n", "\n").rstrip("\n") == ("Hello.\n" + clean).rstrip("\n")


def test_a_long_thread_keeps_its_first_and_its_last():
    ids = tuple(f"id{n}@customer.example" for n in range(100))
    _, raw = compose(mail(), answer(references=ids, in_reply_to=ids[-1]))
    chain = message_from_bytes(raw)["References"].split()
    assert len(chain) == MOST_REFERENCES
    assert (chain[0], chain[-1]) == (f"<{ids[0]}>", f"<{ids[-1]}>")


def test_our_own_mail_is_known_when_it_comes_back():
    _, raw = compose(mail(), answer())
    row = parse(raw, MAILBOX, Arrival(RECEIVED)).row
    assert (row["direction"], row["external_id"]) == ("outbound", OURS)


@pytest.mark.parametrize(
    "to",
    [
        *("", "unknown", "a@b", "a b@c.example", "a@b.example,c@d.example", "a@b.example\nBcc: x"),
        *("<a@b.example>", "a@b.example>", '"a"@b.example', "a@[192.0.2.1]", "a" * 250 + "@b.no"),
    ],
)
def test_who_cannot_be_written_to(to):
    with pytest.raises(ChannelError) as error:
        compose(mail(), answer(to=to))
    assert error.value.permanent
