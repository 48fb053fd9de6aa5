from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.posts import NOON, post
from tests.site.commands import firebell

CITIES = ("Oslo", "Bergen", "Rome", "Lima", "Paris", "Warsaw", "Berlin", "Madrid")


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    home = tmp_path_factory.mktemp("home")
    told = [
        post(n, text=f"the refund voucher from {c} does not work") for n, c in enumerate(CITIES)
    ]
    told += [
        post(20 + n, text="Shame on you,\x1b[2J the pilot of this flight was drunk") for n in (0, 1)
    ]
    path = home / "posts.jsonl"
    lines = ({**one, "at": one["at"].isoformat()} for one in told)
    path.write_text("".join(json.dumps(one) + "\n" for one in lines))
    done = firebell(home, "replay", str(path), "--json")
    assert done.returncode == 0, done.stderr
    return home


def test_it_prints_what_the_page_shows_and_says_the_same_again(home: Path):
    first, again = (firebell(home, "discover", "--json") for _ in range(2))
    assert first.returncode == 0, first.stderr
    assert first.stdout == again.stdout
    (told,) = map(json.loads, first.stdout.splitlines())
    assert (told["posts"], told["read"], told["posts_before"]) == (10, 10, 0)
    (theme,) = told["themes"]
    assert "voucher" in " ".join(theme["words"])
    assert (theme["posts"], theme["before"]) == (8, 0)
    assert theme["examples"][0]["text"].startswith("the refund voucher")
    assert told["spreading"][-1]["people"] >= 2
    assert told["until"].startswith(f"{NOON:%Y-%m-%d}")


def test_for_people_it_prints_lines_that_steer_no_terminal(home: Path):
    done = firebell(home, "discover")
    assert done.returncode == 0, done.stderr
    assert "10 of 10 posts up to" in done.stdout
    assert "the pilot of this flight was drunk" in done.stdout
    assert "\x1b" not in done.stdout


def test_an_unknown_workspace_is_refused_with_those_there_are(home: Path):
    done = firebell(home, "discover", "--workspace", "nowhere")
    assert done.returncode == 2
    assert "no workspace is called 'nowhere'" in done.stderr


def test_where_it_is_due_it_looks_once_and_prints_nothing(home: Path):
    first, again = (firebell(home, "discover", "--due") for _ in range(2))
    assert (first.returncode, first.stdout, again.returncode, again.stdout) == (0, "", 0, "")
