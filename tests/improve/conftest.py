from __future__ import annotations

from datetime import timedelta

import pytest

from firebell.common import clock
from tests.desk.posts import START, Posts

NOW = START + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _the_clock_stands_where_the_posts_are():
    with clock.moved_to(NOW):
        yield


@pytest.fixture
def posts(cast) -> Posts:
    return Posts(cast.house.pk)


@pytest.fixture
def case(posts):
    return posts.say("ann", "My parcel is lost for the third time!")
