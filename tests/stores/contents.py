"""All that a replay came to, told without ids: on PostgreSQL they have gaps where a batch was
taken back, so that two runs which came to the same differ in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.stores.homes import indexed, rows

_WORD = "FROM listening_interaction w JOIN listening_profile p ON p.id = w.profile_id"
_ASKED = {
    "words": "SELECT w.channel, w.external_id, w.thread, w.kind, w.at, w.text, p.handle, "
    "r.language, r.sentiment, r.needs_answer, r.negative, i.state, c.number, s.name "
    f"{_WORD} LEFT JOIN understanding_reading r ON r.interaction_id = w.id "
    "LEFT JOIN desk_caseitem i ON i.interaction_id = w.id "
    "LEFT JOIN desk_case c ON c.id = i.case_id "
    "JOIN channels_source s ON s.id = w.source_id ORDER BY 1, 2",
    "mentions": "SELECT q.name, w.channel, w.external_id, m.at FROM listening_mention m "
    "JOIN listening_query q ON q.id = m.query_id "
    "JOIN listening_interaction w ON w.id = m.interaction_id ORDER BY 1, 2, 3",
    "cases": "SELECT c.number, c.title, c.state, c.priority, c.opened_at, c.due_at, "
    "c.waiting_since, c.last_word_at, c.closed_at, c.reopened, p.handle FROM desk_case c "
    "LEFT JOIN listening_profile p ON p.id = c.profile_id ORDER BY 1",
    "threads": "SELECT t.channel, t.thread, c.number FROM desk_conversation t "
    "JOIN desk_case c ON c.id = t.case_id ORDER BY 1, 2",
    "happenings": "SELECT c.number, e.at, e.kind FROM desk_caseevent e "
    "JOIN desk_case c ON c.id = e.case_id ORDER BY 1, 2, 3",
    "counts": "SELECT b.name, m.dimension, m.key, m.minute, m.total, m.negative, m.needs_answer, "
    "m.negativity FROM triggers_minutecount m JOIN listening_brand b ON b.id = m.brand_id "
    "ORDER BY 1, 2, 3, 4",
    "points": "SELECT measure, at, observed, expected, lower, upper FROM triggers_seriespoint "
    "ORDER BY 1, 2",
    "alerts": "SELECT kind, onset, at, peak_at, ended_at, observed, expected, severity, state "
    "FROM triggers_alert ORDER BY 3",
    "evidence": "SELECT a.at, e.rank, w.external_id FROM triggers_alertevidence e "
    "JOIN triggers_alert a ON a.id = e.alert_id "
    "JOIN listening_interaction w ON w.id = e.interaction_id ORDER BY 1, 2",
    "facts": "SELECT kind, subject_type, at, recorded_at FROM common_ledgerfact ORDER BY id",
    "audit log": "SELECT actor_name, action, object_type FROM common_auditentry ORDER BY id",
    "sources": "SELECT name, state, inserted, duplicates, rejected, last_event_at "
    "FROM channels_source ORDER BY 1",
}


def contents(home: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Kind of thing -> all of that kind in the store of this home, in a fixed order."""
    return {kind: rows(home, sql) for kind, sql in _ASKED.items()} | {"index": [(indexed(home),)]}
