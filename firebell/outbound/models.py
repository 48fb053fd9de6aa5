from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from firebell.outbound.enums import (
    ARRIVED,
    STANDING,
    TROUBLED,
    DeliveryKind,
    DeliveryOutcome,
    GuardVerdict,
    ReplyState,
)

LONGEST_GRACE = 120  # seconds


def new_key() -> str:
    return uuid.uuid4().hex


class Reply(models.Model):
    """An answer to one interaction, as the guard judged it at the time, and what became of it.

    The row is the intent: it is committed before the network hears of it. The database itself
    refuses a second standing answer to a post, an answer that the guard blocked, a warning that
    nobody gave a reason for overriding, and "sent" without anything that shows it.
    """

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, related_name="replies")
    interaction = models.ForeignKey("listening.Interaction", models.PROTECT, related_name="replies")
    case_number = models.BigIntegerField(null=True)  # the desk's number; no key points upward
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="replies")
    text = models.TextField()
    public = models.BooleanField()
    elsewhere = models.BooleanField()  # given in the network's own app, only recorded here
    state = models.CharField(max_length=12, choices=ReplyState.choices)
    verdict = models.CharField(max_length=8, choices=GuardVerdict.choices)
    reasons = models.JSONField(default=list)  # [{rule, span, code, params, verdict}]
    overridden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="overridden_replies"
    )
    override_reason = models.TextField(blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    # The rest is for replies that leave through a network. The key is the same at every attempt.
    key = models.CharField(max_length=32, unique=True, default=new_key)
    source = models.ForeignKey(
        "channels.Source", models.PROTECT, null=True, related_name="replies"
    )  # the account that it goes out from
    language = models.CharField(max_length=8, blank=True)  # of the text, ISO 639-1
    send_after = models.DateTimeField(null=True)  # while held
    find_after = models.DateTimeField(null=True)  # while uncertain
    uncertain_since = models.DateTimeField(null=True)
    asks_a_person = models.BooleanField(default=False)  # the network cannot say; somebody can look
    claimed_by = models.CharField(max_length=64, blank=True)
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)  # times that it was handed over
    findings = models.PositiveSmallIntegerField(default=0)  # times asked, since it is uncertain
    expected_id = models.CharField(max_length=200, blank=True)  # where the id is made from the key
    external_id = models.CharField(max_length=200, blank=True)
    sent_url = models.CharField(max_length=2_000, blank=True)
    failure = models.TextField(blank=True)  # the last thing that went wrong, a sentence
    confirmed_by = models.ForeignKey(  # a person who saw it on the network
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    echo = models.ForeignKey(  # the same words, heard on the network
        "listening.Interaction", models.PROTECT, null=True, related_name="+", db_index=False
    )
    seen_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["interaction"],
                condition=Q(state__in=STANDING),
                name="reply_one_answer_a_post",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ReplyState.values), name="reply_state_known"
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=[GuardVerdict.SEND, GuardVerdict.WARN]),
                name="reply_passed_the_guard",
            ),
            models.CheckConstraint(
                condition=Q(verdict=GuardVerdict.SEND)
                | (Q(overridden_by__isnull=False) & ~Q(override_reason="")),
                name="reply_warning_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ARRIVED) | Q(sent_at__isnull=False),
                name="reply_sent_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ARRIVED)
                | Q(elsewhere=True)
                | ~Q(external_id="")
                | Q(confirmed_by__isnull=False),
                name="reply_sent_can_be_shown",
            ),
            models.CheckConstraint(
                condition=Q(elsewhere=True, state__in=[ReplyState.SENT, ReplyState.WITHDRAWN])
                | Q(elsewhere=False, source__isnull=False),
                name="reply_leaves_through_a_source",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReplyState.HELD) | Q(send_after__isnull=False),
                name="reply_held_until",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReplyState.SENDING) | Q(claimed_until__isnull=False),
                name="reply_sending_has_a_lease",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReplyState.UNCERTAIN) | Q(find_after__isnull=False),
                name="reply_uncertain_is_asked_for",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReplyState.FAILED) | ~Q(failure=""),
                name="reply_failed_says_why",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["workspace", "-created_at"], name="reply_by_time"),
            models.Index(fields=["workspace", "case_number"], name="reply_by_case"),
            models.Index(
                fields=["send_after", "id"],
                condition=Q(state=ReplyState.HELD),
                name="reply_to_send",
            ),
            models.Index(
                fields=["claimed_until", "id"],
                condition=Q(state=ReplyState.SENDING),
                name="reply_in_hand",
            ),
            models.Index(
                fields=["find_after", "id"],
                condition=Q(state=ReplyState.UNCERTAIN),
                name="reply_to_find",
            ),
            models.Index(
                fields=["workspace", "interaction"],
                condition=Q(state__in=TROUBLED),
                name="reply_troubled",
            ),
            models.Index(
                fields=["workspace", "external_id"],
                condition=~Q(external_id=""),
                name="reply_by_external_id",
            ),
            models.Index(
                fields=["workspace", "expected_id"],
                condition=~Q(expected_id=""),
                name="reply_by_expected_id",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author}: {self.text[:40]}"

    @property
    def has_arrived(self) -> bool:
        return self.state in ARRIVED

    @property
    def stands(self) -> bool:
        return self.state in STANDING


class Delivery(models.Model):
    """One time that a network was told a reply, or asked for it. Begun before, ended after; one
    without an end was cut short."""

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="deliveries")
    kind = models.CharField(max_length=4, choices=DeliveryKind.choices)
    number = models.PositiveSmallIntegerField()
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=DeliveryOutcome.choices, blank=True)
    said = models.TextField(blank=True)  # by the network, or why nothing is known

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reply", "kind", "number"], name="delivery_once"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | ~Q(outcome=""),
                name="delivery_ended_with_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reply_id} {self.kind} {self.number}: {self.outcome}"


class Manner(models.Model):
    """How a workspace sends."""

    workspace = models.OneToOneField("accounts.Workspace", models.CASCADE, related_name="manner")
    grace_seconds = models.PositiveSmallIntegerField(
        _("Seconds in which an answer can be cancelled"), default=10
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(grace_seconds__lte=LONGEST_GRACE), name="manner_grace_bounded"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.workspace_id}: {self.grace_seconds} s"


class GoLiveGate(models.Model):
    """What must be true before a source may send, as far as it is written down here.

    The gate is open while the source is not `listen_only`; these are the reasons why it could be
    opened, and by whom.
    """

    source = models.OneToOneField("channels.Source", models.CASCADE, related_name="gate")
    policy = models.TextField(_("How we answer here"), blank=True, max_length=20_000)
    policy_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    policy_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)  # when the network was last asked
    findings = models.JSONField(default=list)  # [{what, fine, said, remedy}]
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"gate of {self.source_id}"
