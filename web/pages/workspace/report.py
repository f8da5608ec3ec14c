"""The report: have it made, and take it out as HTML, PDF or .docx."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from consultations.database import reading
from consultations.reporting.making import Format, begin, file_of, last_made, under_way
from web.languages import moment
from web.pages.workspace.address import BOTH, EVERY_ROLE, Address
from web.pages.workspace.consultation import pack_of, workspace_of
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.workspace_report import DownloadPresenter

MEDIA = {
    Format.HTML: "text/html; charset=utf-8",
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def report(request: Request, visit: Visit) -> Response:
    """The report that was made last; on a POST, have another made in the background."""
    pack = pack_of(request)
    if request.method == "POST":
        begin(pack.slug, by=visit.name)
        return RedirectResponse(request.url.path, status_code=303)
    going, made = under_way(pack.slug), last_made(pack.slug)
    with reading() as session:
        shared = workspace_of(session, pack)
    return show(
        request,
        "report",
        visit=visit,
        workspace=shared,
        since=moment(going.since) if going and not going.failed else None,
        failed=bool(going and going.failed),
        made=made,
        made_at=moment(made.at) if made else None,
        responses=f"{made.responses:,}" if made else "",
        downloads=[DownloadPresenter(each, made) for each in Format] if made else [],
    )


def download(request: Request, visit: Visit) -> Response:
    """One file of the report that was made last.

    Raises HTTPException 404 when none was made, or when there is no such kind of file.
    """
    pack, name = pack_of(request), request.path_params["form"]
    form = next((each for each in Format if each == name), None)
    file = file_of(pack.slug, form) if form else None
    if form is None or file is None:
        raise HTTPException(404)
    return FileResponse(
        file,
        media_type=MEDIA[form],
        filename=f"{pack.slug}-report.{form}",
        headers={"cache-control": "no-store"},
    )


ADDRESSES = (
    Address("/workspace/{slug}/report", "workspace-report", report, BOTH, may=EVERY_ROLE),
    Address("/workspace/{slug}/report/{form}", "workspace-report-file", download, may=EVERY_ROLE),
)
