from __future__ import annotations

import pytest

from tests.desk.posts import Posts


@pytest.fixture
def posts(cast) -> Posts:
    """Writes interactions into the cast's first workspace, and takes them to the desk."""
    return Posts(cast.house.pk)
