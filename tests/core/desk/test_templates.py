from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.desk import templates
from firebell.core.desk.mentions import mentioned

KNOWN = {name: f"<{name}>" for name in templates.VARIABLES}


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ("Dear {{ custmer }},", 5, "{{ custmer }}"),
        ("Dear {{ customer },", 5, "{{ customer"),
        ("Dear customer }}", 14, "}}"),
        ("{{}}", 0, "{{}}"),
    ],
)
def test_what_is_no_variable_is_refused_with_its_place(text, place, found):
    with pytest.raises(templates.TemplateError) as refused:
        templates.check(text)
    assert refused.value.place == place
    assert refused.value.found.startswith(found)


@given(st.lists(st.one_of(st.sampled_from(templates.VARIABLES), st.text(alphabet="ab {}é"))))
def test_a_text_that_passes_the_check_is_filled_whole(parts):
    text = "".join("{{ " + p + " }}" if p in templates.VARIABLES else p for p in parts)
    try:
        templates.check(text)
    except templates.TemplateError:
        return
    filled = templates.fill(text, KNOWN)
    assert filled.missing == ()
    assert "{{" not in filled.text


def test_what_nobody_knows_stays_to_be_seen():
    filled = templates.fill("{{ customer }}, {{ brand }}, {{brand}}", {"customer": "Ann"})
    assert filled.text == "Ann, {{ brand }}, {{brand}}"
    assert filled.missing == ("brand",)


def test_a_value_is_never_read_as_a_template():
    assert templates.fill("{{ customer }}", {"customer": "{{ agent }}", "agent": "x"}).text == (
        "{{ agent }}"
    )


def test_names_in_a_note():
    names = {1: "Kari Moe", 2: "Ola Nordmann", 3: "Ola Berg", 4: "Jo"}
    assert mentioned("@KARI and @ola  berg", names) == [1, 3]
    assert mentioned("@jo", names) == [4]
    assert mentioned("@john, kari@moe.example, @ola", names) == []
