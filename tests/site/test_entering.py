from __future__ import annotations

import pytest

from firebell.desk.models import Case
from firebell.listening.models import Interaction
from tests.cast import Cast
from tests.screens import said_on, signed_in

TOKEN = "0123456789abcdef0123456789abcdef"
CALL = {
    "token": TOKEN,
    "channel": "phone",
    "author_name": "Ann",
    "author": "+47 22 00 00 00",
    "at": "2026-03-02T12:00",
    "text": "My parcel is lost and nobody answers. Where is it? I want my money back!",
}


def test_what_was_said_on_the_phone_opens_a_case_once(cast: Cast):
    client = signed_in(cast.agent)
    first, again = (client.post("/w/house/enter/", CALL) for _ in range(2))
    assert first.headers["Location"] == "/w/house/inbox/"
    assert again.status_code == 302
    assert Interaction.objects.count() == 1
    case = Case.objects.get()
    assert (case.channel, case.profile.handle) == ("phone", "+47 22 00 00 00")
    assert CALL["text"][:40] in said_on(client.get("/w/house/inbox/"))


@pytest.mark.parametrize(("field", "value"), [("text", ""), ("at", "2999-01-01T00:00")])
def test_a_wrong_entry_comes_back_with_its_text(cast: Cast, field: str, value: str):
    response = signed_in(cast.agent).post("/w/house/enter/", CALL | {field: value})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert response.context["form"]["author_name"].value() == "Ann"
    assert Interaction.objects.count() == 0
