"""Telling people, against a real SMTP server and a real HTTP server on this machine."""

from __future__ import annotations

import json
import socket
import threading
from datetime import timedelta
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from aiosmtpd.controller import Controller

from firebell.common import clock
from firebell.core.triggers.counting import count
from firebell.listening.models import Brand
from firebell.triggers import actions, notify
from firebell.triggers.enums import NotificationState
from firebell.triggers.forms import TargetForm
from firebell.triggers.models import Alert, Notification, NotificationTarget
from firebell.triggers.tasks import deliver_notifications
from tests.triggers.playing import START, burst, in_order, play, steady

TROUBLE = START + timedelta(days=3, hours=10)
# Apprise loads all its services at once; the library of one of them uses an ageing module.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")


@pytest.fixture(autouse=True)
def _servers_of_this_machine_are_opened(monkeypatch):
    monkeypatch.setenv("FIREBELL_REACHABLE", "127.0.0.1")


class Inbox:
    def __init__(self):
        self.messages = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        self.messages.append((envelope.rcpt_tos, message_from_bytes(envelope.content)))
        return "250 OK"


@pytest.fixture
def mail():
    inbox = Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield inbox, controller.port
    controller.stop()


@pytest.fixture
def web():
    """A server that answers with `status` and keeps what it was told."""
    told = []

    class Hook(BaseHTTPRequestHandler):
        status = 200

        def do_POST(self):
            told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(type(self).status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Hook)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Hook, server.server_port, told
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def brand(cast):
    return Brand.objects.create(workspace=cast.house, name="Acme")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def target(brand, url, **more):
    fields = {"name": "Duty", "min_severity": 1} | more
    return NotificationTarget.objects.create(workspace=brand.workspace, url=url, **fields)


def ring(brand):
    """An alert that has just rung; the clock stands where the posts stand."""
    heard = in_order(steady(brand.pk, START, 3.4), burst(brand.pk, TROUBLE, 45))
    play(brand.workspace_id, [one for one in heard if one.at < TROUBLE + timedelta(hours=1)])
    return Alert.objects.get()


def deliver(after=timedelta(hours=1)):
    with clock.moved_to(TROUBLE + after):
        return deliver_notifications()


def test_an_alert_arrives_by_mail_once(brand, mail):
    inbox, port = mail
    target(brand, f"mailto://127.0.0.1:{port}?from=bell@example.org&to=duty@example.org")
    ring(brand)
    assert [deliver(), deliver()] == [1, 0]
    ((recipients, message),) = inbox.messages
    assert recipients == ["duty@example.org"]
    assert message["Subject"] == "Acme: Spike in negativity"
    body = message.get_payload(decode=True) or message.get_payload(0).get_payload(decode=True)
    assert b"complaints on Bluesky in the last 25 minutes; usual: 1" in body
    kept = Notification.objects.get()
    assert (kept.state, kept.attempts, kept.last_error) == (NotificationState.SENT, 1, "")


def test_an_alert_arrives_at_a_web_hook(brand, web):
    _hook, port, told = web
    target(brand, f"json://127.0.0.1:{port}/bell")
    ring(brand)
    assert deliver() == 1
    assert [one["title"] for one in told] == ["Acme: Spike in negativity"]


def test_a_refusal_is_kept_with_its_reason_and_tried_again_later(brand, web):
    hook, port, told = web
    target(brand, f"json://me:secret@127.0.0.1:{port}/bell")
    ring(brand)
    hook.status = 503
    assert deliver() == 0
    kept = Notification.objects.get()
    assert (kept.state, kept.attempts) == (NotificationState.WAITING, 1)
    assert "503" in kept.last_error
    assert "secret" not in kept.last_error
    assert kept.due_at == TROUBLE + timedelta(hours=1, minutes=1)
    hook.status = 200
    assert deliver() == 0
    assert deliver(timedelta(hours=1, minutes=2)) == 1
    assert len(told) == 2


def test_it_gives_up_after_eight_attempts(brand):
    target(brand, f"json://127.0.0.1:{free_port()}/nobody")
    ring(brand)
    for hours in range(1, 12):
        deliver(timedelta(hours=hours))
    kept = Notification.objects.get()
    assert (kept.state, kept.attempts) == (NotificationState.FAILED, 8)


def test_what_was_lost_while_sending_is_sent_again(brand, web):
    _hook, port, told = web
    target(brand, f"json://127.0.0.1:{port}/bell")
    ring(brand)
    lost_at = TROUBLE + timedelta(hours=1)
    assert len(actions.claim_notifications(lost_at)) == 1
    assert deliver(timedelta(hours=1, minutes=4)) == 0
    assert deliver(timedelta(hours=1, minutes=5)) == 1
    assert len(told) == 1


def test_only_who_wants_to_know_is_told(brand):
    wants = target(brand, "json://127.0.0.1/a", name="All")
    target(brand, "json://127.0.0.1/b", name="Worst only", min_severity=10)
    target(brand, "json://127.0.0.1/c", name="Off", active=False)
    ring(brand)
    assert Notification.objects.get().target == wants


def test_history_wakes_nobody(brand):
    target(brand, "json://127.0.0.1/a")
    heard = in_order(steady(brand.pk, START, 4), burst(brand.pk, TROUBLE, 45))
    for start in range(0, len(heard), 200):
        batch = heard[start : start + 200]
        now = START + timedelta(days=30)
        actions.count_and_detect(brand.workspace_id, count(batch), batch[-1].at, now)
    assert Alert.objects.count() == 1
    assert not Notification.objects.exists()


def test_an_address_that_nobody_understands_is_an_error():
    with pytest.raises(notify.NotifyError, match="does not understand"):
        notify.send("gopher://example.org", "title", "body")


@pytest.mark.parametrize("url", ["json://127.0.0.1:{port}/x", "json://localhost:{port}/x"])
def test_a_target_inside_is_not_told_unless_it_was_opened(web, monkeypatch, url):
    _hook, port, told = web
    monkeypatch.setenv("FIREBELL_REACHABLE", "127.0.0.2")
    with pytest.raises(notify.NotifyError, match="FIREBELL_REACHABLE"):
        notify.send(url.format(port=port), "title", "body")
    assert told == []
    monkeypatch.setenv("FIREBELL_REACHABLE", f"localhost:{port}")
    notify.send(url.format(port=port), "title", "body")
    assert len(told) == 1


def test_a_target_that_redirects_inside_is_not_followed(web, monkeypatch):
    """Apprise follows redirects by itself: from an opened address to one that is not."""
    _hook, port, told = web

    class Away(BaseHTTPRequestHandler):
        def do_POST(self):
            self.send_response(307)
            self.send_header("Location", f"http://127.0.0.1:{port}/inside")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.2", 0), Away)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setenv("FIREBELL_REACHABLE", "127.0.0.2")
    target = f"json://127.0.0.2:{server.server_port}/x?redirect=yes"
    try:
        with pytest.raises(notify.NotifyError, match="is not reached from here"):
            notify.send(target, "title", "body")
        assert told == []
        # The same with the inside opened arrives: it was our door that held it back.
        monkeypatch.setenv("FIREBELL_REACHABLE", f"127.0.0.2,127.0.0.1:{port}")
        notify.send(target, "title", "body")
        assert len(told) == 1
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_target_spelt_as_an_address_inside_is_refused_when_it_is_saved(cast, monkeypatch):
    monkeypatch.delenv("FIREBELL_REACHABLE")
    for host in ("127.0.0.1", "0x7f.1", "2130706433", "10.1.2.3", "[::1]", "localhost"):
        fields = {"name": "Duty", "url": f"json://{host}/x", "min_severity": 1, "language": "en"}
        form = TargetForm(fields, workspace_id=cast.house.pk)
        assert "url" in form.errors, host  # by us, or by Apprise, which knows fewer notations
    fields["url"] = "json://10.1.2.3/x"
    refused = TargetForm(fields, workspace_id=cast.house.pk)
    assert "a private network" in str(refused.errors["url"])
