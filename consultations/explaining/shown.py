"""What was shown in a conversation already, so that nothing is said twice unasked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.models import Conversation, Inbound


def shown_in(session: Session, *, conversation: Conversation) -> tuple[str, ...]:
    """The ids of the passages that a conversation has shown, in the order shown."""
    messages = _messages(session, conversation)
    return tuple(str(each["content"]["id"]) for each in messages if each.get("content"))


def explained_in(session: Session, *, conversation: Conversation) -> frozenset[str]:
    """The meanings of words that a conversation has shown."""
    return frozenset(
        str(term["meaning"])
        for message in _messages(session, conversation)
        for term in message.get("terms", [])
    )


def _messages(session: Session, conversation: Conversation) -> Iterator[dict[str, Any]]:
    """Every message of the service so far."""
    replies = session.scalars(
        select(Inbound.reply)
        .where(Inbound.conversation_id == conversation.id, Inbound.reply.is_not(None))
        .order_by(Inbound.seq)
    )
    return (message for reply in replies if reply for message in reply["messages"])
