from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.understanding.language import Language, LanguageFinder

FINDER = LanguageFinder()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("My parcel is late again and nobody answers the phone", "en"),
        ("Pakken min er forsinket igjen og ingen svarer på telefonen", "nb"),
        ("Moja paczka znowu się spóźnia i nikt nie odbiera telefonu", "pl"),
        ("Mein Paket kommt wieder zu spät und niemand geht ans Telefon", "de"),
        ("Мой пакет снова опаздывает", "ru"),
    ],
)
def test_a_sentence_tells_its_language(text, code):
    assert FINDER.find(text, None).code == code


@pytest.mark.parametrize("text", ["", "😡😡", "@acme https://x.example", "42", "\x00"])
def test_no_words_no_language(text):
    assert FINDER.find(text, None) == Language("und", 0.0)
    assert FINDER.find(text, "pl") == Language("pl", 0.5)


def test_the_channel_decides_about_short_texts():
    assert FINDER.find("ok", "nb").code == "nb"
    assert FINDER.find("ok", None).code == "und"


def test_the_channel_does_not_overrule_a_clear_sentence():
    assert FINDER.find("Moja paczka znowu się spóźnia i nikt nie odbiera", "en").code == "pl"


@pytest.mark.parametrize("hint", ["no", "nb", "nb-NO", "NN", "no_NO"])
def test_all_names_for_norwegian_are_one(hint):
    assert FINDER.find("takk", hint).code == "nb"


@pytest.mark.parametrize("hint", ["", "und", "?", "english", "12", "x" * 99])
def test_a_senseless_hint_is_no_hint(hint):
    assert FINDER.find("ok", hint) == FINDER.find("ok", None)


@given(st.text(max_size=300), st.none() | st.text(max_size=8))
def test_any_text_and_hint_are_borne(text, hint):
    found = FINDER.find(text, hint)
    assert 0 <= found.p <= 1
    assert found.code


def test_threads_share_a_finder():
    texts = ["Pakken min er forsinket", "My parcel is late", "Moja paczka się spóźnia"] * 300
    alone = [FINDER.find(text, None) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda text: FINDER.find(text, None), texts)) == alone
