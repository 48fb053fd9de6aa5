"""Named reads of the desk. Every one is bound to a workspace."""

from firebell.desk.queries.attackers import attacker_of
from firebell.desk.queries.case_page import CasePage, case_page, suggested_owner, word_of
from firebell.desk.queries.family import (
    case_numbered,
    children,
    children_waiting,
    free_words,
    macros,
    pings_unseen,
    promises,
    queues,
    tags,
)
from firebell.desk.queries.inbox import (
    COUNT_LIMIT,
    BadCursorError,
    Filters,
    Page,
    inbox,
    inbox_counts,
)
from firebell.desk.queries.presence import Here, draft_of, drafts_of_others, others_at
from firebell.desk.queries.saved_searches import may_drop, pinned_searches, saved_searches
from firebell.desk.queries.unsent import count_unsent, unsent_cases
from firebell.desk.queries.watching import (
    Unattended,
    absent_owners,
    newly_overdue,
    to_wake,
    unattended,
)

__all__ = [
    "COUNT_LIMIT",
    "BadCursorError",
    "CasePage",
    "Filters",
    "Here",
    "Page",
    "Unattended",
    "absent_owners",
    "attacker_of",
    "case_numbered",
    "case_page",
    "children",
    "children_waiting",
    "count_unsent",
    "draft_of",
    "drafts_of_others",
    "free_words",
    "inbox",
    "inbox_counts",
    "macros",
    "may_drop",
    "newly_overdue",
    "others_at",
    "pings_unseen",
    "pinned_searches",
    "promises",
    "queues",
    "saved_searches",
    "suggested_owner",
    "tags",
    "to_wake",
    "unattended",
    "unsent_cases",
    "word_of",
]
