"""Named reads of the desk. Every one is bound to a workspace."""

from firebell.desk.queries.attackers import attacker_of
from firebell.desk.queries.case_page import (
    CasePage,
    case_page,
    in_conversations,
    word_of,
)
from firebell.desk.queries.clocks import clocks_of
from firebell.desk.queries.departments import Department, departments, topic_names
from firebell.desk.queries.facts import (
    decided,
    facts_for_many,
    facts_of,
    needs_of_case,
    open_text,
)
from firebell.desk.queries.family import (
    case_numbered,
    children,
    children_waiting,
    free_words,
    macros,
    merged_cases,
    numbers_of,
    pings_unseen,
    promises,
    queues,
    remaining,
    tags,
    tags_of,
)
from firebell.desk.queries.following import following
from firebell.desk.queries.going_viral import Rising, rising
from firebell.desk.queries.house_rules import house_rules, policy_of, routing_of, triage_of
from firebell.desk.queries.inbox import (
    COUNT_LIMIT,
    BadCursorError,
    Filters,
    Page,
    inbox,
    inbox_counts,
)
from firebell.desk.queries.past import past_facts
from firebell.desk.queries.pool import for_me, mine
from firebell.desk.queries.presence import Here, draft_of, drafts_of_others, others_at
from firebell.desk.queries.saved_searches import may_drop, pinned_searches, saved_searches
from firebell.desk.queries.staffing import (
    Sitting,
    load,
    roster_of,
    sitting,
    sitting_of,
    to_give_out,
    who_knows,
)
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
    "Department",
    "Filters",
    "Here",
    "Page",
    "Rising",
    "Sitting",
    "Unattended",
    "absent_owners",
    "attacker_of",
    "case_numbered",
    "case_page",
    "children",
    "children_waiting",
    "clocks_of",
    "count_unsent",
    "decided",
    "departments",
    "draft_of",
    "drafts_of_others",
    "facts_for_many",
    "facts_of",
    "following",
    "for_me",
    "free_words",
    "house_rules",
    "in_conversations",
    "inbox",
    "inbox_counts",
    "load",
    "macros",
    "may_drop",
    "merged_cases",
    "mine",
    "needs_of_case",
    "newly_overdue",
    "numbers_of",
    "open_text",
    "others_at",
    "past_facts",
    "pings_unseen",
    "pinned_searches",
    "policy_of",
    "promises",
    "queues",
    "remaining",
    "rising",
    "roster_of",
    "routing_of",
    "saved_searches",
    "sitting",
    "sitting_of",
    "tags",
    "tags_of",
    "to_give_out",
    "to_wake",
    "topic_names",
    "triage_of",
    "unattended",
    "unsent_cases",
    "who_knows",
    "word_of",
]
