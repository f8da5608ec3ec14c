"""Who we have heard from: what people said of themselves, counted apart from their views."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consultations.database import reading
from consultations.equality import equality_totals
from consultations.types import Lane
from web.pages.workspace.address import EVERY_ROLE, Address
from web.pages.workspace.consultation import pack_of, workspace_of
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.workspace import LANE_NAMES
from web.presenters.workspace_questions import QuestionPresenter


def equality(request: Request, visit: Visit) -> Response:
    """Each question about people themselves, for each lane: only what no one can be found in."""
    pack = pack_of(request)
    with reading() as session:
        shared = workspace_of(session, pack)
        results = equality_totals(session, consultation_slug=pack.slug)
    lanes = [
        (
            LANE_NAMES[lane],
            [
                QuestionPresenter(each, shared.count, {value: value for value in each.asked.values})
                for each in results
                if each.lane is lane
            ],
        )
        for lane in Lane
        if lane in pack.consultation.lanes
    ]
    return show(request, "equality", visit=visit, workspace=shared, lanes=lanes)


ADDRESSES = (Address("/workspace/{slug}/equality", "workspace-equality", equality, may=EVERY_ROLE),)
