"""Which addresses are reached: a table of odd notations at every door, and real servers."""

from __future__ import annotations

import gzip
import ipaddress
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.channels.asking import ask, follow
from firebell.channels.contract import ChannelError
from firebell.channels.networks.feeds.config import validate as validate_feed
from firebell.common.addresses import (
    SettingError,
    _parsed,
    is_public,
    is_this_machine,
    why_not_public,
)
from firebell.common.confined import confined
from firebell.common.following import RedirectError, fetch
from firebell.common.outgoing import (
    RefusedAddressError,
    client,
    connect,
    vetted,
    vetted_url,
)
from firebell.common.unpacking import PackingError, TooLargeError, unpacked

# Hosts as somebody may write them to get in.
INSIDE = [
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "0177.1",
    "0x7f.0.0.1",
    "0x7f000001",
    "2130706433",
    "017700000001",
    "0",
    "0.0.0.0",
    "localhost",
    "LOCALHOST",
    "10.0.0.1",
    "10.1",
    "100.64.0.1",
    "169.254.169.254",
    "0xa9fea9fe",
    "172.16.0.1",
    "192.168.1.1",
    "192.0.0.192",
    "198.18.0.1",
    "168.63.129.16",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b:1::1]",
    "[2002:7f00:1::]",
    "[2001:0:4136:e378:8000:63bf:80ff:fffe]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[fe80::1]",
    "[fec0::1]",
    "[ff02::1]",
    "[2001:db8::1]",
    "[2606:4700::200:5efe:a00:1]",
]
# Forms that no honest address has; those that name nobody may fail as unknown.
ODD = [
    "http://127.0.0.1\\@example.com/",
    "http://example.com@127.0.0.1/",
    "http://user:word@127.0.0.1/",
    "http://0177.0.0.1/",
    "http://①②⑦.⓪.⓪.①/",
    "http://127。0。0。1/",
    "http://[fe80::1%25lo]/",
    "http://%31%32%37.0.0.1/",
    "http://exa mple.com/",
    "http://example.com\r\nHost: inside/",
    "http://example.com/\r\nX: y",
    "http://example.com:0/",
    "http://example.com:99999/",
    "http://example.com:25/",
    "http://example.com:6379/",
    "http:///etc/passwd",
    "http://",
    "//127.0.0.1/",
    "file:///etc/passwd",
    "ftp://example.com/",
    "gopher://127.0.0.1:6379/_x",
    "http+unix://%2Frun%2Fdocker.sock/",
    "javascript:alert(1)",
    "http://-x.example/",
    "http://" + "a" * 3000 + ".example/",
    "127.0.0.1",
    "",
]


def by_connect(url: str) -> None:
    host = httpx.URL(url).host
    connect(f"[{host}]" if ":" in host else host, 80, 1.0)


def by_client(url: str) -> None:
    with client() as ours:
        ours.get(url)


def by_ask(url: str) -> None:
    with client() as ours:
        ask(ours, ours.build_request("GET", url), where="there")


def by_fetch(url: str) -> None:
    with client() as ours:
        fetch(ours, url, limit=1000, seconds=5)


def by_follow(url: str) -> None:
    with client() as ours:
        follow(ours, url, where="there")


def by_form(url: str) -> None:
    validate_feed({"address": url})


def by_url(url: str) -> None:
    vetted_url(url, ask=True)


URL_DOORS = [by_client, by_ask, by_fetch, by_follow, by_form, by_url]


@pytest.fixture(autouse=True)
def _nothing_is_opened(monkeypatch):
    monkeypatch.delenv("FIREBELL_REACHABLE", raising=False)


@pytest.mark.parametrize("door", [by_connect, *URL_DOORS])
@pytest.mark.parametrize("host", INSIDE)
def test_nobody_gets_inside_in_any_notation(host, door):
    with pytest.raises((RefusedAddressError, ChannelError), match=r"FIREBELL_REACHABLE|is not the"):
        door(f"http://{host}/")


@pytest.mark.parametrize("door", URL_DOORS)
@pytest.mark.parametrize("url", ODD)
def test_odd_addresses_are_refused_before_anything_is_sent(url, door):
    refusals = (RefusedAddressError, ChannelError, httpx.InvalidURL, httpx.UnsupportedProtocol)
    with pytest.raises(refusals):
        door(url)


@pytest.mark.parametrize("host", ["127.0.0.1.", "localhost.", "[fe80::1%lo]", "::1%lo", "a\x00b"])
def test_other_spellings_lead_nowhere_either(host):
    with pytest.raises((RefusedAddressError, OSError)):
        connect(host, 9, 1.0)


def test_confined_code_does_not_get_inside():
    stream, datagram = socket.socket(), socket.socket(type=socket.SOCK_DGRAM)
    local = socket.socket(socket.AF_UNIX)
    tries = [
        lambda: socket.create_connection(("127.0.0.1", 9), 1),
        lambda: stream.connect_ex(("127.1", 9)),
        lambda: datagram.sendto(b"x", ("localhost", 9)),
        lambda: local.connect("/run/docker.sock"),
        lambda: subprocess.run(["true"], check=False),
        lambda: os.system("true"),
    ]
    for one in tries:
        with confined() as held, pytest.raises(RefusedAddressError):
            one()
        assert held.refused is not None
    for made in (stream, datagram, local):
        made.close()
    found = []

    def elsewhere():
        try:
            socket.create_connection(("127.0.0.1", 9), 1)
        except OSError as error:
            found.append(type(error).__name__)

    with confined() as held:
        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join()
    assert found == ["ConfinedError"]
    assert held.refused is not None
    elsewhere()
    assert found[1] == "ConnectionRefusedError"


# Addresses against the registries that Python carries

FOURS = st.integers(0, 2**32 - 1).map(ipaddress.IPv4Address)
SIXES = st.one_of(
    st.integers(0, 2**128 - 1),
    st.integers(0x2000 << 112, (0x4000 << 112) - 1),
    st.integers(0, 2**32 - 1).map(lambda low: (0xFFFF << 32) | low),
).map(ipaddress.IPv6Address)
NEAR = st.sampled_from(
    [
        ipaddress.ip_address(int(edge) + off)
        for net in [*ipaddress._IPv4Constants._private_networks]
        for edge in (net.network_address, net.broadcast_address)
        for off in (-1, 0, 1)
        if 0 <= int(edge) + off < 2**32
    ]
)


@given(st.one_of(FOURS, NEAR, SIXES))
def test_what_is_public_for_us_is_public_in_the_registries(address):
    if is_public(address):
        assert address.is_global
        assert not address.is_multicast
        assert not address.is_reserved


@given(st.one_of(FOURS, NEAR))
def test_an_address_inside_another_is_judged_by_what_is_inside(inner):
    number = int(inner)
    assert is_public(ipaddress.IPv6Address((0x64FF9B << 96) | number)) == is_public(inner)
    assert not is_public(ipaddress.IPv6Address((0xFFFF << 32) | number))
    assert not is_public(ipaddress.IPv6Address((0x2002 << 112) | (number << 80)))
    assert not is_public(ipaddress.IPv6Address(number))


def test_public_addresses_are_public():
    for address in ("1.1.1.1", "8.8.8.8", "2606:4700:4700::1111", "64:ff9b::8.8.8.8"):
        assert why_not_public(ipaddress.ip_address(address)) is None


def test_addresses_of_this_machine_are_known_as_such():
    assert is_this_machine(ipaddress.ip_address("127.0.0.1"))
    assert not is_this_machine(ipaddress.ip_address("8.8.8.8"))


# Names


def answer_with(monkeypatch, *addresses: str) -> None:
    def lookup(host, port, *_args, **_more):
        family = {4: socket.AF_INET, 6: socket.AF_INET6}
        return [
            (family[ipaddress.ip_address(one).version], socket.SOCK_STREAM, 6, "", (one, port))
            for one in addresses
        ]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)


def test_a_name_with_a_public_and_a_private_address_is_refused(monkeypatch):
    answer_with(monkeypatch, "8.8.8.8", "10.0.0.1")
    with pytest.raises(RefusedAddressError, match=r"is at 10\.0\.0\.1"):
        vetted("both.example", 443)
    answer_with(monkeypatch, "8.8.8.8", "8.8.4.4")
    assert [address for _family, address in vetted("fine.example", 443)] == ["8.8.8.8", "8.8.4.4"]


# What the owner opens


@pytest.mark.parametrize(
    ("setting", "host", "port", "reached"),
    [
        ("localhost", "localhost", 80, True),
        ("LocalHost.:80", "localhost", 80, True),
        ("localhost:81", "localhost", 80, False),
        ("127.0.0.0/8", "localhost", 80, True),
        ("127.0.0.1:80, 10.1.0.0/16", "127.1", 80, True),
        ("[::1]:80", "::1", 80, True),
        ("::1", "[::1]", 99, True),
        ("fd00::/8", "fd00::1", 99, True),
        ("[fd00::/8]:98", "fd00::1", 99, False),
        ("", "localhost", 80, False),
        ("127.0.0.1", "[::ffff:127.0.0.1]", 80, False),
    ],
)
def test_what_was_opened_is_reached_and_no_more(monkeypatch, setting, host, port, reached):
    monkeypatch.setenv("FIREBELL_REACHABLE", setting)
    try:
        vetted(host, port)
    except RefusedAddressError:
        assert not reached
    else:
        assert reached


@pytest.mark.parametrize(
    "setting",
    ["host:port", "host:0", "host:70000", "10.0.0.0/33", "http://host", "*.corp", "a b", "10.0.0",
     "[::1", "[::1]x", "host:", "-x"],
)  # fmt: skip
def test_a_setting_that_cannot_be_read_is_loud(setting):
    with pytest.raises(SettingError, match="write names, addresses or networks"):
        _parsed(setting)


def test_a_wrong_setting_stops_every_command_at_its_start(tmp_path):
    command = [sys.executable, "-m", "firebell", "check"]
    env = {**os.environ, "FIREBELL_REACHABLE": "mail.local:imap", "FIREBELL_HOME": str(tmp_path)}
    ended = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "'imap' is not a port" in ended.stderr
    assert "Traceback" not in ended.stderr


# Real servers


class Server:
    """On one loopback address; answers with what `answers` has for a path, keeps the requests."""

    def __init__(self, host: str) -> None:
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.seen: list[tuple[str, dict[str, str]]] = []
        mine = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                named = {name.lower(): value for name, value in self.headers.items()}
                mine.seen.append((self.path, named))
                status, headers, body = mine.answers.get(self.path, (200, {}, b"here"))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_args):
                pass

        self._server = HTTPServer((host, 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever)
        self.at = f"{host}:{self._server.server_port}"

    def __enter__(self) -> Server:
        self._thread.start()
        return self

    def __exit__(self, *_args: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def redirect(self, path: str, target: str, status: int = 302) -> None:
        self.answers[path] = (status, {"Location": target, "Set-Cookie": "s=1"}, b"")


@pytest.fixture
def outside(monkeypatch):
    """Plays the internet."""
    with Server("127.0.0.2") as server:
        monkeypatch.setenv("FIREBELL_REACHABLE", server.at)
        yield server


@pytest.fixture
def inside():
    with Server("127.0.0.3") as server:
        yield server


def get(url: str, **headers: str):
    with client() as ours:
        return fetch(ours, url, headers=headers, limit=1000, seconds=10)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_inside_is_refused_and_nobody_there_is_asked(outside, inside, status):
    outside.redirect("/", f"http://{inside.at}/secret", status)
    with pytest.raises(RedirectError, match="redirects to where we do not go"):
        get(f"http://{outside.at}/")
    assert inside.seen == []


def test_a_name_that_a_redirect_leads_to_is_judged_too(outside, inside):
    outside.redirect("/", f"http://localhost:{inside.at.split(':')[1]}/")
    with pytest.raises(RedirectError, match="FIREBELL_REACHABLE"):
        get(f"http://{outside.at}/")


def test_passwords_and_cookies_stay_with_their_host(outside, inside, monkeypatch):
    monkeypatch.setenv("FIREBELL_REACHABLE", f"{outside.at}, {inside.at}")
    outside.redirect("/", f"http://{inside.at}/there")
    inside.redirect("/there", f"http://{outside.at}/back")
    given = {"Authorization": "Bearer x", "Cookie": "a=b", "X-Token": "t", "If-None-Match": '"e"'}
    assert get(f"http://{outside.at}/", **given).body == b"here"
    first, back = outside.seen[0][1], outside.seen[1][1]
    (there,) = (headers for _path, headers in inside.seen)
    assert (first["authorization"], first["cookie"]) == ("Bearer x", "a=b")
    for headers in (there, back):
        assert {"authorization", "cookie", "x-token"} & set(headers) == set()
        assert headers["if-none-match"] == '"e"'


def test_the_client_keeps_no_cookies(outside):
    outside.answers["/"] = (200, {"Set-Cookie": "s=1; Path=/"}, b"")
    with client() as ours:
        ours.get(f"http://{outside.at}/")
        ours.get(f"http://{outside.at}/")
    assert ["cookie" in headers for _path, headers in outside.seen] == [False, False]


def test_from_https_to_http_is_refused():
    def answer(request):
        return httpx.Response(302, headers={"Location": "http://8.8.8.8/"})

    ours = httpx.Client(transport=httpx.MockTransport(answer))
    with ours, pytest.raises(RedirectError, match="not encrypted"):
        fetch(ours, "https://8.8.8.8/", limit=1000, seconds=5)


def test_proxies_of_the_environment_are_not_believed(outside, inside, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://{inside.at}")
    assert get(f"http://{outside.at}/").body == b"here"
    assert inside.seen == []


def test_lines_of_a_header_do_not_become_headers(outside):
    with pytest.raises((httpx.LocalProtocolError, httpx.InvalidURL, ValueError)):
        get(f"http://{outside.at}/", **{"If-None-Match": '"x"\r\nX-Evil: 1'})
    assert outside.seen == []


def test_what_unpacks_without_end_is_stopped():
    bomb = gzip.compress(bytes(10_000_000))
    with pytest.raises(TooLargeError, match="unpacks to more than 1,000 bytes"):
        unpacked(bomb, "gzip", 1000)
    with pytest.raises(TooLargeError):
        unpacked(gzip.compress(bomb), "gzip, gzip", 100_000)
    with pytest.raises(PackingError, match="3 times"):
        unpacked(b"", "gzip, gzip, gzip", 1000)


@given(st.binary(max_size=2000), st.integers(0, 2000))
def test_what_is_packed_comes_back_or_is_too_large(body, limit):
    for coding, packed in (("gzip", gzip.compress(body[:7]) + gzip.compress(body[7:])), ("", body)):
        if len(body) <= limit or not coding:
            assert unpacked(packed, coding, max(limit, 1)) == body
        else:
            with pytest.raises(TooLargeError):
                unpacked(packed, coding, limit)


def test_a_name_that_changes_its_mind_gains_nothing():
    """A real name server, in a network of its own, answers first with a public address and then
    with loopback, where a real server waits. See rebinding.py."""
    if not shutil.which("unshare"):
        pytest.skip("unshare is not installed: no network of its own for the name server")
    command = ["unshare", "--map-root-user", "--user", "--mount", "--net"]
    if subprocess.run([*command, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody make a network of its own (unshare)")
    script = [sys.executable, "-m", "tests.common.rebinding"]
    root = Path(__file__).parents[2]
    ended = subprocess.run(
        [*command, *script], cwd=root, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout)
    assert found["careless"] == "the secret inside"  # judged first, then looked up again
    assert found["ours"].startswith("ConnectError")  # the public address, which nobody has here
    assert found["asked_for_ours"] == 1
    assert found["opened"] == "own.example is served"
    assert found["straight"].startswith("RefusedAddressError")
    assert found["mirror"].startswith("RefusedAddressError")
    assert "this machine" in found["mirror"]
