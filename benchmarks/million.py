"""A database with a million interactions in three workspaces of very different size.

A real file goes through the corridor once for each workspace; what that made is then multiplied
inside the database, each copy two weeks earlier. Copies older than a few weeks are settled, as they
would be. So every row, index and constraint is the product's own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

STAGE = (("Large house", 48), ("Middle house", 16), ("Small house", 5))  # name, copies
OPEN_COPIES = 3
FEWEST = 1_000_000
_AT = "datetime({column}, '-{days} days')"
TIMES = {"at", "received_at", "opened_at", "due_at", "waiting_since", "last_word_at", "closed_at"}
KEYS = {
    "listening_interaction": {"id", "answered_by_id"},
    "listening_mention": {"interaction_id"},
    "desk_case": {"id"},
    "desk_conversation": {"case_id"},
    "desk_caseitem": {"interaction_id", "case_id"},
    "desk_caseevent": {"case_id"},
    "understanding_reading": {"interaction_id"},
}


def build(data: Path, home: Path) -> int:
    """Fill `home`; the number of interactions in it. Takes a few minutes."""
    tweets = data / "airline" / "Tweets.csv"
    for name, _copies in STAGE:
        command = [sys.executable, "-m", "firebell", "replay", str(tweets), "--workspace", name]
        environment = os.environ | {"FIREBELL_HOME": str(home)}
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    from django.db import connection, transaction

    from firebell.accounts.models import Workspace
    from firebell.listening import full_text

    with transaction.atomic():
        for name, copies in STAGE:
            _multiply(Workspace.objects.get(name=name).pk, copies)
    full_text.rebuild()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("SELECT COUNT(*) FROM listening_interaction")
        number: int = cursor.fetchone()[0]
    return number


def _multiply(workspace: int, copies: int) -> None:
    from django.db import connection

    from firebell.accounts.models import User

    with connection.cursor() as cursor:
        cursor.execute("SELECT MAX(id) FROM listening_interaction")
        stride = cursor.fetchone()[0] + 1
        agent = User.objects.filter(memberships__workspace=workspace).first()
        assert agent is not None
        for table in KEYS | {"triggers_minutecount": set()}:
            cursor.execute(f"CREATE TEMP TABLE base_{table} AS {_base(table, workspace)}")
        for copy in range(1, copies + 1):
            for table in (
                "listening_interaction",
                "listening_mention",
                "desk_case",
                "desk_conversation",
                "desk_caseitem",
                "desk_caseevent",
                "understanding_reading",
                "triggers_minutecount",
            ):
                cursor.execute(_copy(cursor, table, copy, stride, agent.pk))
        for table in KEYS | {"triggers_minutecount": set()}:
            cursor.execute(f"DROP TABLE base_{table}")


def _base(table: str, workspace: int) -> str:
    """What the corridor made for this workspace in `table`."""
    mine = f"SELECT * FROM {table} WHERE "
    interactions = f"(SELECT id FROM listening_interaction WHERE workspace_id = {workspace})"
    if table in ("listening_mention", "understanding_reading", "desk_caseitem"):
        return f"{mine} interaction_id IN {interactions}"
    if table == "desk_caseevent":
        return f"{mine} case_id IN (SELECT id FROM desk_case WHERE workspace_id = {workspace})"
    return f"{mine} workspace_id = {workspace}"


def _copy(cursor, table: str, copy: int, stride: int, agent: int) -> str:
    cursor.execute(f"PRAGMA table_info({table})")
    names = [row[1] for row in cursor.fetchall()]
    auto = {"listening_mention", "understanding_reading", "desk_conversation", "desk_caseevent"}
    left_out = {"id"} if table in auto | {"triggers_minutecount"} else set()
    settled = _settled(table, agent) if copy > OPEN_COPIES else {}
    kept = [name for name in names if name not in left_out]
    values = [_value(table, name, copy, stride, settled) for name in kept]
    return f"INSERT INTO {table} ({', '.join(kept)}) SELECT {', '.join(values)} FROM base_{table}"


def _value(table: str, name: str, copy: int, stride: int, settled: Mapping[str, str]) -> str:
    if name in settled:
        return settled[name].replace("{days}", str(14 * copy))
    if name in KEYS.get(table, set()):
        return f"{name} + {copy * stride}"
    if name in ("external_id", "thread"):
        return f"{name} || '~{copy}'"
    if name == "number":
        return f"number + {copy * 1_000_000}"
    if name in TIMES or name == "minute":
        return _AT.format(column=name, days=14 * copy)
    return name


def _settled(table: str, agent: int) -> dict[str, str]:
    """The values of a row that somebody has dealt with."""
    if table == "desk_case":
        return {
            "state": "'dismissed'",
            "waiting_since": "NULL",
            "snoozed_until": "NULL",
            "closed_at": "datetime(last_word_at, '-{days} days')",
        }
    if table == "desk_caseitem":
        needed = "CASE WHEN needs_answer THEN {} ELSE {} END"
        return {
            "state": needed.format("'dismissed'", "state"),
            "settled_at": needed.format("datetime('2015-02-25', '-{days} days')", "settled_at"),
            "settled_by_id": needed.format(str(agent), "settled_by_id"),
            "reason": needed.format("'settled long ago'", "reason"),
        }
    return {}
