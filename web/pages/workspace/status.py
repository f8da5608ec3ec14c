"""How far a consultation has come, what people see of it, and the step that may be taken next."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.content.library import current_pack, look_again, status_of
from consultations.content.schema import Pack
from consultations.database import reading, writing
from consultations.folders import folder_now
from consultations.ledger.refusing import still_to_explain
from consultations.publishing import NotPublished, checked_folder, publish
from consultations.results.versions import count_by_version, count_late
from consultations.steps import StatusRefused, recorded_steps, take_step
from consultations.types import ConsultationStatus
from web.pages.workspace.address import BOTH, EVERY_ROLE, MAY_DECIDE, MAY_WRITE, Address
from web.pages.workspace.consultation import workspace_of
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.workspace_status import StatusPresenter

LONGEST_REASON = 1_000
PUBLISH = "publish"
UNKNOWN = "Choose one of the steps on this page."


def status(request: Request, visit: Visit) -> Response:
    """The steps so far and the next one; on a POST, take it or publish the files."""
    slug = request.path_params["slug"]
    if current_pack(slug) is None and folder_now(slug) is None:
        raise HTTPException(404)
    if request.method == "GET":
        return _page(request, visit, slug, done=request.query_params.get("done") == "yes")
    try:
        _do(slug, visit)
    except (StatusRefused, NotPublished) as error:
        return _page(request, visit, slug, error=str(error), status=422)
    return RedirectResponse(f"{request.url.path}?done=yes", status_code=303)


def _do(slug: str, visit: Visit) -> None:
    to, reason = visit.typed("to"), visit.typed("reason")[:LONGEST_REASON]
    if to == PUBLISH:
        pack = checked_folder(slug)
        with writing() as session:
            publish(session, pack=pack, by=visit.name, reason=reason)
        return
    if to not in tuple(ConsultationStatus):
        raise StatusRefused(UNKNOWN)
    with writing() as session:
        take_step(session, slug=slug, to=ConsultationStatus(to), by=visit.name, reason=reason)
        look_again(session)


def _page(
    request: Request,
    visit: Visit,
    slug: str,
    *,
    done: bool = False,
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
    return show(
        request,
        "status",
        status=status,
        visit=visit,
        workspace=shared,
        slug=slug,
        standing=standing,
        lanes=list(pack.consultation.lanes) if pack else [],
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
