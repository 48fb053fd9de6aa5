"""Which articles are suggested, by which words, in which order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.core.knowledge.ranking import Passage, Shelf
from firebell.runners.topics import load_embedding

PASSAGES = [
    Passage(1, "Delayed baggage", "If a bag does not arrive, ask for the tag number and file a "
            "report at the desk. We deliver it to the address within 48 hours.", "en"),
    Passage(2, "Refund of a cancelled flight", "When a flight is cancelled the customer may choose "
            "a refund of the ticket or rebooking. Money is back within 7 days.", "en"),
    Passage(3, "Opening hours of the shop", "The shop at Aker Brygge is open Monday to Saturday, "
            "10 to 18, and closed on Sundays.", "en"),
    Passage(4, "Forsinket bagasje", "Hvis en koffert ikke kommer, be om nummeret på bagasjelappen "
            "og meld det i skranken. Vi leverer den hjem.", "nb"),
    Passage(5, "Opóźniony bagaż", "Jeśli walizka nie dotarła, poproś o numer zawieszki i zgłoś to "
            "przy stanowisku.", "pl"),
    Passage(6, "Change the address of an order", "Until it is packed the customer can change the "
            "address of an order under My orders. After that only the carrier can.", "en"),
]  # fmt: skip
WORDS = ["bag", "refund", "the", "flight", "koffert", "walizka", "Sunday", "lol", "ąęł", "7", "🙂"]


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf(PASSAGES, load_embedding())


@pytest.mark.parametrize(
    ("said", "language", "first", "words"),
    [
        ("Where is my bag? It never came off the belt.", "en", 1, ("bag",)),
        ("I want my money back, you canceled us", "en", 2, ("canceled", "money", "back")),
        ("Are you open on Sunday?", "en", 3, ("open", "sunday")),
        ("Kofferten min er borte", "nb", 4, ("kofferten",)),
        ("Gdzie jest moja walizka?", "pl", 5, ("walizka",)),
        ("Can I change the address after I have paid?", "en", 6, ("change", "address")),
    ],
)
def test_the_article_that_answers_stands_first_with_its_words(shelf, said, language, first, words):
    fit = shelf.rank(said, language)[0]
    assert (fit.id, fit.words) == (first, words)


@pytest.mark.parametrize(
    "said", ["lol nice weather today", "the the and of to", "Thanks for nothing", "", "🙂", "@a"]
)
def test_where_nothing_fits_nothing_is_suggested(shelf, said):
    assert shelf.rank(said, "en") == []


def test_those_in_the_language_of_the_matter_come_before_better_ones():
    there = [PASSAGES[0], replace(PASSAGES[0], id=9, language="nb", title="Bags")]
    shelf = Shelf(there, load_embedding())
    assert [fit.id for fit in shelf.rank("My bag did not arrive", "nb")] == [9, 1]
    assert [fit.id for fit in shelf.rank("My bag did not arrive", "en")] == [1, 9]


def test_a_house_with_one_article_has_it_suggested():
    shelf = Shelf(PASSAGES[4:5], load_embedding())
    assert [fit.id for fit in shelf.rank("Gdzie jest moja walizka?", "pl")] == [5]
    assert shelf.rank("Jaka dzisiaj pogoda?", "pl") == []
    assert Shelf([], load_embedding()).rank("Where is my bag?") == []


@given(st.lists(st.sampled_from(WORDS), max_size=30), st.sampled_from(["en", "nb", "pl", ""]))
@settings(max_examples=60)
def test_what_is_found_is_bounded_once_and_shares_its_words(said, language):
    shelf = Shelf(PASSAGES, load_embedding())
    text = " ".join(said)
    found = shelf.rank(text, language, most=2)
    assert len({fit.id for fit in found}) == len(found) <= 2
    assert all(0 < fit.score <= 2 for fit in found)
    assert all(word in text.lower() for fit in found for word in fit.words)
    assert found == shelf.rank(text, language, most=2)
