"""Readiness: the principles, tests and duties of the field, beside what the system knows."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.database import reading, writing
from consultations.readiness.checklist import checklist
from consultations.readiness.notes import NoteError, write_note
from web.pages.workspace.address import BOTH, EVERY_ROLE, MAY_DECIDE, MAY_WRITE, Address
from web.pages.workspace.consultation import pack_of, workspace_of
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.workspace_readiness import STATES, ChecklistPresenter

MAY_NOTE = MAY_DECIDE | MAY_WRITE


def readiness(request: Request, visit: Visit) -> Response:
    """The list with its facts; on a POST, keep a note about one line."""
    if request.method == "GET":
        return _page(request, visit)
    pack, item = pack_of(request), visit.typed("item")
    try:
        with writing() as session:
            write_note(
                session,
                slug=pack.slug,
                item=item,
                state=visit.typed("state"),
                text=visit.typed("note"),
                by=visit.name,
            )
    except NoteError as error:
        return _page(request, visit, error=str(error))
    return RedirectResponse(f"{request.url.path}?done=yes#{item}", status_code=303)


def _page(request: Request, visit: Visit, *, error: str | None = None) -> Response:
    pack = pack_of(request)
    with reading() as session:
        shared = workspace_of(session, pack)
        groups = checklist(session, pack=pack)
    return show(
        request,
        "readiness",
        visit=visit,
        status=422 if error else 200,
        workspace=shared,
        checklist=ChecklistPresenter(groups),
        states=STATES,
        error=error,
        item=visit.typed("item") if error else "",
        note=visit.typed("note") if error else "",
        done=request.query_params.get("done") == "yes",
        may_note=visit.may(MAY_NOTE, pack.slug),
    )


ADDRESSES = (
    Address(
        "/workspace/{slug}/readiness",
        "workspace-readiness",
        readiness,
        BOTH,
        may=EVERY_ROLE,
        may_send=MAY_NOTE,
    ),
)
