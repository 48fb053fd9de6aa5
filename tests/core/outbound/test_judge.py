from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from firebell.core.outbound.contract import SEVERITY, Draft, Finding, Message, Outcome
from firebell.core.outbound.judge import combined, judge
from firebell.core.outbound.wording import in_english


def test_nothing_wrong_says_send():
    verdict = judge(Draft("Thank you, your bag is on the next flight."))
    assert (verdict.verdict, verdict.reasons, verdict.better, verdict.p) == (
        Outcome.SEND,
        (),
        None,
        0.0,
    )


def test_the_worst_finding_decides_and_all_are_listed_in_order():
    verdict = judge(Draft("Calm down. Write to ola@example.org, you idiot.", public=True))
    assert verdict.verdict == Outcome.BLOCK
    assert [finding.rule for finding in verdict.reasons] == [
        "tone.condescending",
        "personal.email",
        "abuse.insult",
    ]
    assert verdict.better is not None
    assert in_english(verdict.better).startswith("Leave the person out of it.")


def test_advice_on_personal_data_depends_on_who_reads():
    public = judge(Draft("Write to ola@example.org", public=True)).better
    private = judge(Draft("Write to ola@example.org", public=False)).better
    assert (public, private) == (
        Message("better.personal"),
        Message("better.personal.private"),
    )


def test_a_sentence_shows_percent_signs_as_they_are():
    verdict = judge(Draft("Hi %NAME%, welcome"))
    assert in_english(verdict.reasons[0].message) == (
        "Part of a template is not filled in: “%NAME%”."
    )


chances = st.floats(min_value=0.01, max_value=1.0)


def finding(p: float) -> Finding:
    return Finding("abuse.insult", (0, 1), Message("abuse.insult", {"words": "x"}), Outcome.WARN, p)


@given(st.lists(chances, max_size=20), chances)
def test_p_stays_a_share_and_never_falls_with_more_findings(ps: list[float], another: float):
    before = combined(map(finding, ps))
    after = combined(map(finding, [*ps, another]))
    assert 0.0 <= before <= after <= 1.0


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_verdict_is_as_bad_as_its_worst_reason(first: str, second: str):
    verdict = judge(Draft(f"{first}\n{second}", public=True))
    worst = max((SEVERITY[reason.verdict] for reason in verdict.reasons), default=0)
    assert SEVERITY[verdict.verdict] == worst
    assert (verdict.better is None) == (verdict.verdict == Outcome.SEND)
