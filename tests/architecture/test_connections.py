"""Nobody opens a connection by himself: all go through `firebell.common.outgoing`, which judges
where to. Whoever imports what could connect stands here, with the reason."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "firebell"
CONNECTING = {
    "aiohttp",
    "aiosmtplib",
    "apprise",
    "asyncio.open_connection",
    "feedparser",
    "ftplib",
    "http.client",
    "httpcore",
    "imap_tools",
    "imaplib",
    "poplib",
    "requests",
    "smtplib",
    "socket",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "websocket",
    "websockets",
    "xmlrpc.client",
}
# httpx is everywhere for its requests and errors; what opens connections of it is not.
HTTPX = {"Client", "AsyncClient", "HTTPTransport", "AsyncHTTPTransport", "get", "post", "put"} | {
    "delete", "head", "options", "patch", "request", "stream"
}  # fmt: skip
ALLOWED = {
    "common/addresses.py": "asks the system about its own addresses; sends nothing",
    "common/outgoing.py": "the door",
    "common/confined.py": "holds the code of others to the door",
    "triggers/notify.py": "Apprise connects by itself, confined",
    "channels/networks/feeds/xml_feeds.py": "feedparser is given bytes, never an address",
    "outbound/tasks.py": "asks this machine for its name; connects to nothing",
    "site/worker.py": "asks this machine for its name; connects to nothing",
    "site/supervisor.py": "asks the web server that it started itself, on loopback",
}
# Others may, who give the library a socket that the door made: they import the door too.
MUST_USE_THE_DOOR = "firebell.common.outgoing"


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)


def imported(tree: ast.AST) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def connecting(tree: ast.AST) -> set[str]:
    """What of it could open a connection."""
    names = {
        name
        for name in imported(tree)
        if any(name == one or name.startswith(f"{one}.") for one in CONNECTING)
    }
    calls = {
        f"httpx.{node.func.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "httpx"
        and node.func.attr in HTTPX
    }
    return (
        names | calls | {name for name in imported(tree) if name in {f"httpx.{n}" for n in HTTPX}}
    )


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nobody_connects_by_himself(path: Path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = connecting(tree)
    if not found or str(path.relative_to(PACKAGE)) in ALLOWED:
        return
    door = any(name.startswith(MUST_USE_THE_DOOR) for name in imported(tree))
    assert door, f"{sorted(found)}: connect by {MUST_USE_THE_DOOR}, or say here why not"


def test_every_exception_is_still_one():
    stale = [
        name
        for name in ALLOWED
        if not connecting(ast.parse((PACKAGE / name).read_text(encoding="utf-8")))
    ]
    assert stale == []


@pytest.mark.parametrize(
    "source",
    ["import socket", "from urllib.request import urlopen", "import httpx\nhttpx.get('x')",
     "from httpx import Client", "import urllib3.util", "import smtplib"],
)  # fmt: skip
def test_the_watch_sees_what_it_is_to_see(source):
    assert connecting(ast.parse(source))
