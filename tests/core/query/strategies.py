"""Random queries and posts that often meet: both are built from one small pot of pieces."""

from __future__ import annotations

from hypothesis import strategies as st

from firebell.core.query.ast import (
    QUOTES,
    And,
    Comparison,
    Exact,
    Field,
    FieldName,
    Measure,
    MeasureName,
    Near,
    Node,
    Not,
    Or,
    Prefix,
    Words,
)
from firebell.core.query.folding import fold

PIECES = [
    "apple", "Apple", "APPLE", "applesauce", "pie", "Straße", "STRASSE", "łódź", "LODZ", "øre",
    "İstanbul", "ıstanbul", "istanbul", "café", "cafe\u0301", "東京", "東京タワー", "ガス", "ｶﾞｽ",
    "ทดสอบ", "हिन्दी", "애플이", "애플", "Москва", "Ёлка", "مُحَمَّد", "محمد", "שָׁלוֹם", "😡", "👍🏽",
    "👍", "👩‍💻", "🇳🇴", "🇳🇴🇸🇪", "❤️", "don't", "don’t", "AT&T", "10:30", "AND", "near", "a_b", "ﬁn",
    "Ⓐ", "x²", "½", "™", "Apple™", "\u200bapp\u200dle", "é\u0323", "ŉ", "ß", "ẞ", "σοφός",
    "ΣΟΦΌΣ",
]  # fmt: skip
SIGNS = [" ", " ", " ", "  ", "\n", "-", ", ", "#", " #", " @", "@", ". ", "", "_", "\0", "’"]
TAGS = ["apple", "pie", "東京", "東京タワー", "łódź", "apple_pie", "हिन्दी", "애플", "app"]
HANDLES = ["apple", "Apple_Pie", "john.doe", "a-b", "łukasz", "東京", "applesauce"]
HOSTS = ["example.com", "www.example.com", "shop.example.com", "example.com.evil.org", "x.no"]
LANGUAGES = ["en", "en-GB", "no", "nb", "pl", "ja"]
KINDS = ["post", "reply", "repost", "review", "comment", "direct_message"]

text = st.lists(st.sampled_from(PIECES + SIGNS), max_size=14).map("".join)


def _clean(words: str, banned: str) -> str:
    return " ".join("".join(" " if c in banned else c for c in words).split())


def _terms(banned: str) -> st.SearchStrategy[str]:
    made = st.lists(st.sampled_from(PIECES + [" ", " "]), min_size=1, max_size=3).map("".join)
    wild = st.text(min_size=1, max_size=6)
    both = st.one_of(made, made, made, wild)
    return both.map(lambda t: _clean(t, banned)).filter(lambda t: fold(t) != "")


words = _terms(QUOTES + "*\0").map(Words)
exact = _terms("{}*\0").map(Exact)
prefixes = st.sampled_from(["app", "appl", "Str", "łó", "애플", "Мос", "ca", "ist", "pie"]).map(
    Prefix
)
terms = st.one_of(words, words, exact, prefixes)
sides = st.one_of(terms, st.lists(terms, min_size=2, max_size=3).map(lambda c: Or(tuple(c))))
nears = st.builds(Near, sides, sides, st.integers(1, 6))


def _field(name: FieldName, values: list[str]) -> st.SearchStrategy[Field]:
    return st.builds(Field, st.just(name), st.sampled_from(values))


fields = st.one_of(
    _field(FieldName.AUTHOR, HANDLES),
    _field(FieldName.MENTION, HANDLES),
    _field(FieldName.HASHTAG, TAGS),
    st.builds(
        Field,
        st.sampled_from([FieldName.AUTHOR, FieldName.MENTION, FieldName.HASHTAG]),
        st.sampled_from(["app", "łu", "apple"]),
        st.just(True),
    ),
    _field(FieldName.CHANNEL, ["twitter", "Review", "e mail"]),
    _field(FieldName.LANG, [language.lower() for language in LANGUAGES]),
    _field(FieldName.SITE, HOSTS),
    _field(FieldName.URL, ["example.com", "/Path", "x.no", "(1)"]),
    _field(FieldName.HAS, ["link", "image", "video"]),
    _field(FieldName.IS, KINDS),
)
measures = st.one_of(
    st.builds(
        Measure,
        st.just(MeasureName.RATING),
        st.sampled_from(Comparison),
        st.integers(4, 20).map(lambda quarters: quarters / 4),
    ),
    st.builds(
        Measure,
        st.just(MeasureName.FOLLOWERS),
        st.sampled_from(Comparison),
        st.sampled_from([0.0, 10.0, 1000.0, 123456789.0]),
    ),
)
leaves: st.SearchStrategy[Node] = st.one_of(words, words, terms, nears, fields, measures)


def _branches(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(several.map(And), several.map(Or), inner.map(Not))


anything: st.SearchStrategy[Node] = st.recursive(leaves, _branches, max_leaves=6)


def wants_something(node: Node, wanted: bool = True) -> bool:
    """Whether every matching post holds or meets something that the query asks for."""
    match node:
        case Not(child):
            return wants_something(child, not wanted)
        case And(children) | Or(children):
            found = [wants_something(child, wanted) for child in children]
            return any(found) if isinstance(node, And) == wanted else all(found)
        case _:
            return wanted


queries = anything.filter(wants_something)

_maybe = st.none
posts = st.fixed_dictionaries(
    {
        "text": st.one_of(text, text, text, st.text(max_size=20)).map(
            lambda t: t.encode("utf-8", "ignore").decode()
        ),
        "author": st.sampled_from(HANDLES),
        "channel": st.sampled_from(["twitter", "review", "E MAIL"]),
        "kind": st.sampled_from(KINDS),
        "language_hint": st.one_of(_maybe(), st.sampled_from(LANGUAGES)),
        "url": st.one_of(
            _maybe(), st.sampled_from(HOSTS).map(lambda host: f"https://{host}/path?q=(1)")
        ),
        "rating": st.one_of(_maybe(), st.integers(4, 20).map(lambda quarters: quarters / 4)),
        "followers": st.one_of(_maybe(), st.sampled_from([0, 10, 999, 1000, 123456789])),
        "has_link": st.one_of(_maybe(), st.booleans()),
        "has_image": st.one_of(_maybe(), st.booleans()),
        "has_video": st.one_of(_maybe(), st.booleans()),
    }
)
