"""The patterns of entities, one a kind, and what a match must keep to be one.

Most are tried only where a number begins. Every repetition is bounded and nothing is nested, so
the time is linear in the text.
"""

from __future__ import annotations

import re

_MONTH_NAMES = """
    jan january januar januari janvier feb february februar mar march mars marzo märz apr april may
    mai mayo jun june juni jul july juli aug august sep sept september oct october okt oktober nov
    november dec december des desember dez dezember stycznia lutego marca kwietnia maja czerwca
    lipca sierpnia września października listopada grudnia enero febrero abril junio julio agosto
    septiembre octubre noviembre diciembre février avril juin juillet août septembre octobre
    novembre décembre
"""
MONTHS = frozenset(_MONTH_NAMES.split())
HOURS = frozenset({"kl", "godz", "klokka", "godzinie"})
CURRENCIES = frozenset({"usd", "eur", "gbp", "nok", "pln", "sek", "dkk", "chf", "kr"})
SIGNS = frozenset("$€£¥₹")

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_NUMBER = (
    r"(?:\d{1,3}(?:[ \u00a0.,']\d{3}){1,3}(?:[.,]\d{1,2})?(?!\d)|\d{1,9}(?:[.,]\d{1,2})?(?!\d))"
)
_UNITS = (
    r"€|£|\$|złotych|złote|złoty|zł|zl|kroner|kr|nok|sek|dkk|pln|euros?|eur|usd|gbp|chf|dollars?"
    r"|bucks|pounds|quid|francs|pesos|mxn|rupees"
)
_DAY = r"(?:0[1-9]|[12]\d|3[01]|[1-9])"
_YEAR = r"(?:19|20)\d\d"

# Tried at the beginning of a number.
NUMBER = re.compile(rf"{_NUMBER}(?:[km]\b)?(?:,-)?", re.IGNORECASE)
AMOUNT = re.compile(
    rf"{_NUMBER}k?(?:,-)?[ \u00a0]?(?:{_UNITS})(?!\w)|\d{{1,6}},-(?!\w)", re.IGNORECASE
)
DATE = re.compile(
    rf"(?:{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
    rf"|{_DAY}[./-](?:1[0-2]|0?[1-9])[./-](?:{_YEAR}|\d\d)"
    rf"|(?:1[0-2]|0?[1-9])/{_DAY}(?:/(?:{_YEAR}|\d\d))?"
    rf"|{_DAY}(?:st|nd|rd|th|\.|er)?[ ](?:of[ ]|de[ ])?(?:{_MONTH})\b\.?"
    rf"(?:[ ,]{{1,2}}(?:de[ ])?{_YEAR})?)(?![\w/-])",
    re.IGNORECASE,
)
TIME = re.compile(
    r"(?:(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:[ ]?[ap]\.?m\b\.?)?"
    r"|(?:0?[1-9]|1[0-2])(?:[.:][0-5]\d)?[ ]?[ap]\.?m\b\.?"
    r"|(?:[01]?\d|2[0-3])(?:[.:][0-5]\d)?[ ]Uhr|(?:[01]?\d|2[0-3])h[0-5]\d)(?![\w:])",
    re.IGNORECASE,
)
HOUR = re.compile(r"(?:[01]?\d|2[0-3])(?:[.:][0-5]\d)?(?![\w:])")
DAY_AND_YEAR = re.compile(rf"{_DAY}(?:st|nd|rd|th)?(?:,?[ ]{_YEAR})?(?![\w:/])")
FLIGHT_NUMBER = re.compile(r"\d{2,4}(?![\w%]|[.,]\d|[ ]\d)")
HASH_NUMBER = re.compile(r"\d{5,14}(?!\w)")

# Tried where the text has a word for it.
FLIGHT = re.compile(
    r"\b(?:flight|flt|fly|flyet|flygning|lot|lotu|lotem|rejs|flug|vuelo|vol)"
    r"[ ]?(?:number|no\.?|nr\.?|nummer|numer|#)?[ ]?#?"
    r"(?P<code>(?:[a-z]{2}|[a-z]\d|\d[a-z])?[ ]?\d{1,4})(?![\w:]|[.,/]\d"
    r"|[ ](?:hours?|hrs?|h|min|minutes?|days?|times?|weeks?|am|pm)\b)",
    re.IGNORECASE,
)
TRACKING = re.compile(
    r"\b(?:tracking|parcel|package|sporing\w{0,8}|pakke\w{0,8}|przesy[lł]k\w{1,3}|paczk\w{1,3}"
    r"|sendung\w{0,8}|paket\w{0,8}|seguimiento|envío|colis|suivi)"
    r"[ ]?(?:number|no\.?|nr\.?|nummer|numer|id|código|numéro)?"
    r"[ ]?(?:is|er|to|ist|es|est)?[:#]?[ ]?"
    r"(?P<code>(?=[A-Z0-9]{0,24}\d{5})[A-Z0-9]{9,24})\b",
    re.IGNORECASE,
)
ORDER = re.compile(
    r"\b(?:order|booking|reservation|case|ticket|claim|confirmation|reference|ref|invoice"
    r"|ordre\w{0,6}|bestilling\w{0,6}|sak\w{0,6}|referanse\w{0,6}|faktura\w{0,6}"
    r"|zam[oó]wieni\w{1,3}|zg[lł]oszeni\w{1,3}|rezerwacj\w{1,3}|faktur\w{1,3}|reklamacj\w{1,3}"
    r"|bestellung|bestellnummer|auftrag\w{0,8}|rechnung\w{0,8}|buchung\w{0,8}|vorgang\w{0,8}"
    r"|pedido|reserva|incidencia|factura|commande|réservation|dossier|facture)"
    r"[ ]?(?:no\.?|nr\.?|number|num|id|code|reference|ref\.?|nummer|numer|número|numéro|n°|nº)?"
    r"[ ]?(?:is|er|to|ist|es|est)?[ ]?[:#]{0,2}[ ]?#?"
    r"(?P<code>(?=[A-Z0-9-]{0,20}\d{3})[A-Z0-9][A-Z0-9-]{3,19}\b)(?![.,:]\d)",
    re.IGNORECASE,
)
# Said before a date, with no other number between.
BORN = re.compile(
    r"\b(?:born|birth|birthday|dob|født|fødselsdato|urodz\w{1,8}|ur|geb|geboren|geburtsdatum"
    r"|nacid[oa]|nacimiento|née?|naissance)\b\D{0,25}$",
    re.IGNORECASE,
)
PARCEL_CODE = re.compile(r"(?<!\w)(?:1Z[0-9A-Z]{16}|[A-Z]{2}\d{9}[A-Z]{2})(?!\w)")
# Begun by a literal, which the search jumps to.
HANDLE = re.compile(r"@(?<![\w@.+-]@)\w{1,64}")
LINK = re.compile(r"http(?<!\whttp)s?://[^\s]{1,300}")
BARE_LINK = re.compile(r"www\.(?<![\w/]www\.)[^\s]{1,300}")

# Airlines by their two-character code (IATA).
_AIRLINES = """
    AA AC AF AI AM AR AS AV AY AZ A3 B6 BA BR BT CA CI CM CX CZ D8 DL DX DY EI EK EN ET EW EY F9 FI
    FR G4 HA HV IB JJ JL JQ JU KE KL KQ LA LH LO LS LX LY MH MS MU NH NK NZ OK OS OU OZ PC PS QF QR
    RJ RO RY SA SK SN SQ SU SV TG TK TO TP U2 UA UX VA VN VS VX VY W6 WF WN WS X3
"""
AIRLINES = frozenset(_AIRLINES.split())
