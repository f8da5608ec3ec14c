"""What people agree on and what divides them, from their votes on statements."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consultations.database import reading
from consultations.opinion.agreement import agreement_of
from consultations.releases.inside import people_in_batches
from web.pages.workspace.address import EVERY_ROLE, Address
from web.pages.workspace.consultation import pack_of, workspace_of
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.with_without import WithWithoutPresenter, campaigns_of
from web.presenters.worked_out import from_when
from web.presenters.workspace_agreement import AgreementPresenter
from web.presenters.workspace_camps import CampsPresenter


def agreement(request: Request, visit: Visit) -> Response:
    """Statements that all declared groups agree on first, then groups of opinion if any."""
    pack, campaigns = pack_of(request), campaigns_of(request.query_params)
    with reading() as session:
        shared = workspace_of(session, pack)
        everybody = people_in_batches(session, pack=pack)
        declared, camps = agreement_of(session, pack=pack, campaigns=campaigns)
    return show(
        request,
        "agreement",
        visit=visit,
        workspace=shared,
        both=WithWithoutPresenter(everybody, campaigns),
        agreement=AgreementPresenter(declared.result, pack) if declared else None,
        camps=CampsPresenter(camps.result, declared.result.statements)
        if camps and declared
        else None,
        earlier=from_when(declared, camps),
    )


ADDRESSES = (
    Address("/workspace/{slug}/agreement", "workspace-agreement", agreement, may=EVERY_ROLE),
)
