"""Draw up the evidence of one response, for an auditor, once a second person has agreed."""

from __future__ import annotations

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.approvals import Action, ApprovalRefused, NotAgreed, ask, standing_of, use
from consultations.database import reading, writing
from consultations.evidence.finding import NoEvidence, response_called
from consultations.evidence.packing import evidence_of
from web.pages.workspace.address import BOTH, MAY_AUDIT, Address
from web.pages.workspace.consultation import pack_of
from web.pages.workspace.record import show_record
from web.pages.workspace.signing import Visit
from web.presenters.approvals import StandingPresenter

LONGEST_CODE, LONGEST_REASON = 60, 1_000
ASK = "ask"
FAULTS = (NoEvidence, NotAgreed, ApprovalRefused)


def evidence(request: Request, visit: Visit) -> Response:
    """Whether somebody else has to agree; on a POST, ask them, or give out the file."""
    pack = pack_of(request)
    name = visit.typed("response") or request.query_params.get("response", "")
    name = name.strip()[:LONGEST_CODE]
    if request.method == "GET" and not name:
        return RedirectResponse(request.app.url_path_for("workspace-record", slug=pack.slug), 303)
    try:
        if request.method == "POST":
            done = _do(visit, slug=pack.slug, name=name)
            if done is not None:
                return done
    except FAULTS as error:
        return _page(request, visit, name=name, error=str(error))
    return _page(request, visit, name=name, asked=request.method == "POST")


def _do(visit: Visit, *, slug: str, name: str) -> Response | None:
    """The file; None when somebody was asked to agree to it. Raises one of FAULTS."""
    with writing() as session:
        response = response_called(session, slug=slug, name=name)
        detail = {"response": str(response.id)}
        if visit.typed("do") == ASK:
            reason = visit.typed("reason")[:LONGEST_REASON]
            ask(
                session,
                slug=slug,
                action=Action.EXPORT,
                by=visit.name,
                reason=reason,
                detail=detail,
            )
            return None
        use(session, slug=slug, action=Action.EXPORT, by=visit.name, detail=detail)
        packed = evidence_of(session, response=response, by=visit.name)
        file = f"{slug}-evidence-{response.id}.zip"
    return Response(
        packed,
        media_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{file}"'},
    )


def _page(
    request: Request, visit: Visit, *, name: str, error: str | None = None, asked: bool = False
) -> Response:
    """The page of the record, with how the agreement stands for this response."""
    with reading() as session:
        agreement = _agreement(session, visit, slug=pack_of(request).slug, name=name)
    return show_record(
        request,
        visit,
        status=422 if error else 200,
        error=error,
        agreement=agreement,
        response=name if agreement else "",
        asked=asked,
    )


def _agreement(session: Session, visit: Visit, *, slug: str, name: str) -> StandingPresenter | None:
    try:
        response = response_called(session, slug=slug, name=name)
    except NoEvidence:
        return None
    detail = {"response": str(response.id)}
    standing = standing_of(session, slug=slug, action=Action.EXPORT, by=visit.name, detail=detail)
    return StandingPresenter(standing)


ADDRESSES = (
    Address(
        "/workspace/{slug}/record/evidence", "workspace-evidence", evidence, BOTH, may=MAY_AUDIT
    ),
)
