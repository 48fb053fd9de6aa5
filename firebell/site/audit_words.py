"""What the audit log calls what was done, in the reader's language.

Rooms write down short names of their own; whatever has no words here is shown by its name.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firebell.desk.enums import EventKind

DONE = {
    "first_administrator": gettext_lazy("Became the first administrator"),
    "role_given": gettext_lazy("Gave a role"),
    "membership_ended": gettext_lazy("Took somebody out of the workspace"),
    "duty_started": gettext_lazy("Duty began"),
    "duty_ended": gettext_lazy("Duty ended"),
    "duty_planned": gettext_lazy("Planned duty"),
    "duty_cancelled": gettext_lazy("Removed duty from the plan"),
    "workspace_changed": gettext_lazy("Changed the workspace"),
    "holidays_changed": gettext_lazy("Changed whose public holidays are kept"),
    "holiday_added": gettext_lazy("Added a holiday"),
    "holiday_removed": gettext_lazy("Removed a holiday"),
    "query_saved": gettext_lazy("Saved a query"),
    "query_started": gettext_lazy("Started a query"),
    "query_stopped": gettext_lazy("Stopped a query"),
    "attachment_downloaded": gettext_lazy("Downloaded a file"),
    "source_configured": gettext_lazy("Connected or changed a source"),
    "source_renamed": gettext_lazy("Renamed a source"),
    "source_paused": gettext_lazy("Paused a source"),
    "source_resumed": gettext_lazy("Let a source listen again"),
    "source_restarted": gettext_lazy("Started a source anew"),
    "source_finished": gettext_lazy("A source has nothing more to read"),
    "source_failed": gettext_lazy("A source failed"),
    "rejects_retried": gettext_lazy("Tried refused rows again"),
    "gate_policy_written": gettext_lazy("Wrote how answers are given through a source"),
    "gate_network_asked": gettext_lazy("Asked a network whether a source may send"),
    "gate_opened": gettext_lazy("Opened a source for sending"),
    "gate_closed": gettext_lazy("Closed a source for sending"),
    "grace_changed": gettext_lazy("Changed how long an answer can be cancelled"),
    "reply_recorded": gettext_lazy("Recorded an answer given elsewhere"),
    "reply_queued": gettext_lazy("Sent an answer on its way"),
    "reply_sent": gettext_lazy("An answer was sent"),
    "reply_delivered": gettext_lazy("An answer was delivered"),
    "reply_read": gettext_lazy("An answer was read"),
    "reply_failed": gettext_lazy("An answer failed"),
    "reply_put_off": gettext_lazy("An answer waits to be tried again"),
    "reply_uncertain": gettext_lazy("An answer may not have arrived"),
    "reply_asks_a_person": gettext_lazy("A person is to look whether an answer arrived"),
    "reply_not_there": gettext_lazy("An answer was not there, and is sent again"),
    "reply_doubled": gettext_lazy("Two answers to one post are out"),
    "reply_cancelled": gettext_lazy("Cancelled an answer"),
    "reply_withdrawn": gettext_lazy("Took an answer back"),
    "reply_blocked": gettext_lazy("The guard held an answer back"),
    "cases_exported": gettext_lazy("Exported cases"),
    "house_rules_set": gettext_lazy("Changed how the desk works"),
    "seat_set": gettext_lazy("Changed what somebody can do"),
    "queue_kept": gettext_lazy("Named a queue"),
    "macro_kept": gettext_lazy("Kept a text"),
    "macro_dropped": gettext_lazy("Threw a text away"),
    "search_exported": gettext_lazy("Exported what a search finds"),
    "search_shared": gettext_lazy("Shared a search"),
    "search_taken_back": gettext_lazy("No longer shares a search"),
    "search_dropped": gettext_lazy("Dropped a search"),
    "reading_corrected": gettext_lazy("Corrected a reading"),
    "correction_taken_back": gettext_lazy("Took a correction back"),
    "layer_learnt": gettext_lazy("The reader learnt from corrections"),
    "layer_rolled_back": gettext_lazy("The reader went back to before it learnt"),
    "alert_acknowledged": gettext_lazy("Saw an alert"),
    "alert_judged": gettext_lazy("Judged an alert"),
    "trigger_saved": gettext_lazy("Saved a trigger"),
    "trigger_deleted": gettext_lazy("Deleted a trigger"),
    "notification_target_saved": gettext_lazy("Saved whom to tell"),
    "article_proposed": gettext_lazy("Proposed an article"),
    "article_revised": gettext_lazy("Revised an article"),
    "article_submitted": gettext_lazy("Asked for a review of an article"),
    "article_returned": gettext_lazy("Sent an article back"),
    "article_published": gettext_lazy("Published an article"),
    "article_renewed": gettext_lazy("Renewed an article"),
    "article_withdrawn": gettext_lazy("Withdrew an article"),
    "complaint_registered": gettext_lazy("Registered a complaint"),
    "complaint_changed": gettext_lazy("Changed a complaint"),
    "complaint_decide": gettext_lazy("Decided a complaint"),
    "complaint_close": gettext_lazy("Closed a complaint"),
    "complaint_reopen": gettext_lazy("Opened a complaint again"),
    "complaints_exported": gettext_lazy("Exported complaints"),
    "root_cause_added": gettext_lazy("Added a root cause"),
    "root_cause_renamed": gettext_lazy("Renamed a root cause"),
    "root_cause_retired": gettext_lazy("Retired a root cause"),
    "register_kept": gettext_lazy("Changed how the register is kept"),
    "offer_saved": gettext_lazy("Saved an offer"),
    "offer_retired": gettext_lazy("Retired an offer"),
    "offer_revived": gettext_lazy("Brought an offer back"),
    "goodwill_asked": gettext_lazy("Asked for goodwill"),
    "goodwill_given": gettext_lazy("Granted goodwill"),
    "goodwill_refused": gettext_lazy("Declined goodwill"),
    "goodwill_outcome": gettext_lazy("Noted what came of goodwill"),
    "idea_proposed": gettext_lazy("Proposed an idea"),
    "idea_asked": gettext_lazy("Noted that another person asked for an idea"),
    "idea_changed": gettext_lazy("Changed an idea"),
    "idea_plan": gettext_lazy("Planned an idea"),
    "idea_decline": gettext_lazy("Declined an idea"),
    "idea_finish": gettext_lazy("Finished an idea"),
    "idea_reopen": gettext_lazy("Opened an idea again"),
    "idea_messages_prepared": gettext_lazy("Prepared messages about an idea"),
    "idea_message_reworded": gettext_lazy("Reworded a message about an idea"),
    "idea_told": gettext_lazy("Told a person of an idea"),
    "token_made": gettext_lazy("Made a token"),
    "token_revoked": gettext_lazy("Revoked a token"),
    "hook_saved": gettext_lazy("Saved a web hook"),
    "hook_removed": gettext_lazy("Removed a web hook"),
    "hook_stopped": gettext_lazy("A web hook was switched off"),
    "hook_replayed": gettext_lazy("Told a web hook again"),
    "api_call": gettext_lazy("A program called"),
}
_CASES = {"case_": gettext_lazy("Case: %s"), "cases_": gettext_lazy("Cases: %s")}


def done(action: str) -> str:
    """What was done, by the name under which the log keeps it."""
    if action in DONE:
        return str(DONE[action])
    for beginning, words in _CASES.items():
        kind = action.removeprefix(beginning)
        if kind != action and kind in EventKind.values:
            return words % EventKind(kind).label
    return _("Something else: %s") % action.replace("_", " ")
