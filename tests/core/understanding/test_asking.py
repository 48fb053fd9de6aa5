from __future__ import annotations

import pyarrow as pa
import pytest

from firebell.runners.reading import load_reader


def needs(text: str, **columns: object) -> bool:
    batch = pa.table({"text": [text], **{name: [value] for name, value in columns.items()}})
    return load_reader().read(batch).column("needs_answer").to_pylist()[0]


@pytest.mark.parametrize(
    "text",
    [
        "@acme where is my parcel?",
        "@acme please call me",
        "how do I change my password",
        "@acme I have waited three hours on hold, this is terrible",
        "My flight was cancelled and nobody tells us anything",
        "@acme I am switching to another bank and calling my lawyer, you are frauds",
        "Hei, kan dere sjekke ordren min",
        "@acme jeg har ventet i tre uker og ingen svarer, elendig",
        "Proszę o kontakt w sprawie reklamacji",
        "Gdzie jest moja paczka",
        "Wann kommt mein Paket?",
        "¿Dónde está mi pedido?",
        "Bonjour, pouvez vous me rembourser",
    ],
)
def test_who_asks_or_complains_needs_an_answer(text):
    assert needs(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "😀",
        "Thanks @acme, great flight!",
        "Takk @acme, fantastisk tur!",
        "Dziękuję @acme, wspaniała podróż!",
        "The shop opens at nine on Sunday.",
        "Ten best phones this year https://example.org/phones",
    ],
)
def test_praise_news_and_links_need_none(text):
    assert not needs(text)


def test_nobody_answers_what_the_brand_itself_wrote():
    text = "Could you send us your order number, please?"
    assert needs(text, direction="inbound")
    assert not needs(text, direction="outbound")


def test_a_bare_repost_is_not_answered():
    text = "Why is everything late?"
    assert needs(text, kind="post")
    assert not needs(text, kind="repost")
    assert not needs(f"RT @someone: {text}", kind="post")


def test_a_complaint_in_a_message_to_the_brand_is_answered():
    text = "Awful quality, broke on the first day."
    assert needs(text, kind="email")
    assert needs(text, in_reply_to="17")
