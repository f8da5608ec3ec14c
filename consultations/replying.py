"""Compose what goes back to the person: what was said, what is asked now, what is saved."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from consultations import privacy
from consultations.answers import current_answers
from consultations.asked import Asked, asked_now
from consultations.content.schema import Pack, Question
from consultations.content.words import words
from consultations.explaining.terms import as_json as meanings_as_json
from consultations.explaining.terms import to_explain
from consultations.languages.known import SOURCE
from consultations.languages.packs import wording_of
from consultations.languages.replies import worded
from consultations.languages.speaking import speaking
from consultations.models import Answer, Conversation, Inbound
from consultations.route import route
from consultations.safety import safety_messages
from consultations.safety.kept import said_before
from consultations.turn_tokens import sign_turn
from consultations.types import Lane, MessageKind
from consultations.versions import pack_shown


def compose(
    session: Session,
    *,
    conversation: Conversation,
    messages: Sequence[dict[str, Any]],
    inbound: Inbound | None = None,
) -> dict[str, Any]:
    """A turn reply in the language of its conversation: what is in the database and was said."""
    pack = pack_shown(session, conversation.content_version)
    wording = wording_of(pack, conversation.language)
    with speaking(conversation.language):
        reply = _composed(session, conversation, messages, inbound, pack=wording.pack)
        return worded(reply, wording)


def _composed(
    session: Session,
    conversation: Conversation,
    messages: Sequence[dict[str, Any]],
    inbound: Inbound | None,
    *,
    pack: Pack,
) -> dict[str, Any]:
    asked = asked_of(pack, conversation)
    answered = current_answers(session, response=conversation.response)
    to_ask: tuple[Question, ...] = ()
    if conversation.lane:
        lane = Lane(conversation.lane)
        to_ask = route(pack, lane, minutes=conversation.minutes, said=answered)
    saved: list[Answer] = []
    if inbound is not None:
        saved = list(
            session.scalars(
                select(Answer).where(Answer.inbound_id == inbound.id).order_by(Answer.id)
            )
        )
    return {
        "turn": sign_turn(conversation.id, conversation.seq),
        "status": conversation.status,
        "messages": [{"id": str(uuid.uuid4()), **message} for message in messages],
        "question": None if asked is None else {**as_json(asked), "terms": hard_words(pack, asked)},
        "saved": [{"question": each.question_key, "receipt": each.receipt} for each in saved],
        "progress": {
            "answered": sum(each.key in answered for each in to_ask),
            "of": len(to_ask),
        },
        "suggestions": [
            {"value": offer["value"], "label": offer["label"]} for offer in conversation.offered
        ],
    }


def privacy_reply(session: Session, *, conversation: Conversation, text: str) -> dict[str, Any]:
    """Ask how to keep words that may identify somebody. Only the token holds them."""
    pack = pack_shown(session, conversation.content_version)
    with speaking(conversation.language):
        found, how = privacy.what_was_found(text, pack=pack), as_json(privacy.how_to_keep())
        before = said_before(session, conversation_id=conversation.id, seq=conversation.seq)
        cards = safety_messages(text, before=before)
    shown = {"kind": MessageKind.PRIVACY, "text": found, "sources": []}
    reply = compose(session, conversation=conversation, messages=[*cards, shown])
    return {
        **reply,
        "turn": sign_turn(conversation.id, conversation.seq, held=text),
        "question": how,
        "suggestions": [],
    }


def draft_reply(session: Session, *, conversation: Conversation, text: str) -> dict[str, Any]:
    """Ask the same question again, with the words that were held back, to be changed."""
    with speaking(conversation.language):
        said = words().privacy.draft
    shown = {"kind": MessageKind.TEXT, "text": said, "sources": []}
    return {**compose(session, conversation=conversation, messages=[shown]), "draft": text}


def current_reply(session: Session, *, conversation: Conversation) -> dict[str, Any]:
    """The last reply again, with a fresh token for the next message."""
    last = session.scalars(
        select(Inbound)
        .where(Inbound.conversation_id == conversation.id, Inbound.seq < conversation.seq)
        .order_by(Inbound.seq.desc())
        .limit(1)
    ).one_or_none()
    before = (last.reply or {}) if last is not None else {}
    messages = before.get("messages", [])
    if before.get("language", SOURCE) != conversation.language:
        messages = [{"lang": before.get("language", SOURCE), **each} for each in messages]
    return compose(session, conversation=conversation, messages=messages)


def asked_of(pack: Pack, conversation: Conversation) -> Asked | None:
    """What a conversation is being asked now."""
    session = object_session(conversation)
    said = current_answers(session, response=conversation.response) if session else {}
    return asked_now(
        pack,
        conversation.cursor,
        lane=Lane(conversation.lane) if conversation.lane else None,
        said=said,
        minutes=conversation.minutes,
        seed=conversation.id.int,
    )


def as_json(asked: Asked) -> dict[str, Any]:
    """A question as it stands in a turn reply."""
    return {
        "key": asked.key,
        "kind": asked.kind,
        "text": asked.text,
        "hint": asked.hint,
        "optional": asked.optional,
        "most": asked.most,
        "choices": [{"value": each.value, "label": each.label} for each in asked.choices],
    }


def hard_words(pack: Pack, asked: Asked) -> list[dict[str, str]]:
    """The words of a question, its help and its choices that not everybody knows."""
    labels = [each.label for each in asked.choices]
    return meanings_as_json(to_explain(pack, asked.text, asked.hint, *labels))
