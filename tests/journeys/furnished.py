"""Make a home with everything of a source and of an answer to be seen: `python -m
tests.journeys.furnished`.

A source of each network, fine and in trouble; an answer in each of its states; a word that was
edited, one that was deleted, files; a program that is told. No worker may run on it: what lies
here is to stay as it is. Prints a JSON object: a cookie, the path of the workspace, the numbers of
cases by state of their answer, of sources and alerts by name, and of the hook.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import django
from django.utils.text import slugify

from tests.journeys.serving import pages_only
from tests.stores.homes import store_of, with_tables

ROOT = Path(__file__).resolve().parents[2]
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Furnished:
    """A home that is furnished and served; `told` is what this module printed."""

    base: str
    told: dict[str, Any]

    def url(self, path: str = "") -> str:
        return f"{self.base}{self.told['path']}{path}"

    @property
    def state(self) -> dict[str, Any]:
        """What a browser keeps of somebody who is signed in."""
        return self._signed_in(*self.told["cookie"])

    @property
    def volunteer(self) -> dict[str, Any]:
        """The same of a volunteer."""
        return self._signed_in(self.told["cookie"][0], self.told["volunteer"])

    def _signed_in(self, name: str, value: str) -> dict[str, Any]:
        cookie = {"name": name, "value": value, "domain": "127.0.0.1", "path": "/"}
        more = {"expires": -1, "httpOnly": True, "secure": False, "sameSite": "Lax"}
        return {"cookies": [cookie | more], "origins": []}

    @property
    def screens(self) -> dict[str, str]:
        """Name -> path in the workspace, of each screen that there is something to see on."""
        cases = {f"case-{state}": f"cases/{n}/" for state, n in self.told["cases"].items()}
        sources = {slugify(name): pk for name, pk in self.told["sources"].items()}
        alerts = {slugify(name): pk for name, pk in self.told["alerts"].items()}
        return {
            "bell": "",
            "inbox": "inbox/",
            "unsent": "inbox/?view=unsent",
            "alerts": "alerts/",
            "sources": "sources/",
            "sending": "sending/",
            "hooks": "settings/hooks/",
            "hook": f"settings/hooks/{self.told['hook']}/",
            "tokens": "settings/tokens/",
            "log": "settings/log/",
            "team": "desk/team/",
            "pool": "pool/",
            **cases,
            **{f"alert-{name}": f"alerts/{pk}/" for name, pk in alerts.items()},
            **{f"source-{name}": f"sources/{pk}/" for name, pk in sources.items()},
            **{f"edit-{name}": f"sources/{pk}/edit/" for name, pk in sources.items()},
            **{f"gate-{name}": f"sources/{pk}/gate/" for name, pk in sources.items()},
            **{f"new-{kind}": f"sources/new/{kind}/" for kind, _ in SOURCES.values()},
        }


@contextmanager
def furnished(home: Path) -> Iterator[Furnished]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.furnished"],
        env=os.environ | store_of(with_tables(home)) | {"FIREBELL_HOME": str(home)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with pages_only(home) as base:
        yield Furnished(base, json.loads(done.stdout))


SOURCES: dict[str, tuple[str, dict[str, Any]]] = {
    "Bluesky": ("bluesky", {}),
    "Our Mastodon": (
        "mastodon",
        {"server": "https://mastodon.example", "handle": "snarvik", "access_token": "t0ken"},
    ),
    "Service mailbox": (
        "email",
        {
            "address": "service@snarvik.example",
            "imap_host": "imap.snarvik.example",
            "smtp_host": "smtp.snarvik.example",
            "password": "a mailbox that nobody has",
        },
    ),
    "The Oslo paper": ("feeds", {"address": "https://paper.example/feed.xml"}),
    "Reviews of the shop": ("webhook", {"secret": "whsec_" + "c25hcnZpay1zZWNyZXQ" * 2 + "AA"}),
    "Exports of the agency": ("file_drop", {}),
}
WORDS = {
    "held": (
        "anneli.berg",
        "My parcel is at the wrong pick-up point. Can you move it?",
    ),
    "sending": ("tor_h", "Is the shop at Aker Brygge open on Sunday?"),
    "sent": ("maria.k", "The tracking page shows nothing since Thursday."),
    "delivered": ("jakub.w", "Paczka miała być wczoraj. Gdzie ona jest?"),
    "read": ("sigrid_l", "Can I change the address after I have paid?"),
    "failed": ("per.olav", "Third parcel lost this year. I want my money back."),
    "uncertain": ("lena.dahl", "The courier left it outside in the rain, it is soaked."),
    "asking": ("geraldine_w", "Still no answer about order 4471. Anybody there?"),
    "cancelled": ("ole.m", "You charged me twice for one delivery."),
    "withdrawn": ("nina.s", "Do you deliver to Svalbard?"),
    "waiting": ("katrin_o", "The box is open and half of it is missing."),
}
# What nobody has taken: three questions for anybody, and one that is none for volunteers.
ASKED = (
    ("liv.h", "Is the shop in Tromsø open on Saturday?", "low", ()),
    ("knut_s", "Which box is large enough for a pair of skis?", "low", ()),
    ("berit.a", "Do you take old boxes back?", "low", ()),
    ("advokat_n", "My client’s phone was in that parcel. We will sue.", "high", ("legal",)),
)
VOLUNTEERS = ("Vera Vik", "Viggo Lund")
PASSWORD = "a sentence is best here"
ANSWER = "We are sorry. We have asked the depot and will tell you here before noon tomorrow."


class Furnisher:
    """Fills one workspace; `now` is the time of the first look."""

    def __init__(self, now: datetime) -> None:
        from firebell.accounts import actions as accounts
        from firebell.accounts.enums import Role
        from firebell.listening import actions as listening
        from firebell.understanding.models import ReaderVersion

        self.now = now
        self.house = accounts.open_workspace("Snarvik")
        self.person = accounts.add_person(
            self.house, name="Ingrid Dahl", email="i@snarvik.example", role=Role.ADMINISTRATOR,
            password=None, by=None,
        )  # fmt: skip
        accounts.go_on_duty(self.house, self.person, by=None)
        listening.save_query(
            self.house, name="Snarvik", kind="brand", text="snarvik", by=None,
            brand=listening.ensure_brand(self.house.pk, "Snarvik"),
        )  # fmt: skip
        self.version = ReaderVersion.objects.create(name="furnished", first_used_at=now)
        self.sources = {name: self._source(name, *told) for name, told in SOURCES.items()}
        self.cases: dict[str, int] = {}
        self.asked: dict[str, int] = {}

    def _source(self, name: str, network: str, config: dict[str, Any]) -> Any:
        from firebell.channels import actions

        if network == "file_drop":
            config = {"folder": tempfile.gettempdir()}
        return actions.configure_source(self.house, network, name, config, by=None)

    def judge(self) -> None:
        """A fortnight of arrivals; then one is silent, one cannot hear, one lacks words."""
        from firebell.channels.models import Source

        for number, source in enumerate(self.sources.values()):
            quiet = 5 if source.name == "Our Mastodon" else 0
            self._arrivals(source, 40 // (1 + 2 * number) + 1, quiet)
            Source.objects.filter(pk=source.pk).update(
                inserted=12_840 // (1 + number), duplicates=310 // (1 + number),
                last_polled_at=self.now, last_event_at=self.now - quiet * HOUR,
                last_heard_at=self.now - quiet * HOUR - timedelta(minutes=2),
                health="fine", health_since=self.now - 24 * HOUR,
                health_data={"seconds": 240, "usual": 12.0, "usual_since": 1.0, "chance": 0.4},
                claimed_by="worker", claimed_until=self.now + timedelta(days=365),
            )  # fmt: skip
        self._trouble()

    def _arrivals(self, source: Any, number: int, quiet: int) -> None:
        from firebell.channels.models import Arrivals

        hour = self.now.replace(minute=0, second=0, microsecond=0)
        Arrivals.objects.bulk_create(
            Arrivals(
                source=source,
                hour=hour - n * HOUR,
                number=0 if n < quiet else number * (3 + (hour - n * HOUR).hour % 12) // 6,
                freshest=3,
            )
            for n in range(14 * 24)
        )

    def _trouble(self) -> None:
        silent = {"seconds": 5 * 3_600, "usual": 12.0, "usual_since": 61.0, "chance": 1e-9}
        refused = "email: imap.snarvik.example refused the password (AUTHENTICATIONFAILED)"
        soon = (self.now + timedelta(hours=30)).isoformat()
        self._in_trouble("Our Mastodon", "silent", silent, standing={
            "budgets": [{"what": "requests", "left": 212, "of": 300, "resets_at": None}],
            "missing_scopes": ["read:notifications"], "token_expires_at": soon,
        })  # fmt: skip
        self._in_trouble(
            "Service mailbox", "deaf", {"error": refused}, last_error=refused,
            failing_since=self.now - 3 * HOUR, state="failed",
        )  # fmt: skip
        self._in_trouble("Bluesky", "missing", {"missing": 3})
        self._counted(self.sources["Bluesky"])
        self._refused(self.sources["Exports of the agency"])

    def _in_trouble(self, name: str, health: str, data: dict[str, Any], **more: Any) -> None:
        """Its fact rings only by the kind that the house gives it; see `channels.judging`."""
        from firebell.channels.models import Source
        from firebell.common import ledger
        from firebell.triggers.actions.sources import ring_source

        source, data = self.sources[name], {"health": health, "name": name, **data}
        Source.objects.filter(pk=source.pk).update(
            health=health, health_since=self.now - HOUR, health_data=data, **more
        )
        at = self.now - timedelta(minutes=20)
        kind = {"silent": "source_fell_silent", "missing": "source_words_missing"}.get(health)
        fact = ledger.append(self.house.pk, kind or f"source_{health}", source, at, data)
        ring_source(fact)

    def _counted(self, source: Any) -> None:
        from firebell.channels.models import Reconciliation

        for n in range(4):
            until = self.now - n * 6 * HOUR
            Reconciliation.objects.create(
                source=source, at=until, since=until - 6 * HOUR, until=until, there=1_204 - n,
                here=1_201 if n == 0 else 1_204 - n, whole=n != 2, settled=n == 0,
                missing=["3lq1", "3lq2", "3lq3"] if n == 0 else [],
            )  # fmt: skip

    def _refused(self, source: Any) -> None:
        from firebell.channels.models import RejectedRow, Source

        for n in range(3):
            RejectedRow.objects.create(
                source=source, place=f"agency-2026-11.csv, row {17 + n}", raw=b"x", raw_size=412,
                reason="column 'at': '31.02.2026' is no date", at=self.now - HOUR,
            )  # fmt: skip
        Source.objects.filter(pk=source.pk).update(rejected=3)

    def answer_all(self) -> None:
        """A case for each of WORDS, and answers in their states."""
        for number, (state, (handle, text)) in enumerate(WORDS.items()):
            word = self._said(number, handle, text)
            self.cases[state] = word.case_item.case.number
            if state != "waiting":
                self._answered(state, word)
        self._edited(self.cases["waiting"])

    def ask(self) -> None:
        """Volunteers, certified for the channel, and what waits for anybody."""
        from firebell.accounts import actions as accounts
        from firebell.accounts.enums import Role
        from firebell.desk import actions
        from firebell.desk.models import Seat
        from firebell.understanding.models import Reading

        for name in VOLUNTEERS:
            person = accounts.add_person(
                self.house, name=name, email=f"{name.split()[0].lower()}@snarvik.example",
                role=Role.VOLUNTEER, password=PASSWORD, by=None,
            )  # fmt: skip
            self.volunteer = person
            seat = Seat(workspace=self.house, user=person, capacity=2, certified=["mastodon"])
            actions.set_seat(seat, (), self.person)
        for number, (handle, text, complexity, matters) in enumerate(ASKED, len(WORDS)):
            word = self._said(number, handle, text)
            self.asked[handle] = word.case_item.case.number
            Reading.objects.filter(interaction=word).update(
                sentiment="negative" if matters else "neutral", complexity=complexity,
                details=json.dumps({"sensitive": matters}),
            )  # fmt: skip
        actions.set_switches(self.house, self.person, signs=True)

    def _said(self, number: int, handle: str, text: str) -> Any:
        from firebell.desk import actions
        from firebell.listening.models import Interaction, Profile
        from firebell.understanding.models import Reading

        at = self.now - timedelta(minutes=30 + 9 * number)
        person = Profile.objects.create(workspace=self.house, channel="mastodon", handle=handle)
        word = Interaction.objects.create(
            workspace=self.house, source=self.sources["Our Mastodon"], profile=person,
            channel="mastodon", external_id=f"w{number}", kind="post", at=at, received_at=at,
            text=text, thread=f"w{number}", url=f"https://mastodon.example/@{handle}/{number}",
        )  # fmt: skip
        heard = actions.Heard(
            interaction_id=word.pk, profile_id=person.pk, channel="mastodon", thread=word.thread,
            brand_id=None, at=at, text=text, language="en", needs_answer=True, negative=0.5,
            toxicity=0.0, followers=None, outbound=False,
        )  # fmt: skip
        actions.open_cases(self.house.pk, [heard], self.now)
        Reading.objects.create(
            interaction=word, version=self.version, language="en", language_p=1.0,
            sentiment="negative", negative=0.7, neutral=0.2, positive=0.1, needs_answer=True,
            needs_answer_p=0.9, toxicity=0.0,
        )  # fmt: skip
        return Interaction.objects.select_related("case_item__case").get(pk=word.pk)

    def _answered(self, state: str, word: Any) -> None:
        """By the same door as a person; then what a network would have made of it."""
        from firebell.channels.models import Source
        from firebell.desk import actions
        from firebell.outbound.models import Manner, Reply

        Manner.objects.update_or_create(workspace=self.house, defaults={"grace_seconds": 120})
        Source.objects.filter(pk=word.source_id).update(listen_only=False)
        case = word.case_item.case
        actions.send_answer(case, ANSWER, [word.pk], self.person, public=True)
        reply = Reply.objects.get(interaction=word)
        if state != "held":
            self._brought(reply, state)

    def _brought(self, reply: Any, state: str) -> None:
        from firebell.desk.actions import undo
        from firebell.desk.models import Case
        from firebell.outbound.actions import moving
        from firebell.outbound.actions.queueing import cancel
        from firebell.outbound.models import Reply

        far, url = self.now + timedelta(days=365), f"https://mastodon.example/@snarvik/{reply.pk}"
        if state == "cancelled":
            cancel(reply, self.person)
            return
        held = {"claimed_by": "worker", "claimed_until": far, "attempts": 1}
        moving.move(reply, moving.Verb.BEGIN, **held)
        if state == "failed":
            told = "mastodon: status 403: your account may not post here (suspended)"
            moving.failed(reply, moving.Verb.REFUSED, told, self.now)
        elif state in ("uncertain", "asking"):
            moving.lost(reply, "the connection ended before an answer came", far, self.now)
            Reply.objects.filter(pk=reply.pk).update(asks_a_person=state == "asking")
        elif state != "sending":
            self._arrived(reply, state, url)
            if state == "withdrawn":
                undo(Case.objects.get(number=reply.case_number), self.person)

    def _arrived(self, reply: Any, state: str, url: str) -> None:
        from firebell.channels.contract import SendResult
        from firebell.outbound.actions import moving
        from firebell.outbound.models import Reply

        at = self.now - timedelta(minutes=12)
        moving.arrived(reply, moving.Verb.TAKEN, SendResult(f"r{reply.pk}", at, url), self.now)
        steps = {"delivered": ["delivered_at"], "read": ["delivered_at", "read_at"]}.get(state, [])
        if steps:
            later = {name: at + timedelta(minutes=2 + n) for n, name in enumerate(steps)}
            Reply.objects.filter(pk=reply.pk).update(state=state, seen_at=at, **later)

    def _edited(self, number: int) -> None:
        """More from the one who waits: an edited word with files, and one that is gone."""
        from firebell.desk.models import Case
        from firebell.listening.models import Attachment, InteractionChange

        word = Case.objects.get(number=number).items.get().interaction
        InteractionChange.objects.create(
            interaction=word, kind="edited", at=word.at + timedelta(minutes=4),
            recorded_at=self.now, text=word.text + " And the invoice says 3 pieces.",
        )  # fmt: skip
        for n, (name, kind, size, content) in enumerate(
            (
                ("box-open.jpg", "image/jpeg", 2_412_001, b"\xff\xd8"),
                ("invoice-" + "4471-" * 12 + ".pdf", "application/pdf", 90_112, b"%PDF"),
                ("film.mov", "video/quicktime", 148_000_000, None),
            )
        ):
            Attachment.objects.create(
                interaction=word, number=n, name=name, media_type=kind, size=size, content=content
            )

    def tell(self) -> int:
        """A program that is told: one call taken, one given up. Its number."""
        from firebell.api import actions
        from firebell.api.models import Hook, HookAttempt, HookCall
        from firebell.common import signing

        hook = Hook(workspace=self.house, name="Duty phone", url="https://phone.example/ring")
        hook.kinds = ["alert_rang", "case_opened"]
        actions.save_hook(hook, secret=signing.new_secret(), by=self.person)
        for number, (state, status, said) in enumerate(
            (("taken", 202, ""), ("failed", 500, "internal error"), ("waiting", None, ""))
        ):
            call = HookCall.objects.create(
                hook=hook, call_id=f"call{number}", kind="alert_rang", body="{}", state=state,
                due_at=self.now, created_at=self.now - HOUR, attempts=1,
            )  # fmt: skip
            if status:
                HookAttempt.objects.create(
                    call=call, number=1, at=self.now, status=status, said=said
                )
        return hook.pk

    def let_in(self) -> None:
        """Programs with tokens: one at work, one that never came, one that was shut out."""
        from firebell.api import actions

        for name, scopes, days in (
            ("Shop bridge", ("cases:read", "cases:write", "answers:write"), 90),
            ("Wall of the board room", ("cases:read", "people:read"), None),
            ("Old ticket system", ("cases:read",), 30),
        ):
            made = actions.make_token(
                self.house, self.person, self.person, name=name, scopes=scopes,
                expires_at=self.now + timedelta(days=days) if days else None,
            )  # fmt: skip
            if name != "Wall of the board room":
                actions.note_used(made.token, self.now)
        actions.revoke_token(made.token, self.person)


def furnish() -> dict[str, Any]:
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from firebell.common import clock
    from firebell.triggers.models import Alert
    from tests.screens import signed_in

    furnisher = Furnisher(clock.now())
    furnisher.answer_all()
    furnisher.ask()
    furnisher.judge()
    furnisher.let_in()
    cookie = signed_in(furnisher.person).cookies[settings.SESSION_COOKIE_NAME].value
    return {
        "cookie": [settings.SESSION_COOKIE_NAME, cookie],
        "path": f"/w/{furnisher.house.slug}/",
        "cases": furnisher.cases,
        "asked": furnisher.asked,
        "volunteer": signed_in(furnisher.volunteer).cookies[settings.SESSION_COOKIE_NAME].value,
        "sources": {name: source.pk for name, source in furnisher.sources.items()},
        "alerts": dict(Alert.objects.values_list("source__name", "pk")),
        "hook": furnisher.tell(),
    }


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firebell.site.settings")
    django.setup()
    print(json.dumps(furnish()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
