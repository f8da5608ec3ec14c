"""Error pages: what happened, whether anything was lost, and what to do."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Scope, Send

from consultations.content.library import current_pack
from web.presenters.consultations import ConsultationPresenter
from web.problems import Problem
from web.security import headers_for
from web.templating import render

log = logging.getLogger(__name__)
OF_CONSULTATION = re.compile(r"/c/([^/]+)")


def error_pages() -> dict[Any, Callable[..., Any]]:
    """A page for each kind of error."""
    return {HTTPException: _http_error, Problem: _problem, Exception: _unexpected}


async def csrf_failed(scope: Scope, send: Send, _reason: object) -> None:
    """The form carried no token, or an old one."""
    response = await error_page(Request(scope), 403)
    await response(scope, _nothing, send)


async def error_page(request: Request, status: int) -> Response:
    """The page of one kind of error, in the frame of the consultation that the address names."""
    return render(
        request,
        "pages/error.html",
        status=status,
        shown_status=status,
        consultation=await _named(request),
    )


async def _named(request: Request) -> ConsultationPresenter | None:
    """The consultation that an address names, if there is one and it can be read now."""
    named = OF_CONSULTATION.match(request.url.path)
    if named is None:
        return None
    try:
        pack = await run_in_threadpool(current_pack, named[1])
    except Exception as error:
        log.error("The consultation of an error page cannot be read: %s", type(error).__name__)
        return None
    return None if pack is None else ConsultationPresenter(pack)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    response = await error_page(request, error.status_code)
    response.headers.update(error.headers or {})
    return response


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return await error_page(request, error.status)


async def _unexpected(request: Request, error: Exception) -> Response:
    """Nothing that the person sent is repeated here, and no part of the program is shown.

    This page is made outside the middleware, so it brings its own headers.
    """
    response = await error_page(request, 500)
    response.headers.update(headers_for(request.url.path, request.app.state.settings))
    response.headers["Cache-Control"] = "no-store"
    return response


async def _nothing() -> Message:
    return {"type": "http.disconnect"}
