"""What the fields of conditions and effects are called, and the values that they offer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CONDITIONS = {
    "listens": _("What is heard"),
    "rare": _("Rarer than the budget of false alerts allows"),
    "may_reach": _("A post may be passed on so often"),
    "at_least": _("At least so many"),
    "times_usual": _("At least so many times the usual"),
    "negative_share": _("At least such a share is negative"),
    "severe": _("At least so severe"),
    "on_channels": _("On these channels"),
    "about_topics": _("About these topics"),
    "in_languages": _("In these languages"),
    "stands_out": _("More than its usual share of the brand"),
    "not_sector": _("Not when the sector has it too"),
    "fact": _("Something happened in the house"),
}
EFFECTS = {
    "ring": _("Ring an alert"),
    "notify": _("Tell people outside"),
    "least_severity": _("Take it for at least so severe"),
    "say": _("Say it in our words"),
}
FIELDS = {
    "measures": _("What is counted"),
    "dimensions": _("Of what"),
    "number": _("Number"),
    "chance": _("Chance in percent"),
    "times": _("Times"),
    "share": _("Percent"),
    "severity": _("Severity"),
    "channels": _("Channels"),
    "topics": _("Topics"),
    "languages": _("Languages"),
    "kinds": _("What happened"),
    "filters": _("Only where"),
    "targets": _("Who"),
    "words": _("Words"),
}
CHOICES = {
    "negative": _("complaints"),
    "share": _("the share of complaints"),
    "total": _("posts of any mood"),
    "reshares": _("reposts"),
    "spread": _("phrases, links, hashtags and pictures that spread"),
    "brand": _("the brand as a whole"),
    "channel": _("each channel"),
    "topic": _("each topic"),
    "language": _("each language"),
    "post": _("each post"),
    "mark": _("each phrase, link, hashtag or picture"),
}
BRANDS = {
    "all": _("every brand"),
    "own": _("our own brands"),
    "competitors": _("competitors"),
    "chosen": _("chosen brands"),
}
# Facts of the ledger that people may want to be rung for; others can be named by their kind.
FACTS = {
    "case_overdue": _("a case is past its due time"),
    "case_reopened": _("a person came back after a case was closed"),
    "owner_off_duty": _("somebody went off duty and left open cases"),
    "reply_failed": _("an answer did not go out"),
    "reply_uncertain": _("nobody knows whether an answer arrived"),
    "reply_asks_a_person": _("somebody must look whether an answer arrived"),
    "reply_doubled": _("two answers to one post are out"),
    "reply_blocked": _("the guard held an answer back"),
    "complaint_registered": _("a complaint was registered"),
    "root_cause_recurred": _("the same root cause came back"),
    "complaint_deadline_near": _("a regulator’s deadline comes near"),
    "complaint_deadline_passed": _("a regulator’s deadline has passed"),
    "goodwill_asked": _("a lead is asked for goodwill"),
    "interaction_deleted": _("a post was taken back by its author"),
    "source_fell_silent": _("a source fell silent"),
    "source_lagging": _("a source is behind"),
    "source_deaf": _("a source cannot hear"),
    "source_expiring": _("a sign-in runs out soon"),
    "source_scopes_missing": _("a permission of a source is gone"),
    "source_words_missing": _("a source lacks posts"),
}
COMPARISONS = {"is": "=", "is_not": "≠", "at_least": "≥", "at_most": "≤"}
TRIGGER = {
    "conditions": _("Conditions"),
    "effects": _("Effects"),
    "budget": _("False alerts"),
    "hold": _("How long it lasts"),
    "cool_down": _("Cool-down"),
    "frequency": _("How often people are told"),
    "quiet": pgettext_lazy("hours", "Quiet hours"),
}


def field_label(name: str, rule: str = "") -> str:
    """Of a field of a condition or effect; some mean something of their own in one."""
    if (rule, name) == ("notify", "severity"):
        return str(_("From severity"))
    if (rule, name) == ("may_reach", "number"):
        usual = _("Reposts; empty for ten times what the brand’s posts usually get, at least 100")
        return str(usual)
    return str(FIELDS.get(name) or TRIGGER.get(name) or name)


def fact_label(kind: str) -> str:
    """Its kind, where nobody gave it words."""
    return str(FACTS.get(kind, kind.replace("_", " ")))
