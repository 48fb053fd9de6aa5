from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Iterator
from contextlib import closing
from functools import partial

import pytest
from asgiref.sync import sync_to_async
from django.db import connection, transaction

from firebell.common import pulse, waking
from firebell.site import live
from tests.stores.marks import on_postgres

pytestmark = [on_postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def woken() -> Iterator[queue.Queue[None]]:
    """Gets something in it each time that news of cases came; connected already."""
    news: queue.Queue[None] = queue.Queue()
    waker = waking.Waker(["cases"], partial(news.put, None))
    waker.start()
    news.get(timeout=30)
    yield news
    waker.stop()
    assert not waker.is_alive()


def in_another_process_so_to_say(*touches: tuple[int, str], commit: bool = True) -> None:
    """On a connection of its own."""

    def touch() -> None:
        with closing(connection), transaction.atomic():
            for workspace, topic in touches:
                pulse.touch(workspace, topic)
            if not commit:
                transaction.set_rollback(True)

    other = threading.Thread(target=touch)
    other.start()
    other.join()


def mark() -> str:
    with closing(connection):
        return pulse.mark(7)


def test_a_committed_pulse_wakes_who_waits_for_its_topic(woken):
    in_another_process_so_to_say((1, "cases"))
    woken.get(timeout=30)


def test_another_topic_and_what_was_rolled_back_wake_nobody(woken):
    in_another_process_so_to_say((1, "people"))
    in_another_process_so_to_say((1, "cases"), commit=False)
    in_another_process_so_to_say((1, "cases"))
    # They come in their order: had the first two been heard, there would be more than one.
    woken.get(timeout=30)
    with pytest.raises(queue.Empty):
        woken.get(timeout=0.2)


def test_waiting_goes_on_after_the_connection_broke(woken):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE query = %s AND datname = current_database()",
            [waking.LISTEN],
        )
    woken.get(timeout=30)  # connected anew
    in_another_process_so_to_say((1, "cases"))
    woken.get(timeout=30)


def test_an_open_screen_hears_of_its_own_workspace_by_being_woken():
    async def heard() -> list[str]:
        # An hour between two looks: only being woken can bring the news.
        async with waking.ear(7) as ear:
            await ear.sleep(30)  # until it is connected, which is news too
            look = sync_to_async(mark)
            stream = live.changes(look, await look(), sleep=ear.sleep, rhythm=(3600, 100))
            parts = [await anext(stream)]
            news = asyncio.create_task(anext(stream))
            await asyncio.sleep(0.1)
            await asyncio.to_thread(in_another_process_so_to_say, (8, "alerts"))
            await asyncio.to_thread(in_another_process_so_to_say, (7, "cases"))
            parts.append(await asyncio.wait_for(news, 30))
            return parts

    retry, event = asyncio.run(heard())
    assert retry == "retry: 2000\n\n"
    assert event.startswith("event: cases\n")
