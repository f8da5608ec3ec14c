"""What a person said before in the same conversation, as far as it is kept, for the screen."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.languages.speaking import speaking
from consultations.models import Conversation, Inbound
from consultations.safety import safety_messages
from consultations.safety.over_time import LOOKED_BACK


def cards_of_turn(session: Session, *, inbound: Inbound) -> list[dict[str, Any]]:
    """The cards that a kept message calls for, by itself or with those before it."""
    if not inbound.text:
        return []
    conversation = session.get_one(Conversation, inbound.conversation_id)
    before = said_before(session, conversation_id=conversation.id, seq=inbound.seq)
    with speaking(conversation.language):
        return safety_messages(inbound.text, before=before)


def said_before(session: Session, *, conversation_id: uuid.UUID, seq: int) -> list[str]:
    """The last texts that a person typed before a turn, the oldest first."""
    found = session.scalars(
        select(Inbound.text)
        .where(
            Inbound.conversation_id == conversation_id,
            Inbound.seq < seq,
            Inbound.text.is_not(None),
        )
        .order_by(Inbound.seq.desc())
        .limit(LOOKED_BACK)
    )
    return [text for text in reversed(found.all()) if text]
