"""Looking at a stranger's picture in a process of its own, which may fail as it likes.

Decoders are written in C and pictures by attackers. The child has no secrets in its environment, a
bound on memory and on time, and is given one picture on its standard input.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys

from firebell.core.understanding.memes import may_be_picture, picture_hash

SECONDS = 10  # a photograph of 40 million pixels takes one or two
MEMORY = 1 << 30  # bytes of address space; the libraries alone take 300 MB of it


def hash_apart(content: bytes) -> int | None:
    """What `picture_hash` says of these bytes. None also where the child was killed, by its bounds
    or by the picture; raises OSError only where no process can be started."""
    if not may_be_picture(content):
        return None
    try:
        done = subprocess.run(  # noqa: S603 - ourselves
            [sys.executable, "-m", __name__],
            input=content,
            env=_environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    told = done.stdout.strip()
    return int(told) if done.returncode == 0 and told else None


def _environment() -> dict[str, str]:
    # One thread: each further one of the numerical library would ask for address space.
    found = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OPENBLAS_NUM_THREADS": "1"}
    return found | {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}


def _bounded() -> None:
    with contextlib.suppress(ImportError):  # where there are no such bounds, time alone is bounded
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _main() -> None:
    _bounded()
    found = picture_hash(sys.stdin.buffer.read())
    sys.stdout.write("" if found is None else str(found))


if __name__ == "__main__":
    _main()
