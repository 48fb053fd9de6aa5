from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CaseState(models.TextChoices):
    """The states of `core.desk.case_states`, with words for people; a test holds them equal."""

    NEW = "new", _("Unclaimed")
    CLAIMED = "claimed", _("Claimed")
    SNOOZED = "snoozed", _("Snoozed")
    REOPENED = "reopened", _("Back again")
    WAITING = "waiting", _("Waiting for the person")
    ANSWERED = "answered", _("Answered")
    DISMISSED = "dismissed", _("Dismissed")
    MERGED = "merged", _("Merged into another")


CLOSED_STATES = (CaseState.ANSWERED, CaseState.DISMISSED, CaseState.MERGED)


class ItemState(models.TextChoices):
    PENDING = "pending", _("Needs an answer")
    ANSWERED = "answered", _("Answered")
    DISMISSED = "dismissed", _("Dismissed")
    NO_ANSWER_NEEDED = "no_answer_needed", _("No answer needed")
    # Older than the source was asked to be heard for: read and counted, and in no case.
    HISTORY = "history", _("From before we listened")


class EventKind(models.TextChoices):
    OPENED = "opened", _("Opened")
    REOPENED = "reopened", _("Reopened by a new word")
    CLAIMED = "claimed", _("Claimed")
    ASSIGNED = "assigned", _("Assigned")
    RELEASED = "released", _("Released to the queue")
    SNOOZED = "snoozed", _("Snoozed")
    WOKE = "woke", _("Woke")
    ANSWERING = "answering", _("Answer on its way")
    CANCELLED = "cancelled", _("Answer cancelled")
    UNCERTAIN = "uncertain", _("Not known whether the answer arrived")
    FAILED = "failed", _("Answer failed")
    ANSWERED = "answered", _("Answered")
    DISMISSED = "dismissed", _("Dismissed")
    CLOSED = "closed", _("Closed")
    UNDONE = "undone", _("Undone")
    NOTED = "noted", _("Note")
    OVERDUE = "overdue", _("Overdue")
    TAGGED = "tagged", _("Tagged")
    PROMISED = "promised", _("Promised")
    KEPT = "kept", _("Promise kept")
    BROKEN = "broken", _("Promise overdue")
    MERGED = "merged", _("Merged")
    PARTED = "parted", _("Taken apart")
    ATTACHED = "attached", _("Part of another case")
    DETACHED = "detached", _("No longer part of it")
    HANDED = "handed", _("Handed over")
    URGENCY = "urgency", _("Another priority")


class View(models.TextChoices):
    """The standing views of the inbox, in the order of the screen."""

    ALL = "all", pgettext_lazy("inbox view", "All open")
    MINE = "mine", pgettext_lazy("inbox view", "Mine")
    UNASSIGNED = "unassigned", pgettext_lazy("inbox view", "Unassigned")
    OVERDUE = "overdue", pgettext_lazy("inbox view", "Overdue")
    SNOOZED = "snoozed", pgettext_lazy("inbox view", "Snoozed")
    PROMISED = "promised", pgettext_lazy("inbox view", "Promised")
    ASKED = "asked", pgettext_lazy("inbox view", "Asked of me")
    UNSENT = "unsent", pgettext_lazy("inbox view", "Answer not sent")
    CLOSED = "closed", pgettext_lazy("inbox view", "Closed")
