"""The worker has somebody look in a process of its own, and never waits for it."""

from __future__ import annotations

import stat
import time
from pathlib import Path

import pytest

from firebell.site import looking
from firebell.site.looking import Looker


@pytest.fixture
def due(monkeypatch) -> list[bool]:
    """Whether a look is due; a test changes the one element."""
    said = [True]
    monkeypatch.setattr(looking.understanding, "is_look_due", lambda: said[0])
    return said


@pytest.fixture
def program(monkeypatch, tmp_path: Path):
    """What is started instead of Python: a script that notes its arguments and does `what`."""

    def made(what: str) -> Path:
        script, noted = tmp_path / "python", tmp_path / "noted"
        script.write_text(f'#!/bin/sh\necho "$@" >> {noted}\n{what}\n')
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(looking.sys, "executable", str(script))
        return noted

    return made


def ended(looker: Looker) -> None:
    until = time.monotonic() + 10
    while looker._is_looking():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_one_is_started_where_it_is_due_and_no_second_beside_it(due, program):
    noted = program("sleep 30")
    looker = Looker()
    assert looker.look_where_due() == 1
    assert looker.look_where_due() == 0
    until = time.monotonic() + 10
    # A shell makes the file first and writes into it then.
    while not (noted.exists() and noted.read_text()) and time.monotonic() < until:
        time.sleep(0.02)
    began = time.monotonic()
    looker.end()
    assert time.monotonic() - began < 10
    assert noted.read_text() == "-m firebell discover --due\n"


def test_none_is_started_where_nothing_is_due(due, program):
    due[0] = False
    assert Looker().look_where_due() == 0


def test_one_that_is_done_makes_room_for_the_next(due, program):
    program("exit 0")
    looker = Looker()
    assert looker.look_where_due() == 1
    ended(looker)
    assert looker.look_where_due() == 1
    looker.end()


def test_one_that_failed_is_not_started_again_at_once(due, program, caplog):
    program("exit 3")
    looker = Looker()
    assert looker.look_where_due() == 1
    ended(looker)
    assert looker.look_where_due() == 0
    assert "ended with 3" in caplog.text
