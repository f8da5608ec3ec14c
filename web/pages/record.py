"""The signed ends of the record, for anybody to read and to keep."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from consultations.audit.heads import as_published, heads
from consultations.database import reading
from consultations.models import AuditHead
from web.pages.finding import consultation_of
from web.presenters.record import HeadPresenter
from web.templating import render

SHOWN = 31


async def record(request: Request) -> Response:
    """The last thirty-one days, and what they are good for."""
    consultation = await consultation_of(request)
    shown = [HeadPresenter(each) for each in await run_in_threadpool(_heads, SHOWN)]
    return render(request, "pages/record.html", consultation=consultation, heads=shown)


async def record_json(request: Request) -> Response:
    """Every day, in the form that ``consult audit verify --against`` reads."""
    await consultation_of(request)
    found = await run_in_threadpool(_heads, None)
    return JSONResponse({"heads": [as_published(each) for each in found]})


def _heads(most: int | None) -> list[AuditHead]:
    with reading() as session:
        return heads(session, most=most)
