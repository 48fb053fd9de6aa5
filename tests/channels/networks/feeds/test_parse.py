from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.channels.conformance import is_storable
from firebell.channels.networks import feeds
from firebell.channels.networks.feeds.config import FeedConfig
from firebell.channels.networks.feeds.markup import plain
from firebell.channels.networks.feeds.parse import NotAFeedError, Told, parse, tell
from firebell.core.schema import InteractionKind

FIXTURES = Path(feeds.__file__).parent / "fixtures"
URL = "https://feed.example/all"
HEARD = datetime(2026, 4, 1, tzinfo=UTC)


def config(medium: str = "news", address: str = URL) -> FeedConfig:
    return FeedConfig(address, medium, 5, None)


def rows(body: bytes, medium: str = "news", address: str = URL) -> list[dict]:
    told = tell(parse(body, {}, address), config(medium, address), HEARD)
    return [dict(one.row) for one in told if isinstance(one, Told)]


def fixture(name: str) -> bytes:
    return (FIXTURES / name).read_bytes()


def rss(items: str, head: str = "") -> bytes:
    return f"{head}<rss version='2.0'><channel><title>T</title>{items}</channel></rss>".encode()


@pytest.mark.parametrize(
    ("name", "authors", "subjects", "languages"),
    [
        (
            "wordpress.xml",
            ["Ola Nordmann", "Mia Berg"],
            ["Quiet week", "Northwind “lost” my sofa & found it again"],
            ["en", "en"],
        ),
        ("discourse.rss", ["anna", "grumpy_cat"], ["Parcels that never came"] * 2, [None] * 2),
        ("phpbb.atom", ["Bjørn"], ["Levering - Re: Pakken er åpnet"], ["nb"]),
        ("releases.atom", ["ola", "kari"], ["Map is empty", "Re: Map is empty"], ["en", "en"]),
        (
            "apple_reviews.xml",
            ["Happy", "Sad tracker"],
            ["Good", "Crashes when I track"],
            ["en"] * 2,
        ),
        ("apple_reviews.json", ["Sad tracker"], ["Crashes when I track"], [None]),
        ("jsonfeed_1_1.json", ["Ewa", "Jan"], [None, "Paczka"], ["pl", "pl"]),
        ("jsonfeed_1_0.json", ["Nils"], [None], [None]),
        ("podcast.xml", ["Doorbell Media"], ["Episode 12: Who ate the parcel?"], ["da"]),
        ("rdf.xml", ["Eva Huber"], ["Strike at Northwind"], ["de"]),
        ("rss_091.xml", ["Old", "Old"], [None, "No date, no id"], ["en", "en"]),
    ],
)
def test_every_shape_is_read_oldest_first(name, authors, subjects, languages):
    found = rows(fixture(name))
    assert [row["author"] for row in found] == authors
    assert [row["subject"] for row in found] == subjects
    assert [row["language_hint"] for row in found] == languages
    assert [row["at"] for row in found] == sorted(row["at"] for row in found)


def test_markup_becomes_text_and_relative_links_become_whole():
    sofa = rows(fixture("wordpress.xml"))[1]
    assert sofa["text"] == (
        "Northwind “lost” my sofa & found it again\nThree weeks, four calls.\nThen it stood in the "
        "yard.\n\nSee our contact page.\n\nCall one\n\nCall two"
    )
    assert (sofa["has_link"], sofa["has_image"], sofa["has_video"]) == (True, True, False)
    issue, comment = rows(fixture("releases.atom"))
    assert issue["url"] == "https://code.example/northwind/tracker/issues/9"
    assert issue["text"] == "Map is empty\nNothing but grey, 1 < 2."
    assert issue["has_video"]
    assert comment["in_reply_to"] == issue["external_id"]
    assert (issue["kind"], comment["kind"]) == (InteractionKind.POST, InteractionKind.COMMENT)


@pytest.mark.parametrize("name", ["apple_reviews.xml", "apple_reviews.json"])
def test_a_review_has_its_stars_and_the_same_name_in_both_shapes(name):
    review = rows(fixture(name), "review")[-1]
    assert (review["kind"], review["rating"], review["channel"]) == ("review", 1.0, "review")
    assert review["external_id"].endswith(":12345678901")
    assert review["text"] == (
        "Crashes when I track\nSince the last update it crashes & I cannot see my parcel."
    )
    assert review["url"].startswith("https://itunes.apple.com/gb/review?id=100200300&type=")


def test_ids_of_two_feeds_are_told_apart_unless_they_are_meant_for_the_world():
    body = rss("<item><title>a</title><guid isPermaLink='false'>1</guid></item>")
    first, second = (rows(body, address=f"https://{host}.example/")[0] for host in "ab")
    assert first["external_id"] != second["external_id"]
    body = rss("<item><title>a</title><guid>https://x.example/1</guid></item>")
    assert {rows(body, address=f"https://{h}.example/")[0]["external_id"] for h in "ab"} == {
        "https://x.example/1"
    }


def test_an_id_that_several_entries_share_is_not_believed():
    items = "".join(f"<item><title>{t}</title><guid>same</guid></item>" for t in "abc")
    assert len({row["external_id"] for row in rows(rss(items))}) == 3


def test_a_very_long_id_keeps_apart_and_fits():
    items = "".join(
        f"<item><title>{t}</title><guid>https://{'x' * 400}{t}</guid></item>" for t in "ab"
    )
    names = {row["external_id"] for row in rows(rss(items))}
    assert len(names) == 2
    assert max(map(len, names)) <= 200


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "empty"),
        (b"/etc/hostname", "no feed"),
        (b"http://127.0.0.1:9/", "no feed"),
        (b"{}", "neither a JSON Feed"),
        (b"[" * 100_000, "broken JSON"),
        (b"<html><body>Hi</body></html>", "names none"),
        (
            fixture("page.htm"),
            "it names https://feed.example/feed/, https://blog.example/feed.json",
        ),
    ],
)
def test_what_is_no_feed_is_named(body, why):
    with pytest.raises(NotAFeedError, match=why):
        parse(body, {}, URL)


def test_entities_unfold_to_nothing_and_files_are_not_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("sesame")
    laughs = "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(15))
    for head, name in (
        (f"<!DOCTYPE r [<!ENTITY a0 'ha'>{laughs}]>", "a15"),
        (f"<!DOCTYPE r [<!ENTITY x SYSTEM 'file://{secret}'>]>", "x"),
        (f"<!DOCTYPE r SYSTEM 'file://{secret}'>", "x"),
    ):
        (row,) = rows(rss(f"<item><title>say &{name};</title></item>", head))
        assert len(row["text"]) < 20
        assert "sesame" not in row["text"]


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: ("\ufeff" + text).encode(),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("latin-1"),
        lambda text: ("<?xml version='1.0' encoding='iso-8859-1'?>" + text).encode("latin-1"),
        lambda text: ("<?xml version='1.0' encoding='klingon'?>" + text).encode(),
    ],
)
def test_letters_survive_their_encoding(encode):
    text = rss("<item><title>blåbærsyltetøy</title></item>").decode()
    assert [row["text"] for row in rows(encode(text))] == ["blåbærsyltetøy"]


def test_a_feed_without_end_is_read_to_a_bound():
    found = parse(rss("<item><title>a</title></item>" * 5_000), {}, URL)
    assert (len(found.entries), found.broken) == (2_000, "")


@pytest.mark.parametrize(
    "piece", ["<a ", "<a '", '<a "', "<!--", "<script>", "<div>", "<", "&a", "<![x", "</p", "<?"]
)
def test_hostile_markup_is_read_in_one_go(piece):
    """Each of these takes minutes where time grows with the square: no assertion about time."""
    assert is_storable(plain(piece * (200_000 // len(piece))).text)


SEEDS = [fixture(path.name) for path in sorted(FIXTURES.iterdir())]


@settings(max_examples=150)
@given(st.data())
def test_no_bytes_make_it_raise_anything_else(data):
    """Fixtures with pieces cut, doubled, swapped and replaced; every row can be stored."""
    body = bytearray(data.draw(st.sampled_from(SEEDS)))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(body)))
        to = min(len(body), at + data.draw(st.integers(0, 200)))
        odd = [b"", b"\x00", b"\xff\xfe", b"<", b"]]>", b"&", b"\xed\xa0\x80", b"null", b"<item>"]
        body[at:to] = data.draw(st.sampled_from([*odd, bytes(body[at:to]) * 2]))
    try:
        told = list(tell(parse(bytes(body), {}, URL), config(), HEARD))
    except NotAFeedError:
        return
    for one in told:
        if isinstance(one, Told):
            assert one.row["text"]
            assert one.row["author"]
            assert len(one.name) <= 200
            assert all(is_storable(v) for v in one.row.values() if isinstance(v, str))


@settings(max_examples=100)
@given(st.text(st.characters(exclude_characters="<>&", exclude_categories=("C", "Z")), min_size=1))
def test_words_between_tags_come_through_and_scripts_do_not(words):
    assert plain(f"<p>{words}</p><script>evil</script>").text == words
