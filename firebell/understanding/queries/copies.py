"""Who else said the same: a word's fingerprint laid beside those of the last days.

What the last look put on the shelf is compared whole, and what came since is read; so the answer
holds for the newest words too, and nothing is paid for it when a word is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from firebell.core.understanding.memes import SAME_PICTURE, SAME_TEXT, Prints
from firebell.listening.models import Interaction
from firebell.understanding.models import Look
from firebell.understanding.queries.looks import newest_prints, shown_words

SINCE_THE_LOOK = 2_000  # the newest words that came after it
WORDS_COMPARED = 20  # the newest of a case
CHECKED = 200  # of the newest copies of a word: were they taken back since the look?
LISTED = 100


@dataclass(frozen=True, slots=True)
class Copies:
    """Words of others that say (or show) the same as one: their ids, the newest first, and how
    many people they are from."""

    words: tuple[int, ...] = ()
    people: int = 0

    @property
    def posts(self) -> int:
        return len(self.words)


@dataclass(frozen=True, slots=True)
class Shelves:
    """Fingerprints of the texts and pictures of the days up to `until`, and what came since."""

    since: datetime
    until: datetime
    texts: Prints
    pictures: Prints


def shelves(workspace_id: int, now: datetime) -> Shelves | None:
    """What the last look put there and the texts that came since, None before the first look.
    Two queries."""
    kept = Look.objects.filter(workspace_id=workspace_id, at__isnull=False)
    look = kept.only("since", "until", "texts", "pictures").first()
    if look is None or look.since is None or look.until is None:
        return None
    new = newest_prints(workspace_id, look.until, max(now, look.until), SINCE_THE_LOOK)
    texts = Prints.from_bytes(bytes(look.texts)).then(Prints.of([row[:3] for row in new]))
    pictures = Prints.from_bytes(bytes(look.pictures))
    return Shelves(look.since, look.until, texts, pictures)


def note_copies(workspace_id: int, words: Iterable[Interaction], now: datetime) -> None:
    """Give each word `copies`, of its text, and `same_pictures`: None for those that are ours,
    hidden or not among the newest. Three queries. They need `latest_readings` and attachments."""
    words = list(words)
    for word in words:
        word.copies = word.same_pictures = None  # type: ignore[attr-defined]
    theirs = [word for word in words if not word.outbound and word.hidden_at is None]
    found = shelves(workspace_id, now)
    if found is None:
        return
    for word, texts, pictures in _visible(_alike(found, theirs[-WORDS_COMPARED:])):
        word.copies, word.same_pictures = texts, pictures  # type: ignore[attr-defined]


_Like = list[tuple[int, int]]  # (word, author) of others, the newest first
_Alike = tuple[Interaction, _Like, _Like]  # a word, those of its text, those of its pictures


def _alike(found: Shelves, words: Sequence[Interaction]) -> list[_Alike]:
    return [
        (
            word,
            _like(found.texts, _prints_of(word), SAME_TEXT, word),
            _like(found.pictures, _pictures_of(word), SAME_PICTURE, word),
        )
        for word in words
    ]


def _prints_of(word: Interaction) -> list[int]:
    readings = word.latest_readings  # type: ignore[attr-defined]
    known = readings[0].fingerprint if readings else None
    return [] if known is None else [known]


def _pictures_of(word: Interaction) -> list[int]:
    return [one.picture for one in word.attachments.all() if one.picture is not None]


def _like(shelf: Prints, fingerprints: Sequence[int], most_bits: int, word: Interaction) -> _Like:
    places = sorted({int(at) for one in fingerprints for at in shelf.alike(one, most_bits)})
    rows = {int(shelf.posts[at]): int(shelf.people[at]) for at in reversed(places)}
    return [(post, person) for post, person in rows.items() if person != word.profile_id]


def _visible(found: Sequence[_Alike]) -> list[tuple[Interaction, Copies, Copies]]:
    """Without what was taken back since the look, as far as the newest are concerned. One query."""
    asked = {post for _word, *both in found for like in both for post, _who in like[:CHECKED]}
    hidden = Interaction.objects.filter(pk__in=asked, hidden_at__isnull=False)
    gone = set(hidden.values_list("pk", flat=True))
    return [(word, _without(texts, gone), _without(shown, gone)) for word, texts, shown in found]


def _without(like: _Like, gone: set[int]) -> Copies:
    left = [row for row in like if row[0] not in gone]
    return Copies(tuple(post for post, _who in left), len({who for _post, who in left}))


def copies_listed(workspace_id: int, copies: Copies) -> list[Interaction]:
    """The newest of them that can be shown, at most `LISTED`, with the cases that they lie in."""
    words = shown_words(workspace_id).filter(pk__in=copies.words[:LISTED])
    # Cases belong to a higher room; the relation is reached by its name, as a filter would.
    return list(words.select_related("profile", "case_item__case").order_by("-at", "-pk"))
