"""What is really on with a mailbox. Changes nothing and sends nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from firebell.channels.contract import ChannelError, Finding
from firebell.channels.networks.email import imap, smtp
from firebell.channels.networks.email.config import NONE, MailConfig
from firebell.common import clock


def examine(config: Mapping[str, Any]) -> Iterator[Finding]:
    """See `firebell.channels.contract.Doctor`."""
    mail = MailConfig.read(config)
    yield from _token(mail)
    try:
        with imap.connected(mail.imap) as connection:
            yield Finding(_("Reading"), True, _("Signed in to %(place)s.") % _place(mail.imap))
            yield from _mailbox(mail, connection)
    except ChannelError as error:
        yield Finding(_("Reading"), False, str(error), _("Correct what the message names."))
    yield from _sending(mail)
    yield Finding(
        _("Being believed"),
        True,
        _(
            "Whether other servers believe your mail (SPF, DKIM, DMARC) cannot be seen from here: "
            "send an answer to an address of your own elsewhere and look at its headers."
        ),
    )


def _place(place: Any) -> dict[str, str]:
    return {"place": f"{place.host}:{place.port}"}


def _token(mail: MailConfig) -> Iterator[Finding]:
    if not mail.imap.token:
        return
    ends = mail.token_expires_at
    if ends is None:
        said = _("Nobody said when the token runs out.")
        yield Finding(_("Token"), False, said, _("Enter its end with it."))
        return
    left = ends - clock.wall()
    said = _("It runs out at %(when)s.") % {"when": f"{ends:%Y-%m-%d %H:%M} UTC"}
    fine = left > timedelta(hours=1)
    yield Finding(_("Token"), fine, said, "" if fine else _("Get a new token."))


def _mailbox(mail: MailConfig, connection: imap.Connection) -> Iterator[Finding]:
    for folder in filter(None, (*mail.folders, mail.sent_folder, mail.junk_folder)):
        what = _("Folder %(name)s") % {"name": folder}
        try:
            connection.open(folder)
            number = len(connection.search("ALL"))
        except ChannelError as error:
            yield Finding(what, False, str(error), _("Correct its name in the settings."))
        else:
            yield Finding(what, True, _("It holds %(number)d messages.") % {"number": number})
    idle = connection.has_idle
    said = _("New mail is told at once.") if idle else _("New mail is asked for.")
    yield Finding(_("News (IDLE)"), True, said)
    yield from _clock(mail, connection)
    if quota := connection.quota():
        used, limit = quota
        full = used > limit * 0.9
        said = _("%(share)d %% of the mailbox is used.") % {"share": used * 100 // max(1, limit)}
        remedy = _("Make room: a full mailbox takes no mail.") if full else ""
        yield Finding(_("Room"), not full, said, remedy)


def _clock(mail: MailConfig, connection: imap.Connection) -> Iterator[Finding]:
    connection.open(mail.folders[0])
    newest = connection.search("ALL")[-1:]
    for glance in connection.glance(newest):
        ahead = glance.arrived - clock.wall()
        fine = ahead < timedelta(minutes=2)
        said = _("The newest message came at %(when)s.") % {
            "when": f"{glance.arrived:%Y-%m-%d %H:%M} UTC"
        }
        yield Finding(_("Clock"), fine, said, "" if fine else _("Set this machine's clock."))


def _sending(mail: MailConfig) -> Iterator[Finding]:
    what = _("Sending")
    if mail.smtp is None:
        yield Finding(what, True, _("No server is named for it: this mailbox only listens."))
        return
    try:
        with smtp.connected(mail.smtp) as client:
            reports = "dsn" in client.esmtp_features
    except ChannelError as error:
        yield Finding(what, False, str(error), _("Correct what the message names."))
        return
    said = _("Signed in to %(place)s.") % _place(mail.smtp)
    if reports:
        said += " " + _("It reports what cannot be delivered.")
    remedy = ""
    if mail.copy == NONE:
        remedy = _("Let a copy come to the mailbox: without one a lost answer cannot be found.")
    yield Finding(what, mail.copy != NONE, said, remedy)
