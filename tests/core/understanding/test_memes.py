from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from firebell.core.text.simhash import distance, letter_runs
from firebell.core.understanding.memes import Copies, Seen, Shelf, picture_hash
from firebell.core.understanding.memes.copies import FEWEST_RUNS
from firebell.core.understanding.memes.shelf import SAME_PICTURE
from firebell.core.understanding.memes.sketches import BANDS, resemblance, run_sets, sketches

NOON = datetime(2015, 2, 22, 12, tzinfo=UTC)
COMPLAINT = "Your agent hung up on me after two hours on hold, and my bag is still lost in Oslo."
PRAISE = "Thank you for the lovely flight to Gdańsk today, the crew were kind and funny."


def said(text: str, minute: int = 0, who: str = "") -> Seen:
    return Seen(text, NOON + timedelta(minutes=minute), who or f"person {minute}")


def test_copies_are_laid_to_what_they_resemble():
    copies = Copies()
    first, other, copy, short, *rest = copies.take(
        [
            said(COMPLAINT, 0),
            said(PRAISE, 1),
            said(f"@you OMG {COMPLAINT.upper()} https://t.co/x", 2),
            said("ok", 3),
            said(COMPLAINT.replace("hours", "horus"), 4),
            said(f"{COMPLAINT} #fail", 5),
        ]
    )
    assert first is copy
    assert rest == [first, first]
    assert other is not first
    assert short is None
    assert first is not None
    assert (first.size, len(first.people), first.first.text) == (4, 4, COMPLAINT)
    assert copies.spreading() == [first]
    now = NOON + timedelta(minutes=5)
    assert first.growth(now, timedelta(minutes=3)) == (2, 2)


def test_one_person_repeating_himself_is_no_meme():
    copies = Copies()
    copies.take([said(COMPLAINT, minute, "the same") for minute in range(5)])
    assert copies.spreading() == []


def test_memory_is_bounded_and_what_spreads_is_kept():
    copies = Copies(most_kept=20)
    copies.take([said(COMPLAINT, 0), said(COMPLAINT, 1)])
    copies.take(
        [said(f"{n} quite another matter {n * 7919} altogether {n * 104729}", n) for n in range(60)]
    )
    assert len(copies.spreading(1)) <= 20
    (again,) = copies.take([said(COMPLAINT, 99)])
    assert again is not None
    assert again.size == 3


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([COMPLAINT, PRAISE, COMPLAINT + " #fail", "ok", ""]), max_size=12),
    st.integers(1, 5),
)
def test_how_the_stream_was_cut_changes_nothing(texts: list[str], size: int):
    whole, parts = Copies(), Copies()
    stream = [said(text, minute) for minute, text in enumerate(texts)]
    at_once = [meme and meme.number for meme in whole.take(stream)]
    cut = [
        meme and meme.number
        for start in range(0, len(stream), size)
        for meme in parts.take(stream[start : start + size])
    ]
    assert at_once == cut


def test_whoever_resembles_meets_and_texts_without_letters_do_not():
    runs = letter_runs([COMPLAINT, COMPLAINT.replace("bag", "suitcase"), PRAISE, "!"])
    keys, sets = sketches(runs), run_sets(runs)
    assert keys.shape == (4, BANDS)
    assert resemblance(sets[0], sets[1]) > 0.6
    assert (keys[0] == keys[1]).any()
    assert not (keys[0] == keys[2]).any()
    assert sets[3] == frozenset()
    assert resemblance(sets[3], sets[3]) == 0.0
    assert len(sets[0]) >= FEWEST_RUNS


def drawn(seed: int, size: tuple[int, int] = (640, 480)) -> Image.Image:
    """A picture of shapes on a coloured slope, another for every seed."""
    rng = np.random.default_rng(seed)
    across = np.linspace(*rng.integers(0, 255, 2), size[0])
    grey = np.repeat(across[None, :], size[1], axis=0).astype(np.uint8)
    picture = Image.merge("RGB", [Image.fromarray(np.roll(grey, 40 * k, axis=1)) for k in range(3)])
    draw = ImageDraw.Draw(picture)
    for _ in range(12):
        x, y = rng.integers(0, size[0]), rng.integers(0, size[1])
        width, height = rng.integers(30, 220, 2)
        colour = tuple(int(c) for c in rng.integers(0, 255, 3))
        (draw.ellipse if rng.random() < 0.5 else draw.rectangle)(
            (int(x), int(y), int(x + width), int(y + height)), fill=colour
        )
    return picture


def encoded(picture: Image.Image, form: str = "PNG", **options: int) -> bytes:
    file = io.BytesIO()
    picture.save(file, form, **options)
    return file.getvalue()


def hashed(content: bytes) -> int:
    found = picture_hash(content)
    assert found is not None
    return found


def apart(first: int, second: int) -> int:
    return int(distance(np.array([first]), np.array([second]))[0])


@pytest.mark.parametrize(
    "copy",
    [
        lambda picture: encoded(picture, "JPEG", quality=30),
        lambda picture: encoded(picture.resize((200, 150))),
        lambda picture: encoded(picture.crop((8, 6, 632, 474)), "JPEG", quality=60),
        lambda picture: encoded(picture.convert("RGBA"), "WEBP", quality=50),
        lambda picture: encoded(picture.convert("P"), "GIF"),
    ],
    ids=["worse jpeg", "smaller", "cropped by 1 in 40 a side", "webp", "gif"],
)
def test_copies_of_a_picture_are_near_it(copy):
    shelf = Shelf()
    pictures = [drawn(seed) for seed in range(25)]
    shelf.add(np.arange(25), np.array([hashed(encoded(picture)) for picture in pictures]))
    found = [shelf.near(hashed(copy(picture))) for picture in pictures]
    right = sum(bool(near) and near[0][0] == seed for seed, near in enumerate(found))
    wrong = sum(key != seed for seed, near in enumerate(found) for key, _ in near)
    assert right >= 24
    assert wrong == 0


def test_different_pictures_are_far_apart():
    hashes = np.array([hashed(encoded(drawn(seed))) for seed in range(40)])
    between = distance(hashes[:, None], hashes[None, :])[np.triu_indices(40, 1)]
    assert between.min() > SAME_PICTURE


def test_what_is_no_picture_or_shows_nothing_has_no_hash():
    flat = encoded(Image.new("RGB", (300, 300), (10, 200, 30)))
    whole = encoded(drawn(1))
    for content in (b"", b"GIF89a", b"<svg/>", flat, whole[: len(whole) // 3], b"\x89PNG\r\n" * 99):
        assert picture_hash(content) is None


def test_a_bomb_is_not_decoded():
    bomb = encoded(Image.new("1", (8_000, 6_000)))
    assert len(bomb) < 200_000
    assert picture_hash(bomb) is None


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 400), st.binary(min_size=1, max_size=6))
def test_broken_pictures_never_raise(place: int, noise: bytes):
    whole = PICTURE
    picture_hash(whole[:place] + noise + whole[place + len(noise) :])


PICTURE = encoded(drawn(3, (64, 48)), "JPEG", quality=40)


def test_a_shelf_forgets_the_oldest():
    shelf = Shelf(most=2)
    shelf.add(np.array([1]), np.array([0]))
    shelf.add(np.array([2, 3]), np.array([1, 0b111]))
    assert shelf.near(0, most_bits=3) == [(2, 1), (3, 3)]
    assert Shelf().near(5) == []
