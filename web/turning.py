"""Take one turn: keep the message, let Rasa handle it, store the reply, and hand it back."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool

from consultations import flow
from consultations.answering.embedding import embed
from consultations.answering.index import index_of
from consultations.content.schema import Pack
from consultations.conversations import find_conversation, start_conversation
from consultations.database import reading, writing
from consultations.languages.known import SOURCE
from consultations.models import Conversation, Inbound
from consultations.replying import current_reply, draft_reply, privacy_reply
from consultations.safety.kept import cards_of_turn
from consultations.turns import (
    PersonalDetails,
    StaleTurn,
    Unfinished,
    WordsBack,
    finish,
    intent_of,
    receive,
    receive_start,
    unfinished,
)
from consultations.types import Lane
from consultations.versions import pack_shown
from web.rasa import RasaClient, RasaUnavailable

HOW_OFTEN_TO_TRY = 2


class NotFiled(Exception):
    """The message is kept, and Rasa could not handle it yet.

    If its words call for a safety card, that card is here: it is shown whatever else is down.
    """

    def __init__(self, card: dict[str, Any] | None = None) -> None:
        super().__init__("not filed")
        self.card = card


class TurnIsOver(Exception):
    """The message belongs to an earlier turn. The current reply says what is asked now."""

    def __init__(self, reply: dict[str, Any]) -> None:
        super().__init__("stale turn")
        self.reply = reply


@dataclass(frozen=True)
class ForRasa:
    """What Rasa is told of a kept message."""

    conversation_id: uuid.UUID
    inbound_id: uuid.UUID
    text: str
    intent: str | None
    asking: str


@dataclass(frozen=True)
class Started:
    """A new conversation, the secret of its owner, and its opening."""

    conversation_id: uuid.UUID
    token: str
    reply: dict[str, Any]


async def start(
    rasa: RasaClient, *, pack: Pack, lane: Lane | None, language: str = SOURCE
) -> Started:
    """Start a conversation.

    Raises NotOpen outside the consultation's dates, NotFiled when Rasa is down.
    """
    conversation_id, token, inbound_id = await run_in_threadpool(_keep_start, pack, lane, language)
    return Started(conversation_id, token, await file_message(rasa, inbound_id))


async def take_turn(
    rasa: RasaClient,
    *,
    conversation_id: uuid.UUID,
    token: str,
    message_id: uuid.UUID,
    turn: str,
    text: str | None = None,
    choices: Sequence[str] | None = None,
) -> dict[str, Any]:
    """Answer one message, exactly once.

    Raises TurnIsOver, TakesNoAnswers, NotFiled, ForgedTurn, NotOffered, NoSuchConversation,
    NotYourConversation.
    """

    def keep() -> tuple[uuid.UUID, dict[str, Any] | None]:
        with writing() as session:
            conversation = find_conversation(
                session, conversation_id=conversation_id, token=token, for_update=True
            )
            received = receive(
                session,
                conversation=conversation,
                message_id=message_id,
                turn=turn,
                text=text,
                choices=choices,
            )
            return received.inbound.id, received.reply

    try:
        inbound_id, reply = await run_in_threadpool(keep)
    except PersonalDetails as personal:
        return await run_in_threadpool(_ask_how_to_keep, conversation_id, personal.text)
    except WordsBack as back:
        return await run_in_threadpool(_give_back, conversation_id, back.text)
    except Unfinished as earlier:
        await file_message(rasa, earlier.inbound_id)
        raise await _over(conversation_id) from earlier
    except StaleTurn as error:
        raise await _over(conversation_id) from error
    return reply if reply is not None else await file_message(rasa, inbound_id)


async def current(rasa: RasaClient, *, conversation_id: uuid.UUID, token: str) -> dict[str, Any]:
    """The current reply. A message that was kept and not filed is filed first, if it can be."""

    def look() -> uuid.UUID | None:
        with reading() as session:
            conversation = find_conversation(session, conversation_id=conversation_id, token=token)
            waiting = unfinished(session, conversation=conversation)
            return waiting.id if waiting is not None else None

    waiting = await run_in_threadpool(look)
    if waiting is not None:
        await file_message(rasa, waiting)
    return await run_in_threadpool(_current, conversation_id)


async def file_message(rasa: RasaClient, inbound_id: uuid.UUID) -> dict[str, Any]:
    """Let Rasa handle a kept message, and store the reply with it.

    An action that was committed is never run again: if only its words were lost, the reply says
    what is asked now. Raises NotFiled when Rasa, or its action, failed twice.
    """
    for _ in range(HOW_OFTEN_TO_TRY):
        found = await run_in_threadpool(_for_rasa, inbound_id)
        messages: list[dict[str, Any]] = []
        if found is not None:
            told, pack = found
            try:
                messages = await _ask_rasa(rasa, told, pack)
            except RasaUnavailable:
                continue
        reply = await run_in_threadpool(_finish_if_handled, inbound_id, messages)
        if reply is not None:
            return reply
    raise NotFiled(await run_in_threadpool(_card, inbound_id))


async def _ask_rasa(rasa: RasaClient, told: ForRasa, pack: Pack) -> list[dict[str, Any]]:
    """Send a message to Rasa. What an action may look up is made ready meanwhile.

    An action looks questions up inside its transaction, so the slow parts come before: the index of
    the pack, and the meaning of the words, which Rasa works out for itself at the same time.
    """
    if told.intent is not None:
        return await rasa.send(**vars(told))
    await run_in_threadpool(index_of, pack)
    if told.asking == flow.ASKING_WORDS:
        return await rasa.send(**vars(told))
    meaning = asyncio.create_task(run_in_threadpool(embed, told.text))
    try:
        return await rasa.send(**vars(told))
    finally:
        await meaning


def _keep_start(pack: Pack, lane: Lane | None, language: str) -> tuple[uuid.UUID, str, uuid.UUID]:
    with writing() as session:
        conversation, token = start_conversation(session, pack=pack, lane=lane, language=language)
        return conversation.id, token, receive_start(session, conversation=conversation).id


def _for_rasa(inbound_id: uuid.UUID) -> tuple[ForRasa, Pack] | None:
    """What to send, and the pack, or None when an action has handled the message already."""
    with reading() as session:
        inbound = session.get_one(Inbound, inbound_id)
        if inbound.handled_by is not None:
            return None
        conversation = session.get_one(Conversation, inbound.conversation_id)
        pack = pack_shown(session, conversation.content_version)
        told = ForRasa(
            conversation_id=conversation.id,
            inbound_id=inbound.id,
            text=inbound.text or "",
            intent=intent_of(inbound, conversation),
            asking=flow.asking(pack, conversation.cursor),
        )
        return told, pack


def _finish_if_handled(
    inbound_id: uuid.UUID, messages: list[dict[str, Any]]
) -> dict[str, Any] | None:
    """Store the reply, unless no action of ours handled the message: then it is not filed."""
    with writing() as session:
        inbound = session.get_one(Inbound, inbound_id)
        if inbound.handled_by is None:
            return None
        cards = cards_of_turn(session, inbound=inbound)
        return finish(session, inbound=inbound, messages=[*cards, *messages])


def _ask_how_to_keep(conversation_id: uuid.UUID, text: str) -> dict[str, Any]:
    with reading() as session:
        conversation = session.get_one(Conversation, conversation_id)
        return privacy_reply(session, conversation=conversation, text=text)


def _give_back(conversation_id: uuid.UUID, text: str) -> dict[str, Any]:
    with reading() as session:
        conversation = session.get_one(Conversation, conversation_id)
        return draft_reply(session, conversation=conversation, text=text)


def _card(inbound_id: uuid.UUID) -> dict[str, Any] | None:
    with reading() as session:
        cards = cards_of_turn(session, inbound=session.get_one(Inbound, inbound_id))
        return next(iter(cards), None)


def _current(conversation_id: uuid.UUID) -> dict[str, Any]:
    with reading() as session:
        conversation = session.get_one(Conversation, conversation_id)
        return current_reply(session, conversation=conversation)


async def _over(conversation_id: uuid.UUID) -> TurnIsOver:
    return TurnIsOver(await run_in_threadpool(_current, conversation_id))
