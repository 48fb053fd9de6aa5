from __future__ import annotations

from datetime import timedelta

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.channels.conformance import is_storable
from firebell.channels.contract import ReceiptKind
from firebell.channels.networks.email.parse import Arrival, parse
from firebell.core.schema import INTERACTION
from tests.channels.networks.email.mails import FIXTURES, MAILBOX, OURS, RECEIVED, fixture

NAMES = sorted(path.stem for path in FIXTURES.glob("*.eml"))
ASKED = "Where is my parcel?"
# What is left of the text behind the subject.
TEXTS = {
    "plain": "Hello,\n\nmy parcel 12345 has not come. Where is it?\n\nAna",
    "signature": "The lamp is broken.",
    "html_only": (
        "Hello,\n\nmy parcel has not come & I am angry.\n\ntrack <https://track.example/1>"
    ),
    "alternative_inline_image": "See the picture.",
    "alternative_stub": "My order never came.",
    "utf8_called_latin1": "Pakken min er ødelagt på vei hit. Æ!",
    "gb18030": "我的包裹在哪里？镕",
    "unknown_charset": "Gdzie jest moja paczka? Zażółć.",
    "cp1252_called_ascii": "It’s broken – café",
    "codec_that_is_none": "68656c6c6f",
    "damaged_quoted_printable": "Café å 100=% =ZZ end",
    "deep_nesting": "The innermost word.",
    "flowed": "This line was broken only for the journey and goes on.\n\nSecond.",
    "huge_headers": "Short.",
    "no_from": "Who wrote?",
    **dict.fromkeys(
        ("reply_gmail", "reply_gmail_html", "reply_outlook_en", "reply_outlook_html"),
        "It came, thank you!",
    ),
    **dict.fromkeys(("reply_apple", "reply_bottom"), "It came, thank you!"),
    "reply_outlook_nb": "Den kom, takk!",
    "reply_outlook_pl": "Doszła, dziękuję!",
    "reply_outlook_de": "Ist da, danke!",
    "reply_interleaved": "Yes.\n\nNo, the lamp is broken.",
    "reply_only_quote": "> It is on its way.\n> Kari",
}


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_the_new_words_and_nothing_else(name):
    row = fixture(name).row
    assert row["text"] == f"{row['subject']}\n\n{TEXTS[name]}"


@pytest.mark.parametrize("name", NAMES)
def test_every_mail_becomes_one_row_and_keeps_its_whole_self(name):
    parsed = fixture(name)
    batch = pa.RecordBatch.from_pylist([parsed.row], schema=INTERACTION)
    assert all(
        is_storable(value) for value in batch.to_pylist()[0].values() if isinstance(value, str)
    )
    assert len(parsed.row["external_id"]) <= 200
    assert [one.number for one in parsed.attachments] == list(range(len(parsed.attachments)))
    assert parsed.attachments[-1].content == (FIXTURES / f"{name}.eml").read_bytes()
    assert fixture(name) == parsed


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("koi8r", "Посылка"),
        ("iso2022jp", "荷物"),
        ("raw_8bit_headers", "Hvor er pakken på fredag?"),
        ("split_encoded_words", "Paczka zgubioną w drodze"),
    ],
)
def test_subjects_in_every_dress(name, subject):
    assert fixture(name).row["subject"] == subject


@pytest.mark.parametrize("name", ["no_date", "date_in_the_future", "date_long_ago"])
def test_a_clock_that_cannot_be_right_gives_way_to_the_servers(name):
    assert abs(fixture(name).row["at"] - RECEIVED) < timedelta(seconds=5)


def test_attachments_have_the_names_that_were_meant():
    found = {one.name: one for one in fixture("attachments").attachments}
    assert list(found) == [
        *("Kvittering æøå.pdf", "a very long name.bin", "Reklamacja łódź.doc", "passwd"),
        *("The inner one.eml", "file-6.ics", "message.eml"),
    ]
    assert found["a very long name.bin"].content == bytes(range(256))
    assert b"Inner words." in (found["The inner one.eml"].content or b"")
    assert fixture("winmail").attachments[1].content == b"invoice.docx"


def test_an_id_is_the_messages_own_or_a_sign_of_its_contents():
    assert fixture("plain").row["external_id"] == "CAF0001x2026k77@mail.customer.example"
    none, constant = fixture("no_message_id"), fixture("constant_message_id")
    assert none.row["external_id"].startswith("sha256:")
    assert constant.row["external_id"].startswith("sha256:")
    raw = (FIXTURES / "no_message_id.eml").read_bytes()
    moved = parse(b"Received: from here\r\n" + raw, MAILBOX, Arrival(RECEIVED))
    assert moved.row["external_id"] == none.row["external_id"]


def test_a_reply_knows_its_parent_and_its_thread():
    row = fixture("reply_gmail").row
    assert row["in_reply_to"] == OURS
    assert row["thread"] == "CAF0001x2026k77@mail.customer.example"
    assert fixture("reply_by_tag").row["in_reply_to"] == OURS
    assert fixture("plain").row["in_reply_to"] is None


@pytest.mark.parametrize("name", NAMES)
def test_machines_are_told_from_people(name):
    machine = name.startswith(("auto_", "dsn_", "bounce_", "mdn_")) or name == "arf"
    parsed = fixture(name)
    assert parsed.row["automatic"] is machine
    assert bool(parsed.because) is machine


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("dsn_failed", ReceiptKind.FAILED),
        ("dsn_delivered", ReceiptKind.DELIVERED),
        ("bounce_qmail", ReceiptKind.FAILED),
        ("bounce_exchange", ReceiptKind.FAILED),
        ("mdn_displayed", ReceiptKind.READ),
    ],
)
def test_reports_about_our_answers_become_receipts(name, kind):
    (receipt,) = fixture(name).receipts
    assert (receipt.kind, receipt.external_id, receipt.channel) == (kind, OURS, "email")
    assert bool(receipt.reason) == (kind == ReceiptKind.FAILED)


def test_only_reports_about_our_answers_become_receipts():
    telling = {
        *("dsn_failed", "dsn_delivered", "bounce_qmail", "bounce_exchange", "mdn_displayed"),
    }
    assert {name for name in NAMES if fixture(name).receipts} == telling


def test_junk_opens_a_case_only_as_an_answer_to_us():
    junk = Arrival(RECEIVED, junk_folder=True)
    for name, automatic in (("plain", True), ("reply_gmail", False)):
        raw = (FIXTURES / f"{name}.eml").read_bytes()
        assert parse(raw, MAILBOX, junk).row["automatic"] is automatic


def test_who_speaks():
    def of(name: str) -> tuple[str, str]:
        row = fixture(name).row
        return row["direction"], row["author"]

    assert of("forwarded") == ("inbound", "cleo@customer.example")
    assert of("contact_form") == ("inbound", "dina@customer.example")
    assert of("forged_own_address") == ("inbound", "help@shop.example")
    assert of("proven_own_address") == ("outbound", "help@shop.example")
    assert of("two_addresses_in_the_name") == ("inbound", "attacker@evil.example")
    raw = (FIXTURES / "forged_own_address.eml").read_bytes()
    sent = parse(raw, MAILBOX, Arrival(RECEIVED, sent_folder=True))
    assert sent.row["direction"] == "outbound"


HEADERS = ("From", "Subject", "Date", "Message-ID", "References", "Content-Type", "Received")


@given(
    st.lists(st.tuples(st.sampled_from(HEADERS), st.binary(max_size=80)), max_size=8),
    st.binary(max_size=400),
)
def test_no_bytes_break_the_parser(headers, body):
    lines = [name.encode() + b": " + value for name, value in headers]
    parsed = parse(b"\r\n".join(lines) + b"\r\n\r\n" + body, MAILBOX, Arrival(RECEIVED))
    pa.RecordBatch.from_pylist([parsed.row], schema=INTERACTION)
    assert is_storable(parsed.row["text"] + parsed.row["author"] + parsed.row["external_id"])


@given(st.sampled_from(NAMES), st.data())
def test_no_damage_breaks_the_parser(name, data):
    raw = bytearray((FIXTURES / f"{name}.eml").read_bytes()[:4_000])
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place] = data.draw(st.integers(0, 255))
    parsed = parse(bytes(raw), MAILBOX, Arrival(RECEIVED))
    pa.RecordBatch.from_pylist([parsed.row], schema=INTERACTION)
    assert parsed.attachments[-1].content == bytes(raw)


HOSTILE = {
    "brackets in an address": b"From: " + b"(" * 100_000,
    "parameters": b"Content-Type: text/plain" + b"; a=b" * 100_000,
    "folded parameters": b"Content-Type: multipart/mixed" + b";\r\n a=b" * 100_000,
    "parts": b"Content-Type: multipart/mixed; boundary=a\r\n\r\n" + b"--a\r\n\r\n" * 30_000,
    "depth": b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n" * 3_000,
    "messages": b"Content-Type: message/rfc822\r\n\r\n" * 5_000,
    "attributions": b"\r\n\r\n" + b"On Tue 10:00 a@b.no wrote:\n" * 20_000,
    "ids": b"References: " + b"<a " * 100_000,
    "words": b"Subject: " + b"=?utf-8?q?" * 30_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mails_are_read_in_proportion_to_their_length(name):
    """Each keeps the standard library busy for minutes, or breaks its stack, if it is let."""
    parsed = parse(HOSTILE[name] + b"\r\n\r\nwords", MAILBOX, Arrival(RECEIVED))
    pa.RecordBatch.from_pylist([parsed.row], schema=INTERACTION)
    assert parsed.attachments[-1].size == len(HOSTILE[name]) + 9
