from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from firebell.core.outbound.contract import Outcome, Verdict
from firebell.outbound.enums import UNDERWAY
from firebell.outbound.models import Reply


class Refused(Exception):  # noqa: N818 - named for what happened
    """A reply that may not be recorded or sent; `str()` says why and what to do, for a person."""


class GuardBlocked(Refused):
    """The guard does not let this text out; `verdict` has the reasons."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(_BLOCKED[verdict.verdict])
        self.verdict = verdict


class AlreadyAnswered(Refused):
    """The post has a standing answer, `reply`."""

    def __init__(self, reply: Reply) -> None:
        told = (
            _("%(name)s is answering this post: “%(state)s”.")
            if reply.state in UNDERWAY
            else _("%(name)s has answered this post already.")
        )
        super().__init__(told % {"name": reply.author, "state": reply.get_state_display()})
        self.reply = reply


_BLOCKED = {
    Outcome.WARN: _("Change the text, or say why it should go out as it is."),
    Outcome.APPROVE: _("This text needs somebody's approval, which cannot be given here yet."),
    Outcome.BLOCK: _("This text may not go out. Change what is marked."),
}
