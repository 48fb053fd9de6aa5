from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from firebell.desk.enums import CLOSED_STATES, CaseState, EventKind, ItemState

# The first queue of a workspace, as it is stored; shown in the reader's language.
FRONT_DESK = gettext_noop("Front desk")
# Why a word was dismissed whose reading a person corrected; stored and shown likewise.
NEEDS_NO_ANSWER = gettext_noop("It needs no answer")


def _either(one: Q, other: Q) -> Q:
    """Both hold, or neither does."""
    return (one & other) | (~one & ~other)


class Queue(models.Model):
    """Where cases wait that nobody has taken; the first of a workspace is made when needed."""

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, related_name="queues")
    name = models.CharField(_("Name"), max_length=120)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "name"], name="queue_once"),
        ]

    def __str__(self) -> str:
        return gettext(FRONT_DESK) if self.name == FRONT_DESK else self.name


class Case(models.Model):
    """One person's matter, with all its conversations. `number` is the workspace's own.

    `waiting_since` is the time of the oldest word in it that still needs an answer, null if none.
    """

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, db_index=False)
    number = models.PositiveIntegerField()
    profile = models.ForeignKey(
        "listening.Profile", models.PROTECT, null=True, related_name="cases", db_index=False
    )
    brand = models.ForeignKey("listening.Brand", models.PROTECT, null=True, db_index=False)
    title = models.CharField(max_length=120)  # the first words; may be empty
    channel = models.CharField(max_length=40)
    language = models.CharField(max_length=8, blank=True)
    state = models.CharField(max_length=12, choices=CaseState.choices, default=CaseState.NEW)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="cases", db_index=False
    )
    queue = models.ForeignKey(Queue, models.PROTECT, related_name="cases", db_index=False)
    priority = models.SmallIntegerField(default=3)  # 1 is the most urgent, 5 the least
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    waiting_since = models.DateTimeField(null=True)
    last_word_at = models.DateTimeField()
    snoozed_until = models.DateTimeField(null=True)
    first_answer_at = models.DateTimeField(null=True)
    overdue_noted_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    reopened = models.PositiveIntegerField(default=0)  # how often
    # One cause, many cases: each keeps its person, and hangs on the case of the cause.
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="children", db_index=False
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="merged", db_index=False
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "number"], name="case_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=CaseState.values), name="case_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=CLOSED_STATES) | Q(due_at__isnull=False),
                name="case_open_has_a_due_time",
            ),
            models.CheckConstraint(
                condition=_either(Q(state__in=CLOSED_STATES), Q(closed_at__isnull=False)),
                name="case_closed_at_when_closed",
            ),
            models.CheckConstraint(
                condition=_either(
                    Q(state__in=(*CLOSED_STATES, CaseState.WAITING)), Q(waiting_since__isnull=True)
                ),
                name="case_waiting_since_while_unsettled",
            ),
            models.CheckConstraint(
                condition=~Q(state=CaseState.CLAIMED) | Q(owner__isnull=False),
                name="case_claimed_has_an_owner",
            ),
            models.CheckConstraint(
                condition=~Q(state=CaseState.NEW) | Q(owner__isnull=True),
                name="case_new_has_no_owner",
            ),
            models.CheckConstraint(
                condition=_either(Q(state=CaseState.SNOOZED), Q(snoozed_until__isnull=False)),
                name="case_snoozed_until_when_snoozed",
            ),
            models.CheckConstraint(
                condition=Q(snoozed_until__isnull=True) | Q(due_at__gte=F("snoozed_until")),
                name="case_wakes_before_it_is_due",
            ),
            models.CheckConstraint(
                condition=_either(Q(state=CaseState.MERGED), Q(merged_into__isnull=False)),
                name="case_merged_into_when_merged",
            ),
            models.CheckConstraint(
                condition=Q(priority__gte=1, priority__lte=5), name="case_priority_1_to_5"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["workspace", "due_at", "id"],
                condition=Q(closed_at__isnull=True),
                name="case_open_by_due",
            ),
            models.Index(
                fields=["workspace", "owner", "due_at", "id"],
                condition=Q(closed_at__isnull=True),
                name="case_open_by_owner",
            ),
            # `waiting_since` ends these two because SQLite looks at the condition's column again.
            models.Index(
                fields=["workspace", "due_at", "id", "waiting_since"],
                condition=Q(waiting_since__isnull=False),
                name="case_unsettled_by_due",
            ),
            models.Index(
                fields=["workspace", "owner", "waiting_since"],
                condition=Q(waiting_since__isnull=False),
                name="case_unsettled_by_owner",
            ),
            models.Index(
                fields=["workspace", "waiting_since"],
                condition=Q(waiting_since__isnull=False),
                name="case_unsettled_by_age",
            ),
            models.Index(
                fields=["workspace", "due_at"],
                condition=Q(waiting_since__isnull=False, overdue_noted_at__isnull=True),
                name="case_to_become_overdue",
            ),
            models.Index(
                fields=["workspace", "snoozed_until", "id"],
                condition=Q(snoozed_until__isnull=False),
                name="case_snoozed",
            ),
            models.Index(
                fields=["workspace", "-closed_at", "-id"],
                condition=Q(closed_at__isnull=False),
                name="case_closed",
            ),
            models.Index(fields=["profile", "-opened_at"], name="case_by_profile"),
            models.Index(
                fields=["parent", "id"], condition=Q(parent__isnull=False), name="case_by_parent"
            ),
            models.Index(
                fields=["merged_into"],
                condition=Q(merged_into__isnull=False),
                name="case_by_merged_into",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.number} {self.title}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class Conversation(models.Model):
    """One thread on one channel, and the one case that it belongs to."""

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, db_index=False)
    channel = models.CharField(max_length=40)
    thread = models.CharField(max_length=200)
    case = models.ForeignKey(Case, models.CASCADE, related_name="conversations")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workspace", "channel", "thread"], name="conversation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel}:{self.thread}"


class CaseItem(models.Model):
    """One word in a case, and what became of it. Its key is the interaction's: one case each.

    Only words from before a source was to be heard (`history`) are in no case.
    """

    interaction = models.OneToOneField(
        "listening.Interaction", models.CASCADE, primary_key=True, related_name="case_item"
    )
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="items", db_index=False)
    needs_answer = models.BooleanField()
    state = models.CharField(max_length=20, choices=ItemState.choices)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    reason = models.TextField(blank=True, max_length=2_000)
    reply = models.ForeignKey(
        "outbound.Reply", models.PROTECT, null=True, related_name="items", db_index=False
    )
    answered_by = models.ForeignKey(  # a word of our own people, heard on the network
        "listening.Interaction", models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=ItemState.values), name="item_state_known"
            ),
            models.CheckConstraint(
                condition=_either(Q(state=ItemState.NO_ANSWER_NEEDED), Q(needs_answer=False)),
                name="item_needs_an_answer_or_not",
            ),
            models.CheckConstraint(
                condition=_either(Q(state=ItemState.HISTORY), Q(case__isnull=True)),
                name="item_in_a_case_or_history",
            ),
            models.CheckConstraint(
                condition=~Q(state=ItemState.DISMISSED)
                | (Q(settled_by__isnull=False) & Q(GreaterThan(Length(Trim("reason")), 0))),
                name="item_dismissed_by_a_person_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=ItemState.ANSWERED)
                | Q(reply__isnull=False)
                | Q(answered_by__isnull=False),
                name="item_answered_has_an_answer",
            ),
            models.CheckConstraint(
                condition=_either(
                    Q(state__in=[ItemState.ANSWERED, ItemState.DISMISSED]),
                    Q(settled_at__isnull=False),
                ),
                name="item_settled_at_when_settled",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "state"], name="item_by_case"),
            models.Index(fields=["reply"], condition=Q(reply__isnull=False), name="item_by_reply"),
        ]

    def __str__(self) -> str:
        return f"{self.interaction_id}: {self.state}"

    @property
    def told_reason(self) -> str:
        """Why it was dismissed: a person's own words, or ours in the reader's language."""
        return gettext(NEEDS_NO_ANSWER) if self.reason == NEEDS_NO_ANSWER else self.reason


class Note(models.Model):
    """What a colleague should know; never leaves the house."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField(_("Note"), max_length=10_000)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.author}: {self.text[:60]}"


class CaseEvent(models.Model):
    """A step in a case's history. Append-only; an undo is one more step."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="events")
    at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=EventKind.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )  # null: the desk itself, or somebody who answered elsewhere
    data = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"
