from __future__ import annotations

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from firebell.accounts.models import User
from firebell.outbound.models import Reply


class Refused(Exception):  # noqa: N818 - it is a plain answer to a person, who reads `str()`
    """The desk does not do this now; `str()` says why, in the reader's language."""


class AlreadyClaimed(Refused):
    """Somebody else has the case: `owner`."""

    def __init__(self, owner: User) -> None:
        super().__init__(_("%(name)s has this case already.") % {"name": owner})
        self.owner = owner


class BeingAnswered(Refused):
    """An answer is on its way to one of these words: `reply`."""

    def __init__(self, reply: Reply) -> None:
        told = _("%(name)s is answering this, since %(time)s: “%(state)s”.") % {
            "name": reply.author,
            "time": date_format(localtime(reply.created_at), "H:i"),
            "state": reply.get_state_display(),
        }
        super().__init__(told)
        self.reply = reply


class SomebodyWrites(Refused):
    """A colleague is writing an answer at this moment: `writer`."""

    def __init__(self, writer: User) -> None:
        told = _("%s is writing an answer to this just now. Talk to each other first.")
        super().__init__(told % writer)
        self.writer = writer
