"""One pass over a batch decides everything in memory; a few bulk statements then store it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from firebell.common import bulk
from firebell.common.ledger import NewFact
from firebell.core.desk import case_states
from firebell.core.desk.case_states import Verb
from firebell.core.desk.triage import Facts
from firebell.desk.actions import bulk_rows
from firebell.desk.actions.bulk_rows import CaseRow, Event, Item, Thread
from firebell.desk.actions.dues import Dues
from firebell.desk.actions.places import Places
from firebell.desk.enums import CaseState, EventKind, ItemState
from firebell.desk.queries import arriving as queries
from firebell.desk.queries.arriving import PendingWord

if TYPE_CHECKING:
    from firebell.desk.actions.arriving import Heard

TITLE_LENGTH = 80


def _opens(row: Heard) -> bool:
    return row.needs_answer and not row.outbound and not row.muted


class Arrivals:
    """What one batch makes of the desk. `take_in` each row in order of time, then `store` once."""

    def __init__(self, workspace_id: int, rows: Sequence[Heard]) -> None:
        self.workspace_id = workspace_id
        self.opened = 0
        self.changed: dict[int, CaseRow] = {}  # every case that is not as it was stored
        self.to_look_at: dict[int, CaseRow] = {}  # opened or reopened
        self.answered: list[int] = []  # words that a word of our own settled
        self.facts: list[NewFact] = []
        self._new: dict[int, CaseRow] = {}
        self._items: dict[int, Item] = {}
        self._conversations: list[Thread] = []
        self._events: list[Event] = []
        opening = [row for row in rows if _opens(row)]
        self._load_cases(rows, opening)
        self._load_words(rows)
        self._ids = iter(bulk.reserve_ids("desk_case", len(opening)) if opening else ())
        self._number = queries.last_number(workspace_id) if opening else 0
        self._dues = Dues.of(workspace_id)
        teams = self._dues.triage.teams
        self._places = Places.of(workspace_id, teams) if opening else None

    def _load_cases(self, rows: Sequence[Heard], opening: Sequence[Heard]) -> None:
        threads = queries.cases_of_threads(
            self.workspace_id, {(row.channel, row.thread) for row in rows}
        )
        own = queries.open_cases_of_profiles({row.profile_id for row in opening})
        self._cases = bulk_rows.cases_by_id({*threads.values(), *own})
        self._before = {id_: bulk_rows.changing(case) for id_, case in self._cases.items()}
        self._waited_since = {id_: case.waiting_since for id_, case in self._cases.items()}
        self._by_thread = {key: self._cases[id_] for key, id_ in threads.items()}
        self._by_person = {}
        for id_ in own:
            case = self._cases[id_]
            self._by_person[case.profile_id, case.brand_id] = case

    def _load_words(self, rows: Sequence[Heard]) -> None:
        ours = [row for row in rows if row.outbound]
        self._pending = queries.pending_words(list(self._cases)) if ours else {}
        self._replied_to = queries.authors_of(
            self.workspace_id, {(row.channel, row.in_reply_to) for row in ours if row.in_reply_to}
        )
        self._known = queries.item_states(
            [
                row.interaction_id
                for row in rows
                if row.needs_answer or (row.channel, row.thread) in self._by_thread
            ]
        )

    def take_in(self, row: Heard) -> None:
        if row.interaction_id in self._items:
            return
        known = self._known.get(row.interaction_id)
        # A word from before we listened comes here unmuted only when a person asks for it.
        unasked = known in (ItemState.NO_ANSWER_NEEDED, ItemState.HISTORY)
        if known is not None and not (_opens(row) and unasked):
            return
        case = self._by_thread.get((row.channel, row.thread))
        if _opens(row):
            self._needs_answer(row, case)
        elif row.muted and row.needs_answer and not row.outbound:
            self._keep(row, None, ItemState.HISTORY)
        elif case is not None:
            self._keep(row, case, ItemState.NO_ANSWER_NEEDED)
            self._touch(case, row.at)
            if row.outbound:
                self._answered_elsewhere(row, case)

    def _needs_answer(self, row: Heard, case: CaseRow | None) -> None:
        facts = row.facts()
        value = self._dues.priority(facts)
        case = case or self._open_case_of(row)
        if case is None:
            case = self._open(row, value, facts)
        elif case.waiting_since is None:
            self._bring_back(row, case, value)
        else:
            self._add_to(row, case, value)
        self._touch(case, row.at)
        self._join(row, case)
        self._keep(row, case, ItemState.PENDING)
        word = PendingWord(row.channel, row.thread, row.profile_id, row.at)
        self._pending.setdefault(case.id, {})[row.interaction_id] = word

    def _open_case_of(self, row: Heard) -> CaseRow | None:
        case = self._by_person.get((row.profile_id, row.brand_id))
        return case if case is not None and case.closed_at is None else None

    def _open(self, row: Heard, value: int, facts: Facts) -> CaseRow:
        self._number += 1
        self.opened += 1
        assert self._places is not None  # they are there where any row opens a case
        case = CaseRow(
            id=next(self._ids),
            workspace_id=self.workspace_id,
            number=self._number,
            profile_id=row.profile_id,
            brand_id=row.brand_id,
            title=first_words(row.text),
            channel=row.channel,
            language=row.language,
            state=CaseState.NEW,
            owner_id=None,
            queue_id=self._places.of_word(facts),
            priority=value,
            opened_at=row.at,
            last_word_at=row.at,
            waiting_since=row.at,
            due_at=self._dues.at(row.at, value, row.channel, again=False),
        )
        self._new[case.id] = self._cases[case.id] = case
        self._by_person[row.profile_id, row.brand_id] = case
        self._happened(case, EventKind.OPENED, row.at, {"interaction": row.interaction_id})
        return case

    def _bring_back(self, row: Heard, case: CaseRow, value: int) -> None:
        was = case.state
        case.reopened += case.closed_at is not None
        case.state = _after(case, Verb.NEW_WORD)
        case.priority = min(case.priority, value)
        case.waiting_since, case.due_at = row.at, self._due(case, row.at)
        case.closed_at = case.overdue_noted_at = None
        data = {"interaction": row.interaction_id, "from": was}
        self._happened(case, EventKind.REOPENED, row.at, data)

    def _add_to(self, row: Heard, case: CaseRow, value: int) -> None:
        was = case.state
        case.state = _after(case, Verb.NEW_WORD)
        case.snoozed_until = None
        case.priority = min(case.priority, value)
        case.waiting_since = min(case.waiting_since or row.at, row.at)
        case.due_at = min(case.due_at or row.at, self._due(case, row.at))
        if was == CaseState.SNOOZED:
            data = {"interaction": row.interaction_id, "from": was}
            self._happened(case, EventKind.WOKE, row.at, data)

    def _answered_elsewhere(self, row: Heard, case: CaseRow) -> None:
        open_words = self._pending.get(case.id, {})
        person = self._replied_to.get((row.channel, row.in_reply_to))
        answered = [id_ for id_, word in open_words.items() if _answers(row, word, person)]
        if not answered:
            return
        self.answered += answered
        for id_ in answered:
            del open_words[id_]
            if id_ not in self._items:
                self._known[id_] = ItemState.PENDING  # stored by an earlier batch
            self._items[id_] = Item(
                id_, case.id, True, ItemState.ANSWERED, row.at, row.interaction_id
            )
        case.first_answer_at = case.first_answer_at or row.at
        self._settle(case, row.at, [word.at for word in open_words.values()])
        data = {"items": answered, "elsewhere": row.interaction_id}
        self._happened(case, EventKind.ANSWERED, row.at, data)

    def _settle(self, case: CaseRow, at: datetime, still_open: Sequence[datetime]) -> None:
        if still_open:
            case.waiting_since = min(still_open)
            if case.snoozed_until is None:
                case.due_at = self._due(case, case.waiting_since)
            return
        case.state = _after(case, Verb.ANSWER)
        case.waiting_since = case.snoozed_until = case.overdue_noted_at = None
        case.closed_at = at

    def _due(self, case: CaseRow, since: datetime) -> datetime:
        again = case.first_answer_at is not None
        return self._dues.at(since, case.priority, case.channel, again=again)

    def _join(self, row: Heard, case: CaseRow) -> None:
        key = row.channel, row.thread
        if key in self._by_thread:
            return
        self._by_thread[key] = case
        self._conversations.append(Thread(self.workspace_id, row.channel, row.thread, case.id))

    def _touch(self, case: CaseRow, at: datetime) -> None:
        case.last_word_at = max(case.last_word_at, at)
        self.changed[case.id] = case

    def _keep(self, row: Heard, case: CaseRow | None, state: ItemState) -> None:
        needs_answer = state != ItemState.NO_ANSWER_NEEDED
        self._items[row.interaction_id] = Item(
            row.interaction_id, case.id if case else None, needs_answer, state
        )

    def _happened(self, case: CaseRow, kind: EventKind, at: datetime, data: dict[str, Any]) -> None:
        self._events.append(Event(case.id, at, kind, data))
        about = {"case": case.number, "priority": case.priority, "channel": case.channel, **data}
        self.facts.append(
            NewFact(self.workspace_id, f"case_{kind}", "desk.case", case.id, at, about)
        )
        if kind in (EventKind.OPENED, EventKind.REOPENED):
            self.to_look_at[case.id] = case

    def store(self) -> None:
        """In an order that the database's rules allow: no word is open that no case waits for."""
        old = [case for id_, case in self.changed.items() if id_ not in self._new]
        bulk_rows.insert_cases(self._new.values())
        for_less = [case for case in old if self._waits_for_less(case)]
        others = [case for case in old if not self._waits_for_less(case)]
        bulk_rows.update_cases(others, self._before)
        self._store_items()
        bulk_rows.update_cases(for_less, self._before)
        bulk_rows.insert_threads(self._conversations)
        bulk_rows.insert_events(self._events)

    def _waits_for_less(self, case: CaseRow) -> bool:
        before = self._waited_since[case.id]
        return case.waiting_since is None or (before is not None and before < case.waiting_since)

    def _store_items(self) -> None:
        stored = {id_ for id_ in self._items if id_ in self._known}
        bulk_rows.update_items([self._items[id_] for id_ in stored])
        new = [item for id_, item in self._items.items() if id_ not in stored]
        bulk_rows.insert_items(new)


def first_words(text: str) -> str:
    """The first words of a text on one line, at most 80 characters, cut between words."""
    line = " ".join(text[: TITLE_LENGTH * 4].split())
    if len(line) <= TITLE_LENGTH:
        return line
    cut = line[:TITLE_LENGTH]
    return (cut.rsplit(" ", 1)[0] if " " in cut[TITLE_LENGTH // 2 :] else cut[:-1]) + "…"


def _after(case: CaseRow, verb: Verb) -> CaseState:
    return CaseState(case_states.after(case.state, verb).value)


def _answers(row: Heard, word: PendingWord, person: int | None) -> bool:
    same_thread = (word.channel, word.thread) == (row.channel, row.thread)
    return same_thread and word.at <= row.at and person in (None, word.profile_id)
