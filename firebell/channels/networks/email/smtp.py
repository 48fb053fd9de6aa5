"""One transaction with a mail submission server (RFC 5321, RFC 6409): taken, refused, or unknown.

The last line of a message, the lone dot, decides. Whatever fails before it is sent leaves nothing
behind; from then on, until the server's answer is here, nobody knows.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta

from firebell.channels.contract import ChannelError, OutcomeUnknownError
from firebell.channels.networks.email.config import STARTTLS, Place
from firebell.common import outgoing

# A dozen exchanges and the last one stay below the time for which a worker holds an answer.
TIMEOUT, LAST_TIMEOUT = 20.0, 60.0
LATER = timedelta(minutes=2)
_FAILURES = (smtplib.SMTPException, OSError, ssl.SSLError)


@dataclass(frozen=True, slots=True)
class Letter:
    """An envelope and what is in it. `copy_to` is our own mailbox, or nothing; `envelope_id` comes
    back in the reports of servers that know RFC 3461."""

    sender: str
    to: str
    copy_to: str
    envelope_id: str
    raw: bytes


class _Client(smtplib.SMTP):
    def __init__(self, place: Place) -> None:
        self._place = place
        super().__init__(timeout=TIMEOUT, local_hostname="[127.0.0.1]")

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        made = outgoing.connect(host, port, timeout)
        if self._place.security == STARTTLS:
            return made
        return self._place.context().wrap_socket(made, server_hostname=host)


@contextmanager
def connected(place: Place) -> Iterator[smtplib.SMTP]:
    """A signed-in session. ChannelError where there is none; nothing is sent then."""
    client = _Client(place)
    with _failing(place, "connecting"):
        code, words = client.connect(place.host, place.port)
        if code != 220:
            raise _refusal(place, "connecting", code, words)
        client._host = place.host  # type: ignore[attr-defined]  # the name that TLS checks
        client.ehlo_or_helo_if_needed()
    try:
        with _failing(place, "signing in"):
            if place.security == STARTTLS:
                client.starttls(context=place.context())
                client.ehlo()
            _sign_in(client, place)
        yield client
    finally:
        with suppress(*_FAILURES):
            if client.sock is not None:
                client.sock.settimeout(2.0)
                client.quit()
        client.close()


def hand_over(place: Place, letter: Letter) -> None:
    """Returns when the server took it for everybody. ChannelError: it took nothing.
    OutcomeUnknownError: its answer got lost."""
    with connected(place) as client:
        with _failing(place, "the envelope"):
            _write_envelope(client, place, letter)
            body, dot = _split(letter.raw)
            code, words = client.docmd("DATA")
            if code != 354:
                raise _refusal(place, "the message", code, words)
            client.send(body)
        try:
            client.send(dot)
            client.sock.settimeout(LAST_TIMEOUT)  # type: ignore[union-attr]
            code, words = client.getreply()
        except _FAILURES as error:
            raise OutcomeUnknownError(
                f"{place.label}: the connection was lost before the server said whether it took "
                "the message"
            ) from error
        if code != 250:
            raise _refusal(place, "the message", code, words)


def _write_envelope(client: smtplib.SMTP, place: Place, letter: Letter) -> None:
    reports = "dsn" in client.esmtp_features
    options = [f"ENVID={letter.envelope_id}", "RET=HDRS"] if reports else []
    code, words = client.mail(letter.sender, options)
    if code != 250:
        raise _refusal(place, f"the sender {letter.sender}", code, words)
    wanted = [
        (letter.to, ["NOTIFY=FAILURE,DELAY", f"ORCPT=rfc822;{_xtext(letter.to)}"]),
        *([(letter.copy_to, ["NOTIFY=NEVER"])] if letter.copy_to else []),
    ]
    for address, notify in wanted:
        code, words = client.rcpt(address, notify if reports else ())
        if code not in (250, 251):
            raise _refusal(place, f"the address {address}", code, words)


def _split(raw: bytes) -> tuple[bytes, bytes]:
    """The message with its dots doubled, and the end that makes it one."""
    lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\n").split(b"\n")
    stuffed = b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines)
    return stuffed, b"\r\n.\r\n"


def _xtext(address: str) -> str:
    """RFC 3461, 4."""
    return "".join(
        sign if "!" <= sign <= "~" and sign not in "+=" else f"+{ord(sign):02X}" for sign in address
    )


def _sign_in(client: smtplib.SMTP, place: Place) -> None:
    if not place.username or not (place.password or place.token):
        return
    try:
        if place.token:
            told = f"user={place.username}\x01auth=Bearer {place.token}\x01\x01"
            client.auth("XOAUTH2", lambda challenge=None: told if challenge is None else "")
        else:
            client.login(place.username, place.password)
    except smtplib.SMTPAuthenticationError as error:
        remedy = "get a new token" if place.token else "check the name and the password"
        raise ChannelError(
            f"{place.label}: {place.username} is not let in ({error.smtp_code}); {remedy}",
            permanent=error.smtp_code >= 500,
            retry_after=None if error.smtp_code >= 500 else LATER,
        ) from error
    except smtplib.SMTPNotSupportedError as error:
        raise ChannelError(
            f"{place.label}: the server offers no way to sign in; check the port and its security",
            permanent=True,
        ) from error


def _refusal(place: Place, what: str, code: int, words: bytes) -> ChannelError:
    said = " ".join(words.decode("utf-8", "replace").split())[:300]
    permanent = 500 <= code < 600
    return ChannelError(
        f"{place.label}: {what} was refused: {code} {said}",
        permanent=permanent,
        retry_after=None if permanent else LATER,
    )


@contextmanager
def _failing(place: Place, what: str) -> Iterator[None]:
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
        why = str(error) or type(error).__name__
        raise ChannelError(f"{place.label}: {what}: {why[:200]}", permanent=False) from error
