"""The route of one conversation: its questions, answered and to come."""

from __future__ import annotations

from sqlalchemy.orm import Session

from consultations.answers import current_answers
from consultations.content.schema import Pack, Question
from consultations.deliberation.statements import wanted
from consultations.models import Conversation
from consultations.route import route
from consultations.types import Lane


def route_of(session: Session, *, conversation: Conversation, pack: Pack) -> tuple[Question, ...]:
    """What a conversation asks, in order, by what has been said so far."""
    return route(
        pack,
        Lane(conversation.lane or Lane.PUBLIC),
        minutes=conversation.minutes,
        said=current_answers(session, response=conversation.response),
        statements=wanted(session, conversation=conversation, pack=pack),
    )
