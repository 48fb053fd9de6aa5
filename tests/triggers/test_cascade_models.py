"""A workspace's own model of cascades forecasts where there is one; a broken one is told of."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from firebell.core.triggers.cascade.examples import Told
from firebell.core.triggers.cascade.fitting import Recipe
from firebell.core.triggers.cascade.forecaster import Forecaster
from firebell.core.triggers.cascade.growing import Growing
from firebell.core.triggers.cascade.model import ModelError
from firebell.core.triggers.cascade.simulate import cascades
from firebell.core.triggers.cascade.standing import Table, digest
from firebell.core.triggers.cascade.teaching import teach
from firebell.runners.cascades import MODEL_FILE, load_forecaster
from firebell.site import health
from firebell.site.command_line import cli
from firebell.triggers.cascade_models import folder_of, in_use
from firebell.triggers.models import Cascade, Trigger
from tests.cast import Cast
from tests.posts import NOON, post
from tests.screens import said_on, signed_in
from tests.triggers.test_cascading import HALF_AN_HOUR, ROOT, hear, reposts

__all__ = ["hear"]
pytestmark = pytest.mark.django_db
TOLD = [Told(one.at, one.followers) for one in cascades(300, 5)]


@pytest.fixture(scope="module")
def taught() -> Forecaster:
    return Forecaster(teach(TOLD, Recipe(hidden=4, networks=2, epochs=4), 1))


@pytest.fixture(autouse=True)
def home(settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    return tmp_path


def put(cast: Cast, data: bytes) -> Path:
    path = folder_of(cast.house) / MODEL_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def foreseen(hear, number: int) -> Cascade:
    """What the house expects of the same reposts, of a post of this number: a later word ends the
    bucket in which they were heard."""
    later = 2 * (number - 1) * HALF_AN_HOUR
    words = [
        post(number, at=NOON, **ROOT),
        *reposts(30, f"post-{number}", first=100 * number),
        post(5_000 + number, text="acme is fine", at=NOON + HALF_AN_HOUR),
    ]
    hear(*(one | {"at": one["at"] + later} for one in words))
    return Cascade.objects.get(interaction__external_id=f"post-{number}")


def test_the_workspace_s_own_forecasts_from_the_next_repost_on(hear, cast: Cast, taught):
    shipped = foreseen(hear, 1)
    put(cast, taught.dump())
    own = foreseen(hear, 2)
    assert own.seen == shipped.seen
    assert own.upper != pytest.approx(shipped.upper, rel=0.05)
    assert in_use(cast.elsewhere.pk).forecaster is load_forecaster()


def test_who_passes_it_on_is_looked_up_by_name(hear, cast: Cast, taught):
    people = np.sort([digest("ann"), digest("person-101")])
    put(cast, replace(taught, people=Table(people, np.full((2, 3), 7.0))).dump())
    state = Growing.load(bytes(foreseen(hear, 1).state)).memory
    _sum, highest, of_the_first_post = state.who[0, :, 0]
    assert (state.known[0], highest, of_the_first_post) == (31, 7.0, 7.0)


def test_a_file_that_is_replaced_is_read_again(cast: Cast, taught):
    path = put(cast, taught.dump())
    assert in_use(cast.house.pk).forecaster is in_use(cast.house.pk).forecaster
    put(cast, load_forecaster().dump())
    os.utime(path, (1, 1))
    assert np.array_equal(
        in_use(cast.house.pk).forecaster.model.inner, load_forecaster().model.inner
    )
    path.unlink()
    assert in_use(cast.house.pk).forecaster is load_forecaster()


def broken(taught: Forecaster) -> list[bytes]:
    whole, model = taught.dump(), taught.model
    return [
        b"",
        b"not a model",
        whole[: len(whole) // 2],
        Forecaster(replace(model, inner=model.inner[:, :-1])).dump(),
        Forecaster(replace(model, mean=np.full_like(model.mean, np.nan))).dump(),
        Forecaster(replace(model, outer=model.outer.astype("U8"))).dump(),
    ]


@pytest.mark.parametrize("which", range(6))
def test_a_broken_file_is_told_of_and_the_shipped_model_forecasts(
    hear, cast: Cast, taught, caplog, which: int
):
    data = broken(taught)[which]
    with pytest.raises(ModelError):
        Forecaster.load(data)
    shipped = foreseen(hear, 1)
    path = put(cast, data)
    assert foreseen(hear, 2).upper == pytest.approx(shipped.upper, rel=0.01)
    assert str(path) in caplog.text
    (finding,) = health.cascades()
    assert finding.startswith(f"{path} of 'House' cannot be used, the shipped model is: ")


def test_the_trigger_s_page_says_which_forecasts(cast: Cast, taught):
    trigger = Trigger.objects.get(workspace=cast.house, kind="viral")
    other = Trigger.objects.get(workspace=cast.house, kind="negative")
    lead, agent = signed_in(cast.lead), signed_in(cast.agent)
    page = f"/w/house/settings/triggers/{trigger.pk}/"

    def says(words: str) -> None:
        for response in (lead.get(page + "edit/"), agent.get(page)):
            assert words in said_on(response)

    says("Forecast by the shipped model.")
    put(cast, taught.dump())
    says("Forecast by the workspace’s own model, taught ")
    put(cast, b"")
    says("The workspace’s own model cannot be read (models/house/cascades.npz)")
    assert "model" not in said_on(agent.get(page.replace(str(trigger.pk), str(other.pk))))


def test_training_puts_it_where_the_workspace_looks(cast: Cast, tmp_path: Path):
    with (tmp_path / "past.jsonl").open("w") as file:
        for n, one in enumerate(cascades(220, 8)):
            file.write(json.dumps({"id": n, "times": one.at[:200].tolist()}) + "\n")
    arguments = ["train", "cascades", "--data", str(tmp_path), "--workspace", "House"]
    made = CliRunner().invoke(cli, arguments)
    assert made.exit_code == 0, made.output
    assert in_use(cast.house.pk).path == tmp_path / "models" / "house" / MODEL_FILE
    assert not in_use(cast.house.pk).wrong


@pytest.mark.parametrize(
    "wrong",
    [
        ["cascades", "--workspace", "Nobody"],
        ["cascades", "--workspace", "House", "--out", "x"],
        ["cascade-defaults", "--workspace", "House"],
    ],
)
def test_a_workspace_is_named_for_cascades_alone_and_must_be_there(cast: Cast, tmp_path, wrong):
    refused = CliRunner().invoke(cli, ["train", *wrong, "--data", str(tmp_path)])
    assert refused.exit_code == 2
    assert "workspace" in refused.stderr
