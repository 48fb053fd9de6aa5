"""A reading on the case page: one line of chips, the words marked, strangers' markup harmless."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from firebell.core.understanding.care.details import details
from firebell.desk.models import Case
from firebell.runners.reading import load_reader
from firebell.understanding import actions
from firebell.understanding.models import Reading
from tests.cast import Cast
from tests.desk.posts import Posts
from tests.screens import HOSTILE, assert_harmless, signed_in

TEXT = (
    "You useless idiots, the charger caught fire and my son is in hospital. You charged my card"
    " 4111 1111 1111 1111 twice. I will kill you <script>alert(1)</script>"
)


def shown(cast: Cast, posts: Posts, text: str) -> Any:
    """The case page of a word that the shipped reader has read and the corridor's door stored."""
    case = posts.say("ann", text)
    assert isinstance(case, Case)
    Reading.objects.all().delete()
    readings = load_reader().read(pa.RecordBatch.from_pydict({"text": [text]}))
    item = case.items.get()
    actions.store_readings(actions.version_id("shipped"), [item.interaction_id], readings, [0])
    return signed_in(cast.agent).get(f"/w/house/cases/{case.number}/")


def test_the_line_says_what_calls_for_care_in_words(cast: Cast, posts: Posts):
    page = shown(cast, posts, TEXT).text
    for said in ("sensitive: safety, injury, minors", "contains a card number", "complaint"):
        assert said in page
    assert '<mark class="private" title="a card number">4111 1111 1111 1111</mark>' in page
    assert '<mark class="harsh" title="harsh">kill you</mark>' in page


def test_strangers_markup_stays_text_between_marks(cast: Cast, posts: Posts):
    response = shown(cast, posts, f"You useless idiots {HOSTILE} I will kill you")
    assert_harmless(response)
    assert '<mark class="harsh" title="harsh">' in response.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in response.text


def test_an_old_reading_without_any_of_it_shows_as_before(cast: Cast, posts: Posts):
    case = posts.say("ann", "Where is my bag?")
    assert isinstance(case, Case)
    page = signed_in(cast.agent).get(f"/w/house/cases/{case.number}/").content.decode()
    assert "Where is my bag?" in page
    assert "<mark" not in page
    assert "unsure in this language" not in page


def test_a_plain_thanks_has_no_details(cast: Cast, posts: Posts):
    readings = load_reader().read(pa.RecordBatch.from_pydict({"text": ["at nine"]}))
    assert details(readings) == [""]
    stored = posts.hear("ann", "at nine")
    number = actions.version_id("shipped")
    actions.store_readings(number, [stored.interaction_id], readings, [0])
    kept = Reading.objects.get()
    assert (kept.details, kept.fingerprint, kept.complexity) == ("", None, "low")
    actions.store_readings_again(number, [stored.interaction_id], readings, [0])
    assert Reading.objects.get().details == ""


def test_who_demands_and_threatens_is_told_with_the_reasons(cast: Cast, posts: Posts):
    case = posts.say("ann", "Money, or the papers hear of it")
    assert isinstance(case, Case)
    posts.say("ann", "I am waiting", minute=3)
    path = f"/w/house/cases/{case.number}/"
    client = signed_in(cast.agent)
    assert "Perhaps" not in client.get(path).text
    for reading, intent in zip(
        Reading.objects.order_by("pk"), ("compensation", "press_threat"), strict=True
    ):
        Reading.objects.filter(pk=reading.pk).update(intent=intent, negative=0.9)
    page = client.get(path).text
    assert "Perhaps an extortionist." in page
    assert "threats with law, press or leaving: 1" in page
    assert "demand and threat within a week" in page
