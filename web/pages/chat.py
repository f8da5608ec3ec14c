"""Talk it through: the chat page, which is one form at a time and needs no script."""

from __future__ import annotations

import uuid
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.cleaning import clean_text, number_in
from consultations.conversations import NoSuchConversation, NotOpen, NotYourConversation
from consultations.database import reading
from consultations.invitations import has_code
from consultations.safety import safety_message
from consultations.turn_tokens import ForgedTurn
from consultations.turns import TakesNoAnswers
from consultations.types import Lane, MessageKind, QuestionKind
from consultations.understanding import NotOffered
from web.cookies import Held, held, hold, let_go
from web.languages import language_of_request, remember_language
from web.limits import check_pace
from web.pages.finding import consultation_of
from web.presenters.chat import ChatPresenter, chat_presenter
from web.presenters.consultations import ConsultationPresenter
from web.problems import LONGEST_TEXT
from web.surroundings import forget, is_framed, is_kiosk
from web.templating import render
from web.turning import NotFiled, TurnIsOver, current, start, take_turn

NOTES = ("earlier", "again", "closed")
RANK = "rank:"
LARGEST_RANK = 50


async def see_chat(request: Request) -> Response:
    """The conversation as it stands, or the way into one."""
    consultation = await consultation_of(request)
    if consultation.is_draft:
        return render(request, "pages/not_open.html", consultation=consultation)
    holding = held(request, consultation.slug)
    if holding is None:
        return _way_in(request, consultation)
    note = request.query_params.get("note")
    return await _stands(request, consultation, holding, note=note if note in NOTES else None)


async def talk(request: Request) -> Response:
    """One message, or the start of a conversation."""
    consultation = await consultation_of(request)
    form = await request.form()
    holding = held(request, consultation.slug)
    if "start" in form:
        return await _start(request, consultation, str(form["start"]))
    if holding is None:
        return _way_in(request, consultation, lost=str(form.get("text", "")), status=409)
    check_pace(request, str(holding.conversation_id))
    return await _message(request, consultation, holding, form)


async def leave(request: Request) -> Response:
    """Forget the conversation on this computer, and show a page that tells nothing."""
    consultation = await consultation_of(request)
    address = request.app.url_path_for("left_quickly", slug=consultation.slug)
    response = RedirectResponse(address, 303)
    let_go(request, response, consultation.slug)
    if is_kiosk(request):
        forget(request, response)
    return response


async def _start(request: Request, consultation: ConsultationPresenter, lane: str) -> Response:
    check_pace(request, "start")
    if held(request, consultation.slug) is not None:
        return _back(request, consultation)
    if lane not in consultation.pack.consultation.lanes:
        return _way_in(request, consultation)
    try:
        started = await start(
            request.app.state.rasa,
            pack=consultation.pack,
            lane=Lane(lane),
            language=language_of_request(request),
        )
    except NotOpen:
        return _way_in(request, consultation)
    except NotFiled:
        return render(
            request, "pages/chat/not_started.html", status=503, consultation=consultation, lane=lane
        )
    response = _back(request, consultation, note="begun" if is_framed(request) else None, anchor="")
    holding = Held(started.conversation_id, started.token)
    hold(request, response, slug=consultation.slug, holding=holding, lane=lane)
    return response


async def _message(
    request: Request, consultation: ConsultationPresenter, holding: Held, form: FormData
) -> Response:
    choices, text = said_in(form)
    if not choices and has_code(text):
        return _to_invitation(request, consultation)
    shown: dict[str, Any] = {"typed": str(form.get("text", "")), "picked": picked_in(form)}
    error = _cannot_be_sent(form, choices, text)
    if error is not None:
        return await _stands(request, consultation, holding, errors=[error], status=422, **shown)
    try:
        reply = await take_turn(
            request.app.state.rasa,
            conversation_id=holding.conversation_id,
            token=holding.token,
            message_id=uuid.UUID(str(form["message_id"])),
            turn=str(form.get("turn", "")),
            text=None if choices else text,
            choices=choices or None,
        )
    except (NoSuchConversation, NotYourConversation):
        return _forgotten(request, consultation, lost=text)
    except TakesNoAnswers:
        return _back(request, consultation, note="closed")
    except (ForgedTurn, TurnIsOver):
        return _back(request, consultation, note="earlier")
    except NotOffered:
        shown["errors"] = ["not-offered"]
        return await _stands(request, consultation, holding, status=422, **shown)
    except NotFiled as error_:
        return _not_filed(request, consultation, form=form, card=error_.card)
    kinds = {message["kind"] for message in reply["messages"]}
    if MessageKind.PRIVACY in kinds:
        return await _page(request, consultation, holding, reply, typed=text)
    if "draft" in reply:
        return await _page(request, consultation, holding, reply, typed=reply["draft"])
    return _back(
        request, consultation, anchor="safety" if MessageKind.SAFETY in kinds else "latest"
    )


def said_in(form: FormData) -> tuple[list[str], str]:
    """The choices and the words of a form. A ranking is sent as a place for each thing."""
    choices = [str(value) for value in form.getlist("choices") if value]
    if not choices:
        places = picked_in(form)
        choices = sorted(places, key=lambda value: int(places[value]))
    return choices, clean_text(str(form.get("text", "")))


def picked_in(form: FormData) -> dict[str, str]:
    """The places of a ranking, by what was placed."""
    return {
        name.removeprefix(RANK): str(place)
        for name, place in form.multi_items()
        if name.startswith(RANK) and number_in(str(place), most=LARGEST_RANK) is not None
    }


def _cannot_be_sent(form: FormData, choices: list[str], text: str) -> str | None:
    """Why there is nothing here to send, as the name of an error."""
    try:
        uuid.UUID(str(form.get("message_id", "")))
    except ValueError:
        return "not-offered"
    places = list(picked_in(form).values())
    if not form.getlist("choices") and len(places) != len(set(places)):
        return "same-place"
    if choices:
        return None
    if not text:
        kind = form.get("kind")
        return f"no-{kind}" if kind in tuple(QuestionKind) else "no-message"
    return "too-long" if len(text) > LONGEST_TEXT else None


async def _stands(
    request: Request,
    consultation: ConsultationPresenter,
    holding: Held,
    *,
    status: int = 200,
    note: str | None = None,
    **shown: Any,
) -> Response:
    """The page of a conversation as the database has it."""
    try:
        reply = await current(
            request.app.state.rasa, conversation_id=holding.conversation_id, token=holding.token
        )
    except (NoSuchConversation, NotYourConversation):
        return _forgotten(request, consultation, lost=shown.get("typed", ""))
    except NotFiled as error:
        return _not_filed(request, consultation, form=None, card=error.card)
    return await _page(request, consultation, holding, reply, status=status, note=note, **shown)


async def _page(
    request: Request,
    consultation: ConsultationPresenter,
    holding: Held,
    reply: dict[str, Any],
    *,
    status: int = 200,
    note: str | None = None,
    **shown: Any,
) -> Response:
    def look() -> ChatPresenter:
        with reading() as session:
            return chat_presenter(session, holding=holding, reply=reply, **shown)

    chat = await run_in_threadpool(look)
    page = render(
        request,
        "pages/chat/talk.html",
        status=status,
        language=chat.language,
        consultation=consultation,
        chat=chat,
        note=note,
    )
    remember_language(request, page, chat.language)
    if is_kiosk(request) and chat.is_over:
        let_go(request, page, consultation.slug)
    return page


def _way_in(
    request: Request, consultation: ConsultationPresenter, *, lost: str = "", status: int = 200
) -> Response:
    """The page to start from, with words that came without a conversation."""
    return render(
        request,
        "pages/chat/start.html",
        status=status,
        consultation=consultation,
        lost="" if is_kiosk(request) else lost,
        card=safety_message(lost),
        alone=request.app.url_path_for("chat", slug=consultation.slug),
        not_kept=is_framed(request) and request.query_params.get("note") == "begun",
    )


def _forgotten(request: Request, consultation: ConsultationPresenter, *, lost: str) -> Response:
    """The cookie leads nowhere: forget it, and offer the way in."""
    response = _way_in(request, consultation, lost=lost, status=409)
    let_go(request, response, consultation.slug)
    return response


def _not_filed(
    request: Request,
    consultation: ConsultationPresenter,
    *,
    form: FormData | None,
    card: dict[str, Any] | None,
) -> Response:
    """The message is kept and could not be handled yet."""
    names = ("csrftoken",)
    sent = [] if form is None else [each for each in form.multi_items() if each[0] not in names]
    return render(
        request,
        "pages/chat/not_filed.html",
        status=503,
        consultation=consultation,
        sent=sent,
        card=card,
    )


def _to_invitation(request: Request, consultation: ConsultationPresenter) -> Response:
    """Nothing of a staff code is kept in a conversation: it belongs on a page of its own."""
    address = request.app.url_path_for("my_invitation", slug=consultation.slug)
    return RedirectResponse(f"{address}?typed=yes", 303)


def _back(
    request: Request,
    consultation: ConsultationPresenter,
    *,
    note: str | None = None,
    anchor: str = "latest",
) -> RedirectResponse:
    address = str(request.app.url_path_for("chat", slug=consultation.slug))
    query = f"?note={note}" if note else ""
    return RedirectResponse(f"{address}{query}{'#' + anchor if anchor else ''}", 303)
