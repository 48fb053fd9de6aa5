"""What a house sets for its desk, and that the desk goes by it: due times, urgency, who may take
what, and who is told before it is too late."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from firebell.accounts import actions as accounts
from firebell.accounts.enums import Role
from firebell.accounts.models import DutySpan, OwnHoliday
from firebell.common import clock
from firebell.common.models import AuditEntry, LedgerFact
from firebell.core.desk.given import SettingError
from firebell.core.desk.queueing import Waiting, in_order
from firebell.core.desk.routing import needs_of
from firebell.core.desk.triage import triage
from firebell.desk import actions, queries
from firebell.desk.actions import Refused, telling
from firebell.desk.checks import broken_promises
from firebell.desk.enums import CaseState, View
from firebell.desk.models import Case, HouseRules, Notice, Queue, Seat
from firebell.listening.models import Brand
from firebell.triggers.models import Alert
from tests.cast import Cast
from tests.desk.posts import START, Posts
from tests.screens import said_on, signed_in

# START is a Monday, 09:00 UTC.
FRIDAY = 4 * 24 * 60  # minutes
WEEK = {"mon": "08:00-12:00, 13:00-17:00", "tue": "08:00-17:00", "fri": "08:00-16:00"}
MINUTES = (15, 60, 240, 480, 960)


def clocks_typed(**more: object) -> dict[str, object]:
    typed: dict[str, object] = dict(WEEK)
    for kind in ("first_response", "next_response", "resolution"):
        typed |= {f"{kind}_{n}": minutes for n, minutes in enumerate(MINUTES, 1)}
    return typed | {"round_the_clock": 2, "warn_minutes": 30, "at_once": 1} | more


def set_clocks(cast: Cast, **more: object):
    return signed_in(cast.lead).post("/w/house/desk/clocks/set/", clocks_typed(**more))


def seat(cast: Cast, user, **what: object) -> Seat:
    made = Seat(workspace=cast.house, user=user)
    for name, value in ({"capacity": 20} | what).items():
        setattr(made, name, value)
    return actions.set_seat(made, [], cast.lead)


def on_duty(cast: Cast, *users, since: datetime = START - timedelta(hours=1)) -> None:
    for user in users:
        DutySpan.objects.create(workspace=cast.house, user=user, starts_at=since)


def test_a_promise_is_counted_in_opening_hours(cast: Cast, posts: Posts):
    assert set_clocks(cast).status_code == 302
    friday = posts.say("ann", minute=FRIDAY + 6 * 60)  # Friday 15:00, open until 16:00
    assert friday.due_at == datetime(2026, 3, 9, 11, 0, tzinfo=UTC)  # four hours: one, and three
    monday = posts.say("bo", minute=0)
    # 09:00 to 12:00, and the last hour after lunch.
    assert monday.due_at == datetime(2026, 3, 2, 14, 0, tzinfo=UTC)


def test_what_is_urgent_runs_by_night(cast: Cast, posts: Posts):
    set_clocks(cast)
    night = posts.say("ann", minute=FRIDAY + 12 * 60, negative=0.95, followers=10_000_000)
    assert night.priority == 2
    assert night.due_at == START + timedelta(minutes=FRIDAY + 13 * 60)


def test_holidays_are_closed(cast: Cast, posts: Posts):
    set_clocks(cast)
    OwnHoliday.objects.create(workspace=cast.house, day=date(2026, 3, 9), name="The firm's day")
    friday = posts.say("ann", minute=FRIDAY + 6 * 60)
    assert friday.due_at == datetime(2026, 3, 10, 11, 0, tzinfo=UTC)


def test_open_cases_are_dated_anew_and_the_change_is_audited(cast: Cast, posts: Posts):
    case = posts.say("ann", minute=FRIDAY + 6 * 60)
    before = case.due_at
    set_clocks(cast)
    case.refresh_from_db()
    assert case.due_at > before
    entry = AuditEntry.objects.get(action="house_rules_set")
    assert entry.data["before"] == {"clocks": {}}
    assert entry.data["after"]["clocks"]["warn"]["minutes"] == 30


def test_what_a_page_does_not_ask_for_stays_as_it_was_set(cast: Cast, posts: Posts):
    set_clocks(cast)
    given = HouseRules.objects.get().clocks
    quick = {"clock": "first_response", "minutes": 5, "calendar": "always", "channels": ["twitter"]}
    given["rules"] = [quick, *given["rules"]]
    given["calendars"]["office"]["exceptions"] = {"2026-03-03": []}
    given["reopen_within"] = 60
    actions.set_rules(cast.house, "clocks", given, cast.lead)
    weights = {"weights": {"negative": 31.0, "reach_full": 5e6}}
    actions.set_rules(cast.house, "triage", weights, cast.lead)
    set_clocks(cast, warn_minutes=31)
    signed_in(cast.lead).post("/w/house/desk/weights/set/", weights_typed(live="1"))
    rules = HouseRules.objects.get()
    assert rules.clocks == given | {"warn": {"share": 0.75, "minutes": 31}}
    assert queries.triage_of(cast.house.pk).weights.reach_full == 5e6
    case = posts.say("ann")
    assert case.due_at == START + timedelta(minutes=5)


def test_opening_hours_are_kept_while_everything_runs_by_night(cast: Cast):
    set_clocks(cast, round_the_clock=5)
    shown = signed_in(cast.lead).get("/w/house/desk/clocks/").context["form"]
    assert shown["mon"].value() == "08:00-12:00, 13:00-17:00"
    assert shown["round_the_clock"].value() == 5


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"mon": "8-12"}, "Write spans as 09:00-17:00."),
        ({"mon": "08:00-12:00, 11:00-13:00"}, "Two spans of one day overlap."),
        ({"first_response_1": 900}, "A more urgent priority may not have more time"),
        ({"mon": "", "tue": "", "fri": ""}, "It is never open."),
        ({"first_response_1": ""}, "This field is required."),
    ],
)
def test_nonsense_is_refused_and_nothing_changes(cast: Cast, posts: Posts, wrong, told):
    refused = set_clocks(cast, **wrong)
    assert refused.status_code == 422
    assert told in said_on(refused)
    assert not HouseRules.objects.exists()


def test_rules_that_can_no_longer_be_read_leave_no_word_without_a_due_time(
    cast: Cast, posts: Posts
):
    HouseRules.objects.create(workspace=cast.house, clocks={"rules": "?"}, triage={"weights": 3})
    assert posts.say("ann").due_at is not None
    assert not broken_promises(cast.house.pk)


def test_only_leads_change_what_everybody_sees(cast: Cast):
    agent = signed_in(cast.agent)
    for page in ("clocks", "weights", "team"):
        assert agent.get(f"/w/house/desk/{page}/").status_code == 200
        assert agent.post(f"/w/house/desk/{page}/set/", clocks_typed()).status_code == 403
    assert agent.get(f"/w/house/desk/team/{cast.agent.pk}/").status_code == 403
    assert not HouseRules.objects.exists()


def weights_typed(**more: object) -> dict[str, object]:
    weights = queries.triage_of(0).weights
    names = ("sensitive", "negative", "virality", "intent", "reach", "influence", "value")
    names += ("waited", "failed_elsewhere", "toxicity")
    typed: dict[str, object] = {name: getattr(weights, name) for name in names}
    typed |= {f"cut_{n}": cut for n, cut in enumerate(weights.cuts, 1)}
    return typed | more


def test_weights_are_tried_on_the_past_before_they_go_live(cast: Cast, posts: Posts):
    with clock.moved_to(START + timedelta(hours=2)):
        case = posts.say("ann", negative=0.1)
        client = signed_in(cast.lead)
        tried = client.post("/w/house/desk/weights/set/", weights_typed(intent=90, **{"try": "1"}))
        assert "1 case of the last 30 days" in said_on(tried)
        assert "1 more urgent" in said_on(tried)
        assert not HouseRules.objects.exists()
        client.post("/w/house/desk/weights/set/", weights_typed(intent=90, live="1"))
        again = posts.say("bo", negative=0.1, minute=1)
    case.refresh_from_db()
    assert again.priority < case.priority


def test_weights_without_sense_are_refused_with_their_place(cast: Cast):
    client = signed_in(cast.lead)
    refused = client.post("/w/house/desk/weights/set/", weights_typed(cut_1=1, live="1"))
    assert refused.status_code == 422
    assert "weights.cuts" in said_on(refused)
    with pytest.raises(SettingError):
        actions.set_rules(cast.house, "triage", {"weights": {"negative": -1}}, cast.lead)


def test_the_page_says_why_so_urgent_where_and_by_when(cast: Cast, posts: Posts):
    set_clocks(cast)
    case = posts.say("ann", negative=0.9, followers=10_000_000)
    shown = said_on(signed_in(cast.agent).get(f"/w/house/cases/{case.number}/why/"))
    assert "Answer it? Yes" in shown
    assert "points make priority" in shown
    assert "First answer" in shown
    assert "of open time from 2 Mar, 09:00, so by" in shown


def test_the_page_says_why_a_case_is_more_urgent_than_its_newest_word(cast: Cast, posts: Posts):
    case = posts.say("ann", negative=1.0, followers=10_000_000, intent="complaint")
    posts.say("ann", "Thank you!", negative=0.0, minute=1)
    case.refresh_from_db()
    heard = posts.say("bob", negative=1.0, followers=10_000_000, intent="complaint")
    Case.objects.filter(pk=heard.pk).update(priority=5)
    client = signed_in(cast.agent)
    with clock.moved_to(START + timedelta(minutes=2)):
        shown = said_on(client.get(f"/w/house/cases/{case.number}/why/"))
        assert f"priority {case.priority}, of the most urgent word in it." in shown
        shown = said_on(client.get(f"/w/house/cases/{heard.number}/why/"))
        assert "The case has priority 5, from when its word was heard." in shown


def volunteer(cast: Cast, **what: object):
    user = cast.people[Role.VOLUNTEER]
    seat(cast, user, **what)
    return user


def test_a_volunteer_takes_what_they_are_certified_for_and_no_more(cast: Cast, posts: Posts):
    user = volunteer(cast)
    case = posts.say("ann")
    with pytest.raises(Refused, match="not certified"):
        actions.claim(case, user)
    seat_ = Seat.objects.get(user=user)
    seat_.certified = ["twitter"]
    actions.set_seat(seat_, [], cast.lead)
    actions.claim(case, user)
    for number, name in enumerate(("b", "c"), 1):
        posts.say(name, minute=number)
    second, third = Case.objects.order_by("number")[1:]
    actions.claim(second, user)
    with pytest.raises(Refused, match="as many cases"):
        actions.claim(third, user)
    with pytest.raises(Refused):
        actions.assign(third, user, cast.lead)


def test_a_volunteer_cannot_answer_what_they_cannot_take(cast: Cast, posts: Posts):
    user = volunteer(cast)
    case = posts.say("ann")
    with pytest.raises(Refused, match="not certified"):
        actions.answer(case, "Hello.", [case.items.get().pk], user)


def test_of_two_volunteers_one_gets_the_question(cast: Cast, posts: Posts):
    """Two people giving the same answer was the first fault of such pools."""
    user = volunteer(cast, certified=["twitter"])
    case = posts.say("ann")
    actions.claim(case, cast.agent)
    with pytest.raises(actions.AlreadyClaimed):
        actions.claim(case, user)


def test_what_a_volunteer_gives_back_keeps_its_thread(cast: Cast, posts: Posts):
    user = volunteer(cast, certified=["twitter"])
    case = posts.say("ann", "My bag?")
    actions.claim(case, user)
    actions.note(case, "I do not know this one.", user)
    actions.release(case, user)
    shown = said_on(signed_in(cast.agent).get(f"/w/house/cases/{case.number}/"))
    assert "I do not know this one." in shown
    assert "My bag?" in shown


def test_the_pool_shows_what_one_may_take_and_why_not_the_rest(cast: Cast, posts: Posts):
    user = volunteer(cast)
    case = posts.say("ann", "My bag?")
    client = signed_in(user)
    assert "not certified for this channel" in said_on(client.get("/w/house/pool/"))
    seat_ = Seat.objects.get(user=user)
    seat_.certified = ["twitter"]
    seat_.save()
    assert "My bag?" in said_on(client.get("/w/house/pool/"))
    client.post(f"/w/house/cases/{case.number}/claim/")
    assert "Yours" in said_on(client.get("/w/house/pool/"))


def test_cases_of_the_pool_come_with_what_a_row_shows(
    cast: Cast, posts: Posts, django_assert_num_queries
):
    for number in range(3):
        brand = Brand.objects.create(workspace=cast.house, name=f"brand {number}")
        posts.say(f"person {number}", minute=number, brand_id=brand.pk)
    found = [case for case, _why in queries.for_me(cast.house.pk, cast.agent, START)]
    with django_assert_num_queries(0):
        shown = [(one.brand.name, str(one.queue), one.profile.handle) for one in found]
    assert [brand for brand, *_rest in shown] == ["brand 0", "brand 1", "brand 2"]


def test_cases_are_given_to_who_is_there_speaks_the_language_and_has_room(cast: Cast, posts: Posts):
    actions.set_switches(cast.house, cast.lead, gives_out=True)
    seat(cast, cast.agent, languages=["nb"], capacity=1)
    seat(cast, cast.teammate, languages=["en"])
    on_duty(cast, cast.agent, cast.teammate)
    english, norwegian, more = (
        posts.say("a", minute=0),
        posts.say("b", minute=1, language="nb"),
        posts.say("c", minute=2, language="nb"),
    )
    assert actions.give_out(cast.house.pk, START + timedelta(minutes=5)) == 2
    for case in (english, norwegian, more):
        case.refresh_from_db()
    assert (english.owner, norwegian.owner, more.owner) == (cast.teammate, cast.agent, None)
    assert more.state == CaseState.NEW
    why = english.events.get(kind="assigned").data["why"]
    assert why
    assert actions.give_out(cast.house.pk, START + timedelta(minutes=6)) == 0


def test_the_order_in_which_cases_are_given_out_is_that_of_the_queue(cast: Cast, posts: Posts):
    rng = random.Random(7)
    cases = [posts.say(f"p{n}", minute=n) for n in range(40)]
    for case in cases:
        case.priority = rng.randint(1, 5)
        case.due_at = case.waiting_since + timedelta(minutes=rng.randint(0, 600))
    Case.objects.bulk_update(cases, ["priority", "due_at"])
    waiting = [Waiting(one.pk, one.priority, one.due_at, one.waiting_since) for one in cases]
    wanted = [one.case for one in in_order(waiting)]
    assert wanted != [one.pk for one in sorted(cases, key=lambda one: one.due_at)]
    for most in (1, 3, 17, 39, 40, 60):
        assert [one.pk for one in queries.to_give_out(cast.house.pk, most)] == wanted[:most]


def test_what_routing_leaves_out_makes_no_other_demand_on_people(cast: Cast, posts: Posts):
    """It asks less of each case, for it looks at dozens; what it finds is the same."""
    rules = queries.triage_of(cast.house.pk)
    cases = [
        posts.say("ann", negative=0.9, intent="compensation", sensitive=("injury",)),
        posts.say("ann", minute=1, channel="email", thread="mail"),
        posts.say("bob", negative=0.1, minute=2, topics=("Refunds",)),
    ]
    actions.attach(cases[2], cases[0], cast.lead)
    for case in Case.objects.select_related("queue", "profile", "parent"):
        now = START + timedelta(hours=2)
        facts = queries.facts_of(case, now)
        whole = replace(needs_of(facts, triage(facts, rules)), team=case.queue.name)
        assert queries.needs_of_case(case, rules, now) == whole


def test_nothing_is_given_out_unless_the_house_wants_it_nor_to_who_is_away(
    cast: Cast, posts: Posts
):
    posts.say("ann")
    on_duty(cast, cast.agent, since=START + timedelta(hours=5))
    assert actions.give_out(cast.house.pk, START) == 0
    actions.set_switches(cast.house, cast.lead, gives_out=True)
    assert actions.give_out(cast.house.pk, START) == 0
    assert actions.give_out(cast.house.pk, START + timedelta(hours=5)) == 1


def test_absence_releases_work_that_would_be_late_and_leaves_what_can_wait(
    cast: Cast, posts: Posts
):
    actions.set_switches(cast.house, cast.lead, takes_back=True)
    soon, later = (
        posts.say("a", negative=0.9, followers=10_000_000),
        posts.say("b", negative=0.0, minute=1),
    )
    for case in (soon, later):
        actions.claim(case, cast.agent)
    back = later.due_at - timedelta(hours=1)
    on_duty(cast, cast.agent, since=back)
    assert actions.take_back(cast.house.pk, START + timedelta(minutes=5)) == 1
    soon.refresh_from_db()
    later.refresh_from_db()
    assert (soon.owner, later.owner) == (None, cast.agent)
    assert not broken_promises(cast.house.pk)


def test_the_owner_is_told_before_it_is_late_and_a_lead_when_it_is(cast: Cast, posts: Posts):
    case = posts.say("ann", negative=0.95, followers=10_000_000)
    actions.claim(case, cast.agent)
    on_duty(cast, cast.agent, cast.lead)
    early = case.due_at - timedelta(minutes=30)
    assert actions.tell_of_clocks(cast.house.pk, early) == 0
    soon = case.due_at - timedelta(minutes=8)
    assert [actions.tell_of_clocks(cast.house.pk, soon) for _ in range(2)] == [1, 0]
    assert Notice.objects.get().user == cast.agent
    assert [
        one.number for one in queries.inbox(cast.house.pk, View.ASKED, cast.agent, soon).cases
    ] == [case.number]
    assert LedgerFact.objects.get(kind="case_soon_unattended").data["case"] == case.number
    assert Alert.objects.get().trigger.kind == "unattended"
    assert actions.tell_of_clocks(cast.house.pk, case.due_at + timedelta(minutes=1)) == 1
    assert Notice.objects.get(step="late").user == cast.lead


def test_what_is_late_already_is_not_said_to_be_late_soon(cast: Cast, posts: Posts):
    case = posts.say("ann", negative=0.95, followers=10_000_000)
    on_duty(cast, cast.agent, cast.lead)
    actions.tell_of_clocks(cast.house.pk, case.due_at)
    assert Notice.objects.filter(case=case, step="late").exists()
    assert not LedgerFact.objects.filter(kind="case_soon_unattended").exists()


def test_a_backlog_keeps_no_warning_from_anybody(cast: Cast, posts: Posts, monkeypatch):
    monkeypatch.setattr(telling, "AT_ONCE", 2)
    for number in range(4):
        posts.say(f"late{number}", minute=number)
    on_duty(cast, cast.agent, cast.lead)
    soon = posts.say("soon", minute=230)
    now = soon.due_at - timedelta(minutes=9)
    for _ in range(3):
        actions.tell_of_clocks(cast.house.pk, now)
    assert Notice.objects.filter(step="late").count() == 4
    assert Notice.objects.filter(step="warn", case=soon).exists()


def test_nobody_is_woken_at_night_but_for_the_most_urgent(cast: Cast, posts: Posts):
    set_clocks(cast, round_the_clock=5, mon="08:00-17:00")
    set_clocks(cast, round_the_clock=3)
    on_duty(cast, cast.agent, cast.lead)
    evening = posts.say("ann", minute=10 * 60)  # Monday 19:00, due at 23:00
    actions.claim(evening, cast.agent)
    evening.refresh_from_db()
    assert evening.due_at.hour == 23
    assert actions.tell_of_clocks(cast.house.pk, evening.due_at + timedelta(minutes=5)) == 0
    morning = datetime(2026, 3, 3, 8, 1, tzinfo=UTC)
    assert actions.tell_of_clocks(cast.house.pk, morning) >= 1


def test_public_answers_are_signed_where_the_house_wants_it(cast: Cast, posts: Posts):
    from firebell.outbound.models import Manner, Reply
    from tests.outbound.standin.here import fresh

    fresh()
    Manner.objects.create(workspace=cast.house, grace_seconds=60)
    posts.source.network, posts.source.listen_only = "here", False
    posts.source.save()
    actions.set_switches(cast.house, cast.lead, signs=True)
    case = posts.say("ann")
    words = [case.items.get().pk]
    actions.send_answer(case, "Your bag is in Oslo.", words, cast.agent, public=True)
    assert Reply.objects.get().text == "Your bag is in Oslo. ^A"


def test_a_seat_is_set_on_its_page(cast: Cast):
    billing = Queue.objects.create(workspace=cast.house, name="Billing")
    typed = {"capacity": 3, "languages": "NB, en, nb", "skills": "refunds", "queues": [billing.pk]}
    client = signed_in(cast.lead)
    client.post(f"/w/house/desk/team/{cast.agent.pk}/", typed)
    found = Seat.objects.get(user=cast.agent)
    assert (found.capacity, found.languages) == (3, ["nb", "en"])
    assert list(found.queues.all()) == [billing]
    assert "nb, en" in said_on(client.get("/w/house/desk/team/"))
    assert AuditEntry.objects.filter(action="seat_set").exists()
    assert client.get(f"/w/house/desk/team/{cast.stranger.pk}/").status_code == 404


def test_who_comes_back_on_duty_gets_what_waits(cast: Cast, posts: Posts):
    actions.set_switches(cast.house, cast.lead, gives_out=True)
    case = posts.say("ann")
    with clock.moved_to(START + timedelta(hours=1)):
        accounts.go_on_duty(cast.house, cast.agent, by=cast.agent)
    actions.give_out(cast.house.pk, START + timedelta(hours=2))
    case.refresh_from_db()
    assert case.owner == cast.agent


def test_somebody_who_knows_better_sets_the_priority_and_says_why(cast: Cast, posts: Posts):
    case = posts.say("ann")
    was = case.due_at
    with clock.moved_to(START + timedelta(minutes=100)):
        client = signed_in(cast.lead)
        path = f"/w/house/cases/{case.number}/priority/"
        refused = client.post(path, {"priority": "1", "why": " "}, follow=True)
        assert "Say why it is more or less urgent." in said_on(refused)
        client.post(path, {"priority": "1", "why": "She waits at the gate."})
        case.refresh_from_db()
        # A quarter of an hour from now, not from the word: nobody is late by a stroke of the pen.
        assert (case.priority, case.due_at) == (1, START + timedelta(minutes=115))
        shown = said_on(client.get(f"/w/house/cases/{case.number}/why/"))
        assert "sooner, by 2 Mar, 10:55." in shown
        assert f"The case has priority 1: {cast.lead.name} set it." in shown
        client.post(path, {"priority": "3", "why": "She is on board."})
    case.refresh_from_db()
    assert (case.priority, case.due_at) == (3, was)
    assert not broken_promises(cast.house.pk)
