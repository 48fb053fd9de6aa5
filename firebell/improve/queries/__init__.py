"""Named reads of the improve room. Every one is bound to a workspace, or to a row of one."""

from firebell.improve.queries.complaints import (
    CauseRow,
    causes,
    complaint,
    complaints,
    complaints_of,
    complaints_of_cause,
    counts,
    listed,
    register,
    with_deadline,
)
from firebell.improve.queries.ideas import asks_of, idea, ideas, open_ideas, prepared_for
from firebell.improve.queries.offers import (
    OfferRow,
    catalogue,
    goodwill,
    goodwill_of,
    goodwill_row,
    offer,
    offers_with_results,
    waiting_goodwill,
)

__all__ = [
    "CauseRow",
    "OfferRow",
    "asks_of",
    "catalogue",
    "causes",
    "complaint",
    "complaints",
    "complaints_of",
    "complaints_of_cause",
    "counts",
    "goodwill",
    "goodwill_of",
    "goodwill_row",
    "idea",
    "ideas",
    "listed",
    "offer",
    "offers_with_results",
    "open_ideas",
    "prepared_for",
    "register",
    "waiting_goodwill",
    "with_deadline",
]
