"""Files that came with words are looked at by the worker, each in a process of its own."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from firebell.core.understanding.memes import SAME_PICTURE, picture_hash
from firebell.listening import later, pictures
from firebell.listening.models import Attachment, Interaction
from firebell.runners import pictures as apart
from tests.cast import Cast
from tests.desk.posts import START, Posts

HOSTILE = (
    b"",
    b"GIF89a",
    b"\x89PNG\r\n\x1a\n" + b"\0" * 200,
    b"\xff\xd8\xff" + b"\xff" * 5_000,
    b"RIFF\xff\xff\xff\xffWEBPVP8 " + b"\0" * 50,
    b"%PDF-1.7",
    b"<svg xmlns='http://www.w3.org/2000/svg'/>",
)


def drawn(seed: int = 1, form: str = "PNG", side: int = 200) -> bytes:
    rough = np.random.default_rng(seed).integers(0, 255, (6, 6), np.uint8)
    picture = Image.fromarray(rough).resize((side, side), Image.Resampling.BICUBIC)
    out = io.BytesIO()
    picture.convert("RGB").save(out, form)
    return out.getvalue()


def bits(one: int, other: int) -> int:
    return ((one ^ other) & (2**64 - 1)).bit_count()


def attach(word: int, content: bytes | None, number: int = 0) -> Attachment:
    return Attachment.objects.create(
        interaction_id=word, number=number, name="a", media_type="text/html", size=1,
        content=content,
    )  # fmt: skip


@pytest.fixture
def word(cast: Cast) -> int:
    return Posts(cast.house.pk).hear("ann").interaction_id


def test_pictures_are_known_by_what_they_show_whatever_they_are_called(word: int):
    first, second, other = (
        attach(word, content, number)
        for number, content in enumerate((drawn(), drawn(1, "JPEG", 300), drawn(2)))
    )
    assert pictures.look_at_pictures() == 3
    assert pictures.look_at_pictures() == 0
    for one in (first, second, other):
        one.refresh_from_db()
    assert first.picture == picture_hash(drawn())
    assert bits(first.picture, second.picture) <= SAME_PICTURE
    assert bits(first.picture, other.picture) > SAME_PICTURE


@pytest.mark.parametrize("content", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_no_picture_or_a_broken_one_is_looked_at_once(word: int, content: bytes):
    file = attach(word, content)
    assert pictures.look_at_pictures() == 1
    file.refresh_from_db()
    assert (file.picture, file.looked_at is not None) == (None, True)
    assert pictures.look_at_pictures() == 0


def test_a_file_that_was_too_large_to_keep_is_no_picture(word: int):
    attach(word, None)
    assert pictures.look_at_pictures() == 1
    assert pictures.look_at_pictures() == 0


def test_so_many_at_once(word: int):
    for number in range(3):
        attach(word, b"no picture", number)
    assert pictures.look_at_pictures(2) == 2
    assert pictures.look_at_pictures(2) == 1


def test_what_a_picture_showed_is_purged_with_it(word: int):
    file = attach(word, drawn())
    pictures.look_at_pictures()
    Interaction.objects.filter(pk=word).update(hidden_at=START, text="")
    later.purge([word])
    file.refresh_from_db()
    assert (file.content, file.picture) == (None, None)


def test_a_picture_purged_while_it_is_looked_at_leaves_nothing(word: int, monkeypatch):
    file = attach(word, drawn())

    def purged_meanwhile(content: bytes) -> int | None:
        Attachment.objects.update(content=None)
        return apart.hash_apart(content)

    monkeypatch.setattr(pictures, "hash_apart", purged_meanwhile)
    pictures.look_at_pictures()
    file.refresh_from_db()
    assert (file.picture, file.looked_at is not None) == (None, True)


@pytest.mark.parametrize("bound", ["SECONDS", "MEMORY"])
def test_a_picture_that_breaks_its_bounds_is_none(monkeypatch, tmp_path, bound: str):
    """The child that is started decodes what takes for ever, or all the memory there is."""
    eats = {"SECONDS": "while True: pass", "MEMORY": "x = bytearray(1 << 33)"}[bound]
    (tmp_path / "greedy.py").write_text(
        "from firebell.runners import pictures\n"
        f"def greedy(content):\n    {eats}\n"
        "pictures.picture_hash = greedy\npictures._main()\n"
    )
    monkeypatch.setattr(apart, "SECONDS", 2 if bound == "SECONDS" else 10)
    monkeypatch.setattr(apart, "__name__", "greedy")
    monkeypatch.syspath_prepend(tmp_path)
    assert apart.hash_apart(drawn()) is None


def test_the_child_is_given_no_secrets(monkeypatch):
    monkeypatch.setenv("FIREBELL_SECRET_KEY", "a secret")
    assert "FIREBELL_SECRET_KEY" not in apart._environment()
