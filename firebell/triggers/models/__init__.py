from firebell.triggers.models.alerts import Alert, AlertEvidence
from firebell.triggers.models.cascades import Cascade
from firebell.triggers.models.memes import Meme, MemeState
from firebell.triggers.models.series import (
    BrandSeries,
    Judged,
    MinuteCount,
    SeriesPoint,
    SeriesPrior,
    SeriesState,
)
from firebell.triggers.models.telling import Notification, NotificationTarget
from firebell.triggers.models.triggers import Trigger

__all__ = [
    "Alert",
    "AlertEvidence",
    "BrandSeries",
    "Cascade",
    "Judged",
    "Meme",
    "MemeState",
    "MinuteCount",
    "Notification",
    "NotificationTarget",
    "SeriesPoint",
    "SeriesPrior",
    "SeriesState",
    "Trigger",
]
