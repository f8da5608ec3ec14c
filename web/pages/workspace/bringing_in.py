"""Bring a file of responses in: choose it, say what its columns are, see its faults, undo it."""

from __future__ import annotations

import uuid
from datetime import date
from hmac import compare_digest
from urllib.parse import urlencode

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.cleaning import number_in
from consultations.content.schema import Pack
from consultations.database import reading, writing
from consultations.imports.bringing import batch_called, batches_of, undo
from consultations.imports.channels import NAMES, Channel
from consultations.imports.checking import Terms, day_in, drafts_of
from consultations.imports.faults import WrongFile
from consultations.imports.files import Looked, keep, look_at, make_ready, may_say_who, terms
from consultations.imports.mapping import targets
from consultations.imports.reading import LARGEST_FILE, MOST_COLUMNS, MOST_ROWS
from consultations.imports.staged import drop, stage, staged
from consultations.types import Lane
from web.pages.workspace.address import BOTH, MAY_ANALYSE, SEND, Address
from web.pages.workspace.consultation import pack_of, workspace_of
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.workspace import LANE_NAMES
from web.presenters.workspace_bringing_in import BatchPresenter, FilePresenter

COLUMN, LONGEST_NAME = "column:", 200
GONE = "The file is not there any more. Choose it again."
NO_FILE = "Choose a file first: a CSV file or a workbook (.xlsx)."
NOT_SURE = "Tick the box first. Nothing was taken back."


def bringing_in(request: Request, visit: Visit) -> Response:
    """Choose a file; below, what was brought in before.

    Raises HTTPException 403 when the form does not come from this site.
    """
    if request.method == "GET":
        return _page(request, visit, done=request.query_params.get("done", ""))
    token = str(request.scope["csrftoken"]())
    if not compare_digest(visit.typed("csrftoken").encode(), token.encode()):
        raise HTTPException(403)
    upload = visit.form.get("file")
    data = upload.file.read(LARGEST_FILE + 1) if isinstance(upload, UploadFile) else b""
    if not isinstance(upload, UploadFile) or not data:
        return _page(request, visit, error=NO_FILE)
    pack = pack_of(request)
    try:
        look_at(pack, data)
    except WrongFile as error:
        return _page(request, visit, error=str(error))
    asked = {name: visit.typed(name) for name in ("channel", "lane", "received")}
    asked["name"] = (upload.filename or "file")[:LONGEST_NAME]
    where = request.app.url_path_for("workspace-bring-in-file", slug=pack.slug, file=stage(data))
    return RedirectResponse(f"{where}?{urlencode(asked)}", status_code=303)


def one_file(request: Request, visit: Visit) -> Response:
    """Say what the columns of a file are, check it, and bring it in."""
    pack, file = pack_of(request), request.path_params["file"]
    data = staged(file)
    if data is None:
        return _page(request, visit, error=GONE)
    asked = request.query_params
    channel = next((each for each in Channel if each == asked.get("channel")), Channel.IMPORT)
    lane = next((each for each in Lane if each == asked.get("lane")), Lane.PUBLIC)
    holds = terms(pack, lane=lane, received_on=_day(asked.get("received", "")))
    if request.method == "GET":
        return _mapping(request, visit, pack, look_at(pack, data))
    mapped = {
        column: str(value)
        for name, value in visit.form.multi_items()
        if name.startswith(COLUMN)
        and (column := number_in(name.removeprefix(COLUMN), most=MOST_COLUMNS)) is not None
    }
    looked = look_at(pack, data, mapped=mapped)
    if visit.typed("do") != "bring":
        return _checked(request, visit, pack, looked, holds)
    try:
        ready = make_ready(pack, looked, holds, hide_names=visit.typed("hide") == "yes")
        name = asked.get("name", "file")[:LONGEST_NAME]
        rows = keep(ready, pack=pack, channel=channel, name=name, by=visit.name)
    except WrongFile as error:
        return _mapping(request, visit, pack, looked, wrong=error)
    drop(file)
    where = request.app.url_path_for("workspace-bringing-in", slug=pack.slug)
    return RedirectResponse(f"{where}?done={rows}", status_code=303)


def take_back(request: Request, visit: Visit) -> Response:
    """Take back everything that one batch brought."""
    pack = pack_of(request)
    if visit.typed("sure") != "yes":
        return _page(request, visit, error=NOT_SURE)
    with writing() as session:
        batch = batch_called(
            session, consultation_slug=pack.slug, batch_id=as_uuid(visit.typed("batch"))
        )
        if batch is None:
            raise HTTPException(404)
        undo(session, batch=batch, by=visit.name)
    where = request.app.url_path_for("workspace-bringing-in", slug=pack.slug)
    return RedirectResponse(f"{where}?done=undone", status_code=303)


def as_uuid(text: str) -> uuid.UUID:
    """The id that a text names; one that nothing has when it names none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)


def _checked(request: Request, visit: Visit, pack: Pack, looked: Looked, holds: Terms) -> Response:
    try:
        drafts = drafts_of(pack, looked.sheet, looked.mapped, holds)
    except WrongFile as error:
        return _mapping(request, visit, pack, looked, wrong=error)
    found = may_say_who(pack, drafts)
    return _mapping(request, visit, pack, looked, good=True, found=found)


def _mapping(
    request: Request,
    visit: Visit,
    pack: Pack,
    looked: Looked,
    *,
    wrong: WrongFile | None = None,
    good: bool = False,
    found: int = 0,
) -> Response:
    with reading() as session:
        shared = workspace_of(session, pack)
    return show(
        request,
        "bringing_in_file",
        visit=visit,
        status=422 if wrong else 200,
        workspace=shared,
        file=FilePresenter(
            looked,
            targets(pack),
            wrong.faults if wrong else (),
            wrong.more if wrong else 0,
            found,
        ),
        name=request.query_params.get("name", ""),
        good=good,
    )


def _page(request: Request, visit: Visit, *, done: str = "", error: str | None = None) -> Response:
    pack = pack_of(request)
    with reading() as session:
        shared = workspace_of(session, pack)
        batches = batches_of(session, consultation_slug=pack.slug)
    return show(
        request,
        "bringing_in",
        visit=visit,
        status=422 if error else 200,
        workspace=shared,
        batches=[BatchPresenter(each) for each in batches],
        channels=list(NAMES.items()),
        lanes=[(lane, LANE_NAMES[lane]) for lane in pack.consultation.lanes],
        brought=number_in(done, most=MOST_ROWS),
        undone=done == "undone",
        error=error,
    )


def _day(text: str) -> date | None:
    return day_in(text) if text else None


ADDRESSES = (
    Address(
        "/workspace/{slug}/data/bring-in",
        "workspace-bringing-in",
        bringing_in,
        BOTH,
        may=MAY_ANALYSE,
    ),
    Address(
        "/workspace/{slug}/data/bring-in/{file}",
        "workspace-bring-in-file",
        one_file,
        BOTH,
        may=MAY_ANALYSE,
    ),
    Address(
        "/workspace/{slug}/data/take-back", "workspace-take-back", take_back, SEND, may=MAY_ANALYSE
    ),
)
