"""My response: see, change or take back what was said, with the code."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.database import reading, writing
from consultations.models import Response as SavedResponse
from consultations.responses import find_by_code, withdraw
from consultations.returning import NothingToComeBackTo, give_back
from web.cookies import Held, hold, let_go
from web.limits import check_pace
from web.presenters.responses import ResponsePresenter, response_presenter
from web.templating import render

Found = TypeVar("Found")
LONGEST_CODE = 40


async def ask_for_code(request: Request) -> Response:
    """The page that asks for the code."""
    return render(request, "pages/my_response/ask.html", code="", error=None)


async def show(request: Request) -> Response:
    """What was said, for whoever has the code."""
    code = await _code(request)
    said = await run_in_threadpool(_look_up, code)
    if said is None:
        return _no_such_code(request, code)
    return render(
        request, "pages/my_response/shown.html", consultation=said.consultation, said=said
    )


async def carry_on(request: Request) -> Response:
    """Give this browser the conversation, to go on with it or to change it."""
    code = await _code(request)

    def give() -> tuple[Held, str, str | None] | None:
        with writing() as session:
            response = find_by_code(session, code=code)
            if response is None:
                return None
            conversation, token = give_back(session, response=response)
            return Held(conversation.id, token), response.consultation_slug, conversation.lane

    try:
        given = await run_in_threadpool(give)
    except NothingToComeBackTo:
        return await show(request)
    if given is None:
        return _no_such_code(request, code)
    holding, slug, lane = given
    address = request.app.url_path_for("chat", slug=slug)
    response = RedirectResponse(f"{address}?note=again#latest", 303)
    hold(request, response, slug=slug, holding=holding, lane=lane)
    return response


async def take_back(request: Request) -> Response:
    """Delete what was said, after asking whether it is meant."""
    code = await _code(request)
    said = await run_in_threadpool(_look_up, code)
    if said is None:
        return _no_such_code(request, code)
    form = await request.form()
    if form.get("sure") != "yes" or said.is_withdrawn:
        template = "shown" if said.is_withdrawn else "sure"
        return render(
            request, f"pages/my_response/{template}.html", consultation=said.consultation, said=said
        )
    await run_in_threadpool(_withdraw, code)
    response = render(
        request, "pages/my_response/taken_back.html", consultation=said.consultation, said=said
    )
    let_go(request, response, said.consultation.slug)
    return response


async def _code(request: Request) -> str:
    check_pace(request, "code")
    form = await request.form()
    return str(form.get("code", ""))[:LONGEST_CODE]


def _no_such_code(request: Request, code: str) -> Response:
    error = "unknown" if code.strip() else "empty"
    return render(request, "pages/my_response/ask.html", status=422, code=code, error=error)


def _look_up(code: str) -> ResponsePresenter | None:
    with reading() as session:
        return _if_found(session, code, lambda response: response_presenter(session, response))


def _withdraw(code: str) -> None:
    with writing() as session:
        _if_found(session, code, lambda response: withdraw(session, response=response))


def _if_found(session: Session, code: str, then: Callable[[SavedResponse], Found]) -> Found | None:
    response = find_by_code(session, code=code)
    return None if response is None else then(response)
