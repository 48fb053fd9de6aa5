"""Stored words are read again by what reads now, on from where it was cut off."""

from __future__ import annotations

import pytest

from firebell.core.understanding.layer import NEEDS
from firebell.core.understanding.learning import combined
from firebell.desk.checks import broken_promises
from firebell.desk.models import Case
from firebell.listening.models import Interaction
from firebell.runners.reading import load_reader
from firebell.site.rereading import reread
from firebell.understanding import readers
from firebell.understanding.enums import LayerState
from firebell.understanding.models import LayerVersion, Reading, Rereading
from tests.cast import Cast
from tests.desk.posts import START, Posts
from tests.site.commands import firebell


@pytest.fixture
def calm(cast: Cast, posts: Posts) -> list[int]:
    """Twelve words that an old reader thought need no answer, one of them our own."""
    posts.take(*(posts.hear(f"p{n}", "Hm.", minute=n, needs_answer=False) for n in range(12)))
    Reading.objects.update(needs_answer_p=0.1)
    posts.take(posts.hear("us", "Hello!", outbound=True, needs_answer=False))
    return list(Interaction.objects.filter(outbound=False).values_list("pk", flat=True))


@pytest.fixture
def posts(cast: Cast) -> Posts:
    return Posts(cast.house.pk)


@pytest.fixture
def eager(cast: Cast) -> LayerVersion:
    """A layer that finds that everything needs an answer."""
    layer = combined({})
    layer.dense[0, NEEDS] = 50.0
    return LayerVersion.objects.create(
        workspace=cast.house, name=f"w{cast.house.pk}-{layer.digest}",
        base=load_reader().version, data=layer.to_npz(), state=LayerState.LIVE, made_at=START,
    )  # fmt: skip


def versions(word: int) -> list[str]:
    found = Reading.objects.filter(interaction_id=word).order_by("version_id")
    return list(found.values_list("version__name", flat=True))


def test_readings_are_added_and_whoever_needs_an_answer_gets_a_case(cast, calm, eager):
    steps = list(reread(cast.house, None, 5))
    assert [(step.seen, step.read, step.opened) for step in steps] == [
        (5, 5, 5), (5, 5, 5), (3, 2, 2),
    ]  # fmt: skip
    assert all(versions(word) == ["test", eager.version] for word in calm)
    assert Case.objects.count() == 12
    assert broken_promises() == []
    assert list(reread(cast.house, None, 5)) == []


def test_it_goes_on_where_it_was_cut_off(cast, calm, eager):
    cut = reread(cast.house, None, 5)
    next(cut)
    cut.close()
    assert Rereading.objects.get().read == 5
    assert sum(step.read for step in reread(cast.house, None, 5)) == 7
    assert Reading.objects.filter(version__name=eager.version).count() == 12
    assert Rereading.objects.get().read == 12


def test_only_what_was_said_since_is_read_and_an_earlier_day_adds_the_rest(cast, calm, eager):
    late = START.replace(minute=9)
    assert sum(step.read for step in reread(cast.house, late, 5)) == 3
    assert sum(step.read for step in reread(cast.house, None, 5)) == 9


def test_what_was_set_aside_for_another_reason_stays_so(cast, calm, eager):
    Reading.objects.filter(interaction_id=calm[0]).update(needs_answer_p=0.9)
    list(reread(cast.house, None, 5))
    assert Case.objects.count() == 11


def test_every_version_has_a_cursor_of_its_own(cast, calm, eager):
    list(reread(cast.house, None, 50))
    LayerVersion.objects.update(state=LayerState.RETIRED)
    assert readers.reader_of(cast.house.pk) is load_reader()
    assert sum(step.read for step in reread(cast.house, None, 50)) == 12
    assert Rereading.objects.count() == 2


def test_a_strange_workspace_is_told(tmp_path):
    done = firebell(tmp_path, "reread", "--workspace", "Nowhere")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no workspace is called 'Nowhere'; there are: none" in done.stderr
