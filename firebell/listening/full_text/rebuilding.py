"""The index made anew from what is stored: after a restore, and when its form has changed."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection, transaction

from firebell.listening.full_text import tables
from firebell.listening.full_text.keeping import Entry, index
from firebell.listening.full_text.words import AT_ONCE, all_entries

Shelf = Callable[[], Iterator[tuple[int, Entry]]]
"""All entries of one kind, each with its workspace's id."""

# Rooms above add what else can be found.
shelves: list[Shelf] = [all_entries]

# What is a word changes with the letters that Python knows.
FORM = f"1 {unicodedata.unidata_version}"
STATE = "listening_fulltext_form"


@transaction.atomic
def rebuild() -> None:
    """Make the index of every workspace anew."""
    for name in tables.all_names():
        tables.drop(name)
    for shelf in shelves:
        waiting = shelf()
        while some := list(islice(waiting, AT_ONCE)):
            _put(some)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {STATE}")
        cursor.execute(f"INSERT INTO {STATE} (form) VALUES (%s)", [FORM])


def _put(some: Sequence[tuple[int, Entry]]) -> None:
    by_workspace: dict[int, list[Entry]] = defaultdict(list)
    for workspace_id, entry in some:
        by_workspace[workspace_id].append(entry)
    for workspace_id, entries in by_workspace.items():
        index(workspace_id, entries)


def make_ready(**_sent: Any) -> None:
    """Make the index anew if it has another form than this code writes; cheap if it has not."""
    if STATE not in connection.introspection.table_names():
        return  # migrated only in part
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT form FROM {STATE}")
        found = cursor.fetchone()
    if found is None or found[0] != FORM:
        rebuild()
