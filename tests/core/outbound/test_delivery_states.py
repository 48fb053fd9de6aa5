from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.outbound import delivery_states as states
from firebell.core.outbound.delivery_states import ARRIVED, STANDING, TABLE, UNDERWAY, State, Verb
from firebell.outbound import enums

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "delivery-states.md"


def test_every_state_stands_in_the_table_and_can_be_reached():
    reached, frontier = {State.HELD}, [State.HELD]
    while frontier:
        for target in TABLE[frontier.pop()].values():
            if target not in reached:
                reached.add(target)
                frontier.append(target)
    assert reached == set(TABLE) == set(State)


def test_only_plain_knowledge_leads_from_uncertain_back_to_the_network():
    assert {verb for verb, to in TABLE[State.UNCERTAIN].items() if to not in ARRIVED} == {
        Verb.NOT_THERE,
        Verb.GIVE_UP,
    }
    assert {state for state, verbs in TABLE.items() if State.SENDING in verbs.values()} == {
        State.HELD
    }


@pytest.mark.parametrize("state", sorted(UNDERWAY | (set(State) - STANDING)))
def test_what_is_seen_on_the_network_is_sent(state):
    if state != State.WITHDRAWN:
        assert states.after(state, Verb.FOUND) == State.SENT


@pytest.mark.parametrize("state", sorted(ARRIVED))
def test_what_arrived_is_never_on_its_way_again(state):
    assert not set(TABLE[state].values()) & UNDERWAY


def test_a_refused_verb_says_what_is_allowed():
    with pytest.raises(states.VerbRefusedError) as refused:
        states.after(State.READ, Verb.CANCEL)
    assert str(refused.value) == "cannot cancel a reply that is read; it allows: withdraw"


@given(st.lists(st.sampled_from(list(Verb))))
def test_any_run_of_verbs_follows_the_table_or_is_refused(verbs):
    state = State.HELD
    for verb in verbs:
        if verb in states.allowed(state):
            state = states.after(state, verb)
        else:
            with pytest.raises(states.VerbRefusedError):
                states.after(state, verb)
    assert state in TABLE


def test_the_store_has_the_states_of_the_table():
    assert set(enums.ReplyState.values) == {str(state) for state in State}
    assert {str(state) for state in enums.STANDING} == {str(state) for state in STANDING}
    assert {str(state) for state in enums.ARRIVED} == {str(state) for state in ARRIVED}
    assert {str(state) for state in enums.UNDERWAY} == {str(state) for state in UNDERWAY}


def test_the_page_shows_the_table_as_it_is():
    page = PAGE.read_text()
    assert f"```mermaid\n{states.diagram()}```" in page
    assert states.grid() in page
