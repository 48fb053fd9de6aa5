"""What this room shows on the page of a case: its complaints, goodwill and ideas."""

from __future__ import annotations

from typing import Any

from firebell.accounts.enums import ANSWERING
from firebell.desk.panels import Panel
from firebell.desk.queries import CasePage
from firebell.improve import queries
from firebell.improve.enums import Telling
from firebell.improve.models import IdeaAsk


def panel(request: Any, page: CasePage) -> Panel | None:
    """Everything of this case and of those that were merged into it, which stays theirs: it names
    their person and channel. Forms for those who answer people; None where nothing is there."""
    may, cases = request.role in ANSWERING, [page.case.pk, *(one.pk for one in page.merged)]
    asks = queries.prepared_for(cases)
    values = {
        "complaints": queries.complaints_of(cases),
        "goodwill": queries.goodwill_of(cases),
        "asks": asks,
        "prepared": [one for one in asks if one.telling == Telling.PREPARED],
        "may_change": may,
    }
    if may:
        values |= _offered(request, asks)
    elif not any((values["complaints"], values["goodwill"], asks)):
        return None
    return Panel("improve/beside.html", values)


def _offered(request: Any, asks: list[IdeaAsk]) -> dict[str, Any]:
    workspace_id, known = request.workspace.pk, {one.idea_id for one in asks}
    offers = [(one, one.terms.limit(request.role)) for one in queries.catalogue(workspace_id)[:50]]
    return {
        "offers": offers,
        "ideas": [one for one in queries.open_ideas(workspace_id)[:50] if one.pk not in known],
    }
