"""Telling somebody outside through Apprise: one address, one message, an honest answer."""

from __future__ import annotations

import logging
import re

import apprise

# It writes whole addresses, with their passwords, into the log; we say ourselves what matters.
apprise.logger.propagate = False


class NotifyError(Exception):
    """It was not delivered; the message says why, without the address's secrets."""


def understands(url: str) -> bool:
    """Is this an address of a service that Apprise knows, complete enough to be tried?"""
    return apprise.Apprise.instantiate(url, suppress_exceptions=True) is not None


def send(url: str, title: str, body: str) -> None:
    """Deliver one plain-text message to an Apprise address. Raises NotifyError with the reason."""
    door = apprise.Apprise()
    with apprise.LogCapture(level=logging.WARNING, name=apprise.logger.name) as said:
        try:
            delivered = door.add(url) and door.notify(
                title=title, body=body, body_format=apprise.NotifyFormat.TEXT
            )
        except Exception as error:
            # A service's plug-in may fail in any way; its row must say so and be tried again.
            raise NotifyError(f"{type(error).__name__}: {_without_secrets(str(error))}") from error
        reason = said.getvalue()
    if not len(door):
        raise NotifyError("Apprise does not understand this address; see its list of services")
    if not delivered:
        raise NotifyError(_without_secrets(_last_line(reason)) or "the service refused it")


def _last_line(log: str) -> str:
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    return " ".join(lines[-2:])


def _without_secrets(text: str) -> str:
    return re.sub(r"://[^/\s@]*@", "://***@", text)
