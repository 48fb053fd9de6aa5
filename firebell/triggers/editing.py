"""A trigger while it is edited: the form, its rows of conditions and effects, and the sentence."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.http import QueryDict

from firebell.accounts.models import User
from firebell.core.triggers.rules.conditions import CONDITIONS
from firebell.core.triggers.rules.effects import EFFECTS
from firebell.core.triggers.rules.fields import RuleError
from firebell.core.triggers.rules.shipped import shipped
from firebell.core.triggers.rules.trigger import checked
from firebell.triggers import actions, queries
from firebell.triggers.enums import TriggerKind
from firebell.triggers.forms import RuleForm, Rules, TriggerForm
from firebell.triggers.models import Trigger
from firebell.triggers.rows import as_trigger
from firebell.triggers.wording import labels as words
from firebell.triggers.wording import said_error, sentence, tuned


class Editing:
    """`row` as stored, or as `sent` has it."""

    def __init__(self, row: Trigger, sent: QueryDict | None) -> None:
        self.row = row
        self._known = queries.known_to_triggers(row.workspace_id)
        known = self._known | {"kinds": list(words.FACTS.items())}
        self.form = TriggerForm(row, known, sent)
        self.conditions = Rules(CONDITIONS, "c", known, sent, row.conditions)
        self.effects = Rules(EFFECTS, "e", known, sent, row.effects)
        self.error = ""
        self.valid = sent is not None and self._fill()

    def _fill(self) -> bool:
        """Does the row now hold what was sent? Where not, the forms or `error` say why."""
        rules = self.conditions.is_valid() and self.effects.is_valid()
        if not (self.form.is_valid() and rules):
            return False
        self.form.fill()
        self.row.conditions, self.row.effects = self.conditions.rows(), self.effects.rows()
        if not self.row.shipped and self.row.kind in (TriggerKind.OWN, TriggerKind.FACT):
            facts = any(one["name"] == "fact" for one in self.row.conditions)
            self.row.kind = TriggerKind.FACT if facts else TriggerKind.OWN
        return True

    def save(self, *, by: User) -> bool:
        if not self.valid:
            return False
        try:
            actions.save_trigger(self.row, by=by)
        except RuleError as error:
            self.error = said_error(error)
            return False
        return True

    def said(self) -> str:
        """The whole trigger in words, or why it cannot be said yet."""
        try:
            rule = checked(as_trigger(self.row))
        except RuleError as error:
            return said_error(error)
        return sentence(rule, dict(self._known["brands"]), dict(self._known["targets"]))

    @property
    def rows(self) -> list[tuple[str, Any, list[tuple[RuleForm, str]], list[tuple[str, Any]]]]:
        """For both families: its letter, heading, forms with labels, and what can be added."""
        return [
            _family("c", words.TRIGGER["conditions"], self.conditions, words.CONDITIONS),
            _family("e", words.TRIGGER["effects"], self.effects, words.EFFECTS),
        ]

    @property
    def can_reset(self) -> bool:
        return self.row.pk is not None and shipped(self.row.kind) is not None

    @property
    def tuned(self) -> str:
        """What people's answers made of it, where they moved it."""
        with suppress(RuleError):
            return tuned(as_trigger(self.row))
        return ""


def _family(
    letter: str, heading: Any, rules: Rules, labels: dict[str, Any]
) -> tuple[str, Any, list[tuple[RuleForm, str]], list[tuple[str, Any]]]:
    return letter, heading, [(one, labels[one.name]) for one in rules.forms], list(labels.items())
