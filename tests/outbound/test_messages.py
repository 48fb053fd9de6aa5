from __future__ import annotations

import pytest
from django.utils import translation

from firebell.core.outbound.contract import Message
from firebell.core.outbound.wording import ENGLISH, in_english
from firebell.outbound.messages import SENTENCES, told


def test_the_room_has_the_cores_sentences_word_for_word():
    with translation.override("en"):
        assert {code: str(sentence) for code, sentence in SENTENCES.items()} == ENGLISH


@pytest.mark.parametrize("language", ["en", "nb", "pl"])
@pytest.mark.parametrize("code", sorted(ENGLISH))
def test_every_sentence_keeps_the_words_in_every_language(code: str, language: str):
    message = Message(code, {"words": "100 % <b>"})
    with translation.override(language):
        assert ("100 % <b>" in told(message)) == ("100 % <b>" in in_english(message))
