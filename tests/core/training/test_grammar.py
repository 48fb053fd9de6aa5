from __future__ import annotations

from random import Random

import pytest

from firebell.core.training.grammar import PhrasebookError, phrasebook


def test_rules_names_and_ranges_are_filled_in() -> None:
    book = phrasebook("en", {"top": "{who} lost {2-2} boxes in {town}", "who": "they"})
    assert book.tell("top", {"town": "Hull"}, Random(1)) == "They lost 2 boxes in Hull"


def test_an_empty_alternative_leaves_no_hole() -> None:
    book = phrasebook("en", {"top": "{a} where is it {a} ? {a}", "a": "~"})
    assert book.tell("top", {}, Random(1)) == "Where is it?"


def test_a_sentence_begins_with_a_capital_but_an_ordinal_ends_none() -> None:
    book = phrasebook("nb", {"top": "hva nå? den 3. i år. slutt"})
    assert book.tell("top", {}, Random(1)) == "Hva nå? Den 3. i år. Slutt"


def test_a_name_goes_before_a_rule_of_the_same_name() -> None:
    book = phrasebook("en", {"top": "{hi} there", "hi": "Hello"})
    assert book.tell("top", {"hi": "Hey"}, Random(1)) == "Hey there"


def test_the_names_that_must_be_given_are_known() -> None:
    book = phrasebook("en", {"top": "{brand} {1-3} {who}", "who": "{me}"})
    assert book.slots() == {"brand", "me"}


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ({"top": ""}, "the rule 'top' is empty"),
        ({"top": ["a"]}, "the rule 'top' is no text"),
    ],
)
def test_a_broken_phrasebook_is_refused(rules: dict[str, object], message: str) -> None:
    with pytest.raises(PhrasebookError, match=message):
        phrasebook("en", rules)


@pytest.mark.parametrize(
    ("text", "message"), [("{oops}", "asks for {oops}"), ("{top}", "round in a circle")]
)
def test_a_slot_that_leads_nowhere_is_named(text: str, message: str) -> None:
    with pytest.raises(PhrasebookError, match=message):
        phrasebook("en", {"top": text}).tell("top", {}, Random(1))
