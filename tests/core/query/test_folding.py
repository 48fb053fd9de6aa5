"""One form for every way of writing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.query.folding import fold, fold_tags, plain
from tests.core.query.reference import words
from tests.core.query.strategies import text

texts = st.one_of(text, st.text())


@given(texts)
def test_case_changes_no_word_border(written):
    assert len(plain(written).split(" ")) == len(fold(written).split(" "))


@given(texts)
def test_folding_twice_is_folding_once(written):
    assert fold(fold(written)) == fold(written)


@given(texts)
def test_composed_and_decomposed_are_the_same(written):
    assert fold(unicodedata.normalize("NFD", written)) == fold(
        unicodedata.normalize("NFC", written)
    )


@given(text)
def test_words_are_those_of_the_reference(written):
    assert plain(written).split() == words(written)


def test_every_character_keeps_borders_and_folds_once():
    every = map(chr, (*range(0x3400), *range(0x9FF0, 0xD800), *range(0xE000, 0x20000)))
    wrong = [c for c in every if len(plain(c).split(" ")) != len(fold(c).split(" "))
             or fold(fold(c)) != fold(c) or "  " in fold(f"a{c}b")]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Łódź Żółć", "lodz zolc"),
        ("Blåbær på Tøyen", "blabaer pa toyen"),
        ("Größe STRASSE Straße", "grosse strasse strasse"),
        ("İstanbul ISTANBUL ısı", "istanbul istanbul isi"),
        ("Ёлка Йога", "елка иога"),
        ("ΣΟΦΌΣ σοφός", "σοφοσ σοφοσ"),
        ("مُحَمَّد أحمد", "محمد احمد"),
        ("東京タワー", "東 京 タ ワ ー"),
        ("ｶﾞｽ", "ガ ス"),
        ("애플이", "애플이"),
        ("हिन्दी", "हिन्दी"),
        ("don't don’t", "don t don t"),
        ("👩‍💻👍🏿❤️", "👩 💻 👍 ❤"),
        ("🇳🇴🇸🇪", "🇳🇴 🇸🇪"),
        ("Apple™ iPhone®15", "apple iphone 15"),
        ("ＦＵＬＬ ﬁt", "full fit"),
        ("", ""),
    ],
)
def test_folded(written, folded):
    assert fold(written) == folded


def test_tags_run_through_scripts():
    assert fold_tags("#東京Tower @Bob") == "#東京tower @bob"
