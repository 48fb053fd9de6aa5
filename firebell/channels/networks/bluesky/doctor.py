"""What is really on with a Bluesky source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import httpx
from django.utils.translation import gettext as _

from firebell.channels.contract import ChannelError, Finding, Reject
from firebell.channels.networks.bluesky.config import BlueskyConfig
from firebell.channels.networks.bluesky.parse import parse_event
from firebell.channels.networks.bluesky.people import People
from firebell.channels.networks.bluesky.public import GAP
from firebell.channels.networks.bluesky.session import Session, session_of
from firebell.channels.networks.bluesky.stream import Stream
from firebell.common import clock, outgoing

PATIENCE = 10.0  # seconds for a first event
# A wrong clock here makes posts look late, and times on answers wrong.
SKEW = timedelta(seconds=30)
SCOPES = {"com.atproto.access", "com.atproto.appPass", "com.atproto.appPassPrivileged"}


def examine(config: Mapping[str, Any]) -> Iterator[Finding]:
    """See `firebell.channels.contract.Doctor`."""
    settings = BlueskyConfig.read(config)
    if settings.stream:
        yield _stream(settings)
        if "queries" in config and not settings.queries:
            yield Finding(
                _("Queries"),
                False,
                _("There is no active query."),
                _("Without one nothing of the public stream is kept. Add a query."),
            )
    with outgoing.client() as client:
        if settings.has_account:
            yield from _account(session_of(settings), client)
        elif settings.handle and settings.app_view:
            yield _handle(settings, client)


def _stream(settings: BlueskyConfig) -> Finding:
    what = _("Public stream")
    try:
        stream = Stream(settings.stream, None)
        try:
            frame = stream.receive(PATIENCE)
        finally:
            stream.close()
    except ChannelError as error:
        return Finding(what, False, str(error), _("Check the address and the way out to it."))
    if frame is None:
        return Finding(
            what,
            False,
            _("It is open but silent for %(seconds)d seconds.") % {"seconds": PATIENCE},
            _("The whole network is never silent so long: try another Jetstream."),
        )
    event = parse_event(frame)
    if isinstance(event, Reject):
        return Finding(what, False, event.reason, _("Check that the address is a Jetstream."))
    lag = int(clock.wall().timestamp() * 1_000_000) - event.time_us
    said = _("Events arrive %(seconds).1f seconds after they happened.") % {
        "seconds": max(0, lag) / 1_000_000
    }
    late = lag > GAP
    return Finding(what, not late, said, _("It lags: try another Jetstream.") if late else "")


def _account(session: Session, client: httpx.Client) -> Iterator[Finding]:
    try:
        session.sign_in(client)
        session.get(client, "app.bsky.notification.listNotifications", {"limit": 1})
    except ChannelError as error:
        remedy = _("Make a new app password there and enter it on the page of this source.")
        yield Finding(_("Account"), False, str(error), remedy if error.permanent else "")
        return
    yield Finding(
        _("Account"),
        True,
        _("Signed in as %(handle)s.") % {"handle": session.handle},
    )
    yield _scope(session)
    if session.skew is not None:
        yield _clock(session.skew)
    if session.budget is not None:
        yield _budget(session)


def _scope(session: Session) -> Finding:
    known = session.scope in SCOPES
    full = session.scope == "com.atproto.access"
    said = (
        _("It signs in with the password of the account itself.")
        if full
        else _("The app password may read and post (%(scope)s).") % {"scope": session.scope}
    )
    remedy = _("Use an app password, which can be taken back without changing the password.")
    return Finding(_("Permission"), known and not full, said, remedy if full else "")


def _clock(skew: timedelta) -> Finding:
    seconds = abs(skew.total_seconds())
    fine = seconds <= SKEW.total_seconds()
    return Finding(
        _("Clock"),
        fine,
        _("This machine's clock and theirs are %(seconds).0f seconds apart.")
        % {"seconds": seconds},
        "" if fine else _("Let this machine set its clock over the network."),
    )


def _budget(session: Session) -> Finding:
    assert session.budget is not None
    left, of = session.budget.left, session.budget.of
    return Finding(
        _("Calls left"),
        left * 10 > of,
        _("%(left)d of %(of)d.") % {"left": left, "of": of},
        _("Something else uses this account heavily.") if left * 10 <= of else "",
    )


def _handle(settings: BlueskyConfig, client: httpx.Client) -> Finding:
    try:
        did = People(client, settings.app_view).did_of(settings.handle)
    except ChannelError as error:
        return Finding(_("Account"), False, str(error), "")
    said = _("%(handle)s is %(did)s; what is said to it is heard.") % {
        "handle": settings.handle,
        "did": did,
    }
    return Finding(_("Account"), True, said)
