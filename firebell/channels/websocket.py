"""One websocket that is followed, opened to an address that may be reached."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from urllib.parse import urlsplit

from websockets.exceptions import (
    ConnectionClosed,
    InvalidHandshake,
    InvalidStatus,
    InvalidURI,
    WebSocketException,
)
from websockets.sync.client import ClientConnection, connect

from firebell.channels.contract import ChannelError
from firebell.common import outgoing

OPENING = 15.0  # seconds
LONGEST_MESSAGE = 4 * 1024 * 1024


class Stream:
    """Open from the beginning to `close`. Every failure is a ChannelError that names the host."""

    def __init__(self, address: str, headers: Mapping[str, str] | None = None) -> None:
        self.host = urlsplit(address).hostname or address
        self._closing = ExitStack()
        self._connection = self._open(address, dict(headers or {}))

    def _open(self, address: str, headers: dict[str, str]) -> ClientConnection:
        parts = urlsplit(address)
        secure = parts.scheme == "wss"
        try:
            made = outgoing.connect(self.host, parts.port or (443 if secure else 80), OPENING)
        except outgoing.RefusedAddressError as error:
            raise ChannelError(str(error), permanent=True) from error
        except OSError as error:
            raise self._lost(f"cannot be reached ({error})") from error
        try:
            made.settimeout(None)
            opening = connect(
                address,
                sock=made,
                ssl=ssl.create_default_context() if secure else None,
                open_timeout=OPENING,
                ping_interval=20,
                ping_timeout=20,
                close_timeout=2,
                max_size=LONGEST_MESSAGE,
                max_queue=256,
                additional_headers=headers,
                user_agent_header=outgoing.USER_AGENT,
                proxy=None,
            )
            return self._closing.enter_context(opening)
        except InvalidStatus as error:
            made.close()
            status = error.response.status_code
            raise ChannelError(
                f"{self.host} refuses the stream (status {status}); check the address and the "
                "sign-in on the page of this source",
                permanent=400 <= status < 500 and status not in (408, 429),
            ) from error
        except (OSError, EOFError, InvalidHandshake, InvalidURI, WebSocketException) as error:
            made.close()
            raise self._lost(f"did not open a stream ({error or type(error).__name__})") from error

    def receive(self, seconds: float) -> str | bytes | None:
        """The next message; None if none comes in time. ChannelError when the stream is cut."""
        try:
            return self._connection.recv(timeout=seconds)
        except TimeoutError:
            return None
        except ConnectionClosed as error:
            raise self._lost(f"ended the stream ({error})") from error
        except (OSError, WebSocketException) as error:
            raise self._lost(f"broke the stream off ({error})") from error

    def say(self, message: str) -> None:
        """Send one message. ChannelError when the stream is cut."""
        try:
            self._connection.send(message)
        except (OSError, WebSocketException) as error:
            raise self._lost(f"broke the stream off ({error})") from error

    def close(self) -> None:
        with suppress(OSError, WebSocketException):
            self._closing.close()

    def _lost(self, how: str) -> ChannelError:
        said = f"{self.host} {how}; connecting again where it stopped"
        return ChannelError(said.splitlines()[0], permanent=False)
