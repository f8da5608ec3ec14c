"""Error pages: what happened, whether anything was lost, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.responses import PlainTextResponse
from starlette.types import Scope, Send


async def csrf_failed(scope: Scope, send: Send, _reason: object) -> None:
    """The form carried no token, or an old one."""
    response = PlainTextResponse("This page was open too long. Go back and try again.", 403)
    await response(scope, _nothing, send)


async def _nothing() -> Any:
    return {"type": "http.disconnect"}


def error_pages() -> dict[Any, Callable[..., Any]]:
    """A page for each kind of error."""
    return {}
