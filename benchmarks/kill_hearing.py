"""Kill whoever hears and stores, at every step of the corridor, and look what is stored.

On SQLite one process plays a file again and again, and every table is compared row by row. On
PostgreSQL two workers hear two overlapping files into one workspace at the same time, so that ids
and the order of rows differ; compared is what must be equal however they interleave.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zlib import crc32

from benchmarks.corridor import posts_of
from benchmarks.houses import Arm, House, Stage, ask, finish, start, torment

BATCH = 20
ROWS_A_HIT, FEWEST = 48, 400  # so many posts that none of the hits comes too late
PATIENCE = 600.0
WORKSPACE = "House"
Table = dict[str, dict[str, Any]]


def run(stage: Stage, data: Path, folder: Path, hits: int, steps: Sequence[str]) -> Table:
    """Step -> hits, lost, doubled, and what differs from an undisturbed run."""
    from firebell.runners.reading import load_reader

    load_reader()  # once; every fork has it
    posts = posts_of(data, max(FEWEST, ROWS_A_HIT * hits))
    play = _Alone(posts, folder) if stage.store == "sqlite" else _Together(posts, folder)
    undisturbed = _played(stage, "undisturbed", play)
    expected = _found(undisturbed)
    stage.clear(undisturbed)
    table = {}
    for step in steps:
        house = stage.house(step)
        play.prepare(house)
        killed = torment(partial(play.begin, house), step, hits, play.at_once)
        table[step] = {"hits": killed, **compared(expected, _found(house))}
        stage.clear(house)
        print(f"{stage.store} {step}: {table[step]}", file=sys.stderr)
    return table


def _played(stage: Stage, name: str, play: _Alone | _Together) -> House:
    house = stage.house(name)
    play.prepare(house)
    for process in [play.begin(house, number, None) for number in range(play.at_once)]:
        finish(process)
    return house


class _Alone:
    """One process plays one file; whoever comes next goes on."""

    at_once = 1

    def __init__(self, posts: list[dict[str, Any]], folder: Path) -> None:
        self._file = folder / "posts.jsonl"
        _write(posts, self._file)

    def prepare(self, house: House) -> None:
        return

    def begin(self, house: House, number: int, arm: Arm) -> Any:
        return start(house, self._play, arm=arm)

    def _play(self) -> None:
        from firebell.site import replaying

        replaying.play(replaying.Score([self._file], "plain", "airline", batch_size=BATCH))


class _Together:
    """Two workers, each with a file of its own; what some people said stands in both files."""

    at_once = 2

    def __init__(self, posts: list[dict[str, Any]], folder: Path) -> None:
        posts = _recent(posts)
        self._rows: dict[str, int] = {}
        for number in range(self.at_once):
            path = folder / f"part-{number}.jsonl"
            # Whole people, so that what a person says comes in order by either file.
            part = [post for post in posts if crc32(post["author"].encode()) % 5 != number]
            _write(part, path)
            self._rows[str(path)] = len(part)

    def prepare(self, house: House) -> None:
        finish(start(house, self._open))

    def _open(self) -> None:
        from firebell.accounts import actions as accounts
        from firebell.channels import actions as channels
        from firebell.channels.files.maps import load_map
        from firebell.site.listening_set_up import listen_for

        workspace = accounts.open_workspace(WORKSPACE)
        plan = load_map("airline")
        listen_for(workspace, plan.brands, plan.topics)
        for path in self._rows:
            config = {"path": path, "map": "plain", "pace": "stamped"}
            channels.configure_source(workspace, "replay", Path(path).name, config, by=None)

    def begin(self, house: House, number: int, arm: Arm) -> Any:
        return start(house, self._work, number, arm=arm)

    def _work(self, number: int) -> None:
        from firebell.site import listener

        listener.BATCH_SIZE = BATCH
        worker = _sharing(number, self._rows)
        until = time.monotonic() + PATIENCE
        while not worker.is_done():
            worker.turn(0.02)
            if time.monotonic() > until:
                raise RuntimeError("the workers do not come to an end")
        worker.end()


def _sharing(number: int, rows: dict[str, int]) -> Any:
    """A worker that leaves the other one's file alone until its own is done. Sources are heard by
    whoever comes first: left to themselves, one of the two would mostly watch."""
    from firebell.channels.models import Source
    from firebell.site.worker import Worker

    def is_heard(source: Source) -> bool:
        took = source.inserted + source.duplicates + source.rejected
        return bool(took >= rows[source.config["path"]])

    class Sharing(Worker):
        def is_done(self) -> bool:
            return all(map(is_heard, Source.objects.all()))

        def _listening_sources(self) -> list[Source]:
            left = [source for source in super()._listening_sources() if not is_heard(source)]
            return [source for source in left if source.pk % 2 == number] or left

    return Sharing()


def _recent(posts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """As if the last of them had just been said: a worker lives in the present."""
    last = datetime.fromisoformat(posts[-1]["at"])
    shift = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=5) - last
    moved = [(datetime.fromisoformat(post["at"]) + shift).isoformat() for post in posts]
    return [post | {"at": at} for post, at in zip(posts, moved, strict=True)]


def _write(posts: list[dict[str, Any]], path: Path) -> None:
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(post, ensure_ascii=False) + "\n" for post in posts)


def _found(house: House) -> dict[str, Any]:
    from benchmarks.kills import digests

    found: dict[str, Any] = ask(house, facts)
    if not house.database:
        found["tables"] = digests(house.home)
    return found


def compared(expected: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    was, now = Counter(expected["external ids"]), Counter(found["external ids"])
    kinds = expected["tables"] if "tables" in expected else expected["facts"]
    others = found["tables"] if "tables" in found else found["facts"]
    return {
        "lost": (was - now).total(),
        "doubled": (now - was).total(),
        "differs": [name for name, value in kinds.items() if others.get(name) != value],
        "wrong": found["wrong"],
    }


def facts() -> dict[str, Any]:
    """What is stored, told without ids and in an order of its own; runs inside a house."""
    from firebell.common import audit
    from firebell.desk.checks import broken_promises
    from firebell.listening.models import Interaction

    wrong = [*broken_promises(), *(f"audit entry {entry}" for entry in audit.broken_links())]
    return {
        "external ids": list(Interaction.objects.values_list("external_id", flat=True)),
        "facts": {name: _digest(name, look()) for name, look in LOOKS.items()},
        "wrong": wrong,
    }


def _digest(name: str, rows: list[Any]) -> str:
    if not rows:
        raise RuntimeError(f"there are no {name}, so nothing can be compared")
    return hashlib.sha256("\n".join(sorted(map(repr, rows))).encode()).hexdigest()


def _words() -> list[Any]:
    from firebell.listening.models import Interaction

    return list(
        Interaction.objects.values_list(
            *("channel", "external_id", "kind", "outbound", "at", "text", "thread"),
            *("profile__handle", "reposts", "media"),
        )
    )


def _readings() -> list[Any]:
    from firebell.understanding.models import Reading

    return list(
        Reading.objects.values_list(
            *("interaction__external_id", "version__name", "language", "sentiment", "negative"),
            *("neutral", "positive", "needs_answer", "needs_answer_p", "toxicity", "because"),
        )
    )


def _mentions() -> list[Any]:
    from firebell.listening.models import Mention

    return list(Mention.objects.values_list("interaction__external_id", "query__name", "at"))


def _minutes() -> list[Any]:
    from firebell.triggers.models import MinuteCount

    return list(
        MinuteCount.objects.values_list(
            *("brand__name", "dimension", "key", "minute"),
            *("total", "negative", "needs_answer", "negativity"),
        )
    )


def _cases() -> list[Any]:
    """Which words lie together."""
    from firebell.desk.models import CaseItem

    cases: dict[int | None, list[str]] = {}
    for case, word in CaseItem.objects.values_list("case_id", "interaction__external_id"):
        cases.setdefault(case, []).append(word)
    return [sorted(words) for words in cases.values()]


def _items() -> list[Any]:
    from firebell.desk.models import CaseItem

    return list(CaseItem.objects.values_list("interaction__external_id", "needs_answer", "state"))


def _numbers() -> list[Any]:
    """What the cases are called: no gap, no double."""
    from firebell.desk.models import Case

    return list(Case.objects.values_list("number", flat=True))


def _searchable() -> list[Any]:
    from firebell.accounts.models import Workspace
    from firebell.listening import full_text

    return [full_text.size(pk) for pk in Workspace.objects.values_list("pk", flat=True)]


LOOKS: dict[str, Callable[[], list[Any]]] = {
    "interactions": _words,
    "readings": _readings,
    "mentions": _mentions,
    "counts by minute": _minutes,
    "cases": _cases,
    "words in cases": _items,
    "numbers of cases": _numbers,
    "words that can be searched": _searchable,
}
