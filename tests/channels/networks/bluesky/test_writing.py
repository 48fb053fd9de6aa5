from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.channels.networks.bluesky.search import wanted_words
from firebell.channels.networks.bluesky.tids import SIGNS, tid_of, time_of
from firebell.channels.networks.bluesky.writing import record, too_long

AT = datetime(2026, 11, 22, 22, 50, 0, 123456, tzinfo=UTC)
PIECES = st.sampled_from(
    [
        "https://example.com/a?b=ä",
        "@ana.example",
        "😔",
        " ",
        "ß",
        "\n",
        "(",
        ")",
        ".",
        "x@y.example",
    ]
)


def marked(text: str) -> dict[str, str]:
    """What is marked in a text -> its link or DID."""
    made = record(text, AT, "", None, lambda handle: f"did:web:{handle}")
    raw = text.encode()
    found = {}
    for facet in made.get("facets", []):
        index, (feature,) = facet["index"], facet["features"]
        part = raw[index["byteStart"] : index["byteEnd"]].decode()
        found[part] = feature.get("uri") or feature["did"]
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see https://example.com.", {"https://example.com": "https://example.com"}),
        ("(see https://example.com/a)", {"https://example.com/a": "https://example.com/a"}),
        ("https://e.example/a_(b)", {"https://e.example/a_(b)": "https://e.example/a_(b)"}),
        ("Æ @Ana.Example, hei", {"@Ana.Example": "did:web:ana.example"}),
        ("mail me@ana.example", {}),
        ("@ana", {}),
        (
            "https://e.example/@ana.example",
            {"https://e.example/@ana.example": "https://e.example/@ana.example"},
        ),
        ("nothing", {}),
    ],
)
def test_links_and_mentions_are_marked(text, expected):
    assert marked(text) == expected


@given(st.lists(PIECES, max_size=12).map("".join))
def test_marks_are_byte_offsets_that_lie_in_the_text_and_apart(text):
    made = record(text, AT, "", None, lambda handle: f"did:web:{handle}")
    spans = sorted(
        (facet["index"]["byteStart"], facet["index"]["byteEnd"]) for facet in made.get("facets", [])
    )
    size = len(text.encode())
    assert all(0 <= start < end <= size for start, end in spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    for start, end in spans:
        assert text.encode()[start:end].decode().startswith(("https://", "@"))


def test_somebody_unknown_is_not_marked_and_empty_parts_are_left_out():
    assert record("hei @no.body", AT, "", None, lambda handle: None) == {
        "$type": "app.bsky.feed.post",
        "text": "hei @no.body",
        "createdAt": "2026-11-22T22:50:00.123Z",
    }


def test_length_is_counted_in_code_points_and_bytes():
    assert [too_long(text) for text in ("x" * 300, "x" * 301, "😔" * 300)] == [False, True, False]


def test_the_key_of_a_record_is_the_same_at_every_attempt_and_tells_answers_apart():
    assert tid_of(AT, "a" * 32) == tid_of(AT, "a" * 32)
    keys = {tid_of(AT, f"{number:032x}") for number in range(5_000)}
    assert len(keys) == 5_000


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
    st.text("0123456789abcdef", min_size=32, max_size=32),
)
def test_a_key_is_a_tid_of_its_time(at, key):
    tid = tid_of(at, key)
    assert len(tid) == 13
    assert set(tid) <= set(SIGNS)
    assert tid[0] in SIGNS[:8]  # the first bit of 64 is 0
    told = datetime.fromtimestamp(time_of(tid) / 1_000_000, UTC)
    assert abs(told - at) < timedelta(seconds=0.1)


def test_what_is_no_tid_has_no_time():
    assert [time_of(rkey) for rkey in ("self", "", "0" * 13, "3n2wp6jiy5s2é")] == [0, 0, 0, 0]


def test_a_tid_of_the_network_itself_is_read():
    assert datetime.fromtimestamp(time_of("3n2wp6jiy5s2e") / 1_000_000, UTC).replace(
        microsecond=0
    ) == datetime(2026, 11, 22, 22, 49, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("northpost", ["northpost"]),
        ("northpost AND (lost OR late)", ["northpost"]),
        ('(northpost OR "north post") AND NOT jobs', ["northpost", '"north post"']),
        ("late NEAR/3 parcel*", ["late"]),
        ("{Apple} OR lang:no", []),
        ("lang:no", []),
    ],
)
def test_a_search_is_asked_for_words_of_which_every_match_has_one(query, words):
    assert wanted_words({1: query}) == words
