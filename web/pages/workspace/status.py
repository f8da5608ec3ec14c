"""How far a consultation has come, what people see of it, and the step that may be taken next."""

from __future__ import annotations

from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.approvals import (
    Action,
    ApprovalRefused,
    NotAgreed,
    ask,
    standing_of,
    use,
)
from consultations.content.library import current_pack, look_again, status_of
from consultations.content.schema import Pack
from consultations.database import reading, writing
from consultations.folders import Folder, folder_now
from consultations.ledger.refusing import still_to_explain
from consultations.publishing import NotPublished, checked_folder, publish
from consultations.results.versions import count_by_version, count_late
from consultations.steps import StatusRefused, recorded_steps, take_step
from consultations.types import ConsultationStatus
from web.pages.workspace.address import BOTH, EVERY_ROLE, MAY_DECIDE, MAY_WRITE, Address
from web.pages.workspace.consultation import workspace_of
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.approvals import StandingPresenter
from web.presenters.workspace_status import StatusPresenter

LONGEST_REASON = 1_000
PUBLISH, ASK = "publish", "ask"
UNKNOWN = "Choose one of the steps on this page."


def status(request: Request, visit: Visit) -> Response:
    """The steps so far and the next one; on a POST, take it or publish the files."""
    slug = request.path_params["slug"]
    if current_pack(slug) is None and folder_now(slug) is None:
        raise HTTPException(404)
    if request.method == "GET":
        return _page(request, visit, slug, done=request.query_params.get("done", ""))
    try:
        done = _do(slug, visit)
    except (StatusRefused, NotPublished, NotAgreed, ApprovalRefused) as error:
        return _page(request, visit, slug, error=str(error), status=422)
    return RedirectResponse(f"{request.url.path}?done={done}", status_code=303)


def _do(slug: str, visit: Visit) -> str:
    """Take the step or ask for somebody's agreement to it. Returns which of them was done."""
    to, reason = visit.typed("to"), visit.typed("reason")[:LONGEST_REASON]
    if to != PUBLISH and to not in tuple(ConsultationStatus):
        raise StatusRefused(UNKNOWN)
    pack = checked_folder(slug) if to == PUBLISH else None
    action, detail = what_it_needs(to, pack)
    with writing() as session:
        if visit.typed("do") == ASK and action is not None:
            ask(session, slug=slug, action=action, by=visit.name, reason=reason, detail=detail)
            return "asked"
        if action is not None:
            use(session, slug=slug, action=action, by=visit.name, detail=detail)
        if pack is not None:
            publish(session, pack=pack, by=visit.name, reason=reason)
            return "yes"
        take_step(session, slug=slug, to=ConsultationStatus(to), by=visit.name, reason=reason)
        look_again(session)
    return "yes"


def what_it_needs(to: str, pack: Pack | None) -> tuple[Action | None, dict[str, str]]:
    """What a second person has to agree to for this step, and with which details."""
    if to == PUBLISH and pack is not None:
        return Action.PUBLISH, {"version": pack.version}
    return (Action.REOPEN if to == ConsultationStatus.OPEN else None), {}


def _agreements(
    session: Session, visit: Visit, slug: str, folder: Folder | None
) -> dict[str, StandingPresenter]:
    """How the agreements stand that the steps on this page need, by step."""
    ready = folder.ready if folder else None
    found = {}
    for to in (PUBLISH, ConsultationStatus.OPEN):
        action, detail = what_it_needs(to, ready)
        if action is not None:
            standing = standing_of(session, slug=slug, action=action, by=visit.name, detail=detail)
            found[str(to)] = StandingPresenter(standing)
    return found


def _page(
    request: Request,
    visit: Visit,
    slug: str,
    *,
    done: str = "",
    error: str | None = None,
    status: int = 200,
) -> Response:
    folder = folder_now(slug)
    pack: Pack | None = current_pack(slug) or (folder.pack if folder else None)
    now = status_of(pack) if pack else ConsultationStatus.DRAFT
    with reading() as session:
        shared = workspace_of(session, pack) if pack else None
        is_read = now is ConsultationStatus.ANALYSING
        standing = StatusPresenter(
            pack=pack,
            status=now,
            steps=recorded_steps(session, slug),
            versions=count_by_version(session, consultation_slug=slug),
            folder=folder,
            late=count_late(session, consultation_slug=slug),
            begun=shared.count.in_progress if shared else 0,
            to_explain=still_to_explain(session, pack=pack) if pack and is_read else None,
        )
        agreements = _agreements(session, visit, slug, folder)
    return show(
        request,
        "status",
        status=status,
        visit=visit,
        workspace=shared,
        slug=slug,
        standing=standing,
        lanes=list(pack.consultation.lanes) if pack else [],
        agreements=agreements,
        done=done,
        error=error,
        reason=visit.typed("reason") if error else "",
    )


ADDRESSES = (
    Address(
        "/workspace/{slug}/status",
        "workspace-status",
        status,
        BOTH,
        may=EVERY_ROLE,
        may_send=MAY_WRITE | MAY_DECIDE,
    ),
)
