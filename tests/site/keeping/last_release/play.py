"""What made rows.jsonl: a little of everything, by the code of the release itself.

With that release checked out, in its folder and an empty home:

    FIREBELL_HOME=/tmp/home PYTHONPATH=. python .../tests/site/keeping/last_release/play.py
    FIREBELL_HOME=/tmp/home firebell backup /tmp/it        # of a later release
    zstd -dc /tmp/it > rows.jsonl

It is data of a moment, so it is not played again by the tests.
"""

from __future__ import annotations

import json
import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "firebell.site.settings"
from firebell.site.database import prepare

prepare()

from axes.models import AccessAttempt, AccessFailureLog, AccessLog  # noqa: E402
from django.contrib.auth.models import Permission  # noqa: E402

from firebell.accounts import actions as accounts  # noqa: E402
from firebell.accounts.models import Workspace  # noqa: E402
from firebell.channels.models import RejectedRow, Source  # noqa: E402
from firebell.common import clock  # noqa: E402
from firebell.desk import actions as desk  # noqa: E402
from firebell.desk.models import Case  # noqa: E402
from firebell.listening.models import Brand, Interaction  # noqa: E402
from firebell.outbound import actions as outbound  # noqa: E402
from firebell.site.replaying import Score, play  # noqa: E402
from firebell.triggers.enums import AlertState, Feedback, TriggerKind  # noqa: E402
from firebell.triggers.models import (  # noqa: E402
    Alert,
    AlertEvidence,
    Notification,
    NotificationTarget,
    SeriesPoint,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TEXTS = (
    "@united my flight is late, please help",
    "@united where is my bag?? Æøå ąęł 行李 🧳👩‍👩‍👧",
    "@united <script>alert('x')</script> '; DROP TABLE desk_case; -- \\ \" help me please",
    "@united thank you, lovely crew",
    "@united line one\nline two\ttab \u202eturned\u202c and a null-ish \\u0000, why no answer?",
    "@united you lost my bag again, you useless clowns, call me",
)


def posts(folder: Path) -> Path:
    rows = [
        {
            "channel": "microblog", "external_id": f"post-{number}", "kind": "post",
            "direction": "inbound", "at": (NOON + timedelta(minutes=number)).isoformat(),
            "text": TEXTS[number % len(TEXTS)], "author": f"person-{number % 9}",
            "followers": number * 1_000_003,
        }
        for number in range(24)
    ]  # fmt: skip
    lines = [json.dumps(row) for row in rows] + ['{"text": "no time", "channel": "microblog"}']
    path = folder / "posts.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def at_the_desk(workspace: Workspace) -> None:
    agent = accounts.add_person(
        workspace, name="Ågot", email="agot@example.org", role="agent",
        password="correct horse battery", by=None,
    )  # fmt: skip
    accounts.go_on_duty(workspace, agent, by=agent)
    cases = list(Case.objects.order_by("id"))

    def pending(case: Case) -> list[int]:
        return list(case.items.filter(state="pending").values_list("pk", flat=True))

    desk.claim(cases[0], agent)
    desk.note(cases[0], "Ring tilbake på fredag — «viktig»", agent)
    desk.answer(cases[0], "We have found your bag, thank you.", pending(cases[0]), agent)
    desk.dismiss(cases[1], pending(cases[1]), "A joke.", agent)
    desk.snooze(cases[2], clock.now() + timedelta(minutes=1), agent, "They are asleep.")
    desk.answer(cases[3], "On its way.", pending(cases[3]), agent)
    desk.undo(cases[3], agent)
    assert outbound.check_draft("Hello", public=True)
    rang(workspace, agent)


def rang(workspace: Workspace, agent) -> None:
    brand = Brand.objects.first()
    alert = Alert.objects.create(
        workspace=workspace, brand=brand, kind=TriggerKind.NEGATIVE, topic="bags", onset=NOON,
        at=NOON + timedelta(microseconds=1), peak_at=NOON, last_at=NOON, observed=0.1 + 0.2,
        expected=1e-300, window=3_600, severity=7, state=AlertState.ACKNOWLEDGED,
        headline={"kind": "negative", "observed": 42, "expected": 3.0, "hours": 1, "channel": "",
                  "topic": "bags «ø»"},
        acknowledged_by=agent, acknowledged_at=NOON, feedback=Feedback.USEFUL, feedback_by=agent,
    )  # fmt: skip
    AlertEvidence.objects.create(alert=alert, interaction=Interaction.objects.first(), rank=0)
    target = NotificationTarget.objects.create(
        workspace=workspace, name="Desk", url="mailto://user:secret@mail.example"
    )
    Notification.objects.create(alert=alert, target=target, due_at=NOON, attempts=2)
    SeriesPoint.objects.create(
        workspace=workspace, brand=brand, measure="volume", at=NOON, observed=5.0,
        expected=1.7976931348623157e308, lower=5e-324, upper=-0.0,
    )  # fmt: skip


def at_the_door() -> None:
    seen = {"user_agent": "x", "ip_address": "2001:db8::1", "username": "agot@example.org"}
    AccessAttempt.objects.create(**seen, failures_since_start=3, get_data="", post_data="")
    AccessFailureLog.objects.create(**seen)
    AccessLog.objects.create(**seen)


with tempfile.TemporaryDirectory() as folder:
    play(Score([posts(Path(folder))], "plain", "airline"))
with clock.moved_to(NOON + timedelta(hours=1)):
    at_the_desk(Workspace.objects.get())
at_the_door()
RejectedRow.objects.create(
    source=Source.objects.get(), place="row 999", reason="bytes", raw=bytes(range(256)),
    raw_size=256, at=NOON,
)  # fmt: skip
# 160 lines that every migration makes anew.
Permission.objects.all().delete()
