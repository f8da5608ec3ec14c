"""Posters and paper forms: for anybody who would rather print, and for those who run it."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consultations.content.library import current_pack
from consultations.content.schema import Pack
from consultations.folders import folder_now
from consultations.languages.known import SOURCE, is_offered, language_with
from consultations.printing import CannotPrint, Sheet, sheet_pdf
from consultations.types import Lane
from web.languages import language_of_request
from web.pages.finding import consultation_of
from web.pages.workspace.address import EVERY_ROLE, Address
from web.pages.workspace.signing import Visit
from web.templating import render

LENGTHS = ("", "2", "5", "15")


async def poster(request: Request) -> Response:
    """The poster of a consultation, as PDF."""
    return await _of_consultation(request, Sheet.POSTER)


async def paper(request: Request) -> Response:
    """The paper form of one lane, as PDF."""
    return await _of_consultation(request, Sheet.PAPER)


def for_commissioners(request: Request, _visit: Visit) -> Response:
    """A sheet for those who run the consultation: also before it opens, from its folder.

    Raises HTTPException 404.
    """
    slug, folder = request.path_params["slug"], folder_now(request.path_params["slug"])
    pack = current_pack(slug) or (folder.ready if folder else None)
    sheet = next((each for each in Sheet if each == request.path_params["sheet"]), None)
    if pack is None or sheet is None:
        raise HTTPException(404)
    try:
        return _pdf(request, sheet, pack)
    except CannotPrint as error:
        return Response(str(error), status_code=422, media_type="text/plain; charset=utf-8")


async def _of_consultation(request: Request, sheet: Sheet) -> Response:
    consultation = await consultation_of(request)
    if consultation.is_draft:
        return render(request, "pages/not_open.html", consultation=consultation)
    try:
        return await run_in_threadpool(_pdf, request, sheet, consultation.pack)
    except CannotPrint:
        name = language_with(_language(request)).name
        page = "pages/cannot_print.html"
        return render(request, page, status=422, consultation=consultation, name=name)


def _pdf(request: Request, sheet: Sheet, pack: Pack) -> Response:
    lanes = pack.consultation.lanes
    asked = request.query_params.get("lane") or next(iter(lanes))
    lane = next((each for each in lanes if each == asked), None)
    if lane is None:
        raise HTTPException(404)
    language = _language(request)
    minutes = request.query_params.get("minutes", "")
    if minutes not in LENGTHS:
        raise HTTPException(404)
    pdf = sheet_pdf(
        sheet,
        pack,
        address=_address(request),
        lane=Lane(lane),
        minutes=int(minutes) if minutes else None,
        language=language,
    )
    which = [pack.slug, sheet, *([lane] if sheet is Sheet.PAPER else [])]
    name = "-".join([*which, *([] if language == SOURCE else [language])])
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return Response(pdf, media_type="application/pdf", headers=headers)


def _language(request: Request) -> str:
    asked = request.query_params.get("language")
    return asked if asked is not None and is_offered(asked) else language_of_request(request)


def _address(request: Request) -> str:
    """Where the square on the poster leads: the address that was set, else the one in use."""
    return str(request.app.state.settings.public_url or request.base_url)


ADDRESSES = (
    Address(
        "/workspace/{slug}/print/{sheet}.pdf", "workspace-print", for_commissioners, may=EVERY_ROLE
    ),
)
