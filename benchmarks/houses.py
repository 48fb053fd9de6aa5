"""Houses to be killed in: copies of one migrated, empty store, entered by forked processes.

A fork has everything loaded that its parent loaded, so that hundreds of kills take minutes and not
hours. The parent itself never touches a store.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from benchmarks.postgres import Postgres

Arm = tuple[str, int] | None
FORK = multiprocessing.get_context("fork")
TEMPLATE = "template"
PATIENCE = 900.0  # seconds for one answer


@dataclass(frozen=True, slots=True)
class House:
    """A home folder, and the name of its database; empty where that is in the folder."""

    home: Path
    database: str = ""

    def enter(self) -> None:
        """From here on this process, a fork, lives in this house."""
        from django.conf import settings
        from django.db import connections

        os.environ["FIREBELL_HOME"] = str(self.home)
        settings.HOME = self.home
        connection = connections["default"]
        connection.close()
        connection.settings_dict["NAME"] = self.database or str(self.home / "firebell.sqlite3")


class Stage:
    """Makes houses. With a server their stores are its databases."""

    def __init__(self, folder: Path, server: Postgres | None = None) -> None:
        self._folder = folder
        self._server = server
        template = self._house(TEMPLATE)
        template.home.mkdir(parents=True)
        if server is not None:
            server.fresh(template.database)
        finish(start(template, _migrate))

    @property
    def store(self) -> str:
        return "sqlite" if self._server is None else "postgresql"

    def house(self, name: str) -> House:
        """An empty house."""
        made = self._house(name)
        shutil.copytree(self._folder / TEMPLATE, made.home)
        if self._server is not None:
            self._server.fresh(made.database, self._house(TEMPLATE).database)
        return made

    def clear(self, house: House) -> None:
        shutil.rmtree(house.home)
        if self._server is not None:
            self._server.drop(house.database)

    def _house(self, name: str) -> House:
        return House(self._folder / name, "" if self._server is None else f"house_{name}")


def _migrate() -> None:
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", verbosity=0)
    connections.close_all()


def start(house: House, work: Callable[..., Any], *given: Any, arm: Arm = None) -> BaseProcess:
    """Do `work(*given)` in a process of its own; `arm` names the step at which it is killed."""

    def live() -> None:
        from firebell.common import steps

        house.enter()
        if arm is not None:
            steps.arm(*arm)
        work(*given)

    process = FORK.Process(target=live)
    process.start()
    return process


def finish(process: BaseProcess) -> bool:
    """Wait for its end: True if it was killed. RuntimeError if it ended badly by itself."""
    process.join()
    if process.exitcode not in (0, -signal.SIGKILL):
        raise RuntimeError(f"a process that nobody disturbed ended with {process.exitcode}")
    return process.exitcode == -signal.SIGKILL


def ask(house: House, question: Callable[..., Any], *given: Any) -> Any:
    """What `question(*given)` answers in that house."""
    here, there = FORK.Pipe(duplex=False)
    process = start(house, _answer, there, question, *given)
    there.close()
    try:
        if not here.poll(PATIENCE):
            process.kill()
            raise RuntimeError("a process that was to answer says nothing")
        answer = here.recv()
    except EOFError:
        answer = None
    here.close()
    if finish(process):
        raise RuntimeError("a process that was to answer was killed")
    return answer


def _answer(to: Connection, question: Callable[..., Any], *given: Any) -> None:
    to.send(question(*given))
    to.close()


def torment(begin: Callable[[int, Arm], BaseProcess], step: str, hits: int, at_once: int) -> int:
    """Keep `at_once` processes going, each killed at `step` and replaced, until there were `hits`
    kills; then let them go on to their end. How many kills there were.

    `begin(number, arm)` starts one. Each is killed the first, second or third time that it gets
    there, so that some of what it does is stored.
    """
    killed = 0
    alive = {number: begin(number, (step, 1 + number % 3)) for number in range(at_once)}
    while alive:
        ended = wait([process.sentinel for process in alive.values()])
        for number, process in list(alive.items()):
            if process.sentinel not in ended:
                continue
            del alive[number]
            if finish(process):
                killed += 1
                arm = (step, 1 + killed % 3) if killed < hits else None
                alive[number] = begin(number, arm)
    return killed
