from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from firebell.accounts import actions, queries
from firebell.accounts.enums import Role
from firebell.accounts.models import DutySpan, Membership, SetupLink, User, Workspace
from firebell.accounts.signals import duty_changed
from firebell.common import clock
from firebell.common.models import AuditEntry
from tests.cast import PASSWORD, Cast

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def become(token: str, email: str = "ada@example.org") -> tuple[User, Workspace]:
    return actions.become_administrator(
        token, name="Ada", email=email, password=PASSWORD, workspace_name="Nordvik Air"
    )


class TestSetupLink:
    def test_it_makes_the_administrator_of_the_first_workspace(self, db: None):
        user, workspace = become(actions.make_setup_link() or "")
        membership = queries.membership(user, workspace.slug)
        assert membership is not None
        assert (membership.role, workspace.slug) == (Role.ADMINISTRATOR, "nordvik-air")
        assert user.check_password(PASSWORD)
        assert list(AuditEntry.objects.order_by("id").values_list("action", flat=True)) == [
            "role_given",
            "first_administrator",
        ]

    def test_it_works_once(self, db: None):
        token = actions.make_setup_link() or ""
        become(token)
        assert not actions.setup_link_works(token)
        with pytest.raises(ValidationError, match="has been used"):
            become(token, "eve@example.org")
        assert User.objects.count() == 1

    def test_a_used_link_stays_used_when_all_accounts_are_gone(self, db: None):
        token = actions.make_setup_link() or ""
        become(token)
        User.objects.all().delete()
        assert not actions.setup_link_works(token)
        with pytest.raises(ValidationError):
            become(token)

    def test_accounts_that_nobody_can_sign_in_to_close_no_door(self, db: None):
        made = actions.open_workspace("Made by a replay")
        desk = actions.add_person(
            made, name="Desk", email="desk@localhost", role=Role.AGENT, password=None, by=None
        )
        user, _workspace = become(actions.make_setup_link() or "")
        assert not desk.has_usable_password()
        membership = queries.membership(user, made.slug)
        assert membership is not None
        assert membership.role == Role.ADMINISTRATOR

    def test_no_link_is_made_or_works_once_somebody_has_an_account(self, db: None):
        token = actions.make_setup_link() or ""
        User.objects.create_user(email="first@example.org", name="First", password=PASSWORD)
        assert actions.make_setup_link() is None
        assert not actions.setup_link_works(token)
        with pytest.raises(ValidationError):
            become(token)

    def test_a_new_link_replaces_the_older_one(self, db: None):
        older, newer = actions.make_setup_link() or "", actions.make_setup_link() or ""
        assert (actions.setup_link_works(older), actions.setup_link_works(newer)) == (False, True)

    @pytest.mark.parametrize("token", ["", "guess", "0" * 64])
    def test_a_guess_does_not_work(self, db: None, token: str):
        actions.make_setup_link()
        assert not actions.setup_link_works(token)
        with pytest.raises(ValidationError):
            become(token)

    def test_the_token_itself_is_not_stored(self, db: None):
        token = actions.make_setup_link() or ""
        assert token not in str(list(SetupLink.objects.values()))


class TestWorkspaces:
    def test_two_of_one_name_get_addresses_of_their_own(self, db: None):
        slugs = [actions.open_workspace("Østlandets Bank").slug for _ in range(3)]
        assert slugs == ["stlandets-bank", "stlandets-bank-2", "stlandets-bank-3"]

    def test_a_name_without_latin_letters_gets_an_address(self, db: None):
        assert actions.open_workspace("北欧航空").slug == "workspace"

    @pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../../etc/passwd"])
    def test_an_unknown_time_zone_is_refused(self, db: None, zone: str):
        with pytest.raises(ValidationError, match="Unknown time zone"):
            actions.open_workspace("House", time_zone=zone)


class TestRoles:
    def test_a_person_is_known_by_e_mail_in_any_case(self, cast: Cast):
        again = actions.add_person(
            cast.elsewhere,
            name="Other",
            email="AGENT@Example.org",
            role=Role.LEAD,
            password="something else entirely",
            by=cast.stranger,
        )
        assert again == cast.agent
        assert again.check_password(PASSWORD)
        assert Membership.objects.filter(user=again).count() == 2

    def test_joining_again_changes_the_role(self, cast: Cast):
        actions.join(cast.house, cast.agent, Role.LEAD, by=cast.administrator)
        membership = queries.membership(cast.agent, "house")
        assert membership is not None
        assert membership.role == Role.LEAD
        entry = AuditEntry.objects.latest("id")
        assert (entry.action, entry.actor_id, entry.data) == (
            "role_given",
            cast.administrator.pk,
            {"role": "lead"},
        )

    def test_an_unknown_role_is_refused(self, cast: Cast):
        with pytest.raises(ValidationError, match="role"):
            actions.join(cast.house, cast.agent, "emperor", by=cast.administrator)
        membership = queries.membership(cast.agent, "house")
        assert membership is not None
        assert membership.role == Role.AGENT

    def test_the_last_administrator_can_neither_step_down_nor_leave(self, cast: Cast):
        with pytest.raises(ValidationError, match="must stay administrator"):
            actions.join(cast.house, cast.administrator, Role.AGENT, by=cast.administrator)
        with pytest.raises(ValidationError, match="must stay administrator"):
            actions.leave(cast.house, cast.administrator, by=cast.administrator)
        membership = queries.membership(cast.administrator, "house")
        assert membership is not None
        assert membership.role == Role.ADMINISTRATOR

    def test_with_a_second_administrator_the_first_may_go(self, cast: Cast):
        actions.join(cast.house, cast.lead, Role.ADMINISTRATOR, by=cast.administrator)
        actions.leave(cast.house, cast.administrator, by=cast.administrator)
        assert queries.membership(cast.administrator, "house") is None

    def test_an_administrator_who_cannot_sign_in_does_not_count(self, cast: Cast):
        actions.join(cast.house, cast.lead, Role.ADMINISTRATOR, by=cast.administrator)
        User.objects.filter(pk=cast.lead.pk).update(is_active=False)
        with pytest.raises(ValidationError, match="must stay administrator"):
            actions.leave(cast.house, cast.administrator, by=cast.administrator)

    def test_another_workspaces_administrator_does_not_count(self, cast: Cast):
        with pytest.raises(ValidationError):
            actions.leave(cast.elsewhere, cast.stranger, by=cast.stranger)

    def test_who_leaves_goes_off_duty_here_and_stays_a_member_elsewhere(self, cast: Cast):
        actions.join(cast.elsewhere, cast.agent, Role.AGENT, by=cast.stranger)
        for workspace in (cast.house, cast.elsewhere):
            actions.go_on_duty(workspace, cast.agent, by=cast.agent)
        actions.leave(cast.house, cast.agent, by=cast.administrator)
        now = clock.now()
        assert list(queries.on_duty(cast.house.pk, now)) == []
        assert list(queries.on_duty(cast.elsewhere.pk, now)) == [cast.agent]
        assert queries.membership(cast.agent, "elsewhere") is not None

    def test_who_leaves_is_not_planned_for_later_either(self, cast: Cast):
        actions.plan_duty(cast.house, cast.agent, *_tomorrow(), by=cast.lead)
        actions.leave(cast.house, cast.agent, by=cast.administrator)
        tomorrow = _tomorrow()[0]
        assert list(queries.on_duty(cast.house.pk, tomorrow)) == []

    def test_somebody_deactivated_is_a_stranger(self, cast: Cast):
        User.objects.filter(pk=cast.agent.pk).update(is_active=False)
        assert queries.membership(cast.agent, "house") is None

    def test_a_stranger_has_no_membership(self, cast: Cast):
        assert queries.membership(cast.stranger, "house") is None
        assert queries.membership(cast.stranger, "") is None
        assert [workspace.slug for workspace in queries.workspaces_of(cast.stranger)] == [
            "elsewhere"
        ]


def _tomorrow() -> tuple[datetime, datetime]:
    start = clock.now() + timedelta(days=1)
    return start, start + HOUR


class TestDuty:
    def on_duty(self, cast: Cast, instant: datetime) -> list[str]:
        return [user.name for user in queries.on_duty(cast.house.pk, instant)]

    def test_the_start_belongs_to_a_span_and_the_end_does_not(self, cast: Cast):
        actions.plan_duty(cast.house, cast.agent, NOON, NOON + HOUR, by=cast.lead)
        tick = timedelta(microseconds=1)
        assert self.on_duty(cast, NOON - tick) == []
        assert self.on_duty(cast, NOON) == ["Agent"]
        assert self.on_duty(cast, NOON + HOUR - tick) == ["Agent"]
        assert self.on_duty(cast, NOON + HOUR) == []

    def test_one_person_in_two_spans_is_one_person(self, cast: Cast):
        actions.plan_duty(cast.house, cast.agent, NOON, NOON + HOUR, by=cast.lead)
        actions.plan_duty(cast.house, cast.agent, NOON, NOON + 2 * HOUR, by=cast.lead)
        assert self.on_duty(cast, NOON) == ["Agent"]

    @pytest.mark.parametrize("length", [timedelta(0), -HOUR])
    def test_a_span_must_end_after_it_starts(self, cast: Cast, length: timedelta):
        with pytest.raises(ValidationError, match="later than the start"):
            actions.plan_duty(cast.house, cast.agent, NOON, NOON + length, by=cast.lead)
        with pytest.raises(IntegrityError), transaction.atomic():
            DutySpan.objects.create(
                workspace=cast.house, user=cast.agent, starts_at=NOON, ends_at=NOON + length
            )

    def test_only_members_can_be_on_duty(self, cast: Cast):
        with pytest.raises(ValidationError, match="not a member"):
            actions.plan_duty(cast.house, cast.stranger, NOON, NOON + HOUR, by=cast.lead)
        with pytest.raises(ValidationError, match="not a member"):
            actions.go_on_duty(cast.house, cast.stranger, by=cast.lead)
        assert DutySpan.objects.count() == 0

    def test_on_and_off_by_hand(self, cast: Cast):
        with clock.moved_to(NOON):
            actions.go_on_duty(cast.house, cast.agent, by=cast.agent)
            actions.go_on_duty(cast.house, cast.agent, by=cast.agent)
        assert DutySpan.objects.count() == 1
        with clock.moved_to(NOON + HOUR):
            actions.go_off_duty(cast.house, cast.agent, by=cast.agent)
        assert self.on_duty(cast, NOON + HOUR - timedelta(seconds=1)) == ["Agent"]
        assert self.on_duty(cast, NOON + HOUR) == []

    def test_on_and_off_within_one_instant_leaves_nobody_on_duty(self, cast: Cast):
        heard: list[bool] = []

        def hear(on_duty: bool, **_: object) -> None:
            heard.append(on_duty)

        duty_changed.connect(hear)  # held weakly: it is gone with this test
        with clock.moved_to(NOON):
            actions.go_on_duty(cast.house, cast.agent, by=cast.agent)
            actions.go_off_duty(cast.house, cast.agent, by=cast.agent)
            assert self.on_duty(cast, NOON) == []
        assert heard == [True, False]

    def test_going_off_ends_a_planned_span_too(self, cast: Cast):
        actions.plan_duty(cast.house, cast.agent, NOON, NOON + 8 * HOUR, by=cast.lead)
        with clock.moved_to(NOON + HOUR):
            actions.go_off_duty(cast.house, cast.agent, by=cast.agent)
        assert self.on_duty(cast, NOON + 2 * HOUR) == []

    def test_going_off_when_not_on_does_nothing(self, cast: Cast):
        before = AuditEntry.objects.count()
        actions.go_off_duty(cast.house, cast.agent, by=cast.agent)
        assert AuditEntry.objects.count() == before

    def test_duty_in_one_workspace_is_not_duty_in_another(self, cast: Cast):
        actions.plan_duty(cast.house, cast.agent, NOON, NOON + HOUR, by=cast.lead)
        assert list(queries.on_duty(cast.elsewhere.pk, NOON)) == []

    def test_somebody_deactivated_is_not_on_duty(self, cast: Cast):
        actions.plan_duty(cast.house, cast.agent, NOON, NOON + HOUR, by=cast.lead)
        User.objects.filter(pk=cast.agent.pk).update(is_active=False)
        assert self.on_duty(cast, NOON) == []

    def test_cancelling_somebody_elses_span_needs_its_workspace(self, cast: Cast):
        span = actions.plan_duty(cast.house, cast.agent, NOON, NOON + HOUR, by=cast.lead)
        with pytest.raises(ValueError, match="another workspace"):
            actions.cancel_duty(cast.elsewhere, span, by=cast.stranger)
        actions.cancel_duty(cast.house, span, by=cast.lead)
        assert self.on_duty(cast, NOON) == []

    def test_the_plan_lists_what_has_not_ended_the_earliest_first(self, cast: Cast):
        later = actions.plan_duty(
            cast.house, cast.agent, NOON + HOUR, NOON + 2 * HOUR, by=cast.lead
        )
        sooner = actions.plan_duty(cast.house, cast.lead, NOON, NOON + HOUR, by=cast.lead)
        assert list(queries.duty_plan(cast.house.pk, NOON)) == [sooner, later]
        assert list(queries.duty_plan(cast.house.pk, NOON + HOUR)) == [later]
