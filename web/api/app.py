"""The application that serves the JSON API."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from web.api.routes import routes
from web.problems import Problem


def create_api() -> FastAPI:
    """The API with its problem details and its OpenAPI document."""
    api = FastAPI(
        title="Sounding Board",
        version="1",
        description="Take part in a consultation by conversation.",
        docs_url=None,
        redoc_url=None,
    )
    api.include_router(routes)
    api.add_exception_handler(Problem, _problem)
    api.add_exception_handler(RequestValidationError, _not_valid)
    api.add_exception_handler(HTTPException, _http_error)
    return api


async def _problem(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return error.response()


async def _not_valid(request: Request, error: Exception) -> Response:
    """Say which field is wrong, and never repeat what was sent in it."""
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    content_type = request.headers.get("content-type", "").partition(";")[0].strip()
    if request.method == "POST" and content_type != "application/json":
        return Problem(
            415, "Send JSON with the content type application/json. Nothing was kept."
        ).response()
    if first["type"] == "json_invalid":
        return Problem(400, "This is not valid JSON. Nothing was kept.").response()
    field = ".".join(str(part) for part in first["loc"] if part != "body") or "the body"
    return Problem(422, f"{field}: {_lower(first['msg'])}. Nothing was kept.").response()


async def _http_error(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    details = {
        400: "This is not valid JSON. Nothing was kept.",
        404: "There is nothing at this address.",
        405: "This address does not take that method.",
    }
    return Problem(error.status_code, details.get(error.status_code, str(error.detail))).response()


def _lower(message: str) -> str:
    message = message.removeprefix("Value error, ")
    return message[:1].lower() + message[1:]
