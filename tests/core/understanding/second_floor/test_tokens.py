from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.core.understanding.second_floor.tokens import (
    BEGIN,
    END,
    MAX_PIECES,
    UNKNOWN,
    PieceTokenizer,
    chunks,
    to_bytes,
)

SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
SCORES = {"▁": -4.0, "▁late": -8.0, "▁la": -7.0, "te": -7.0, "ly": -6.0, "▁@": -6.0, "user": -7.0}
SCORES |= {"▁http": -7.0, "😡": -9.0, "t": -6.0, "e": -6.0, "1": -6.0, "⁄": -9.0, "4": -6.0}


def tokenizer() -> PieceTokenizer:
    scores = [0.0] * 4 + list(SCORES.values())
    return PieceTokenizer([*SPECIAL, *SCORES], scores, {0xBC: "1⁄4", 0xFE0F: "", 0xA0: " "})


def cut(text: str) -> list[str]:
    pieces = [*SPECIAL, *SCORES]
    return [pieces[number] for number in tokenizer().numbers(text)[1:-1]]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("late", ["▁late"]),
        ("lately  late", ["▁late", "ly", "▁late"]),
        ("@somebody_else late", ["▁@", "user", "▁late"]),
        ("https://x.y/z?w late", ["▁http", "▁late"]),
        ("😡\ufe0f😡", ["▁", "😡", "😡"]),
        ("¼", ["▁", "1", "⁄", "4"]),
        ("zzz", ["▁", "<unk>"]),
        ("", []),
    ],
)
def test_the_likeliest_pieces_are_found(text, pieces):
    assert cut(text) == pieces


def test_a_file_gives_the_same_tokenizer():
    data = to_bytes([*SPECIAL, *SCORES], [0.0] * 4 + list(SCORES.values()), {0xBC: "1⁄4"})
    again = PieceTokenizer.from_bytes(data)
    for text in ("late lately", "¼ 😡", "nothing known"):
        assert again.numbers(text) == tokenizer().numbers(text)


def test_a_file_that_is_none_is_refused():
    with pytest.raises(ValueError, match="needs pieces"):
        PieceTokenizer.from_bytes(b"[]")


@settings(max_examples=50, deadline=None)
@given(text=st.text(st.characters(), max_size=300))
def test_any_text_is_cut_within_bounds(text):
    numbers, owners = tokenizer().pieces(text)
    assert (numbers[0], numbers[-1]) == (BEGIN, END)
    assert 2 <= len(numbers) == len(owners) <= MAX_PIECES
    assert owners[0] == owners[-1] == -1
    assert owners[1:-1] == sorted(owners[1:-1])
    assert set(owners[1:-1]) <= set(range(len(chunks(text))))


@settings(max_examples=50, deadline=None)
@given(first=st.text(max_size=60), second=st.text(max_size=60))
def test_what_was_cut_before_changes_nothing(first, second):
    used = tokenizer()
    used.numbers(first)
    assert used.numbers(second) == tokenizer().numbers(second)


def test_a_million_letters_cost_no_more_than_a_thousand():
    assert tokenizer().numbers("e" * 1_000_000) == tokenizer().numbers("e" * 1_000)
    assert UNKNOWN in tokenizer().numbers("q" * 1_000_000)
