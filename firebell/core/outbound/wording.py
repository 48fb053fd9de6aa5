"""The sentences of the guard, in English, by code. The room `outbound` translates them."""

from __future__ import annotations

from firebell.core.outbound.contract import Message

ENGLISH: dict[str, str] = {
    "abuse.insult": "This insults the reader: “%(words)s”.",
    "abuse.threat": "This reads as a threat: “%(words)s”.",
    "abuse.wish": "This wishes the reader harm: “%(words)s”.",
    "abuse.contempt": "This shows contempt for the reader: “%(words)s”.",
    "abuse.profanity": "This is swearing: “%(words)s”.",
    "tone.blame": "This blames the reader: “%(words)s”.",
    "tone.belittling": "This makes light of a question or an idea: “%(words)s”.",
    "tone.condescending": "This talks down to the reader: “%(words)s”.",
    "tone.sarcasm": "This sounds sarcastic: “%(words)s”.",
    "tone.dismissive": "This brushes the reader off: “%(words)s”.",
    "personal.email": "There is an e-mail address here: “%(words)s”.",
    "personal.phone": "There is a phone number here: “%(words)s”.",
    "personal.iban": "There is a bank account number here: “%(words)s”.",
    "personal.card": "There is a card number here: “%(words)s”.",
    "personal.fodselsnummer": "There is a Norwegian identity number here: “%(words)s”.",
    "personal.pesel": "There is a Polish identity number here: “%(words)s”.",
    "personal.reference": "There is a customer's reference here: “%(words)s”.",
    "personal.address": "There is a street address here: “%(words)s”.",
    "placeholder.open": "Part of a template is not filled in: “%(words)s”.",
    "placeholder.name": "The greeting has no name: “%(words)s”.",
    "internal.words": "This was meant for colleagues: “%(words)s”.",
    "better.abuse": "Leave the person out of it. Say what happened and what you can do now.",
    "better.tone": "Say the same without judging the reader: name the next step and offer help.",
    "better.personal": "Ask the person to continue in a private message, and leave this out here.",
    "better.personal.private": "Make sure that this belongs to the person you are writing to.",
    "better.placeholder": "Fill in what is missing, or take it out.",
    "better.internal": "Move this to an internal note, and take it out of the answer.",
}


def in_english(message: Message) -> str:
    return ENGLISH[message.code] % dict(message.params)
