"""The promise recomputed from scratch: for `firebell check`, by statements of its own."""

from __future__ import annotations

from django.db import connection

from firebell.desk import never_unattended

# Each: what is wrong, for a count of rows; then the rows. Nothing here trusts what the desk keeps
# for its own speed (`waiting_since`, `needs_answer` of an item), only readings, what people say of
# them, and what was done.
_OBLIGATIONS = (
    "SELECT DISTINCT w.id, w.workspace_id, w.at, w.source_id FROM understanding_reading r "
    "JOIN listening_interaction w ON w.id = r.interaction_id "
    "WHERE r.needs_answer AND NOT w.outbound "
    # What a person said last of a word, whatever the reader says.
    "UNION SELECT w.id, w.workspace_id, w.at, w.source_id FROM understanding_correction c "
    "JOIN listening_interaction w ON w.id = c.interaction_id "
    "WHERE c.field = 'needs_answer' AND c.says = 'yes' AND c.id = (SELECT MAX(l.id) "
    "FROM understanding_correction l WHERE l.interaction_id = c.interaction_id "
    "AND l.field = c.field)"
)
_CLOSED = "('answered', 'dismissed')"

_PROMISES = {
    "interactions that need an answer lie in no case": (
        "SELECT o.workspace_id FROM o LEFT JOIN desk_caseitem i ON i.interaction_id = o.id "
        "LEFT JOIN desk_case c ON c.id = i.case_id "
        "LEFT JOIN channels_source s ON s.id = o.source_id "
        "WHERE c.id IS NULL AND NOT COALESCE(i.state = 'history' AND o.at < s.muted_before, FALSE)"
    ),
    "interactions that need an answer lie in another workspace's case": (
        "SELECT o.workspace_id FROM o JOIN desk_caseitem i ON i.interaction_id = o.id "
        "JOIN desk_case c ON c.id = i.case_id WHERE c.workspace_id <> o.workspace_id"
    ),
    "interactions without an answer lie in a closed case": (
        "SELECT o.workspace_id FROM o JOIN desk_caseitem i ON i.interaction_id = o.id "
        "JOIN desk_case c ON c.id = i.case_id "
        f"WHERE i.state NOT IN ('answered', 'dismissed') AND c.state IN {_CLOSED}"
    ),
    "interactions without an answer lie in a case that counts as settled": (
        "SELECT o.workspace_id FROM o JOIN desk_caseitem i ON i.interaction_id = o.id "
        "JOIN desk_case c ON c.id = i.case_id WHERE i.state NOT IN ('answered', 'dismissed') "
        f"AND c.state NOT IN {_CLOSED} AND (c.waiting_since IS NULL OR c.waiting_since > o.at)"
    ),
    "interactions count as answered without an answer that stands": (
        "SELECT o.workspace_id FROM o JOIN desk_caseitem i ON i.interaction_id = o.id "
        "LEFT JOIN outbound_reply p ON p.id = i.reply_id "
        "AND p.state IN ('sent', 'delivered', 'read') "
        "LEFT JOIN listening_interaction a ON a.id = i.answered_by_id AND a.outbound "
        "WHERE i.state = 'answered' AND p.id IS NULL AND a.id IS NULL"
    ),
    "interactions were dismissed without a person or a reason": (
        "SELECT o.workspace_id FROM o JOIN desk_caseitem i ON i.interaction_id = o.id "
        "LEFT JOIN accounts_user u ON u.id = i.settled_by_id "
        "WHERE i.state = 'dismissed' AND (u.id IS NULL OR TRIM(i.reason) = '')"
    ),
    "open cases have no due time, or neither an owner nor a queue": (
        "SELECT c.workspace_id FROM desk_case c "
        "LEFT JOIN accounts_user u ON u.id = c.owner_id "
        "LEFT JOIN desk_queue q ON q.id = c.queue_id "
        f"WHERE c.state NOT IN {_CLOSED} "
        "AND (c.due_at IS NULL OR (u.id IS NULL AND q.id IS NULL))"
    ),
    "snoozed cases would wake after they are due, or never": (
        "SELECT c.workspace_id FROM desk_case c WHERE c.state = 'snoozed' "
        "AND (c.snoozed_until IS NULL OR c.snoozed_until > c.due_at)"
    ),
    "cases count as unanswered, but hold no open word": (
        "SELECT c.workspace_id FROM desk_case c WHERE c.waiting_since IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM desk_caseitem i "
        "WHERE i.case_id = c.id AND i.state = 'pending')"
    ),
}


def broken_promises(workspace_id: int | None = None) -> list[str]:
    """One sentence for each way in which a word is unattended, empty when none is."""
    found = [
        f"never unattended: the database does not hold the rule {rule.trigger}; "
        "run `firebell up` once, which installs it"
        for rule in never_unattended.missing(connection)
    ]
    with connection.cursor() as cursor:
        for wrong, rows in _PROMISES.items():
            number = _count(cursor, rows, workspace_id)
            if number:
                found.append(f"never unattended: {number} {wrong}; restore a backup, or report it")
    return found


def _count(cursor: object, rows: str, workspace_id: int | None) -> int:
    where, values = (
        ("", []) if workspace_id is None else (" WHERE workspace_id = %s", [workspace_id])
    )
    sql = f"WITH o AS ({_OBLIGATIONS}) SELECT COUNT(*) FROM ({rows}) AS broken{where}"
    cursor.execute(sql, values)  # type: ignore[attr-defined]
    return int(cursor.fetchone()[0])  # type: ignore[attr-defined]
