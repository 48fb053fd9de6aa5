from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.desk import case_states
from firebell.core.desk.case_states import CLOSED, OPEN, TABLE, UNSETTLED, State, Verb

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "case-states.md"


def test_every_state_stands_in_the_table_and_can_be_reached():
    reached, frontier = {State.NEW}, [State.NEW]
    while frontier:
        for target in TABLE[frontier.pop()].values():
            if target not in reached:
                reached.add(target)
                frontier.append(target)
    assert reached == set(TABLE) == set(State)


# A merged case has no conversation left in which anybody could say more.
@pytest.mark.parametrize("state", [state for state in State if state != State.MERGED])
def test_a_new_word_leaves_no_case_settled(state):
    assert case_states.after(state, Verb.NEW_WORD) in UNSETTLED


@pytest.mark.parametrize("state", sorted(CLOSED))
def test_a_closed_case_only_opens_again_or_is_merged(state):
    assert set(TABLE[state].values()) <= OPEN | {State.MERGED}


def test_a_refused_verb_says_what_is_allowed():
    with pytest.raises(case_states.VerbRefusedError) as refused:
        case_states.after(State.DISMISSED, Verb.SNOOZE)
    assert str(refused.value) == (
        "cannot snooze a case that is dismissed; it allows: merge, new_word, undo"
    )


@given(st.lists(st.sampled_from(list(Verb))))
def test_any_run_of_verbs_follows_the_table_or_is_refused(verbs):
    state = State.NEW
    for verb in verbs:
        if verb in case_states.allowed(state):
            state = case_states.after(state, verb)
        else:
            with pytest.raises(case_states.VerbRefusedError):
                case_states.after(state, verb)
    assert state in TABLE


def test_the_page_shows_the_table_as_it_is():
    page = PAGE.read_text()
    assert f"```mermaid\n{case_states.diagram()}```" in page
    assert case_states.grid() in page
