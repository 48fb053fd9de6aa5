"""What a single token tells of entities to come: worked out once a token, like its cues.

The bits lie above those of ``care.cue.Cue``, so that one number holds both.
"""

from __future__ import annotations

from typing import Final

from firebell.core.text.tokens import is_link
from firebell.core.understanding.entities.gazetteer import NOWHERE, Gazetteer
from firebell.core.understanding.entities.places import may_name_a_place
from firebell.core.understanding.lexicon import Lexicon, WordList


class Trace:
    """Bits. Plain numbers: they are asked for several times a text, and flags of an enum are
    forty times as slow."""

    DIGIT: Final = 1 << 48
    MENTION: Final = 1 << 49
    LINK: Final = 1 << 50
    ORDER: Final = 1 << 51  # a word that numbers follow: order, case, invoice...
    FLIGHT: Final = 1 << 52
    PARCEL: Final = 1 << 53
    CODE: Final = 1 << 54  # letters and digits as long as a parcel's number
    BIRTH: Final = 1 << 55
    PLACE: Final = 1 << 56  # capitalised, and a place's name may begin so


ORDERS = WordList(
    """order booking reservation case ticket claim confirmation reference ref invoice pnr account
    customer policy tracking ordre* bestilling* sak sak* referanse* faktura* reservasjon*
    kundenummer* kontonummer* zamówieni* zamowieni* zgłoszeni* zgloszeni* rezerwacj* faktur*
    reklamacj* konta klienta sprawa sprawy numer bestellung bestellnummer auftrag* rechnung*
    buchung* vorgang* pedido reserva incidencia factura commande réservation dossier facture"""
)
FLIGHTS = WordList(
    "flight flights flt fly flyet flygning* lot lotu lotem rejs* flug* vuelo vuelos vol vols"
)
PARCELS = WordList(
    """tracking parcel package sporing* pakke* przesył* przesyl* paczk* sendung* paket* seguimiento
    envío colis suivi"""
)
BIRTHS = WordList(
    """born birth birthday dob født fødselsdato fødselsnummer født* urodzon* urodzenia ur geboren
    geburtsdatum geb nacido nacida nacimiento né née naissance pesel"""
)
_ANNOUNCING = Lexicon(
    (
        (ORDERS, Trace.ORDER),
        (FLIGHTS, Trace.FLIGHT),
        (PARCELS, Trace.PARCEL),
        (BIRTHS, Trace.BIRTH),
    )
)


def traces_of(token: str, form: str, known: Gazetteer = NOWHERE) -> int:
    """The traces of a token, from its spelling, its normal form and the names of places."""
    if form == "@":
        return Trace.MENTION
    if is_link(token):
        return Trace.LINK
    found = Trace.PLACE if may_name_a_place(token, known) else 0
    if any(char.isdigit() for char in token):
        found |= Trace.DIGIT
        if len(token) >= 13 and token.isalnum() and token.isupper():
            found |= Trace.CODE
    return found | _ANNOUNCING.bits(form)
