"""Places: found where spelling, neighbours and the gazetteer agree."""

from __future__ import annotations

from importlib import resources
from itertools import pairwise

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.core.understanding.entities import Gazetteer, find_entities
from firebell.core.understanding.entities.gazetteer import PLACES_FILE, PLACES_MANIFEST, folded
from firebell.core.understanding.entities.place_words import AMBIGUOUS, BEFORE, CODES, PEOPLE
from firebell.core.understanding.entities.places import find_places
from firebell.core.understanding.entities.traces import Trace, traces_of
from firebell.runners.reading import load_places, load_reader

KNOWN = Gazetteer(
    ["nice", "boston", "new york", "oslo", "krakow", "rio de janeiro", "jackson", "paris", "denver"]
)


def named(text: str, known: Gazetteer = KNOWN) -> list[str]:
    return [text[start:end] for start, end in find_places(text, known)]


def read(*texts: str) -> pa.RecordBatch:
    return load_reader().read(pa.table({"text": pa.array(texts, pa.string())}))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Stuck in Boston since six", ["Boston"]),
        ("New York, again", ["New York"]),
        ("Fly meg til Rio de Janeiro", ["Rio de Janeiro"]),
        ("Jestem w Krakowie i lecę z Warszawy", ["Krakowie", "Warszawy"]),
        ("I Oslos gater, fra Oslo", ["Oslos", "Oslo"]),
        ("bags lost on LAX-IAD", ["LAX", "IAD"]),
        ("OSL to KRK was late", ["OSL", "KRK"]),
        ("waiting at JFK", ["JFK"]),
        ("Boston to Denver, five hours", ["Boston", "Denver"]),
        ("a suite (in Nice, FL)", ["Nice"]),
        ("J'arrive à Paris", ["Paris"]),
        ("living in Jackson now", ["Jackson"]),
        ("lost at Boston, JFK or Denver", ["Boston", "JFK", "Denver"]),
        ("in the Denver lounge @ DCA", ["Denver", "DCA"]),
    ],
)
def test_places_are_found(text, places):
    assert named(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "Boston is what my dog is called",  # nothing says that it is a place
        "all in boston",
        "IN BOSTON WE TRUST",
        "staying in Nice hotels",
        "a letter from Jackson",
        "in Jackson Pollock's words",
        "Polska-Boston and Boston-Paris is a match",
        "at @Boston, #Boston, www.in Boston.com",
        "Wygramy z Danią",
        "",
    ],
)
def test_what_only_looks_like_a_place_is_none(text):
    assert named(text) == []


def test_a_reading_tells_places_beside_the_rest():
    row = read("Flight BA117 from London to New York on 12 March")[0:1].to_pylist()[0]
    assert [(one["kind"], one["text"]) for one in row["entities"]] == [
        ("flight", "BA117"),
        ("place", "London"),
        ("place", "New York"),
        ("date", "12 March"),
    ]


def test_the_trace_lets_no_place_pass_unseen():
    """A text whose tokens have no trace is not searched: what is found must have had one."""
    text = "in Boston, w Krakowie, i Oslos, LAX-IAD, Rio de Janeiro"
    for word in ("Boston", "Krakowie", "Oslos", "LAX", "Rio"):
        assert traces_of(word, word.lower(), KNOWN) & Trace.PLACE
    assert not traces_of("boston", "boston", KNOWN) & Trace.PLACE
    assert len(find_entities(text, Trace.PLACE, KNOWN)) == 6
    assert find_entities(text, 0, KNOWN) == []


PIECES = st.sampled_from(
    ["in", "New", "York", "Boston", "LAX", "-", "to", "Nice", ",", "FL", "w", "Krakowie", "İ", "ß"]
    + ["St.", "Rio", "de", "Janeiro", "’s", "\ufe0f", "ǅ", "\u0301", "\n", "@", "#"]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map(" ".join))


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_any_text_alone_and_in_a_batch(texts):
    together = read(*texts)
    for place, text in enumerate(texts):
        assert read(text).equals(together.slice(place, 1))
        found = list(find_places(text, load_places()))
        assert all(0 <= start < end <= len(text) for start, end in found)
        assert all(one[1] <= other[0] for one, other in pairwise(found))


def test_lists_are_written_as_they_are_looked_up():
    assert all(folded(word) == word for word in AMBIGUOUS | PEOPLE)
    assert not AMBIGUOUS & PEOPLE
    assert all(word == word.lower() for word in BEFORE)
    assert all(code.isupper() and code.isascii() for code in CODES)


def files() -> dict[str, bytes]:
    folder = resources.files("firebell").joinpath("understanding", "models_data")
    return {name: folder.joinpath(name).read_bytes() for name in (PLACES_FILE, PLACES_MANIFEST)}


def test_the_shipped_names_are_small_and_know_the_world():
    assert len(files()[PLACES_FILE]) < 1_000_000
    known = load_places()
    for name in ("Norge", "Polska", "Deutschland", "España", "États-Unis", "Łódź", "München"):
        assert known.has(folded(name))
    assert not known.has("hello")


def test_a_changed_or_missing_file_is_refused():
    changed = files() | {PLACES_FILE: files()[PLACES_FILE] + b"x"}
    with pytest.raises(ValueError, match="is not the file"):
        Gazetteer.from_bytes(changed)
    for name in (PLACES_FILE, PLACES_MANIFEST):
        with pytest.raises(ValueError, match=f"{name} is missing"):
            Gazetteer.from_bytes({other: data for other, data in files().items() if other != name})
