from firebell.triggers.views.alerts import alert, alerts, judge
from firebell.triggers.views.history import history
from firebell.triggers.views.notifications import notifications
from firebell.triggers.views.triggers import act, edit, new, read, triggers

__all__ = [
    "act",
    "alert",
    "alerts",
    "edit",
    "history",
    "judge",
    "new",
    "notifications",
    "read",
    "triggers",
]
