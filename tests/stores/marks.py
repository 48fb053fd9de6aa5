from __future__ import annotations

import pytest

from tests.stores.homes import STORE

on_postgres = pytest.mark.skipif(
    STORE != "postgres", reason="needs PostgreSQL: FIREBELL_TEST_STORE=postgres"
)
on_sqlite = pytest.mark.skipif(STORE != "sqlite", reason="is about SQLite alone")
