"""The guard's sentences in the reader's language; codes and English come from the core.

The sentences stand here a second time so that the translation tools find them; a test holds the
two lists equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from firebell.core.outbound.contract import Message

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SENTENCES: dict[str, _StrPromise] = {
    "abuse.insult": _("This insults the reader: “%(words)s”."),
    "abuse.threat": _("This reads as a threat: “%(words)s”."),
    "abuse.wish": _("This wishes the reader harm: “%(words)s”."),
    "abuse.contempt": _("This shows contempt for the reader: “%(words)s”."),
    "abuse.profanity": _("This is swearing: “%(words)s”."),
    "tone.blame": _("This blames the reader: “%(words)s”."),
    "tone.belittling": _("This makes light of a question or an idea: “%(words)s”."),
    "tone.condescending": _("This talks down to the reader: “%(words)s”."),
    "tone.sarcasm": _("This sounds sarcastic: “%(words)s”."),
    "tone.dismissive": _("This brushes the reader off: “%(words)s”."),
    "personal.email": _("There is an e-mail address here: “%(words)s”."),
    "personal.phone": _("There is a phone number here: “%(words)s”."),
    "personal.iban": _("There is a bank account number here: “%(words)s”."),
    "personal.card": _("There is a card number here: “%(words)s”."),
    "personal.fodselsnummer": _("There is a Norwegian identity number here: “%(words)s”."),
    "personal.pesel": _("There is a Polish identity number here: “%(words)s”."),
    "personal.reference": _("There is a customer's reference here: “%(words)s”."),
    "personal.address": _("There is a street address here: “%(words)s”."),
    "placeholder.open": _("Part of a template is not filled in: “%(words)s”."),
    "placeholder.name": _("The greeting has no name: “%(words)s”."),
    "internal.words": _("This was meant for colleagues: “%(words)s”."),
    "better.abuse": _("Leave the person out of it. Say what happened and what you can do now."),
    "better.tone": _("Say the same without judging the reader: name the next step and offer help."),
    "better.personal": _(
        "Ask the person to continue in a private message, and leave this out here."
    ),
    "better.personal.private": _("Make sure that this belongs to the person you are writing to."),
    "better.placeholder": _("Fill in what is missing, or take it out."),
    "better.internal": _("Move this to an internal note, and take it out of the answer."),
}


def sentence(code: str, params: Mapping[str, str] | None = None) -> str:
    """One finding's sentence, with the words that caused it, in the active language."""
    return SENTENCES[code] % dict(params or {})


def told(message: Message) -> str:
    return sentence(message.code, message.params)
