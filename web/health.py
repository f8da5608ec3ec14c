"""Whether the process is alive, whether everything it needs is there, and how busy it is."""

from __future__ import annotations

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from consultations.database import reading

LOOPBACK = frozenset({"127.0.0.1", "::1", "testclient"})


async def is_alive(_request: Request) -> Response:
    """The process answers."""
    return JSONResponse({"status": "alive"})


async def is_ready(request: Request) -> Response:
    """The database, Rasa and the packs, if there are any, can be used; 503 with what is missing."""

    def database_answers() -> bool:
        try:
            with reading() as session:
                session.execute(text("SELECT 1"))
        except Exception:
            return False
        return True

    parts = {
        "database": await run_in_threadpool(database_answers),
        "rasa": await request.app.state.rasa.is_ready(),
        "packs": bool(request.app.state.indexed),
        "actions": bool(request.app.state.executor.actions),
    }
    ready = all(parts.values())
    return JSONResponse(
        {"status": "ready" if ready else "not ready", "parts": parts},
        status_code=200 if ready else 503,
    )


async def show_metrics(request: Request) -> Response:
    """Figures for Prometheus, on this machine only: never through the public address."""
    forwarded = "x-forwarded-for" in request.headers or "forwarded" in request.headers
    if forwarded or request.client is None or request.client.host not in LOOPBACK:
        return PlainTextResponse("There is nothing at this address.", status_code=404)
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
