"""Ideas: who asked, who decides, and what those who asked can be told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from firebell.accounts.models import User, Workspace
from firebell.common import clock, ledger, turns
from firebell.core.improve import idea_states as states
from firebell.core.improve.idea_states import Verb
from firebell.core.outbound.contract import Outcome
from firebell.desk.models import Case
from firebell.improve.actions.steps import Refused, next_number, record, take
from firebell.improve.enums import IdeaState, Telling
from firebell.improve.models import Idea, IdeaAsk
from firebell.outbound import actions as outbound
from firebell.outbound.messages import told

NAME = "{name}"  # stands for whoever is written to


@transaction.atomic
def propose_idea(
    workspace: Workspace, title: str, text: str, by: User, *, case: Case | None = None
) -> Idea:
    """A new idea, and the case whose person asked for it, if there is one."""
    turns.one_at_a_time(workspace.pk)
    idea = Idea.objects.create(
        workspace=workspace,
        number=next_number(Idea, workspace.pk),
        title=title,
        text=text,
        by=by,
        at=clock.now(),
    )
    record("idea_proposed", idea, by, {"title": title})
    if case is not None:
        ask_too(idea, case, by)
    return idea


@transaction.atomic
def ask_too(idea: Idea, case: Case, by: User) -> IdeaAsk:
    """The person of this case asked for it as well."""
    if case.workspace_id != idea.workspace_id:
        raise Refused(_("This case belongs to another workspace."))
    turns.one_at_a_time(idea.workspace_id)
    ask, new = IdeaAsk.objects.get_or_create(
        idea=idea, case=case, defaults={"by": by, "at": clock.now()}
    )
    if new:
        record("idea_asked", idea, by, {"case": case.number})
    return ask


@transaction.atomic
def change_idea(
    idea: Idea, title: str, text: str, by: User, *, owner: User | None, due: date | None
) -> Idea:
    """Its words, who sees to it, and by when."""
    fresh = take(idea)
    fresh.title, fresh.text, fresh.owner, fresh.due = title, text, owner, due
    fresh.save()
    told = {"title": title, "owner": owner.pk if owner else None}
    record("idea_changed", fresh, by, told | {"due": due.isoformat() if due else None})
    return fresh


@transaction.atomic
def decide_idea(idea: Idea, verb: Verb, decision: str, by: User) -> Idea:
    """Plan it, finish it, decline it, or open it again; always with a reason or a result."""
    fresh = take(idea)
    target = states.after(fresh.state, verb)
    if target is None:
        raise Refused(_("That cannot be done with this idea now."))
    if not decision.strip():
        raise Refused(_("Say what was decided, and why."))
    fresh.state, fresh.decision = IdeaState(target), decision.strip()[:2_000]
    fresh.decided_by, fresh.decided_at = by, clock.now()
    fresh.save()
    if target not in states.TELLABLE:
        # What nobody was told yet would tell something that holds no longer.
        IdeaAsk.objects.filter(idea=fresh, telling=Telling.PREPARED).update(
            telling=Telling.NONE, message=""
        )
    record(f"idea_{verb}", fresh, by, {"decision": fresh.decision})
    decided = {"idea": fresh.number, "title": fresh.title, "state": str(fresh.state)}
    ledger.append(fresh.workspace_id, "idea_decided", fresh, clock.now(), decided)
    return fresh


@transaction.atomic
def prepare_messages(idea: Idea, texts: Mapping[str, str], by: User) -> int:
    """Write to those who asked and were not told yet: language of the case -> text, in which
    `{name}` is their name. Nothing is sent: each message waits at its case for a person, and the
    guard reads it now and again when it goes out. Returns how many; raises Refused."""
    fresh = take(idea)
    if states.State(fresh.state) not in states.TELLABLE:
        raise Refused(_("Decide it first: it is done, or it will not be."))
    asks = fresh.asks.select_related("case__profile").exclude(
        telling__in=(Telling.TOLD, Telling.LEFT_OUT)
    )
    prepared = []
    for ask in asks:
        text = texts.get(ask.case.language, "").strip()
        if text:
            ask.message, ask.telling = _addressed(text, ask.case), Telling.PREPARED
            _refuse_if_blocked(ask, by)
            prepared.append(ask)
    if not prepared:
        raise Refused(_("Write something first."))
    IdeaAsk.objects.bulk_update(prepared, ["message", "telling"])
    record("idea_messages_prepared", fresh, by, {"number": len(prepared)})
    return len(prepared)


def _addressed(text: str, case: Case) -> str:
    profile = case.profile
    name = (profile.name or profile.handle) if profile else ""
    return text.replace(NAME, name)[:4_000]


def _refuse_if_blocked(ask: IdeaAsk, by: User) -> None:
    """What the guard would hold back as a public answer is not even prepared."""
    case = ask.case
    who = (case.profile.name, case.profile.handle) if case.profile else ()
    verdict = outbound.check_draft(
        ask.message, public=True, channel=case.channel, customer=who, agent=str(by)
    )
    if verdict.verdict == Outcome.BLOCK:
        raise Refused(told(verdict.reasons[0].message))


@transaction.atomic
def reword(ask: IdeaAsk, text: str, by: User) -> IdeaAsk:
    """Other words for one person."""
    fresh = _taken(ask)
    if fresh.telling != Telling.PREPARED:
        raise Refused(_("No message is prepared for them."))
    if not text.strip():
        raise Refused(_("Write something first."))
    fresh.message = text.strip()[:4_000]
    _refuse_if_blocked(fresh, by)
    fresh.save(update_fields=["message"])
    record("idea_message_reworded", fresh.idea, by, {"case": fresh.case.number})
    return fresh


@transaction.atomic
def note_telling(ask: IdeaAsk, telling: Telling, by: User) -> IdeaAsk:
    """A person told them, or leaves them out, or takes that back."""
    fresh = _taken(ask)
    if telling == Telling.PREPARED and not fresh.message:
        telling = Telling.NONE
    fresh.telling = telling
    said = telling in (Telling.TOLD, Telling.LEFT_OUT)
    fresh.told_by, fresh.told_at = (by, clock.now()) if said else (None, None)
    fresh.save()
    record("idea_told", fresh.idea, by, {"case": fresh.case.number, "telling": str(telling)})
    return fresh


def _taken(ask: IdeaAsk) -> IdeaAsk:
    turns.one_at_a_time(ask.idea.workspace_id)
    return IdeaAsk.objects.select_related("idea", "case__profile").get(pk=ask.pk)
