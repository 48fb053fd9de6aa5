from __future__ import annotations

import pytest

from firebell.core.conformance.check_guard import check_guard
from firebell.core.outbound.contract import Draft, Guard, Outcome
from firebell.core.outbound.guards.abuse import Abuse
from firebell.core.outbound.guards.internal_words import InternalWords
from firebell.core.outbound.guards.personal_data import PersonalData
from firebell.core.outbound.guards.placeholders import Placeholders
from firebell.core.outbound.judge import GUARDS

EXAMPLES: dict[str, tuple[str, ...]] = {
    "abuse": ("You are an idiot.", "Som jeg allerede har sagt to ganger: nei.", "Obyś zdechł."),
    "personal_data": ("Write to kari@example.org", "Ring +47 22 33 44 55"),
    "placeholders": ("Hi {{name}}, thanks.", "Dear , thanks."),
    "internal_words": ("#internal he is a regular", "Internal note: refund him."),
}


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_guard_keeps_the_contract(guard: Guard):
    check_guard(guard, EXAMPLES[guard.name])


class Forgetful:
    """Finds something outside the text, as a broken guard might."""

    name = "forgetful"

    def check(self, draft: Draft):
        found = Abuse().check(Draft("You idiot"))
        return found if draft.text else []


def test_kit_catches_a_span_outside_the_text():
    with pytest.raises(AssertionError, match="span outside"):
        check_guard(Forgetful())


def rules(guard: Guard, text: str, **more: object) -> list[str]:
    return [finding.rule for finding in guard.check(Draft(text, **more))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hi {{ first_name }}!", "{{ first_name }}"),
        ("Hi {name}!", "{name}"),
        ("Dear [CUSTOMER NAME], thanks", "[CUSTOMER NAME]"),
        ("Dear [insert name here], thanks", "[insert name here]"),
        ("Hello <first name>,", "<first name>"),
        ("Hi %NAME%, welcome", "%NAME%"),
        ("Hi $name, welcome", "$name"),
        ("Your number is XXX.", "XXX"),
        ("TODO: ask the shop", "TODO"),
        ("Lorem ipsum? No: lorem ipsum.", "lorem ipsum"),
        ("Dear ,\nthank you", "Dear ,"),
        ("Hi None, thank you", "Hi None"),
        ("Kjære ,\ntakk", "Kjære ,"),
        ("Szanowny , dziękujemy", "Szanowny ,"),
    ],
)
def test_placeholder_is_found_where_it_stands(text: str, words: str):
    findings = Placeholders().check(Draft(text))
    assert [text[slice(*finding.span)] for finding in findings] == [words]
    assert findings[0].verdict == Outcome.BLOCK


@pytest.mark.parametrize(
    "text",
    [
        "Hi, thanks for writing.",
        "Hei, takk for at du skrev.",
        "Dear Mr Test-Larsen, your 50% discount is on.",
        "It is 5 < 6, and $AAPL is a stock; it costs $20 [see the list](https://a.example)",
        "Set {} aside.",
        "Dzień dobry, już sprawdzamy.",
    ],
)
def test_ordinary_text_has_no_placeholder(text: str):
    assert rules(Placeholders(), text) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Write to ola.nordmann@example.no please", "personal.email"),
        ("Call me on +47 912 34 567", "personal.phone"),
        ("You can call 555-867-5309 now", "personal.phone"),
        ("Twój numer to +48 601 234 567?", "personal.phone"),
        ("IBAN NO93 8601 1117 947 it is", "personal.iban"),
        ("PL61 1090 1014 0000 0712 1981 2874", "personal.iban"),
        ("Your card 4111 1111 1111 1111 is blocked", "personal.card"),
        ("Fødselsnummer 01010750160", "personal.fodselsnummer"),
        ("PESEL 44051401359", "personal.pesel"),
        ("Order 88213 was delivered", "personal.reference"),
        ("Your booking reference is AB12CD", "personal.reference"),
        ("You live at 12 Baker Street, right?", "personal.address"),
        ("Pakken ligger i Storgata 5", "personal.address"),
        ("Paczka czeka, ul. Lipowa 7", "personal.address"),
    ],
)
def test_personal_data_blocks_in_public_and_warns_in_private(text: str, rule: str):
    public = PersonalData().check(Draft(text, public=True))
    assert [(finding.rule, finding.verdict) for finding in public] == [(rule, Outcome.BLOCK)]
    private = PersonalData().check(Draft(text, public=False))
    # One's own order number is what a private answer is about.
    expected = [] if rule == "personal.reference" else [(rule, Outcome.WARN)]
    assert [(finding.rule, finding.verdict) for finding in private] == expected


@pytest.mark.parametrize(
    "text",
    [
        "@kari_n thanks, see you at 10:30 on 12.05.2026",
        "It costs 1 249,90 kr or 14,485 points",
        "The 11 digits 12345678901 are no identity number",
        "Card 4111 1111 1111 1112 has a wrong digit, IBAN NO93 8601 1117 948 too",
        "Flight BX 318 leaves from gate 22F",
        "Order online, or book a case for your phone",
        "Version 2.14.3 and https://example.org/a/123456789",
        "Back between 2025-01-03 and 2025-01-14",
    ],
)
def test_numbers_that_belong_to_nobody_pass(text: str):
    assert rules(PersonalData(), text, public=True) == []


def test_own_contacts_are_allowed_in_any_spelling():
    guard = PersonalData(frozenset({"+47 22 33 44 55", "help@firm.example", "@shop.example"}))
    text = "Ring +4722334455, or write to Help@firm.example or post@shop.example."
    assert rules(guard, text, public=True) == []
    assert rules(guard, "Ring +47 22 33 44 56", public=True) == ["personal.phone"]


@pytest.mark.parametrize(
    "text",
    [
        "#internal the man is a regular",
        "@@anna can you take this?",
        "Internal note: refund him",
        "[internal] call the shop",
        "Internt notat: ring butikken",
        "Notatka wewnętrzna: zwrócić",
        "Please do not send to the customer",
    ],
)
def test_words_for_colleagues_block(text: str):
    findings = InternalWords().check(Draft(text))
    assert [finding.verdict for finding in findings] == [Outcome.BLOCK]


def test_ordinary_internal_words_pass():
    assert rules(InternalWords(), "The internal battery is empty; #international is fine.") == []
