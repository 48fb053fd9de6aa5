from __future__ import annotations

import sys

import pytest
from click.testing import CliRunner

from firebell.site.command_line import cli
from firebell.understanding.training import registry
from firebell.understanding.training.registry import TRAINERS, NotInstalledError, find_trainer


@pytest.mark.parametrize("name", TRAINERS)
def test_every_trainer_knows_its_name(name):
    pytest.importorskip("sklearn", reason="training needs the extra `train`")
    try:
        trainer = find_trainer(name)
    except NotInstalledError as error:
        pytest.skip(str(error))
    assert name == trainer.NAME


def test_without_the_extra_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "no_such_library", None)
    (tmp_path / "needy.py").write_text("NAME = 'needy'\nimport no_such_library\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(registry.TRAINERS, "first-floor", "needy")
    with pytest.raises(NotInstalledError):
        find_trainer("first-floor")
    done = CliRunner().invoke(cli, ["train", "first-floor", "--data", str(tmp_path)])
    assert done.exit_code == 2
    assert done.stderr.splitlines() == [
        "firebell: no_such_library is not installed: pip install 'firebell[train]'"
    ]


def test_a_set_that_is_missing_is_named(tmp_path):
    pytest.importorskip("sklearn", reason="training needs the extra `train`")
    done = CliRunner().invoke(
        cli, ["train", "first-floor", "--data", str(tmp_path), "--out", str(tmp_path / "out")]
    )
    assert done.exit_code == 2
    assert str(tmp_path) in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_leaked_text_ends_with_one_and_is_named(monkeypatch, tmp_path):
    sets = pytest.importorskip("firebell.understanding.training.sets")
    first_floor = pytest.importorskip("firebell.understanding.training.first_floor")
    leaked = [sets.Labelled("late again", 0, "semeval")]
    monkeypatch.setattr(sets, "test_texts", lambda data: ["Late again!"])
    monkeypatch.setattr(sets.Wall, "without_leaks", lambda self, rows: list(rows))
    monkeypatch.setattr(first_floor, "sentiment_rows", lambda data: leaked)
    for part in ("toxicity_rows", "question_rows"):
        monkeypatch.setattr(first_floor, part, lambda data: [])
    done = CliRunner().invoke(cli, ["train", "first-floor", "--data", str(tmp_path)])
    assert done.exit_code == 1
    assert "in semeval: 'late again'" in done.stderr
