"""The words by which a text is found are those of SQLite's tokenizer, asked here itself."""

from __future__ import annotations

import sqlite3
import unicodedata
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from firebell.core.text.finding import LONGEST, words


def words_of_sqlite(text: str) -> list[str]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(
            'CREATE VIRTUAL TABLE t USING fts5(x, tokenize="unicode61 remove_diacritics 2")'
        )
        database.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, instance)")
        database.execute("INSERT INTO t VALUES (?)", [text])
        return [term for (term,) in database.execute('SELECT term FROM v ORDER BY "offset"')]


def test_words_in_many_scripts():
    text = "Żółw's FLIGHT №7 – ΣΟΦΟΣ! नमस्ते Straße e\u0301te\u0301 й가각 東京 foo_bar 3.14 @me #tag"
    assert words(text) == words_of_sqlite(text)


# Letters that both know: what came to Unicode later is a word to one and none to the other.
known = st.characters(max_codepoint=0x24F, exclude_characters="\x00\u01e0\u01e1")
known |= st.sampled_from("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВЁЙЩ")
known |= st.sampled_from("αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώΑΒΓΣΩ")
known |= st.sampled_from("אבגדהوزحطيकखगघचछ东京東大阪가나다กขค")
known |= st.sampled_from("\u0300\u0301\u0308\u0328\u0327 .,!?-_'’…—@#\t\n😡❤")


@given(st.text(known, max_size=60))
def test_words_are_the_same_as_sqlites(text: str):
    assert words(text) == words_of_sqlite(text)


@given(st.text(max_size=200))
def test_words_hold_nothing_that_a_query_language_could_read(text: str):
    for word in words(text):
        assert 0 < len(word) <= LONGEST
        assert all(unicodedata.category(char)[0] in "LNMC" for char in word), word
