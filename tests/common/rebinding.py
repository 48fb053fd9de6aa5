"""Run in a network of its own (unshare): names that change their mind, told by a real name server.

Prints what a careless client and ours got, as JSON.
"""

from __future__ import annotations

import fcntl
import json
import os
import socket
import struct
import subprocess
import tempfile
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx

from firebell.common.addresses import is_public, literal
from firebell.common.outgoing import RefusedAddressError, client

# name -> its addresses, one answer each; the last one stays.
ANSWERS = {
    "careless.example": ["93.184.216.34", "127.0.0.1"],
    "ours.example": ["93.184.216.34", "127.0.0.1"],
    "own.example": ["127.0.0.2", "127.0.0.1"],
    "straight.example": ["127.0.0.1"],
    "mirror.example": ["93.184.216.35"],  # a public address of this very machine
}
asked: Counter[str] = Counter()


def raise_loopback() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        fcntl.ioctl(probe, 0x8914, struct.pack("16sh", b"lo", 0x1 | 0x40))  # SIOCSIFFLAGS: up


def take_public_address(address: str) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        taken = struct.pack("16sH2x4s8x", b"lo:1", socket.AF_INET, socket.inet_aton(address))
        fcntl.ioctl(probe, 0x8916, taken)  # SIOCSIFADDR
        mask = struct.pack("16sH2x4s8x", b"lo:1", socket.AF_INET, b"\xff" * 4)
        fcntl.ioctl(probe, 0x891C, mask)  # SIOCSIFNETMASK: this one address only


def use_name_server() -> None:
    with tempfile.NamedTemporaryFile("w", delete=False) as file:
        file.write("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")
    with tempfile.NamedTemporaryFile("w", delete=False) as switch:
        switch.write("hosts: files dns\n")
    for made, place in ((file.name, "/etc/resolv.conf"), (switch.name, "/etc/nsswitch.conf")):
        subprocess.run(["mount", "--bind", made, os.path.realpath(place)], check=True)


def serve_names() -> None:
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 53))
    while True:
        query, who = server.recvfrom(512)
        server.sendto(answer(query), who)


def answer(query: bytes) -> bytes:
    """RFC 1035, 4.1: one question, at most one address."""
    labels, at = [], 12
    while query[at]:
        labels.append(query[at + 1 : at + 1 + query[at]].decode())
        at += 1 + query[at]
    question, kind = query[12 : at + 5], query[at + 2]
    name = ".".join(labels)
    addresses = ANSWERS.get(name, []) if kind == 1 else []
    record = b""
    if addresses:
        address = addresses[min(asked[name], len(addresses) - 1)]
        asked[name] += 1
        record = b"\xc0\x0c\x00\x01\x00\x01\x00\x00\x00\x00\x00\x04" + socket.inet_aton(address)
    counts = struct.pack(">HHHH", 1, bool(record), 0, 0)
    return query[:2] + b"\x81\x80" + counts + question + record


def serve_pages(host: str, page: bytes) -> None:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_args: object) -> None:
            pass

    HTTPServer((host, 80), Handler).serve_forever()


def careless(name: str) -> str:
    """What many do: judge the address of a name, then hand the name to a library."""
    address = literal(socket.gethostbyname(name))
    assert address is not None
    assert is_public(address)
    return httpx.get(f"http://{name}/", trust_env=False).text


def ours(name: str) -> str:
    try:
        with client() as made:
            return made.get(f"http://{name}/").text
    except (httpx.HTTPError, RefusedAddressError) as error:
        return f"{type(error).__name__}: {error}"


def main() -> None:
    raise_loopback()
    take_public_address("93.184.216.35")
    use_name_server()
    for target, arguments in (
        (serve_names, ()),
        (serve_pages, ("127.0.0.1", b"the secret inside")),
        (serve_pages, ("127.0.0.2", b"own.example is served")),
    ):
        threading.Thread(target=target, args=arguments, daemon=True).start()
    os.environ["FIREBELL_REACHABLE"] = "127.0.0.2"
    found = {
        "careless": careless("careless.example"),
        "ours": ours("ours.example"),
        "asked_for_ours": asked["ours.example"],
        "opened": ours("own.example"),
        "straight": ours("straight.example"),
        "mirror": ours("mirror.example"),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
