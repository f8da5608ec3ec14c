"""Go from one question to the next, back, to another length, or to the beginning."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from consultations import flow
from consultations.answers import current_answers
from consultations.audit import note
from consultations.content.schema import Pack
from consultations.deliberation.own_route import route_of
from consultations.models import Answer, Conversation
from consultations.types import Lane


def move_on(session: Session, *, conversation: Conversation, pack: Pack) -> None:
    """Go to the first question without an answer, or to the check when all have one.

    Whoever moves on from the explanation has been offered it, and is not offered it again.
    """
    if flow.reading_step(conversation.cursor) is not None:
        conversation.has_read = True
    answered = current_answers(session, response=conversation.response)
    conversation.cursor = flow.next_cursor(
        route_of(session, conversation=conversation, pack=pack),
        Lane(conversation.lane or Lane.PUBLIC),
        answered=answered,
        has_read=conversation.has_read,
    )


def go_back(session: Session, *, conversation: Conversation, pack: Pack) -> bool:
    """Go to the question before the one being asked. False when there is none."""
    questions = route_of(session, conversation=conversation, pack=pack)
    before = flow.previous_question(questions, conversation.cursor)
    if before is not None:
        conversation.cursor = before
    return before is not None


def choose_minutes(
    session: Session, *, conversation: Conversation, pack: Pack, minutes: int
) -> None:
    """Take the length that somebody has time for, and go on from where they are.

    Whoever is being offered the explanation is still offered it.
    """
    conversation.minutes = minutes
    if flow.reading_step(conversation.cursor) is None:
        move_on(session, conversation=conversation, pack=pack)


def start_over(session: Session, *, conversation: Conversation, pack: Pack) -> None:
    """Ask everything again. What was said before stays in the record, and counts no longer."""
    session.execute(
        update(Answer)
        .where(Answer.response_id == conversation.response.id, Answer.current)
        .values(current=False)
    )
    move_on(session, conversation=conversation, pack=pack)
    note(session, actor="respondent", what="answers started over", subject=conversation.id)
