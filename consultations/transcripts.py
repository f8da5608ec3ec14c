"""What was said in a conversation, by both sides, in order."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.asked import asked_now
from consultations.languages.known import SOURCE
from consultations.languages.packs import in_language
from consultations.languages.speaking import speaking
from consultations.models import Conversation, Inbound
from consultations.offers import menu_labels
from consultations.types import Lane
from consultations.versions import pack_shown


class Said(NamedTuple):
    """One turn: what the respondent typed, what they chose in words, and what was answered."""

    said: str | None
    chosen: list[str]
    messages: list[dict[str, Any]]
    question: dict[str, Any] | None
    saved: list[dict[str, Any]]
    language: str = SOURCE


def transcript(session: Session, *, conversation: Conversation) -> list[Said]:
    """Every finished turn of a conversation, each in the language in which it was shown."""
    with speaking(conversation.language):
        return _turns(session, conversation)


def _turns(session: Session, conversation: Conversation) -> list[Said]:
    """What was chosen is told in the language of now: its words are those of the choices."""
    pack = in_language(pack_shown(session, conversation.content_version), conversation.language)
    lane = Lane(conversation.lane) if conversation.lane else None
    turns: list[Said] = []
    offered: list[dict[str, Any]] = []
    asked_before: dict[str, Any] = {}
    for inbound in session.scalars(
        select(Inbound)
        .where(Inbound.conversation_id == conversation.id, Inbound.reply.is_not(None))
        .order_by(Inbound.seq)
    ):
        reply = inbound.reply or {}
        asked = asked_now(pack, inbound.question_key, lane=lane)
        labels = menu_labels() | {str(each["value"]): str(each["label"]) for each in offered}
        if asked is not None:
            labels |= {each.value: each.label for each in asked.choices}
        as_shown = {each["value"]: each["label"] for each in asked_before.get("choices", [])}
        chosen = [
            labels.get(value) or as_shown.get(value, value)
            for value in (inbound.choices or [])
            if inbound.seq > 0
        ]
        turns.append(
            Said(
                inbound.text,
                [] if inbound.text else chosen,
                reply["messages"],
                reply.get("question"),
                reply.get("saved", []),
                reply.get("language", SOURCE),
            )
        )
        offered, asked_before = reply.get("suggestions", []), reply.get("question") or {}
    return turns
