"""The routes of the JSON API."""

from __future__ import annotations

import uuid
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from starlette.concurrency import run_in_threadpool

from consultations.cleaning import clean_text
from consultations.content.library import closed_at, current_pack, current_packs, status_of
from consultations.conversations import (
    NoSuchConversation,
    NotOpen,
    NotYourConversation,
    find_conversation,
)
from consultations.database import reading
from consultations.openness import in_london
from consultations.transcripts import transcript
from consultations.turn_tokens import ForgedTurn
from consultations.turns import TakesNoAnswers
from consultations.types import ConsultationStatus
from consultations.understanding import NotOffered
from web import problems
from web.api.shapes import (
    ConsultationOut,
    ConversationOut,
    MessageIn,
    StartedOut,
    StartIn,
    TurnOut,
)
from web.limits import check_pace
from web.problems import Problem
from web.turning import NotFiled, TurnIsOver, current, start, take_turn

routes = APIRouter()
Authorization = Annotated[str | None, Header()]


@routes.get("/consultations", response_model=list[ConsultationOut])
def list_consultations() -> list[ConsultationOut]:
    """The consultations that are open now."""
    return [
        ConsultationOut(
            slug=pack.slug,
            title=pack.consultation.title,
            opens=pack.consultation.opens,
            closes=pack.consultation.closes,
            status=ConsultationStatus.OPEN,
        )
        for pack in current_packs()
        if status_of(pack) is ConsultationStatus.OPEN
    ]


@routes.post("/conversations", status_code=201, response_model=StartedOut)
async def start_conversation(request: Request, body: StartIn) -> dict[str, Any]:
    """Start a conversation."""
    check_pace(request, "start")
    pack = await run_in_threadpool(current_pack, body.consultation)
    if pack is None:
        raise Problem(404, "There is no consultation with this name. List them at /consultations.")
    try:
        started = await start(
            request.app.state.rasa, pack=pack, lane=body.lane, language=body.language
        )
    except NotOpen as error:
        if status_of(pack) is ConsultationStatus.DRAFT:
            raise problems.opens_later(in_london(pack.consultation.opens)) from error
        raise problems.is_over(in_london(closed_at(pack))) from error
    except NotFiled as error:
        raise problems.not_started() from error
    return {"conversation": started.conversation_id, "token": started.token, **started.reply}


@routes.post("/conversations/{conversation_id}/messages", response_model=TurnOut)
async def send_message(
    request: Request,
    conversation_id: uuid.UUID,
    body: MessageIn,
    authorization: Authorization = None,
) -> dict[str, Any]:
    """Send one message. The same ``message_id`` always gets the same reply."""
    check_pace(request, str(conversation_id))
    text = None if body.text is None else clean_text(body.text)
    if text == "":
        raise Problem(422, "The message is empty. Type something, or choose one of the choices.")
    if text is not None and len(text) > problems.LONGEST_TEXT:
        raise problems.too_long()
    try:
        return await take_turn(
            request.app.state.rasa,
            conversation_id=conversation_id,
            token=bearer(authorization),
            message_id=body.message_id,
            turn=body.turn,
            text=text,
            choices=body.choices,
        )
    except NoSuchConversation as error:
        raise problems.no_conversation() from error
    except NotYourConversation as error:
        raise problems.not_yours() from error
    except TakesNoAnswers as error:
        raise problems.takes_no_answers() from error
    except ForgedTurn as error:
        raise problems.forged_turn() from error
    except NotOffered as error:
        raise problems.not_offered() from error
    except TurnIsOver as error:
        raise problems.turn_is_over(error.reply) from error
    except NotFiled as error:
        raise problems.not_filed(error.card) from error


@routes.get("/conversations/{conversation_id}", response_model=ConversationOut)
async def see_conversation(
    request: Request, conversation_id: uuid.UUID, authorization: Authorization = None
) -> dict[str, Any]:
    """The current turn reply and the transcript."""
    token = bearer(authorization)
    try:
        reply = await current(request.app.state.rasa, conversation_id=conversation_id, token=token)
    except NoSuchConversation as error:
        raise problems.no_conversation() from error
    except NotYourConversation as error:
        raise problems.not_yours() from error
    except NotFiled as error:
        raise problems.not_filed(error.card) from error

    def said() -> list[dict[str, Any]]:
        with reading() as session:
            conversation = find_conversation(session, conversation_id=conversation_id, token=token)
            return [turn._asdict() for turn in transcript(session, conversation=conversation)]

    return {**reply, "transcript": await run_in_threadpool(said)}


def bearer(authorization: str | None) -> str:
    """The token of an Authorization header.

    Raises Problem 401 when there is none.
    """
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.casefold() != "bearer" or not token:
        raise problems.not_yours()
    return token.strip()
