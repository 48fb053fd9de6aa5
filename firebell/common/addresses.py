"""Which addresses belong to the public internet, and which the owner of this machine opened.

The lists follow the IANA registries of special-purpose addresses (RFC 6890 and its successors).
They stand here in full, so that the answer is the same with every version of Python.
"""

from __future__ import annotations

import ipaddress
import os
import re
import socket
from dataclasses import dataclass
from functools import lru_cache

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
SETTING = "FIREBELL_REACHABLE"

_NOT_PUBLIC_4 = {
    "0.0.0.0/8": "this machine",
    "10.0.0.0/8": "a private network",
    "100.64.0.0/10": "a provider's own network (RFC 6598)",
    "127.0.0.0/8": "this machine",
    "168.63.129.16/32": "the inside of a cloud",  # Azure's own services, reached from its machines
    "169.254.0.0/16": "the local link, where clouds keep their secrets",
    "172.16.0.0/12": "a private network",
    "192.0.0.0/24": "reserved",
    "192.0.2.0/24": "an example of documentation",
    "192.88.99.0/24": "a relay out of use (RFC 7526)",
    "192.168.0.0/16": "a private network",
    "198.18.0.0/15": "a network for measurements",
    "198.51.100.0/24": "an example of documentation",
    "203.0.113.0/24": "an example of documentation",
    "224.0.0.0/4": "a group of machines (multicast)",
    "240.0.0.0/4": "reserved",
}
_NOT_PUBLIC_6 = {
    # Teredo (RFC 4380), benchmarks, ORCHID and whatever else is not handed out to networks.
    "2001::/23": "reserved, or a tunnel",
    "2001:db8::/32": "an example of documentation",
    # A tunnel to any IPv4 address: out of use (RFC 7526), and its end may be a private one.
    "2002::/16": "a tunnel (6to4)",
    "3fff::/20": "an example of documentation",
    "::1/128": "this machine",
    "::/128": "this machine",
    "fc00::/7": "a private network",
    "fe80::/10": "the local link",
    "fec0::/10": "a private network",
    "ff00::/8": "a group of machines (multicast)",
}
_REFUSED = [
    (ipaddress.ip_network(network), what)
    for network, what in (_NOT_PUBLIC_4 | _NOT_PUBLIC_6).items()
]
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052
_ISATAP = (0x00005EFE, 0x02005EFE)  # RFC 5214, 6.1


def is_public(address: Address) -> bool:
    """Does the address belong to the public internet, whatever it is dressed up as?"""
    return why_not_public(address) is None


def why_not_public(address: Address) -> str | None:
    """What the address is instead, in plain words; None where it is public."""
    for network, what in _REFUSED:
        if address.version == network.version and address in network:
            return what
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return why_not_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    if address not in _GLOBAL_UNICAST:
        return "not an address of the public internet"
    if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        return why_not_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return None


def is_this_machine(address: Address) -> bool:
    """Is it an address of this machine, a public one too? Nothing is sent to find out: the system
    answers its own addresses from themselves."""
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((str(address), 9))
        except OSError:
            return False  # no way there at all
        return str(probe.getsockname()[0]).partition("%")[0] == str(address)


def literal(host: str) -> Address | None:
    """The address that a host's name spells, in any notation that the system understands: parts
    left out, octal, hexadecimal, one large number. None where it is a name."""
    bare = host.strip("[]").partition("%")[0]
    try:
        return ipaddress.ip_address(bare)
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(bare.rstrip(".")))
    except (OSError, ValueError):
        return None


class SettingError(ValueError):
    """FIREBELL_REACHABLE cannot be read; the message says which part and how to write it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """One entry of FIREBELL_REACHABLE: a name or a network, at one port or all."""

    name: str
    network: ipaddress.IPv4Network | ipaddress.IPv6Network | None
    port: int | None

    def covers(self, host: str, port: int, address: Address) -> bool:
        if self.port not in (None, port):
            return False
        if self.network is not None:
            return address in self.network
        return self.name == host.lower().rstrip(".")


def is_opened(host: str, port: int, address: Address) -> bool:
    """Did the owner of this machine open it?"""
    return any(entry.covers(host, port, address) for entry in opened())


def opened() -> tuple[Opened, ...]:
    """What FIREBELL_REACHABLE opens. SettingError where it cannot be read."""
    return _parsed(os.environ.get(SETTING, ""))


@lru_cache(maxsize=64)
def _parsed(setting: str) -> tuple[Opened, ...]:
    return tuple(_entry(entry.strip()) for entry in setting.split(",") if entry.strip())


def _entry(entry: str) -> Opened:
    name, port = _split(entry)
    number = None if port is None else _port(entry, port)
    try:
        return Opened(name, ipaddress.ip_network(name, strict=False), number)
    except ValueError:
        pass
    if not re.fullmatch(r"(?!-)[\w-]+(\.[\w-]+)*\.?", name) or re.fullmatch(r"[\d.]+", name):
        raise _wrong(entry, f"{name!r} is neither a name nor an address nor a network")
    return Opened(name.lower().rstrip("."), None, number)


def _split(entry: str) -> tuple[str, str | None]:
    """The name or network, and the port as it was written."""
    bracketed = re.fullmatch(r"\[([^\[\]]*)\](?::(.*))?", entry)
    if bracketed:
        return bracketed[1], bracketed[2]
    if entry.count(":") == 1:
        name, _, port = entry.partition(":")
        return name, port
    return entry, None


def _port(entry: str, port: str) -> int:
    if port.isascii() and port.isdecimal() and 1 <= int(port[:6]) <= 65535:
        return int(port)
    raise _wrong(entry, f"{port!r} is not a port from 1 to 65535")


def _wrong(entry: str, why: str) -> SettingError:
    return SettingError(
        f"{SETTING}: in {entry!r}, {why}; write names, addresses or networks, each with an optional"
        " port, separated by commas: mail.local:993, 10.1.0.0/16, [::1]:8080"
    )
