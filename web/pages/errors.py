"""Error pages: what happened, whether anything was lost, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Scope, Send

from web.problems import Problem
from web.security import security_headers
from web.templating import render


def error_pages() -> dict[Any, Callable[..., Any]]:
    """A page for each kind of error."""
    return {HTTPException: _http_error, Problem: _problem, Exception: _unexpected}


async def csrf_failed(scope: Scope, send: Send, _reason: object) -> None:
    """The form carried no token, or an old one."""
    await error_page(Request(scope), 403)(scope, _nothing, send)


def error_page(request: Request, status: int) -> Response:
    """The page of one kind of error."""
    return render(request, "pages/error.html", status=status, shown_status=status)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    response = error_page(request, error.status_code)
    response.headers.update(error.headers or {})
    return response


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return error_page(request, error.status)


async def _unexpected(request: Request, error: Exception) -> Response:
    """Nothing that the person sent is repeated here, and no part of the program is shown.

    This page is made outside the middleware, so it brings its own headers.
    """
    response = error_page(request, 500)
    response.headers.update(security_headers(https=request.app.state.settings.https))
    response.headers["Cache-Control"] = "no-store"
    return response


async def _nothing() -> Message:
    return {"type": "http.disconnect"}
