"""Requests for another format: what is open, and marking it as done."""

from __future__ import annotations

import uuid

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.database import reading, writing
from consultations.formats import RequestError, done_requests, mark_done, open_requests
from web.pages.workspace.address import BOTH, MAY_MODERATE, MAY_WRITE, Address
from web.pages.workspace.consultation import pack_of, workspace_of
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.workspace_formats import FormatPresenter


def formats(request: Request, visit: Visit) -> Response:
    """The requests that are open; on a POST, mark one as done."""
    if request.method == "GET":
        return _page(request, visit)
    pack = pack_of(request)
    try:
        with writing() as session:
            mark_done(
                session,
                consultation_slug=pack.slug,
                request_id=_id(visit.typed("request")),
                actor=visit.name,
            )
    except RequestError as error:
        return _page(request, visit, error=str(error))
    address = request.app.url_path_for("workspace-formats", slug=pack.slug)
    return RedirectResponse(f"{address}?done=yes", status_code=303)


def _page(request: Request, visit: Visit, *, error: str | None = None) -> Response:
    pack = pack_of(request)
    with reading() as session:
        shared = workspace_of(session, pack)
        is_open = open_requests(session, consultation_slug=pack.slug)
        is_done = done_requests(session, consultation_slug=pack.slug)
    return show(
        request,
        "formats",
        visit=visit,
        status=422 if error else 200,
        workspace=shared,
        requests=[FormatPresenter(each) for each in is_open],
        dealt_with=[FormatPresenter(each) for each in is_done],
        done=request.query_params.get("done") == "yes",
        error=error,
    )


def _id(text: str) -> uuid.UUID:
    """Raises RequestError when it is no id."""
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise RequestError("There is no such request.") from error


ADDRESSES = (
    Address(
        "/workspace/{slug}/formats",
        "workspace-formats",
        formats,
        BOTH,
        may=MAY_MODERATE | MAY_WRITE,
    ),
)
