"""Follows the stream and asks the account, in one thread, and keeps what concerns this workspace.

Neither takes the other away: the account is asked before the stream is opened, and where it does
not answer the stream is followed for a while before the error is told. The cursor holds a mark for
the stream, the notifications and our own posts; each overlaps what was read before it, and
remembers the names of what was taken in there, so that going on is exact.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import httpx
import pyarrow as pa

from firebell.channels.contract import HEARTBEAT, LINGER, Batch, ChannelError, Reject, Standing
from firebell.channels.networks.bluesky.account import Account
from firebell.channels.networks.bluesky.config import BlueskyConfig
from firebell.channels.networks.bluesky.keeping import Keeper
from firebell.channels.networks.bluesky.parse import Told, instant
from firebell.channels.networks.bluesky.people import People
from firebell.channels.networks.bluesky.public import MINUTE, Held, PublicEar, Row
from firebell.channels.networks.bluesky.records import named
from firebell.channels.networks.bluesky.search import search, wanted_words
from firebell.channels.networks.bluesky.session import session_of
from firebell.common import outgoing
from firebell.core.schema import INTERACTION, Direction

ASK_EVERY = timedelta(seconds=5)
CHANGES_WAIT = 2.0  # seconds; most deletions are of posts that were never kept


class BlueskyReader:
    """See `firebell.channels.contract.Reader`. Never ends while all goes well."""

    def __init__(
        self, *, heartbeat: timedelta = HEARTBEAT, ask_every: timedelta = ASK_EVERY
    ) -> None:
        self._heartbeat = heartbeat.total_seconds()
        self._ask_every = ask_every.total_seconds()

    def batches(
        self, config: Mapping[str, Any], cursor: Mapping[str, Any], size: int
    ) -> Iterator[Batch]:
        """See `firebell.channels.contract.Reader.batches`."""
        settings = BlueskyConfig.read(config)
        with outgoing.client() as client:
            ears = _Ears(settings, client, cursor, size)
            try:
                yield from self._listen(ears)
            finally:
                ears.close()

    def _listen(self, ears: _Ears) -> Iterator[Batch]:
        begun = told = time.monotonic()
        asked = float("-inf")
        while True:
            if time.monotonic() - asked >= self._ask_every and ears.deaf is None:
                for batch in ears.ask():
                    yield batch
                    told = time.monotonic()
                asked = time.monotonic()
            ears.listen(LINGER.total_seconds())
            if ears.is_due(time.monotonic() - told >= self._heartbeat):
                yield ears.flush()
                told = time.monotonic()
            ears.raise_what_broke(late=time.monotonic() - begun >= self._heartbeat)


class _Ears:
    """The state of one run of the reader. `deaf` is why the account could not be asked."""

    def __init__(
        self, settings: BlueskyConfig, client: httpx.Client, cursor: Mapping[str, Any], size: int
    ) -> None:
        self.deaf: ChannelError | None = None
        self._settings = settings
        self._client = client
        self._size = size
        self._people = People(client, settings.app_view)
        self._keeper = Keeper(settings.queries, None)
        self._account: Account | None = None
        if settings.has_account:
            self._account = Account(session_of(settings), client, cursor)
        elif settings.handle and settings.app_view:
            self._keeper.follow(self._people.did_of(settings.handle))
        self._public: PublicEar | None = None
        if settings.stream:
            self._public = PublicEar(settings.stream, cursor, self._keeper, self._people)
        self._gap: tuple[int, int] | None = _pair(cursor.get("gap"))  # not yet made up for
        self._held = Held()
        self._standing: Standing | None = None

    def close(self) -> None:
        if self._public is not None:
            self._public.close()

    def raise_what_broke(self, *, late: bool) -> None:
        """Only now: what came before has been handed out. An account that does not answer is told
        of when the stream was followed for a while."""
        if self._public is not None and self._public.broken is not None:
            raise self._public.broken
        if self.deaf is not None and (late or self._public is None) and not self._held:
            raise self.deaf

    def ask(self) -> Iterator[Batch]:
        """What is new for the account, in batches of at most `size`."""
        if self._account is None:
            return
        if self._held.counted:
            yield self.flush()
        try:
            self._keeper.follow(self._account.session.sign_in(self._client))
            for one in self._news(self._account):
                self._take(one)
                if self._held.counted >= self._size:
                    yield self.flush()
        except ChannelError as error:
            if error.permanent:
                raise
            self.deaf = error
        if self._held.counted:
            yield self.flush()

    def _news(self, account: Account) -> Iterator[Told | Reject]:
        yield from account.news()
        if self._gap is not None:
            yield from self._made_up_for(account, self._gap)
            self._gap = None

    def _made_up_for(self, account: Account, gap: tuple[int, int]) -> Iterator[Told]:
        """What the search finds of a gap. Begun anew if it is interrupted; repeats cost nothing."""
        since, until = instant(gap[0] - MINUTE), instant(gap[1] + MINUTE)
        for word in wanted_words(self._settings.queries):
            found = list(search(account.session, self._client, word, since, until))
            kept = self._keeper.matches([one.row for one in found])
            yield from (one for number, one in enumerate(found) if number in kept)

    def _take(self, one: Told | Reject) -> None:
        assert self._account is not None
        if isinstance(one, Reject):
            self._held.rejects.append(one)
        elif one.did == self._account.session.did:
            self._held.hold(one.did, {**one.row, "direction": str(Direction.OUTBOUND)})
        else:
            self._held.hold(one.did, one.row)

    def listen(self, seconds: float) -> None:
        """Hear the stream for so long, or until a batch is full."""
        if self._public is None:
            time.sleep(seconds)
            return
        self._public.listen(self._held, seconds, self._size - self._held.counted)
        if self._account is not None and self._public.gap is not None:
            self._gap, self._public.gap = self._public.gap, None

    def is_due(self, silent: bool) -> bool:
        """Is there something to hand out, or was nothing handed out for too long? A batch without
        anything says that the connection is alive, so a broken one gives none."""
        held = self._held
        if self.deaf or (self._public is not None and self._public.broken):
            return bool(held)
        waited = held.changes and time.monotonic() - held.since >= CHANGES_WAIT
        return bool(silent or held.counted or waited)

    def flush(self) -> Batch:
        held, self._held = self._held, Held()
        return Batch(
            self._table(held.rows),
            tuple(held.rejects),
            self._cursor(),
            changes=tuple(held.changes),
            standing=self._changed_standing(),
        )

    def _table(self, rows: Sequence[tuple[str, Row]]) -> pa.RecordBatch:
        people = self._people.authors([did for did, _ in rows])
        known = [named(row, people[did]) if did in people else dict(row) for did, row in rows]
        return pa.RecordBatch.from_pylist(known, schema=INTERACTION)

    def _cursor(self) -> dict[str, Any]:
        marks = {} if self._account is None else dict(self._account.marks)
        if self._public is not None:
            marks["stream"] = self._public.mark
        found: dict[str, Any] = {name: mark.state() for name, mark in marks.items()}
        return found if self._gap is None else {**found, "gap": list(self._gap)}

    def _changed_standing(self) -> Standing | None:
        budget = None if self._account is None else self._account.session.budget
        standing = Standing(budgets=() if budget is None else (budget,))
        if standing == (self._standing or Standing()):
            return None
        self._standing = standing
        return standing


def _pair(value: Any) -> tuple[int, int] | None:
    return (int(value[0]), int(value[1])) if value else None
