from django.db import models
from django.utils.translation import gettext_lazy as _


class CallState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    TAKEN = "taken", _("Taken")
    FAILED = "failed", _("Given up")


class Told(models.TextChoices):
    """Kinds of ledger facts that other programs may be told."""

    ALERT_RANG = "alert_rang", _("It rings")
    ALERT_ENDED = "alert_ended", _("It is quiet again")
    CASE_OPENED = "case_opened", _("A case was opened")
    CASE_REOPENED = "case_reopened", _("A case was opened again")
    CASE_ANSWERED = "case_answered", _("A case was answered")
    CASE_DISMISSED = "case_dismissed", _("Words were dismissed")
    CASE_OVERDUE = "case_overdue", _("A promise passed")
    REPLY_SENT = "reply_sent", _("A reply was sent")
    REPLY_FAILED = "reply_failed", _("A reply could not be sent")
    SOURCE_FELL_SILENT = "source_fell_silent", _("A source fell silent")
    SOURCE_DEAF = "source_deaf", _("A source cannot hear")
    SOURCE_RECOVERED = "source_recovered", _("A source is well again")


class Scope(models.TextChoices):
    """What a token may be good for. Nothing of a later name is within an earlier one's reach."""

    CASES_READ = "cases:read", _("Read cases and what was said in them")
    CASES_WRITE = "cases:write", _("Work on cases: claim, note, tag, hand over, merge")
    ANSWERS_WRITE = "answers:write", _("Answer people in this person’s name")
    TEXTS_READ = "texts:read", _("Read the texts to answer with")
    TEXTS_WRITE = "texts:write", _("Change the texts to answer with")
    RULES_READ = "rules:read", _("Read what the desk goes by")
    RULES_WRITE = "rules:write", _("Change what the desk goes by")
    PEOPLE_READ = "people:read", _("Read who works here and who is on duty")
    KNOWLEDGE_READ = "knowledge:read", _("Read articles and policies")
    KNOWLEDGE_WRITE = "knowledge:write", _("Write and review articles and policies")
    IMPROVE_READ = "improve:read", _("Read complaints, goodwill and ideas")
    IMPROVE_WRITE = "improve:write", _("Register complaints; work on causes and ideas")
    GOODWILL_WRITE = "goodwill:write", _("Give goodwill, and change what may be given")
    SEARCH_READ = "search:read", _("Search all that was heard and noted")
    SEARCH_WRITE = "search:write", _("Keep searches, and drop them")
