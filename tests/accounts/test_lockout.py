"""Guessing passwords: eight wrong ones lock a name for that address, and for nobody else."""

from __future__ import annotations

from django.conf import settings
from django.test import Client

from tests.cast import PASSWORD, Cast


def sign_in(address: str, name: str, password: str) -> int:
    said = {"username": name, "password": password}
    return Client(REMOTE_ADDR=address).post("/sign-in/", said).status_code


def test_eight_wrong_passwords_lock_a_name_for_that_address_only(cast: Cast):
    name, other = cast.agent.email, cast.lead.email
    for number in range(settings.AXES_FAILURE_LIMIT):
        assert sign_in("192.0.2.1", name, f"guess {number}") in (200, 422, 429)
    assert sign_in("192.0.2.1", name, PASSWORD) == 429
    assert sign_in("192.0.2.2", name, PASSWORD) == 302
    assert sign_in("192.0.2.1", other, PASSWORD) == 302


def test_seven_wrong_passwords_do_not(cast: Cast):
    for number in range(settings.AXES_FAILURE_LIMIT - 1):
        sign_in("192.0.2.1", cast.agent.email, f"guess {number}")
    assert sign_in("192.0.2.1", cast.agent.email, PASSWORD) == 302
