"""One signed-in connection to an IMAP server (RFC 3501), with IDLE (RFC 2177).

The standard library's client, on a socket from the door that judges addresses, with limits on what
a server may say, and with a wait for news that can be broken off.
"""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from firebell.channels.contract import ChannelError
from firebell.channels.networks.email.config import STARTTLS, Place
from firebell.common import outgoing

TIMEOUT = 30.0
MOST_LINE = 16 * 1024 * 1024  # a list of every number in a large folder is one line
MOST_LITERAL = 32 * 1024 * 1024
MOST_OF_AN_ANSWER = 64 * 1024 * 1024
_FAILURES = (imaplib.IMAP4.error, OSError, ssl.SSLError)
_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")
_ARRIVED = re.compile(rb'\bINTERNALDATE ("[^"]+")')
_LISTED = re.compile(rb'\(([^)]*)\) (?:"(?:[^"\\]|\\.)*"|NIL) ("(?:[^"\\]|\\.)*"|[^\s]+)')
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Glance:
    """What the server says of a message before it is fetched."""

    uid: int
    size: int
    arrived: datetime


class _Client(imaplib.IMAP4):
    """Reads with a buffer of its own, so that a wait that ran out leaves the stream whole."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._buffer = bytearray()
        self._heard = 0  # bytes since we last said something
        super().__init__(place.host, place.port, timeout=TIMEOUT)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        made = outgoing.connect(self._place.host, self._place.port, timeout or TIMEOUT)
        if self._place.security == STARTTLS:
            return made
        return self._place.context().wrap_socket(made, server_hostname=self._place.host)

    def send(self, data: Any) -> None:
        self._heard = 0
        super().send(data)

    def read(self, size: int) -> bytes:
        if size > MOST_LITERAL:
            raise self.abort(f"the server sends {size:,} bytes at once")
        while len(self._buffer) < size:
            self._receive()
        return self._take(size)

    def readline(self) -> bytes:
        searched = 0
        while (end := self._buffer.find(b"\n", searched)) < 0:
            if len(self._buffer) > MOST_LINE:
                raise self.abort("the server sends a line without end")
            searched = len(self._buffer)
            self._receive()
        return self._take(end + 1)

    def secure(self) -> None:
        """STARTTLS. What the server said before it in the clear is not believed after it."""
        self.starttls(self._place.context())
        if self._buffer:
            raise self.abort("the server spoke in the clear behind STARTTLS")

    def wait_line(self, seconds: float) -> bytes | None:
        """The next line, or None if none came in this time."""
        self.sock.settimeout(max(seconds, 0.001))
        try:
            return self.readline()
        except TimeoutError:
            return None
        finally:
            self.sock.settimeout(TIMEOUT)

    def begin_idle(self) -> bytes:
        tag: bytes = self._new_tag()
        self.send(tag + b" IDLE\r\n")
        return tag

    def _receive(self) -> None:
        part = self.sock.recv(64 * 1024)
        if not part:
            raise self.abort("the server closed the connection")
        self._heard += len(part)
        if self._heard > MOST_OF_AN_ANSWER:
            raise self.abort("the server's answer has no end")
        self._buffer += part

    def _take(self, size: int) -> bytes:
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken


class Connection:
    """Use by `connected`. Every method raises ChannelError where the server fails."""

    def __init__(self, client: _Client, place: Place) -> None:
        self._client = client
        self._place = place
        self.folder = ""

    @property
    def has_idle(self) -> bool:
        return "IDLE" in self._client.capabilities

    def open(self, folder: str, *, read_only: bool = True) -> int:
        """Open a folder for the commands that follow; its UIDVALIDITY."""
        with self._said(f"folder {folder}"):
            answer = self._client.select(_quoted(folder), readonly=read_only)
            self._fine(answer, f"folder {folder!r}", "make it there, or correct its name")
            self.folder = folder
            stated = self._client.untagged_responses.get("UIDVALIDITY", [b"0"])
            last = stated[-1]
            return int(last) if isinstance(last, bytes) and last else 0

    def folders(self) -> dict[str, frozenset[str]]:
        """Name -> attributes in lower case, such as `\\sent`."""
        with self._said("the list of folders"):
            lines = self._fine(self._client.list(), "the list of folders", "")
        found = {}
        for line in lines:
            if isinstance(line, tuple):  # the name as a literal
                line = line[0].rpartition(b" ")[0] + b' "' + line[1] + b'"'
            if isinstance(line, bytes) and (match := _LISTED.match(line)):
                name = match[2].decode("ascii", "replace").strip('"').replace('\\"', '"')
                found[name] = frozenset(match[1].decode("ascii", "replace").lower().split())
        return found

    def search(self, *criteria: str) -> list[int]:
        """UIDs in ascending order."""
        with self._said("a search"):
            answer = self._client.uid("SEARCH", *criteria)
            lines = self._fine(answer, f"search {' '.join(criteria)}", "")
        return sorted({int(uid) for line in lines if line for uid in line.split()})

    def glance(self, uids: Sequence[int]) -> list[Glance]:
        """Size and arrival of those that are still there."""
        found = []
        for parts in self._fetch(uids, "(UID RFC822.SIZE INTERNALDATE)"):
            uid, size, arrived = _UID.search(parts), _SIZE.search(parts), _ARRIVED.search(parts)
            if uid and size:
                found.append(Glance(int(uid[1]), int(size[1]), _arrival(arrived)))
        return sorted(found, key=lambda one: one.uid)

    def fetch(self, uid: int, limit: int, *, mark_seen: bool = False) -> bytes | None:
        """At most `limit` bytes of a message; None if it is gone."""
        name = "BODY" if mark_seen else "BODY.PEEK"
        return self._literals([uid], f"(UID {name}[]<0.{limit}>)").get(uid)

    def headers(self, uids: Sequence[int], names: str) -> Mapping[int, bytes]:
        """UID -> these headers as they stand."""
        return self._literals(uids, f"(UID BODY.PEEK[HEADER.FIELDS ({names})])")

    def quota(self) -> tuple[int, int] | None:
        """(used, limit) in KiB, if the server keeps one."""
        if "QUOTA" not in self._client.capabilities:
            return None
        with self._said("the quota"):
            _kind, (_roots, quotas) = self._client.getquotaroot("INBOX")
        found = re.search(rb"STORAGE (\d+) (\d+)", b" ".join(part for part in quotas if part))
        return (int(found[1]), int(found[2])) if found else None

    def look(self) -> None:
        """Ask the server whether it is still there."""
        with self._said("NOOP"):
            self._fine(self._client.noop(), "NOOP", "")

    def wait(self, seconds: float) -> bool:
        """Wait with IDLE for news of the open folder; True if there are any. Ends in any case with
        a word from the server, so that a silent folder can be told from a dead connection."""
        with self._said("IDLE"):
            tag = self._client.begin_idle()
            until = time.monotonic() + seconds
            news = begun = False
            while not news and (left := until - time.monotonic()) > 0:
                line = self._client.wait_line(left)
                if line is None:
                    break
                if line.startswith(tag):
                    raise self._refusal("IDLE", line)
                begun |= line.startswith(b"+")
                news = b"EXISTS" in line or b"RECENT" in line
            if not begun and not news and self._client.wait_line(TIMEOUT) is None:
                raise TimeoutError("the server did not take up IDLE")
            self._client.send(b"DONE\r\n")
            while not (last := self._client.readline()).startswith(tag):
                news |= b"EXISTS" in last
            if last.split(b" ", 2)[1].upper() != b"OK":
                raise self._refusal("IDLE", last)
        return news

    def close(self) -> None:
        """Say good-bye if there is anybody to hear it."""
        with suppress(*_FAILURES):
            self._client.sock.settimeout(2.0)
            self._client.logout()
        with suppress(*_FAILURES):
            self._client.shutdown()

    def _fetch(self, uids: Sequence[int], what: str) -> Iterator[bytes]:
        """The answers without literals, as bytes."""
        for first in range(0, len(uids), 500):
            names = ",".join(map(str, uids[first : first + 500]))
            with self._said("a message"):
                lines = self._fine(self._client.uid("FETCH", names, what), "a message", "")
            yield from (line for line in lines if isinstance(line, bytes))

    def _literals(self, uids: Sequence[int], what: str) -> dict[int, bytes]:
        found: dict[int, bytes] = {}
        for first in range(0, len(uids), 500):
            names = ",".join(map(str, uids[first : first + 500]))
            with self._said("a message"):
                lines = self._fine(self._client.uid("FETCH", names, what), "a message", "")
            for number, line in enumerate(lines):
                if not isinstance(line, tuple):
                    continue
                after = lines[number + 1] if number + 1 < len(lines) else b""
                beside = line[0] + b" " + (after if isinstance(after, bytes) else b"")
                if uid := _UID.search(beside):
                    found[int(uid[1])] = line[1]
        return found

    def _fine(self, answer: tuple[str, list[Any]], what: str, remedy: str) -> list[Any]:
        kind, lines = answer
        if kind != "OK":
            said = " ".join(part.decode("utf-8", "replace") for part in lines if part)[:200]
            end = f"; {remedy}" if remedy else ""
            raise ChannelError(f"{self._place.label}: {what}: {said}{end}", permanent=bool(remedy))
        return [line for line in lines if line is not None]

    def _refusal(self, what: str, line: bytes) -> ChannelError:
        said = line.decode("utf-8", "replace").strip()[:200]
        return ChannelError(f"{self._place.label}: {what}: {said}", permanent=False)

    @contextmanager
    def _said(self, what: str) -> Iterator[None]:
        with said(self._place, what):
            yield


@contextmanager
def connected(place: Place) -> Iterator[Connection]:
    """A signed-in connection, closed at the end. ChannelError where there is none to be had."""
    with said(place, "connecting"):
        client = _Client(place)
    connection = Connection(client, place)
    try:
        with said(place, "STARTTLS"):
            if place.security == STARTTLS:
                client.secure()
        _sign_in(client, place)
        yield connection
    finally:
        connection.close()


def _sign_in(client: _Client, place: Place) -> None:
    try:
        if place.token:
            told = f"user={place.username}\x01auth=Bearer {place.token}\x01\x01".encode()
            # The second answer is what the protocol wants where the first was refused.
            answers = iter((told, b""))
            client.authenticate("XOAUTH2", lambda _challenge: next(answers, b""))
        elif "AUTH=PLAIN" in client.capabilities:
            plain = f"\x00{place.username}\x00{place.password}".encode()
            client.authenticate("PLAIN", lambda _challenge: plain)
        else:
            client.login(_quoted(place.username), place.password)
        # Some servers tell all they can only to those whom they know.
        client._get_capabilities()
    except imaplib.IMAP4.abort as error:
        raise _lost(place, "signing in", error) from error
    except imaplib.IMAP4.error as error:
        raise ChannelError(_refused(place, str(error)), permanent=_is_final(error)) from error
    except (OSError, ValueError) as error:
        raise _lost(place, "signing in", error) from error


def _refused(place: Place, why: str) -> str:
    remedy = (
        "get a new token" if place.token else "check the name and the password (an app password?)"
    )
    # The server's own words, never ours: they could hold what we sent.
    shown = why.replace(place.password or "\x00", "…").replace(place.token or "\x00", "…")
    return f"{place.label}: {place.username} is not let in ({shown[:200]}); {remedy}"


def _is_final(error: Exception) -> bool:
    said = str(error).upper()
    return not any(word in said for word in ("UNAVAILABLE", "INUSE", "TEMPORAR", "TOO MANY"))


@contextmanager
def said(place: Place, what: str) -> Iterator[None]:
    """Tell failures of a server in one line."""
    try:
        yield
    except outgoing.RefusedAddressError as error:
        raise ChannelError(f"{place.label}: {error}", permanent=True) from error
    except ssl.SSLCertVerificationError as error:
        raise ChannelError(
            f"{place.label}: its certificate is not to be trusted ({error.verify_message}); if "
            "the server is your own, name its authority in `ca_file`",
            permanent=True,
        ) from error
    except _FAILURES as error:
        raise _lost(place, what, error) from error
    except ValueError as error:
        raise ChannelError(f"{place.label}: {what}: {error}", permanent=False) from error


def _lost(place: Place, what: str, error: Exception) -> ChannelError:
    why = str(error) or type(error).__name__
    return ChannelError(f"{place.label}: {what}: {why[:200]}; it is tried again", permanent=False)


def _arrival(found: re.Match[bytes] | None) -> datetime:
    parsed = imaplib.Internaldate2tuple(b"INTERNALDATE " + found[1]) if found else None
    if parsed is None:
        return datetime.fromtimestamp(0, UTC)
    return datetime.fromtimestamp(time.mktime(parsed), UTC)


def day(of: datetime | date) -> str:
    """As SEARCH wants it; months are English whatever this machine speaks."""
    return f"{of.day}-{_MONTHS[of.month - 1]}-{of.year}"


def _quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def quoted(text: str) -> str:
    """A string for SEARCH. ValueError for what cannot stand in one."""
    if any(sign in text for sign in "\r\n\x00") or not text.isascii():
        raise ValueError(f"{text!r} cannot be searched for")
    return _quoted(text)
