"""What a word carries that can spread: its hashtags, its links, its text, its picture.

Posts are hostile: whatever they hold, a mark has a bounded length and a post a bounded number.
A mark is known by one string, of which the beginning says what it is.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from enum import StrEnum

from firebell.core.text.tokens import VOWEL_SIGNS

# Of a post; more of them are a list, not something passed on.
MOST_TAGS, MOST_LINKS, MOST_PICTURES = 8, 4, 4
LONGEST_LINK = 160
LOOKED_AT = 4_000  # characters of a text

_TAG = re.compile(rf"(?<![\w&])[#＃]([\w{VOWEL_SIGNS}]{{2,64}})(?![\w{VOWEL_SIGNS}])")
_LINK = re.compile(r"https?://([^\s<>\"'`{}|\\^\x00-\x1f]{4,1000})", re.IGNORECASE)
_ENDINGS = ".,;:!?)]*~"
# What is added to an address to tell by which way its reader came.
_TRACKING = frozenset(
    (
        *("fbclid", "gclid", "gclsrc", "dclid", "msclkid", "twclid", "ttclid", "yclid"),
        *("igshid", "igsh", "mc_cid", "mc_eid", "ref_src", "ref_url", "s_cid", "cmpid", "ocid"),
        *("spm", "si", "mkt_tok", "_hsenc", "_hsmi", "vero_id", "wickedid", "oly_enc_id"),
    )
)


class Carrier(StrEnum):
    """What kind of thing spreads."""

    TEXT = "text"
    LINK = "link"
    TAG = "tag"
    PICTURE = "picture"


_PREFIX = {Carrier.TAG: "#", Carrier.LINK: "//", Carrier.TEXT: "text:", Carrier.PICTURE: "image:"}


def carrier_of(mark: str) -> Carrier:
    """
    >>> carrier_of("#boycottx"), carrier_of("//example.org/a")
    (<Carrier.TAG: 'tag'>, <Carrier.LINK: 'link'>)
    """
    return next(kind for kind, prefix in _PREFIX.items() if mark.startswith(prefix))


def label_of(mark: str) -> str:
    """What a reader is shown; nothing for texts and pictures, which their first post shows."""
    if mark.startswith("#"):
        return mark
    return mark[2:] if mark.startswith("//") else ""


def text_mark(fingerprint: int) -> str:
    """The mark of a text by the fingerprint of the first who said it."""
    return f"text:{fingerprint & 0xFFFFFFFFFFFFFFFF:016x}"


def picture_mark(fingerprint: int) -> str:
    return f"image:{fingerprint & 0xFFFFFFFFFFFFFFFF:016x}"


def picture_fingerprints(pictures: str) -> list[int]:
    """Of each picture of a post (`pictures` of schema.INTERACTION) 64 bits, signed, each once.

    Networks name a picture by its bytes or by its look: to know it again nobody has to fetch it.

    >>> one, other = picture_fingerprints("bafkrei1 bafkrei2 bafkrei1")
    >>> [one] == picture_fingerprints("bafkrei1")
    True
    """
    names = dict.fromkeys(pictures.split()[:MOST_PICTURES])
    return [
        int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)
        for name in names
    ]


def marks_of(text: str, pictures: str = "") -> list[str]:
    """All that a post carries beside its text as a whole."""
    shown = [picture_mark(one) for one in picture_fingerprints(pictures)] if pictures else []
    return written_marks(text) + shown


def signed(mark: str) -> int:
    """The fingerprint of a text's or picture's mark, as it is stored.

    >>> signed(text_mark(-5)), signed(text_mark(5))
    (-5, 5)
    """
    unsigned = int(mark.partition(":")[2], 16)
    return unsigned - (1 << 64) if unsigned >> 63 else unsigned


def written_marks(text: str) -> list[str]:
    """The hashtags and links of a text, each once, in their order.

    >>> written_marks("#Fail again: https://www.Example.org/a/?utm_source=x&id=7#top #FAIL")
    ['#fail', '//example.org/a?id=7']
    """
    tagged, linked = "#" in text or "＃" in text, "://" in text
    if not tagged and not linked:
        return []
    text = text[:LOOKED_AT]
    found = tags_of(text) if tagged else []
    return found + links_of(text) if linked else found


def tags_of(text: str) -> list[str]:
    """Hashtags in one case, without those that are numbers ("#1")."""
    if "://" in text:
        text = _LINK.sub(" ", text)  # what follows # in an address is no hashtag
    tags = (tag.casefold()[:64] for tag in _TAG.findall(text))
    return list(dict.fromkeys("#" + tag for tag in tags if not tag.isdigit()))[:MOST_TAGS]


def links_of(text: str) -> list[str]:
    """Addresses in one form; cut-off ones ("https://example.org/long…") are no addresses."""
    found = _LINK.findall(text)[: 2 * MOST_LINKS]
    forms = (address_form(address) for address in found if "…" not in address)
    return list(dict.fromkeys("//" + form for form in forms if form))[:MOST_LINKS]


def address_form(address: str) -> str:
    """Host and path of an address (without its scheme) in the one form by which copies meet.

    The host is lower-cased and loses "www." and the usual port; the fragment and what only
    tells by which way somebody came are left out. Empty for what has no host.

    >>> address_form("www.Example.org:443/News/?fbclid=1&b=2&utm_medium=x&a=1")
    'example.org/News?b=2&a=1'
    """
    address = address.rstrip(_ENDINGS).partition("#")[0]
    before, _mark, query = address.partition("?")
    host, slash, path = before.partition("/")
    host = host.rpartition("@")[2].lower().removesuffix(":443").removesuffix(":80")
    host = host.removeprefix("www.").rstrip(".")
    if "." not in host:
        return ""
    kept = "&".join(part for part in query.split("&")[:32] if part and not _is_tracking(part))
    form = host + (slash + path).rstrip("/") + ("?" + kept if kept else "")
    if len(form) <= LONGEST_LINK:
        return form
    return f"{form[:LONGEST_LINK]}…{zlib.crc32(form.encode('utf-8', 'surrogatepass')):08x}"


def _is_tracking(part: str) -> bool:
    name = part.partition("=")[0].lower()
    return name.startswith("utm_") or name in _TRACKING
