from __future__ import annotations

import random
import struct
from contextlib import suppress
from itertools import pairwise

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.core.triggers.contract import StateError
from firebell.core.triggers.memes.storing import dump, load
from firebell.core.triggers.memes.stream import MOST_TRACKS, Spreading
from tests.core.triggers.memes.playing import (
    DAY,
    HOUR,
    MIDNIGHT,
    chatter,
    copied,
    played,
    said,
    taken_up,
)

SELDOM = 4.0  # weeks
STORY = said(sorted(chatter(3.2) + taken_up(MIDNIGHT + 3 * DAY, 40)))


@settings(max_examples=12)
@given(cuts=st.sets(st.integers(1, len(STORY) - 1), max_size=10))
def test_one_batch_or_many_stored_between_or_not_say_the_same(cuts):
    whole = Spreading()
    whole.take(STORY)
    state = Spreading()
    for start, end in pairwise([0, *sorted(cuts), len(STORY)]):
        state.take(STORY[start:end])
        state = load(dump(state))
    assert dump(state) == dump(whole)
    assert state.loud == whole.loud


def test_what_is_let_go_in_a_flood_does_not_depend_on_the_pieces():
    flood = [(MIDNIGHT + n, f"n{n}", f"{n} x{n * 31} #once{n} #also{n}") for n in range(700)]
    words = said(sorted(flood + taken_up(MIDNIGHT, 60, minutes=10)))
    whole, state = Spreading(), Spreading()
    whole.take(words)
    for start in range(0, len(words), 37):
        state.take(words[start : start + 37])
    assert len(whole.tracks) < 1_400
    assert dump(state) == dump(whole)


@settings(max_examples=12)
@given(cuts=st.sets(st.integers(1, len(STORY) - 1), max_size=10))
def test_a_bucket_says_the_same_closed_early_by_the_clock_or_late_by_the_next_word(cuts):
    end = STORY[-1].at // HOUR * HOUR + 2 * HOUR
    whole = Spreading()
    whole.take(STORY)
    whole.close(end)
    state, shown = Spreading(), {}
    for start, stop in pairwise([0, *sorted(cuts), len(STORY)]):
        state.take(STORY[start:stop])
        until = STORY[stop].at // 300 * 300 if stop < len(STORY) else end
        state.close(until)
        assert not state.is_open(until)
        for one in state.take_best():
            key = one.moment.mark, one.moment.day
            if key not in shown or one.moment.people > shown[key].moment.people:
                shown[key] = one
        state = load(dump(state))
    assert dump(state) == dump(whole)
    assert list(shown.values()) == whole.take_best()
    assert ("#enough", whole.loud[-1].day) in shown
    assert not state.is_open(end + DAY)


def test_what_an_older_version_remembered_is_gone_on_with():
    state = Spreading()
    state.take(STORY)
    older = dump(state)
    _, size = struct.unpack_from("<BI", older)
    codec = pa.Codec("zstd")
    raw = codec.decompress(older[5:], size, asbytes=True)
    head = list(struct.unpack_from("<5I", raw))
    at = struct.calcsize("<5I") + 8 * 5 * head[1] + 8 * (head[2] - 1)  # the last whole number
    head[2] -= 1
    raw = struct.pack("<5I", *head) + raw[struct.calcsize("<5I") : at] + raw[at + 8 :]
    known = load(struct.pack("<BI", 2, len(raw)) + codec.compress(raw, asbytes=True))
    assert state.closed > 0
    assert known.closed == 0
    known.closed = state.closed
    assert dump(known) == older


def test_nothing_rings_more_often_than_promised():
    """Fifteen weeks of five brands' chatter; at one in four weeks some four rings are promised."""
    rang, weeks = 0, 0.0
    for seed in range(5):
        _, moments = played(chatter(21, seed=seed))
        loud = sorted({one.at // DAY for one in moments if one.return_weeks >= SELDOM})
        rang += len(loud)
        weeks += 19 / 7
    assert rang <= 8, f"{rang} days in {weeks:.0f} weeks"


@pytest.mark.parametrize(("people", "within"), [(40, 62), (100, 35), (250, 20)])
def test_what_many_take_up_is_heard_while_it_starts(people, within):
    begin = MIDNIGHT + 12 * DAY + 9 * HOUR
    _, moments = played(sorted(chatter(13) + taken_up(begin, people)))
    rang = [one for one in moments if one.mark == "#enough" and one.return_weeks >= SELDOM]
    assert 0 < rang[0].at - begin <= within * 60
    assert rang[-1].people <= rang[-1].posts <= people
    assert rang[-1].people == pytest.approx(rang[-1].posts, rel=0.2)
    assert abs(rang[0].onset - begin) <= 600


def test_what_is_copied_is_one_text_whoever_is_called_in_it():
    begin = MIDNIGHT + 5 * DAY
    text = "they burnt my seat and then they laughed at me for it #burnt https://example.org/x"
    state, moments = played(sorted(chatter(5.2) + copied(begin, 300, text)))
    rang = {one.mark for one in moments if one.return_weeks >= SELDOM}
    assert [mark[:5] for mark in rang] == ["text:"]
    track = state.tracks[rang.pop()]
    assert track.posts == 300
    # The hashtag in it was said once in somebody's own words.
    assert state.tracks["#burnt"].posts == 1


def test_a_steady_hashtag_is_usual_and_its_surge_is_not():
    rng, posts = random.Random(1), chatter(8)
    for hour in range(8 * 24):
        posts += [
            (MIDNIGHT + hour * HOUR + rng.randrange(HOUR), f"s{rng.randrange(900)}",
             f"{rng.random()} day {rng.random()} #monday") for _ in range(12)
        ]  # fmt: skip
    calm = sorted(posts)
    assert not [o for o in played(calm)[1] if o.mark == "#monday" and o.return_weeks >= SELDOM]
    begin = MIDNIGHT + 7 * DAY + 9 * HOUR
    _, moments = played(sorted(calm + taken_up(begin, 250, "#monday")))
    rang = [one for one in moments if one.mark == "#monday" and one.return_weeks >= SELDOM]
    assert 0 < rang[0].at - begin <= HOUR
    assert rang[0].expected == pytest.approx(12, rel=0.9)


def test_one_who_shouts_is_not_many():
    begin = MIDNIGHT + 5 * DAY
    shouted = [(begin + 10 * n, "shouter", f"{n * 7919} listen {n} #me") for n in range(300)]
    state, moments = played(sorted(chatter(5.2) + shouted))
    assert state.tracks["#me"].posts == 300
    assert not [one for one in moments if one.mark == "#me"]


def test_memory_is_bounded_by_whatever_is_said():
    posts = [
        (MIDNIGHT + n, f"p{n}", f"{n} " + " ".join(f"#t{n * 8 + k}" for k in range(8)))
        for n in range(6_000)
    ]
    state, _ = played(posts)
    assert len(state.tracks) <= MOST_TRACKS * 3 // 2 + 8 * 256
    assert len(dump(state)) < 1_000_000


def test_what_many_pass_on_outlives_a_flood_of_what_nobody_does():
    begin = MIDNIGHT + DAY
    noise = [(begin + n // 3, f"n{n}", f"{n} x{n * 31} #once{n}") for n in range(9_000)]
    state, _ = played(sorted(noise + taken_up(begin, 60, "#kept", minutes=40)))
    assert state.tracks["#kept"].posts >= 58


def test_an_open_bucket_is_judged_as_it_stands():
    begin = MIDNIGHT + 5 * DAY
    words = said(sorted(chatter(5) + taken_up(begin, 80, minutes=4)))
    state = Spreading()
    state.take(words)
    now = words[-1].at + 5
    assert not [one for one in state.loud if one.mark == "#enough"]
    heard = state.heard(now - 300, now)
    assert [(one.mark, one.at, one.people) for one in heard] == [("#enough", now, 80)]
    assert heard == state.heard(now - 300, now)


@settings(max_examples=40)
@given(st.data())
def test_words_out_of_order_and_with_odd_stamps_do_no_harm(data):
    instants = data.draw(st.lists(st.integers(0, 40 * DAY), min_size=1, max_size=40))
    posts = [
        (MIDNIGHT + at, f"p{n % 7}", f"#aa #b{n % 3} hello {n % 5}")
        for n, at in enumerate(instants)
    ]
    state = Spreading()
    state.take(said(posts))
    assert state.now == max(at for at, *_ in posts)
    kept = state.tracks["#aa"]
    assert sum(counts[0] for counts in kept.hours.values()) + kept.slow_posts <= kept.posts
    assert load(dump(state)).tracks.keys() == state.tracks.keys()
    state.heard(0, state.now + DAY)


@pytest.mark.parametrize("broken", [b"", b"\x00", b"\x01", b"\x01abc", b"\x07" + b"x" * 50])
def test_refuses_what_is_no_state(broken):
    with pytest.raises(StateError):
        load(broken)


@given(st.integers(1, 400), st.integers(0, 255))
def test_refuses_or_reads_a_damaged_state(place, byte):
    state = Spreading()
    state.take(STORY[:60])
    good = bytearray(dump(state))
    good[place % len(good)] = byte
    with suppress(StateError):
        load(bytes(good))
