from firebell.triggers.forms.history import HistoryForm
from firebell.triggers.forms.rules import RuleForm, Rules
from firebell.triggers.forms.targets import TargetForm
from firebell.triggers.forms.triggers import TriggerForm

__all__ = ["HistoryForm", "RuleForm", "Rules", "TargetForm", "TriggerForm"]
