"""Telling somebody outside through Apprise: one address, one message, an honest answer.

Apprise opens its connections itself; it does so confined to what may be reached from here.
"""

from __future__ import annotations

import logging
import re

import apprise

from firebell.common.addresses import literal
from firebell.common.confined import confined
from firebell.common.outgoing import RefusedAddressError, require_reachable

# It writes whole addresses, with their passwords, into the log; we say ourselves what matters.
apprise.logger.propagate = False


class NotifyError(Exception):
    """It was not delivered; the message says why, without the address's secrets."""


def understands(url: str) -> bool:
    """Is this an address of a service that Apprise knows, complete enough to be tried?"""
    return apprise.Apprise.instantiate(url, suppress_exceptions=True) is not None


def why_not(url: str) -> str | None:
    """Why an address that Apprise understands may not be told anything; None where it may.

    Only a host that is spelt as an address, or as this machine, is judged here: what stands at the
    place of a host may be a token, and is no business of a name server. Sending judges the rest.
    """
    target = apprise.Apprise.instantiate(url, suppress_exceptions=True)
    for name in ("host", "smtp_host"):
        host = str(getattr(target, name, None) or "")
        spelt = literal("127.0.0.1" if host.lower().rstrip(".") == "localhost" else host)
        if spelt is None:
            continue
        try:
            require_reachable(host, int(getattr(target, "port", None) or 443), spelt)
        except RefusedAddressError as error:
            return str(error)
    return None


def send(url: str, title: str, body: str) -> None:
    """Deliver one plain-text message to an Apprise address. Raises NotifyError with the reason."""
    door = apprise.Apprise()
    with apprise.LogCapture(level=logging.WARNING, name=apprise.logger.name) as said:
        try:
            with confined() as confinement:
                delivered = door.add(url) and door.notify(
                    title=title, body=body, body_format=apprise.NotifyFormat.TEXT
                )
        except Exception as error:
            # A service's plug-in may fail in any way; its row must say so and be tried again.
            raise NotifyError(f"{type(error).__name__}: {_without_secrets(str(error))}") from error
        reason = said.getvalue()
    if not len(door):
        raise NotifyError("Apprise does not understand this address; see its list of services")
    if not delivered and confinement.refused:
        raise NotifyError(str(confinement.refused))
    if not delivered:
        raise NotifyError(_without_secrets(_last_line(reason)) or "the service refused it")


def _last_line(log: str) -> str:
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    return " ".join(lines[-2:])


def _without_secrets(text: str) -> str:
    return re.sub(r"://[^/\s@]*@", "://***@", text)
