"""Words are read twice, within a share of a core, and what is stored twice stays honest."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from firebell.core.understanding.learning import combined
from firebell.desk.checks import broken_promises
from firebell.listening.models import Interaction
from firebell.runners.reading import load_reader, load_second_floor
from firebell.site import second_floor
from firebell.site.second_floor import SecondFloor
from firebell.understanding import queries
from firebell.understanding.actions import looking_twice, store_readings_again, version_id
from firebell.understanding.enums import LayerState
from firebell.understanding.models import LayerVersion, Reading, SecondLooks, SecondShare
from tests.cast import Cast
from tests.desk.posts import START, Posts
from tests.site.commands import replay, write_posts
from tests.stores.homes import store_of

IRONIC = "Oh great, another three hours in the queue. Just what I wanted."


@pytest.fixture(scope="module")
def reader():
    found = load_second_floor()
    assert found is not None
    return found


@pytest.fixture
def posts(cast: Cast) -> Posts:
    return Posts(cast.house.pk)


def floor(reader, by: str = "one", share: float = 1.0) -> SecondFloor:
    return SecondFloor(by, reader, share)


def versions(word: int) -> list[str]:
    found = Reading.objects.filter(interaction_id=word).order_by("version_id")
    return list(found.values_list("version__name", flat=True))


def share() -> tuple[int, int]:
    one = SecondShare.objects.get()
    return one.seen, one.read


def test_everything_is_read_twice_where_there_is_time(cast, posts, reader):
    posts.take(*(posts.hear(f"p{n}", f"{IRONIC} {n}", minute=n) for n in range(7)))
    assert floor(reader).turn() == 7
    second = f"{load_reader().version}/{reader.version}"
    for word in Interaction.objects.all():
        assert versions(word.pk) == ["test", second]
        found = queries.reading_in_force(word.pk)
        assert found.version.name == second
        assert found.needs_answer
        said = reader.look(word.text).logits["sentiment"]
        assert found.sentiment == ("negative", "neutral", "positive")[said.index(max(said))]
    assert share() == (7, 7)
    assert broken_promises() == []
    assert floor(reader).turn() == 0
    assert share() == (7, 7)


def test_our_own_words_empty_words_and_hidden_ones_are_left_out(cast, posts, reader):
    posts.take(posts.hear("us", "Hello!", outbound=True, needs_answer=False))
    posts.take(posts.hear("a", ""), posts.hear("b", "Gone by now."), posts.hear("c", "Why?"))
    Interaction.objects.filter(text__startswith="Gone").update(hidden_at=START)
    assert floor(reader).turn() == 1


def test_with_too_little_time_the_worthiest_are_read_and_the_share_is_told(cast, posts, reader):
    posts.take(*(posts.hear(f"p{n}", f"Number {n}", minute=n) for n in range(40)))
    Reading.objects.update(negative=0.98, neutral=0.01, positive=0.01)
    doubtful, famous = Interaction.objects.order_by("pk")[7], Interaction.objects.order_by("pk")[9]
    Reading.objects.filter(interaction=doubtful).update(negative=0.4, neutral=0.35, positive=0.25)
    Interaction.objects.filter(pk=famous.pk).update(followers=looking_twice.REACH)
    slow = floor(reader, share=0.05)
    slow._each = second_floor.BEHIND * 0.05 / 2  # as if a word took half of the time that there is
    assert slow.turn() == 2
    assert len(versions(doubtful.pk)) == len(versions(famous.pk)) == 2
    assert share() == (40, 2)
    assert slow.turn() == 0


def test_what_was_begun_by_one_that_was_killed_is_done_by_another(cast, posts, reader):
    posts.take(*(posts.hear(f"p{n}", f"Number {n}", minute=n) for n in range(3)))
    now = timezone.now()
    window = looking_twice.claim(cast.house.pk, "killed", now, 100)
    version = version_id(f"{load_reader().version}/{reader.version}")
    first = load_reader().read  # the batch of one word that was stored before the kill
    word = Interaction.objects.order_by("pk")[0]
    batch = second_floor.as_batch([word], lambda one: one.said_now)
    readings = reader.revise(batch, first(batch))
    assert looking_twice.store_second(cast.house.pk, version, [(word.pk, word.text)], readings) == 1
    assert len(window.firsts) == 3
    assert floor(reader, "other").turn() == 0  # the lease holds
    SecondLooks.objects.update(claimed_until=now - timedelta(seconds=1))
    assert floor(reader, "other").turn() == 2
    assert Reading.objects.filter(version=version).count() == 3
    assert not looking_twice.renew(cast.house.pk, "killed", now)


def test_one_that_is_asked_to_end_gives_back_what_it_holds(cast, posts, reader):
    posts.take(posts.hear("p", "Why?"))
    ending = floor(reader)
    ending.ending.set()
    assert ending.turn() == 0
    assert SecondLooks.objects.get(workspace=cast.house).claimed_by == ""
    assert floor(reader, "other").turn() == 1


def test_an_edited_word_is_not_shown_with_a_second_look_at_what_it_said_before(cast, posts, reader):
    posts.take(posts.hear("p", IRONIC))
    floor(reader).turn()
    word = Interaction.objects.get()
    batch = second_floor.as_batch([word], lambda one: "Thank you so much!")
    again = load_reader().read(batch)
    store_readings_again(version_id(load_reader().version), [word.pk], again, [0])
    assert queries.reading_in_force(word.pk).version.name == load_reader().version


def test_a_text_that_changed_meanwhile_is_not_stored(cast, posts, reader):
    posts.take(posts.hear("p", IRONIC))
    word = Interaction.objects.get()
    batch = second_floor.as_batch([word], lambda one: one.said_now)
    readings = reader.revise(batch, load_reader().read(batch))
    version = version_id("x/second-floor-1")
    pairs = [(word.pk, "It said something else.")]
    assert looking_twice.store_second(cast.house.pk, version, pairs, readings) == 0


def test_what_a_layer_of_the_workspace_changed_stays(cast, posts, reader):
    layer = combined({})
    layer.dense[0, 2] = 60.0  # whoever learnt this finds everything positive
    LayerVersion.objects.create(
        workspace=cast.house, name=f"w{cast.house.pk}-{layer.digest}",
        base=load_reader().version, data=layer.to_npz(), state=LayerState.LIVE, made_at=START,
    )  # fmt: skip
    posts.take(posts.hear("p", "I hate this, it is broken."), posts.hear("q", "I love it, thanks!"))
    assert floor(reader).turn() == 1
    assert [len(versions(word.pk)) for word in Interaction.objects.order_by("pk")] == [1, 2]


def test_workspaces_are_looked_through_apart(cast, posts, reader):
    other = Posts(cast.elsewhere.pk)
    posts.take(posts.hear("p", "Why?"))
    other.take(other.hear("q", "How?"), other.hear("r", "When?"))
    assert floor(reader).turn() == 3
    found = SecondShare.objects.order_by("seen").values_list("workspace_id", "seen", "read")
    assert list(found) == [(cast.house.pk, 1, 1), (cast.elsewhere.pk, 2, 2)]


@pytest.fixture
def home(tmp_path):
    made = tmp_path / "home"
    made.mkdir()
    done = replay(made, write_posts(tmp_path / "posts.jsonl", 30))
    assert done.returncode == 0, done.stderr
    return made


def read_twice(home) -> int:
    asked = """
from firebell.site.database import prepare
prepare()
from firebell.understanding.models import Reading
print(Reading.objects.filter(version__name__contains="/second-floor-").count())
"""
    environment = os.environ | store_of(home) | {"FIREBELL_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return int(done.stdout)


def children(pid: int) -> list[int]:
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as told:
        return [int(one) for one in told.read().split()]


@pytest.mark.skipif(not os.path.exists("/proc/self/task"), reason="asks /proc who is whose child")
def test_a_worker_reads_twice_and_leaves_nobody_behind_when_it_is_killed(home):
    environment = os.environ | store_of(home) | {
        "FIREBELL_HOME": str(home), "FIREBELL_SECOND_FLOOR": "1",
    }  # fmt: skip
    worker = subprocess.Popen([sys.executable, "-m", "firebell", "worker"], env=environment)
    try:
        until = time.monotonic() + 60
        while read_twice(home) < 30 and time.monotonic() < until:
            time.sleep(0.5)
        assert read_twice(home) == 30
        left = children(worker.pid)
        assert left
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    until = time.monotonic() + 20
    while any(os.path.exists(f"/proc/{pid}") for pid in left) and time.monotonic() < until:
        time.sleep(0.2)
    assert not any(os.path.exists(f"/proc/{pid}") for pid in left)
