from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.common import signing

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECRET = signing.new_secret()


def test_the_specifications_own_example():
    # From the test vectors of the Standard Webhooks specification's reference libraries.
    headers = signing.signed(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        datetime.fromtimestamp(1614265330, UTC),
        b'{"test": 2432232314}',
    )
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@given(st.binary(max_size=200), st.integers(-300, 300))
def test_what_was_signed_is_genuine(body, seconds):
    headers = signing.signed(SECRET, "call-1", NOW, body)
    now = NOW + timedelta(seconds=seconds)
    assert signing.verify([signing.new_secret(), SECRET], headers, body, now) == "call-1"


@given(st.binary(min_size=1, max_size=60), st.data())
def test_any_other_body_is_not(body, data):
    place = data.draw(st.integers(0, len(body) - 1))
    other = bytearray(body)
    other[place] ^= data.draw(st.integers(1, 255))
    headers = signing.signed(SECRET, "call-1", NOW, body)
    with pytest.raises(signing.SignatureError):
        signing.verify([SECRET], headers, bytes(other), NOW)


@pytest.mark.parametrize(
    "change",
    [
        {"webhook-id": "call-2"},
        {"webhook-timestamp": "1772442001"},
        {"webhook-timestamp": "soon"},
        {"webhook-timestamp": "9" * 40},
        {"webhook-signature": "v1,AAAA"},
        {"webhook-signature": "v2,AAAA é"},
        {"webhook-id": ""},
    ],
)
def test_a_changed_header_is_refused(change):
    headers = signing.signed(SECRET, "call-1", NOW, b"{}") | change
    with pytest.raises(signing.SignatureError):
        signing.verify([SECRET], headers, b"{}", NOW)


@pytest.mark.parametrize("minutes", [-6, 6])
def test_an_old_or_early_call_is_refused(minutes):
    headers = signing.signed(SECRET, "call-1", NOW, b"{}")
    with pytest.raises(signing.SignatureError, match="clocks"):
        signing.verify([SECRET], headers, b"{}", NOW + timedelta(minutes=minutes))


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_short", "whsec_!!!!", "whsec_QUJD"])
def test_a_weak_secret_is_refused(secret):
    with pytest.raises(ValueError, match="secret"):
        signing.key_of(secret)
