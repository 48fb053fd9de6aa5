"""One setting chooses the store; a wrong one is refused in one line that holds no password."""

from __future__ import annotations

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from firebell.common import database_url
from firebell.common.database_url import DatabaseUrlError, database
from firebell.site.database import explain
from tests.site.commands import firebell
from tests.stores.homes import fresh_database, store_of
from tests.stores.marks import on_postgres

HOME = Path("/nowhere")


def test_nothing_set_is_sqlite_in_the_home():
    assert database("", HOME, 5)["NAME"] == HOME / "firebell.sqlite3"


def test_every_part_of_an_address_is_taken():
    found = database(
        "postgres://fire%40bell:p%40ss%3Aw%2Ford%3F%23@db.example:5433/bell?sslmode=require",
        HOME,
        7,
    )
    assert {name: found[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "bell",
        "USER": "fire@bell",
        "PASSWORD": "p@ss:w/ord?#",
        "HOST": "db.example",
        "PORT": "5433",
    }
    assert found["OPTIONS"]["sslmode"] == "require"
    assert "lock_timeout=7000" in found["OPTIONS"]["options"]


def test_a_socket_is_named_by_its_folder():
    found = database("postgresql://bell@/bell?host=/run/postgresql", HOME, 5)
    assert (found["HOST"], found["PORT"]) == ("/run/postgresql", "")


WRONG = {
    "mysql://bell:sesame@db/bell": "not an address of PostgreSQL",
    "bell:sesame@db/bell": "not an address of PostgreSQL",
    "postgres://bell:sesame@db": "names no database",
    "postgres://bell:sesame@db/a/b": "names no database",
    "postgres://bell:sesame@db:port/bell": "cannot be taken apart",
    "postgres://bell:ses/ame@db/bell": "cannot be taken apart",
    "postgres://bell:ses?ame@db/bell": "cannot be taken apart",
    "postgres://bell:ses#ame@db/bell": "cannot be taken apart",
    "postgres://bell:sesame@[db/bell": "cannot be taken apart",
    "postgres://bell:sesame@db/bell?sslmod=require": "an option that is not known",
    "postgres://bell:sesame@db/bell?sslmode=yes": "sslmode is one of",
    "postgres://bell:sesame@db/bell?connect_timeout=sesame": "connect_timeout is a number",
}


@pytest.mark.parametrize("url", WRONG)
def test_a_wrong_address_is_refused_without_repeating_any_of_it(url):
    with pytest.raises(DatabaseUrlError) as refused:
        database(url, HOME, 5)
    message = str(refused.value)
    assert WRONG[url] in message
    assert "FIREBELL_DATABASE_URL" in message
    assert "ses" not in message.replace("these", "")
    assert "\n" not in message


def test_the_command_line_says_so_in_one_line(tmp_path):
    done = firebell(tmp_path, "check", FIREBELL_DATABASE_URL="postgres://bell:sesame@db:x/bell")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "sesame" not in done.stderr


def test_the_address_may_lie_in_a_file(tmp_path, monkeypatch):
    monkeypatch.delenv("FIREBELL_DATABASE_URL", raising=False)
    file = tmp_path / "url"
    file.write_text("postgres://bell@db/bell\n")
    monkeypatch.setenv("FIREBELL_DATABASE_URL_FILE", str(file))
    assert database_url.database_url() == "postgres://bell@db/bell"
    file.unlink()
    with pytest.raises(DatabaseUrlError, match="cannot read"):
        database_url.database_url()


def answer_of(tmp_path: Path, url: str) -> str:
    done = firebell(tmp_path, "check", FIREBELL_DATABASE_URL=url)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    return done.stderr


def test_a_server_that_is_not_there_is_said_to_be_silent(tmp_path):
    said = answer_of(tmp_path, "postgres://bell:sesame@127.0.0.1:1/bell")
    assert "does not answer" in said
    assert "sesame" not in said


@on_postgres
def test_a_wrong_password_and_a_missing_database_are_told_apart(tmp_path):
    port = os.environ["FIREBELL_DATABASE_URL"].rpartition("port=")[2]
    said = answer_of(tmp_path, f"postgres://postgres:sesame@127.0.0.1:{port}/postgres")
    assert "does not let this user in" in said
    assert "sesame" not in said
    missing = fresh_database("here").replace("/here?", "/nowhere?")
    assert "has no database of this name" in answer_of(tmp_path, missing)


@on_postgres
def test_a_database_without_unicode_is_refused(tmp_path):
    import psycopg

    url = os.environ["FIREBELL_DATABASE_URL"].replace("/firebell?", "/postgres?")
    with psycopg.connect(url, autocommit=True) as server:
        server.execute("DROP DATABASE IF EXISTS narrow")
        server.execute("CREATE DATABASE narrow ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C'")
    said = answer_of(tmp_path, url.replace("/postgres?", "/narrow?"))
    assert "keeps text as LATIN1" in said


@on_postgres
@pytest.mark.parametrize(
    ("message", "remedy"),
    [
        ('could not extend file "base/1": No space left on device', "its disk is full"),
        ("FATAL:  sorry, too many clients already", "no connection left"),
        ("canceling statement due to lock timeout", "another program holds it"),
        ("PostgreSQL 14 or later is required (found 13.2).", "too old"),
        ("server closed the connection unexpectedly\n\tThis probably means", "does not answer"),
        ("cannot execute INSERT in a read-only transaction", "a copy that cannot be written to"),
        ('syntax error at or near "PRAGMA"\nLINE 1: PRAGMA', "refused: syntax error"),
    ],
)
def test_what_postgresql_says_becomes_what_to_do(message, remedy):
    said = explain(message)
    assert remedy in said
    assert "\n" not in said


def test_two_that_start_at_once_make_one_database(tmp_path):
    """Both find it empty; one migrates, the other waits and finds nothing left to do."""
    store_of(tmp_path)
    with ThreadPoolExecutor(2) as pool:
        started = [pool.submit(firebell, tmp_path, "check") for _ in range(2)]
        done: list[subprocess.CompletedProcess[str]] = [one.result() for one in started]
    assert [one.returncode for one in done] == [0, 0], [one.stderr for one in done]
