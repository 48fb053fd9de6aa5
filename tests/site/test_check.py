"""`firebell check`: 0 when all is well, 1 with one line for each thing to put right."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from firebell.channels.enums import SourceState
from firebell.channels.models import Source
from firebell.common.models import AuditEntry
from firebell.desk.enums import ItemState
from firebell.desk.models import CaseItem
from firebell.site.command_line import cli
from firebell.site.health import CHECKS
from tests.site.commands import firebell, write_posts
from tests.stores.unlocking import without_triggers


def check(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["check", *arguments])


@pytest.fixture
def played(db: None, tmp_path: Path) -> None:
    posts = str(write_posts(tmp_path / "posts.jsonl", 3))
    CliRunner().invoke(cli, ["replay", posts, "--map", "plain", "--queries-of", "airline"])


def test_all_is_well_in_an_empty_home(tmp_path):
    result = firebell(tmp_path / "home", "check")
    assert result.returncode == 0, result.stdout
    assert result.stdout == "".join(f"ok    {name}\n" for name in CHECKS) + "All is well.\n"


def test_all_is_well_after_a_replay(played):
    result = check()
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "All is well.")


def test_a_broken_promise_a_changed_entry_and_a_dead_source_are_found(played):
    Source.objects.update(state=SourceState.FAILED, last_error="the file is gone")
    without_triggers("desk_case", "desk_caseitem", "common_auditentry")
    first = AuditEntry.objects.earliest("pk").pk
    AuditEntry.objects.filter(pk=first).update(actor_name="somebody else")
    CaseItem.objects.update(state=ItemState.NO_ANSWER_NEEDED, needs_answer=False)
    result = check()
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    wrong = {line.removeprefix("WRONG").strip() for line in lines if line.startswith("WRONG")}
    assert wrong == {"never unattended", "audit log", "sources"}
    assert "      source 'posts.jsonl': the file is gone" in lines
    assert any(line.startswith(f"      audit entry {first} was changed") for line in lines)
    told = [line for line in lines if line.startswith("      ")]
    assert lines[-1] == f"{len(told)} to put right."


def test_deploy_says_what_is_missing_before_a_network_may_see_it(tmp_path):
    result = firebell(tmp_path / "home", "check", "--deploy")
    assert result.returncode == 1
    assert "WRONG deployment" in result.stdout
    assert "security.W" in result.stdout


def test_deploy_is_content_behind_a_proxy_with_tls(tmp_path):
    result = firebell(
        tmp_path / "home", "check", "--deploy", FIREBELL_HTTPS="1", FIREBELL_HOSTS="bell.example"
    )
    assert (result.returncode, result.stderr) == (0, ""), result.stdout
