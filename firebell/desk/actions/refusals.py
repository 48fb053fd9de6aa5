from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from firebell.accounts.models import User


class Refused(Exception):  # noqa: N818 - it is a plain answer to a person, who reads `str()`
    """The desk does not do this now; `str()` says why, in the reader's language."""


class AlreadyClaimed(Refused):
    """Somebody else has the case: `owner`."""

    def __init__(self, owner: User) -> None:
        super().__init__(_("%(name)s has this case already.") % {"name": owner})
        self.owner = owner
