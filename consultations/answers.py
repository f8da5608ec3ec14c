"""Keep what was said to a question, exactly once, and move on."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from consultations import flow
from consultations.audit import note
from consultations.content.schema import SKIP, Pack, Question
from consultations.models import Answer, Conversation, Response
from consultations.receipts import new_receipt
from consultations.types import Lane


class NothingSaid(Exception):
    """An answer with no choice and no words."""


def record_answer(
    session: Session,
    *,
    response: Response,
    question: Question,
    content_version: str,
    choices: Sequence[str] | None = None,
    comment: str | None = None,
    inbound_id: uuid.UUID | None = None,
) -> Answer:
    """Keep one answer as a new revision.

    The same inbound message never makes two: the answer that it made before is returned.
    Raises NothingSaid when there is neither a choice nor a comment.
    """
    if inbound_id is not None:
        made = session.scalars(select(Answer).where(Answer.inbound_id == inbound_id)).one_or_none()
        if made is not None:
            return made
    chosen = list(choices or [])
    skipped = chosen == [SKIP]
    words = (comment or "").strip() or None
    if not chosen and words is None:
        raise NothingSaid
    before = current_answer(session, response=response, question_key=question.key)
    if before is not None:
        before.current = False
        session.flush()
    answer = Answer(
        response_id=response.id,
        question_key=question.key,
        revision=_revisions(session, response=response, question_key=question.key) + 1,
        skipped=skipped,
        choices=None if skipped or not chosen else chosen,
        comment=words,
        receipt=new_receipt(),
        content_version=content_version,
        inbound_id=inbound_id,
    )
    session.add(answer)
    if question.fills:
        setattr(response, question.fills, None if skipped or not chosen else chosen[0])
    session.flush()
    note(
        session,
        actor="respondent",
        what="answer kept" if before is None else "answer changed",
        subject=answer.id,
        question=question.key,
        revision=answer.revision,
        language=response.conversation.language,
    )
    return answer


def current_answer(session: Session, *, response: Response, question_key: str) -> Answer | None:
    """What the response says now to one question."""
    return session.scalars(
        select(Answer).where(
            Answer.response_id == response.id, Answer.question_key == question_key, Answer.current
        )
    ).one_or_none()


def current_answers(session: Session, *, response: Response) -> dict[str, Answer]:
    """What the response says now, by question key."""
    rows = session.scalars(
        select(Answer)
        .where(Answer.response_id == response.id, Answer.current)
        .order_by(Answer.answered_at, Answer.id)
    )
    return {answer.question_key: answer for answer in rows}


def move_on(session: Session, *, conversation: Conversation, pack: Pack) -> None:
    """Go to the first question without an answer, or to the check when all have one."""
    answered = current_answers(session, response=conversation.response)
    conversation.cursor = flow.next_cursor(
        pack, Lane(conversation.lane or Lane.PUBLIC), answered=answered
    )


def start_over(session: Session, *, conversation: Conversation, pack: Pack) -> None:
    """Ask everything again. What was said before stays in the record, and counts no longer."""
    session.execute(
        update(Answer)
        .where(Answer.response_id == conversation.response.id, Answer.current)
        .values(current=False)
    )
    move_on(session, conversation=conversation, pack=pack)
    note(session, actor="respondent", what="answers started over", subject=conversation.id)


def _revisions(session: Session, *, response: Response, question_key: str) -> int:
    return (
        session.scalar(
            select(func.count())
            .select_from(Answer)
            .where(Answer.response_id == response.id, Answer.question_key == question_key)
        )
        or 0
    )
