"""What tests of pages share: signing in, reading a page as text, counting database queries."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from firebell.accounts.models import User

BACKEND = "django.contrib.auth.backends.ModelBackend"
# One stranger's text with what strangers try; it must come back as letters, never as markup.
HOSTILE = (
    "<script>alert(1)</script> \u202ekcab\u2066 {{ 7*7 }} https://bank.example@evil.example/<b>"
)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, BACKEND)
    return client


def queries_of(client: Client, path: str) -> int:
    """Database queries of one page load; the page must be there."""
    with CaptureQueriesContext(connection) as caught:
        response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    return len(caught)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _parsed(response: Any) -> _Words:
    page = _Words()
    page.feed(response.text)
    return page


def said_on(response: Any) -> str:
    """The text of a page, white space folded."""
    return " ".join(" ".join(_parsed(response).words).split())


def assert_harmless(response: Any) -> None:
    """No inline script or style, no handler, no address but http(s) and our own."""
    page = _parsed(response)
    assert "alert(1)" in said_on(response), "the hostile text is not on this page at all"
    assert "<script>alert" not in response.text
    for name, value in page.attributes:
        assert not name.startswith("on"), (name, value)
        assert name != "style", value
        if name in ("href", "src", "action"):
            assert (value or "").startswith(("/", "http://", "https://", "?", "#")), value
