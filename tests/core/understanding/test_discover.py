from __future__ import annotations

from firebell.core.understanding.topics.discover import FEWEST, discover, growth
from firebell.runners.topics import load_embedding

CITIES = ["Oslo", "Bergen", "Rome", "Lima", "Paris", "Warsaw", "Berlin", "Madrid"]
VOUCHERS = [f"the refund voucher from {city} does not work" for city in CITIES]
OTHERS = ["lovely crew today", "how do I bring my dog", "what a match last night", "rain again"]


def test_a_new_matter_is_found_named_and_surely_grown():
    found = discover(load_embedding(), [*OTHERS, *VOUCHERS], OTHERS * 3)
    assert len(found) == 1
    (matter,) = found
    assert "voucher" in " ".join(matter.words)
    assert (matter.now, matter.before) == (8, 0)
    assert sorted(matter.posts) == list(range(4, 12))
    assert 1 < matter.at_least < matter.growth < matter.at_most


def test_what_is_as_common_as_before_has_not_surely_grown():
    (matter,) = discover(load_embedding(), VOUCHERS, VOUCHERS)
    assert matter.growth == 1.0
    assert matter.at_least < 1 < matter.at_most


def test_few_posts_and_none_make_no_matter():
    assert discover(load_embedding(), VOUCHERS[: FEWEST - 1], []) == []
    assert discover(load_embedding(), [], VOUCHERS) == []
    assert discover(load_embedding(), ["", "@you", "42"] * 5, []) == []


def test_growth_is_of_shares_and_more_posts_make_it_surer():
    assert growth(10, 10, 100, 200)[0] == 2.0
    few, many = growth(10, 5, 50, 50), growth(100, 50, 500, 500)
    assert few[1] < many[1] < many[0]


def test_names_say_something_and_leave_out_what_says_little():
    (matter,) = discover(load_embedding(), [*OTHERS, *VOUCHERS], [])
    assert not {"the", "does", "not", "from"} & set(matter.words)


def test_groups_do_not_depend_on_how_many_are_compared_at_once(monkeypatch):
    from firebell.core.understanding.topics import discover as module

    texts = [f"{head} {city}" for city in CITIES for head in (*OTHERS, "lost my bag in")]
    whole = discover(load_embedding(), texts, VOUCHERS)
    monkeypatch.setattr(module, "AT_ONCE", 3)
    assert discover(load_embedding(), texts, VOUCHERS) == whole
    assert len(whole) > 1
