"""A workspace's own layer: learnt, compared, live without a restart, and back."""

from __future__ import annotations

from copy import copy

import pytest
from django.core.exceptions import PermissionDenied

from firebell.channels import actions as channels
from firebell.channels.contract import Batch
from firebell.common import clock
from firebell.core.understanding.layer import LayeredReader
from firebell.listening import actions as listening
from firebell.listening.models import Interaction
from firebell.runners.reading import load_reader
from firebell.site.corridor import Corridor
from firebell.understanding import actions, queries, readers
from firebell.understanding.enums import Field, LayerState
from firebell.understanding.models import Correction, LayerVersion, Reading
from tests.cast import Cast
from tests.posts import NOON, batch, post


@pytest.fixture
def corridor(cast: Cast) -> Corridor:
    listening.save_query(
        cast.house, name="Acme", kind="brand", text="acme", by=None,
        brand=listening.ensure_brand(cast.house.pk, "Acme"),
    )  # fmt: skip
    source = channels.configure_source(cast.house, "manual_entry", "Typed", {}, by=None)
    return Corridor(source)


def heard(corridor: Corridor, *posts: dict) -> list[Interaction]:
    before = Interaction.objects.count()
    with clock.moved_to(NOON):
        corridor.carry(Batch(batch(*posts), (), {}), watermark=NOON, keep_cursor=True)
    return list(Interaction.objects.order_by("pk")[before:])


def wicked(number: int) -> dict:
    return post(number, text=f"acme was wicked, truly terrible fun {number}", language_hint="en")


def teach(cast: Cast, corridor: Corridor, number: int = 220, says: str = "positive") -> None:
    say(cast, heard(corridor, *(wicked(n) for n in range(number))), Field.SENTIMENT, says)


def say(cast: Cast, words: list[Interaction], field: Field, says: str) -> None:
    """Many corrections at once, as if somebody had pressed a button for each."""
    for word in words[:1]:
        actions.correct(word, field, says, cast.agent)
    first = Correction.objects.order_by("-pk")[0]
    more = [copy(first) for _word in words[1:]]
    for one, word in zip(more, words[1:], strict=True):
        one.pk, one.interaction = None, word
    Correction.objects.bulk_create(more)


def test_what_people_say_goes_live_and_the_corridor_reads_with_it(cast: Cast, corridor: Corridor):
    teach(cast, corridor)
    layer = actions.learn_layer(cast.house, cast.lead)
    assert (layer.state, layer.made_by) == (LayerState.LIVE, cast.lead)
    assert layer.version.startswith(f"{load_reader().version}+w{cast.house.pk}-")
    assert layer.figures["better"] == ["sentiment"]
    assert corridor.refresh() is False, "no query was changed"
    (word,) = heard(corridor, wicked(999))
    reading = Reading.objects.select_related("version").get(interaction=word)
    assert (reading.sentiment, reading.version.name) == ("positive", layer.version)
    first = Reading.objects.order_by("pk").first()
    assert (first.sentiment, first.version.name) == ("negative", load_reader().version)


def test_another_workspace_reads_as_before(cast: Cast, corridor: Corridor):
    teach(cast, corridor)
    actions.learn_layer(cast.house, cast.lead)
    assert isinstance(readers.reader_of(cast.house.pk), LayeredReader)
    assert readers.reader_of(cast.elsewhere.pk) is load_reader()


def test_rolling_back_brings_back_what_was_before(cast: Cast, corridor: Corridor):
    teach(cast, corridor)
    layer = actions.learn_layer(cast.house, cast.lead)
    corridor.refresh()
    (word,) = heard(corridor, wicked(999))
    with pytest.raises(PermissionDenied):
        actions.roll_back(layer, cast.stranger)
    assert actions.roll_back(layer, cast.lead) is None
    layer.refresh_from_db()
    assert (layer.state, layer.rolled_back, layer.ended_by) == (
        LayerState.RETIRED, True, cast.lead,
    )  # fmt: skip
    corridor.refresh()
    (other,) = heard(corridor, wicked(1_000))
    assert queries.reading_in_force(other.pk).sentiment == "negative"
    # The only reading of this word: it is kept, and shown until there is another.
    assert queries.reading_in_force(word.pk).version.withdrawn_at is not None
    again = actions.learn_layer(cast.house, cast.lead)
    assert (again, again.state) == (layer, LayerState.LIVE)
    assert queries.reading_in_force(word.pk).version.withdrawn_at is None


def test_what_is_no_better_is_kept_and_not_used(cast: Cast, corridor: Corridor):
    teach(cast, corridor, says="negative")  # as the reader says
    layer = actions.learn_layer(cast.house, cast.lead)
    assert (layer.state, layer.figures["better"]) == (LayerState.REJECTED, [])
    assert readers.reader_of(cast.house.pk) is load_reader()


def test_a_field_that_is_no_better_stays_as_it_is_live(cast: Cast, corridor: Corridor):
    teach(cast, corridor)
    actions.learn_layer(cast.house, cast.lead)
    asked = [post(2_000 + n, text=f"acme: can you say if it rains {n}?") for n in range(220)]
    say(cast, heard(corridor, *asked), Field.NEEDS_ANSWER, "no")
    layer = actions.learn_layer(cast.house, cast.lead)
    assert layer.figures["better"] == ["needs_answer"]
    corridor.refresh()
    mood, ask = heard(corridor, wicked(9_999), post(9_998, text="acme: can you say if it rains 5?"))
    assert queries.reading_in_force(mood.pk).sentiment == "positive"
    assert queries.reading_in_force(ask.pk).needs_answer is False
    assert actions.roll_back(layer, cast.lead) == LayerVersion.objects.order_by("pk").first()


def test_too_few_corrections_are_nothing_to_learn_from(cast: Cast, corridor: Corridor):
    teach(cast, corridor, 30)
    with pytest.raises(actions.NothingToLearn):
        actions.learn_layer(cast.house, cast.lead)
    with pytest.raises(actions.NothingToLearn):
        actions.learn_layer(cast.elsewhere, cast.stranger)


def test_a_layer_of_an_older_reader_is_not_laid_on_a_newer_one(cast: Cast, corridor: Corridor):
    teach(cast, corridor)
    actions.learn_layer(cast.house, cast.lead)
    LayerVersion.objects.update(base="first-floor-of-old")
    assert readers.reader_of(cast.house.pk) is load_reader()
