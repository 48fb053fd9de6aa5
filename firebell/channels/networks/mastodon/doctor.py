"""What is really on with a Mastodon source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from firebell.channels.budget import Bucket
from firebell.channels.contract import ChannelError, Finding
from firebell.channels.networks.mastodon.config import MastodonConfig
from firebell.channels.networks.mastodon.reader import LIMITS
from firebell.channels.networks.mastodon.session import Session
from firebell.common import outgoing

NEEDED = ("read", "write:statuses")


def examine(config: Mapping[str, Any]) -> Iterator[Finding]:
    """See `firebell.channels.contract.Doctor`."""
    settings = MastodonConfig.read(config)
    with outgoing.client() as client:
        session = Session(settings, client, Bucket(LIMITS))
        yield _server(session)
        if settings.access_token:
            yield from _account(session)
        if settings.public:
            yield _list(session, _("Public timeline"), "/api/v1/timelines/public")
        for tag in settings.hashtags:
            yield _list(session, f"#{tag}", f"/api/v1/timelines/tag/{tag}")
        if session.budget is not None:
            left = _("%(left)d of %(of)d calls are left.") % {
                "left": session.budget.left,
                "of": session.budget.of,
            }
            yield Finding(_("Calls"), session.budget.left > session.budget.of // 10, left)


def _server(session: Session) -> Finding:
    try:
        found = session.get("/api/v2/instance", {})
    except ChannelError as error:
        return Finding(_("Server"), False, str(error), _("Check the address of the server."))
    version = found.get("version") if isinstance(found, dict) else None
    return Finding(_("Server"), True, _("It runs version %(version)s.") % {"version": version})


def _account(session: Session) -> Iterator[Finding]:
    remedy = _("Make a new access token there (Preferences, Development) and enter it here.")
    try:
        session.sign_in()
        scopes = session.scopes()
    except ChannelError as error:
        yield Finding(_("Account"), False, str(error), remedy if error.permanent else "")
        return
    yield Finding(_("Account"), True, _("The access token is taken."))
    missing = [one for one in NEEDED if not _may(one, scopes)]
    said = _("It may: %(scopes)s.") % {"scopes": ", ".join(scopes)}
    yield Finding(
        _("Permission"),
        not missing or not scopes,  # older servers do not tell
        said if scopes else _("The server does not tell what the token may do."),
        _("Missing: %(missing)s.") % {"missing": ", ".join(missing)} if missing else "",
    )


def _may(scope: str, scopes: Any) -> bool:
    return scope in scopes or scope.partition(":")[0] in scopes


def _list(session: Session, what: str, path: str) -> Finding:
    try:
        found = session.get(path, {"limit": 1})
    except ChannelError as error:
        remedy = _("Many servers show this to signed-in accounts only: enter an access token.")
        return Finding(what, False, str(error), remedy)
    return Finding(what, isinstance(found, list), _("It can be read."))
