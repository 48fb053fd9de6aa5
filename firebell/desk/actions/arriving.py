"""Words arrive by the thousand; cases are opened, joined, reopened and settled in bulk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from firebell.common import ledger, pulse
from firebell.core.desk.triage import Facts
from firebell.core.schema import Intent
from firebell.desk.actions.arrivals import Arrivals
from firebell.desk.models import Case
from firebell.desk.queries import arriving as queries
from firebell.desk.queries.facts import known_language
from firebell.desk.signals import cases_opened
from firebell.outbound import actions as outbound

ANSWERED_MEANWHILE = gettext_noop("Somebody answered on the network meanwhile.")


@dataclass(frozen=True, slots=True)
class Heard:
    """One stored interaction as the desk needs it; `negative` and `toxicity` are 0 to 1.

    `muted`: from before its source was to be heard, so that it opens no case. `in_reply_to` is the
    external id on the same channel, empty where unknown. `sensitive`: the matters that the reading
    names; `topics`: the names of the workspace's own that it is about.
    """

    interaction_id: int
    profile_id: int
    channel: str
    thread: str
    brand_id: int | None
    at: datetime
    text: str
    language: str
    needs_answer: bool
    negative: float
    toxicity: float
    followers: int | None
    outbound: bool
    muted: bool = False
    in_reply_to: str = ""
    sensitive: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    intent: str = Intent.OTHER

    def facts(self) -> Facts:
        """As far as triage can know them of a word that has just been heard."""
        followers = max(self.followers, 0) if self.followers is not None else None
        return Facts(
            negative=self.negative,
            toxicity=self.toxicity,
            intent=self.intent,
            sensitive=self.sensitive,
            language=known_language(self.language),
            topics=self.topics,
            followers=followers,
        )


@transaction.atomic
def open_cases(workspace_id: int, rows: Sequence[Heard], now: datetime) -> int:
    """Take words into cases, in the order given (of time); returns how many cases were opened.

    A word that needs an answer joins its thread's case, else the open case of the same person and
    brand, else opens one; a closed case is reopened. Other words of the thread are kept with it.
    A word of our own settles what it answers: the open words in the thread of the person whom it
    replies to, or all of the thread where that is not known. Words that the desk has already
    change nothing, unless a later reading found that they need an answer.
    """
    if not rows:
        return 0
    arrivals = Arrivals(workspace_id, rows)
    for row in rows:
        arrivals.take_in(row)
    underway = queries.replies_underway(arrivals.answered)
    arrivals.store()
    if underway:
        outbound.cancel_superseded(underway, ANSWERED_MEANWHILE)
    if arrivals.changed:
        pulse.touch(workspace_id, "cases")
    if arrivals.facts:
        ledger.append_all(arrivals.facts)
    if arrivals.to_look_at:
        cases_opened.send(
            sender=Case, workspace_id=workspace_id, case_ids=list(arrivals.to_look_at), now=now
        )
    return arrivals.opened
