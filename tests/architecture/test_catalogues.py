"""The catalogues say everything that the source says, whole and in the same shape."""

from __future__ import annotations

import gettext
import re
from collections import Counter

import pytest
from babel.messages.catalog import Message
from babel.messages.plurals import get_plural

from tools import catalogues
from tools.catalogues import LANGUAGES, catalogue, catalogue_path, key, source_strings

SOURCE = source_strings()
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
TAG = re.compile(r"</?[a-zA-Z][^>]*>")
QUOTES = {"nb": "«»", "pl": "„”"}
FOREIGN_QUOTES = {"nb": '“”„"', "pl": '“«»"'}

# Words that are the same in both tongues. Anything else that equals its source is a left-over.
SAME = {
    "nb": {
        "Administrator": "the same word",
        "Bluesky": "a name",
        "Chat": "the same word in the Norwegian dictionaries",
        "Format": "the same word",
        "Forum": "the same word",
        "Mine": "the same word, in the plural",
        "Mastodon": "a name",
        "%(number)s person": "the same word",
        "Person": "the same word",
        "Port for sending": "the same words",
        "STARTTLS": "a name",
        "Send": "the imperative of å sende",
        "Sending": "the same word",
        "Sending: %(name)s": "the same word",
        "Server": "the same word",
        "Server for sending (SMTP)": "the same words",
        "Start": "the imperative of å starte",
        "Start %(name)s": "the imperative of å starte",
    },
    "pl": {
        "Administrator": "the same word",
        "Alert": "the word that Polish monitoring teams use",
        "Blog": "the same word",
        "Bluesky": "a name",
        "E-mail": "the same word",
        "Folder": "the same word",
        "Folder %(name)s": "the same word",
        "Format": "the same word",
        "Forum": "the same word",
        "Mastodon": "a name",
        "Menu": "the same word",
        "Podcast": "the same word",
        "STARTTLS": "a name",
        "Spam": "the same word",
        "Token": "the same word",
    },
}
# Patterns and short units, in which a language may well agree with English.
SAME_CONTEXTS = {"date", "span of time"}


def forms(message: Message) -> list[str]:
    said = message.string
    return [said] if isinstance(said, str) else list(said)


def sources(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def messages(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return request.param


def test_every_string_of_the_source_is_held_and_no_other(language: str) -> None:
    held = {key(message): sources(message) for message in messages(language)}
    wanted = {key(message): sources(message) for message in SOURCE if message.id}
    assert held == wanted, "run: python tools/catalogues.py update"


def test_every_string_is_translated(language: str) -> None:
    lacking = [key(one) for one in messages(language) if not all(forms(one)) or one.fuzzy]
    assert lacking == []
    assert not catalogue(language).obsolete


def test_the_placeholders_are_those_of_the_source(language: str) -> None:
    for message in messages(language):
        # The plural names every placeholder; English may spell the singular out.
        wanted = Counter(PLACEHOLDER.findall(sources(message)[-1]))
        for said in forms(message)[-1:]:
            assert Counter(PLACEHOLDER.findall(said)) == wanted, key(message)
        for source, said in zip(sources(message), forms(message), strict=False):
            assert Counter(PLACEHOLDER.findall(said)) <= wanted, key(message)
            assert len(PLACEHOLDER.findall(said)) >= len(PLACEHOLDER.findall(source)), key(message)


def test_tags_and_ends_are_those_of_the_source(language: str) -> None:
    for message in messages(language):
        source = sources(message)[0]
        for said in forms(message):
            assert Counter(TAG.findall(said)) == Counter(TAG.findall(source)), key(message)
            assert said[0].isspace() == source[0].isspace(), key(message)
            assert said[-1].isspace() == source[-1].isspace(), key(message)
            assert "  " not in said, key(message)


def test_nothing_is_left_in_english(language: str) -> None:
    same = {
        key(one)[1]
        for one in messages(language)
        if forms(one)[0] == sources(one)[0] and one.context not in SAME_CONTEXTS
    }
    assert same == set(SAME[language])


def test_the_quotation_marks_are_the_language_s_own(language: str) -> None:
    for message in messages(language):
        for said in forms(message):
            assert not set(said) & set(FOREIGN_QUOTES[language]), key(message)
            left, right = QUOTES[language]
            assert said.count(left) == said.count(right), key(message)
            assert sources(message)[0].count("“") <= said.count(left), key(message)


def test_each_number_has_its_form(language: str) -> None:
    plural = get_plural(language)
    for message in messages(language):
        if not isinstance(message.id, str):
            assert len(forms(message)) == plural.num_plurals, key(message)


@pytest.mark.parametrize(
    ("tongue", "expected"),
    [
        ("nb", {0: 1, 1: 0, 2: 1, 5: 1, 21: 1, 22: 1}),
        ("pl", {0: 2, 1: 0, 2: 1, 4: 1, 5: 2, 12: 2, 14: 2, 21: 2, 22: 1, 101: 2, 112: 2, 122: 1}),
    ],
)
def test_the_header_chooses_the_right_form(tongue: str, expected: dict[int, int]) -> None:
    header = re.search(
        r"Plural-Forms: .*plural=(.*);\\n", catalogue_path(tongue).read_text("utf-8")
    )
    assert header is not None
    choose = gettext.c2py(header[1])  # type: ignore[attr-defined]
    assert {number: choose(number) for number in expected} == expected


def test_what_django_reads_is_what_the_catalogue_says(language: str) -> None:
    compiled = catalogue_path(language).with_suffix(".mo")
    remedy = "run: python tools/catalogues.py compile"
    assert compiled.exists(), remedy
    with compiled.open("rb") as file:
        read = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    for message in messages(language):
        context, text = key(message)
        whole = f"{context}\x04{text}" if context else text
        for number, said in enumerate(forms(message)):
            name = whole if isinstance(message.id, str) else (whole, number)
            assert read.get(name) == said, remedy


def test_an_update_keeps_what_was_said_and_drops_what_is_gone(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(catalogues, "LOCALES", tmp_path)
    (tmp_path / "firebell").mkdir()
    page = tmp_path / "firebell" / "page.html"
    page.write_text(
        "{% load i18n %}\n  it's <b>{% translate 'Old words here' %}</b>{% trans 'Kept' %}"
    )
    catalogues.update("pl", source_strings(tmp_path))
    held = catalogues.catalogue_path("pl")
    held.write_text(held.read_text().replace('"Kept"\nmsgstr ""', '"Kept"\nmsgstr "Zostaje"'))

    page.write_text(
        "{% load i18n %}{% translate 'Old words there' %}{% translate 'Kept' %}"
        "{% blocktranslate count n=3 %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}"
    )
    changes = catalogues.update("pl", source_strings(tmp_path))

    assert changes.new == ["%(n)s row", "Old words there"]
    assert changes.gone == ["Old words here"]
    assert list(changes.reworded()) == [("Old words here", "Old words there")]
    assert {one.id: one.string for one in catalogues.catalogue("pl") if one.id} == {
        "Kept": "Zostaje",
        "Old words there": "",
        ("%(n)s row", "%(n)s rows"): ("", "", ""),
    }
