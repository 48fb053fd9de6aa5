"""Five times the corridor's target for a minute, on SQLite: what is lost, and how long until it is
caught up with.

First by a source that is asked and keeps what was not read yet, as most networks do: a log that one
process writes, every post stamped when it is said, and the real worker reads from its cursor. Then
by the web-hook door, where the other side calls: as many calls as four callers can make, with the
real web server and the worker at work. On two cores callers, server and worker take each other's
time, so what the door takes is what is left of the machine, not what a larger one would do.
`FIREBELL_BENCH_SHORTER` divides rates, `FIREBELL_BENCH_SECONDS` is the length of the burst.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks import log_network
from benchmarks.door import Knocked, knock, open_door, row
from benchmarks.hearing import apart, environment, opened, percentile, rate, texts, working
from benchmarks.houses import FORK, House, Stage, start
from benchmarks.parts import run_part

BASE, PEAK = 200, 5 * 3_000  # posts a second
BEFORE, BURST = 10, 60  # seconds
CAUGHT_UP = 2.0  # seconds of lag
PATIENCE = 1_800.0
ROWS_A_CALL = 50


def run(data: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="firebell-burst-") as folder:
        return run_part("benchmarks.burst", data, folder, environment=environment(Path(folder)))


def main(data: Path, folder: Path) -> dict[str, Any]:
    """In a process of its own, with everything loaded before the first fork."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firebell.site.settings")
    django.setup()
    from firebell.runners.reading import load_reader
    from firebell.site import worker  # noqa: F401

    load_reader()
    log_network.register()
    shorter = float(os.environ.get("FIREBELL_BENCH_SHORTER", 1))
    seconds = float(os.environ.get("FIREBELL_BENCH_SECONDS", BURST))
    stage, said = Stage(folder / "houses"), texts(data, 14_640)
    return {
        "cores": os.cpu_count(),
        "asked": _asked(stage, said, folder / "log.jsonl", shorter, seconds),
        "door": _door(stage, said, seconds),
    }


def _asked(
    stage: Stage, said: list[str], path: Path, shorter: float, seconds: float
) -> dict[str, Any]:
    path.touch()
    house = opened(stage, "asked", log_network.NAME, {"path": str(path)}, airlines=True)
    base, peak = BASE / shorter, PEAK / shorter
    with working(house), apart(_say, path, said, base, peak, seconds) as (_, pipe):
        seen = _Watcher(house)
        ended = pipe.recv()  # the burst is over; the base rate goes on
        seen.wait_until_caught_up(ended)
        pipe.send("stop")
        number = pipe.recv()
        found = seen.finish(number)
    stage.clear(house)
    return {
        "base_per_second": base,
        "burst_per_second": peak,
        "burst_seconds": seconds,
        **_result(found, number, ended),
    }


def _say(
    pipe: Connection, path: Path, said: list[str], base: float, peak: float, seconds: float
) -> None:
    """Write the log: the base rate, the burst, and the base rate until somebody says stop."""
    pipe.send("ready")
    number, began, burst = 0, time.time(), False
    owed, last = 0.0, began
    with path.open("a", encoding="utf-8") as log:
        while not pipe.poll():
            now = time.time()
            in_burst = BEFORE <= now - began < BEFORE + seconds
            if burst and not in_burst:
                pipe.send(now)
            burst = in_burst
            owed, last = owed + (peak if in_burst else base) * (now - last), now
            for _ in range(int(owed)):
                log.write(log_network.line(number, said))
                number += 1
            owed -= int(owed)
            log.flush()
            time.sleep(0.02)
    pipe.send(number)
    time.sleep(PATIENCE)  # ended by whoever started it


def _door(stage: Stage, said: list[str], seconds: float) -> dict[str, Any]:
    from firebell.common import signing

    house = opened(stage, "door", "webhook", {"secret": signing.new_secret()}, airlines=True)
    until = time.time() + BEFORE + seconds

    def rows(number: int) -> list[Any]:
        names = range(number * ROWS_A_CALL, (number + 1) * ROWS_A_CALL)
        return [row(str(n), said[n % len(said)], f"person-{n % 20_000}") for n in names]

    def base(_number: int) -> bool:
        time.sleep(1)
        return time.time() < until - seconds

    with open_door(house) as door, working(house):
        seen = _Watcher(house)
        quiet = knock(door, rows, base)
        burst = knock(door, lambda n: rows(10**6 + n), lambda _: time.time() < until)
        ended = time.time()
        seen.wait_until_caught_up(ended)
        found = seen.finish(quiet.rows + burst.rows)
    stage.clear(house)
    return {
        "rows_a_call": ROWS_A_CALL,
        **_told(burst),
        **_result(found, quiet.rows + burst.rows, ended),
    }


def _told(burst: Knocked) -> dict[str, Any]:
    return {
        "burst_seconds": round(burst.seconds, 1),
        "calls_per_second": rate(burst.calls, burst.seconds),
        "rows_per_second": rate(burst.rows, burst.seconds),
        "refused_and_called_again": burst.refused,
    }


@dataclass(slots=True)
class _Seen:
    """What somebody saw who looked at the store all the time; instants are epochs."""

    stored: int = 0
    different: int = 0
    lags: list[tuple[float, float]] = field(default_factory=list)  # (when, seconds)


class _Watcher:
    """Looks at the store from a process of its own."""

    def __init__(self, house: House) -> None:
        self._pipe, there = FORK.Pipe()
        self._process = start(house, _look, there)
        there.close()

    def wait_until_caught_up(self, after: float) -> None:
        """Wait until what is stored last was said less than CAUGHT_UP before, past `after`."""
        self._pipe.send(after)
        self._pipe.recv()

    def finish(self, number: int) -> _Seen:
        """Everything that was seen, once `number` words are stored, or none came for a while."""
        self._pipe.send(number)
        found: _Seen = self._pipe.recv()
        self._process.join()
        return found


def _look(pipe: Connection) -> None:
    from firebell.listening.models import Interaction

    seen, newest, changed = _Seen(), 0, time.time()
    after: float | None = None
    number: int | None = None
    while True:
        if pipe.poll():
            told = pipe.recv()
            after, number = (told, None) if isinstance(told, float) else (None, told)
        last = Interaction.objects.order_by("-pk").values("pk", "at").first()
        now = time.time()
        if last is not None and last["pk"] != newest:
            newest, changed = last["pk"], now
            seen.lags.append((now, now - last["at"].timestamp()))
        # Nothing new to be stored is no lag: the door may have been idle since.
        idle = now - changed > 2 * CAUGHT_UP
        is_late = not idle and (not seen.lags or seen.lags[-1][1] >= CAUGHT_UP)
        if after is not None and now > after and not is_late:
            pipe.send("caught up")
            after = None
        if number is not None:
            seen.stored = Interaction.objects.count()
            if seen.stored >= number or now - changed > 30:
                break
        time.sleep(0.05)
    seen.different = Interaction.objects.values("channel", "external_id").distinct().count()
    pipe.send(seen)


def _result(seen: _Seen, number: int, ended: float) -> dict[str, Any]:
    over = [at for at, lag in seen.lags if at > ended and lag >= CAUGHT_UP]
    lags = [lag for _, lag in seen.lags]
    caught_up = max(over, default=ended) - ended
    began, last = seen.lags[0][0], seen.lags[-1][0]
    return {
        "said": number,
        "stored": seen.stored,
        "lost": number - seen.different,
        "doubled": seen.stored - seen.different,
        "stored_per_second": rate(seen.stored, last - began),
        "lag_p50_seconds": percentile(lags, 0.5),
        "largest_lag_seconds": round(max(lags), 1),
        "seconds_until_caught_up": round(caught_up, 1),
        "gave_up_waiting": seen.different < number,
    }


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]))))
