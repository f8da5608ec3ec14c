"""Serve Rasa's custom actions from the app process, behind the shared secret."""

from __future__ import annotations

import asyncio
import hmac
import logging
import warnings
from typing import Any

from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from web.rasa import SECRET_HEADER

log = logging.getLogger(__name__)


def action_executor() -> ActionExecutor:
    """An executor with every action of the package ``actions``."""
    warnings.filterwarnings("ignore", message=".*versions of rasa and rasa_sdk.*")
    logging.getLogger("rasa_sdk").setLevel(logging.WARNING)
    executor = ActionExecutor()
    executor.register_package("actions")
    return executor


async def run_action(request: Request) -> Response:
    """Run one action for Rasa. What a person said goes neither into a log nor into an error."""
    given = request.headers.get(SECRET_HEADER, "")
    if not hmac.compare_digest(given.encode(), request.app.state.settings.secret.encode()):
        return JSONResponse({"error": "The shared secret is wrong."}, status_code=403)
    call = await request.json()
    name = call.get("next_action")
    try:
        result = await run_in_threadpool(_run, request.app.state.executor, call)
    except ActionExecutionRejection as error:
        return JSONResponse({"error": str(error), "action_name": name}, status_code=400)
    except ActionNotFoundException:
        return JSONResponse({"error": "no such action", "action_name": name}, status_code=404)
    except Exception as error:
        log.error("The action %s failed: %s", name, type(error).__name__)
        return JSONResponse({"error": "the action failed", "action_name": name}, status_code=500)
    return JSONResponse(result)


def _run(executor: ActionExecutor, call: dict[str, Any]) -> Any:
    """Actions write to the database, so they run in a thread, off the loop that serves pages."""
    result = asyncio.run(executor.run(call))
    return result.model_dump() if result is not None else {}
