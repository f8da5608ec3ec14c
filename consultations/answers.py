"""Keep what was said to a question, exactly once."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.audit.commitments import commitment
from consultations.content.schema import SKIP, Question
from consultations.database import utc_now
from consultations.models import Answer, Response
from consultations.receipts import new_receipt

LOOKED_UP_AT_ONCE = 5_000


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
    is_first: bool = False,
) -> Answer:
    """Keep one answer as a new revision.

    The same inbound message never makes two: the answer that it made before is returned.
    ``is_first`` is for responses that come as a whole: nothing was said to this question before, so
    nothing is looked up, and the caller flushes once for all answers.
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
    before = None
    if not is_first:
        before = current_answer(session, response=response, question_key=question.key)
    if before is not None:
        before.current = False
        session.flush()
    if response.submitted_at is not None:
        response.changed_at = utc_now()
    earlier = 0
    if not is_first:
        earlier = _revisions(session, response=response, question_key=question.key)
    answer = Answer(
        id=uuid.uuid4(),
        response_id=response.id,
        question_key=question.key,
        revision=earlier + 1,
        skipped=skipped,
        choices=None if skipped or not chosen else chosen,
        comment=words,
        receipt=_unused_receipt(session),
        content_version=content_version,
        inbound_id=inbound_id,
    )
    session.add(answer)
    if question.fills:
        setattr(response, question.fills, None if skipped or not chosen else chosen[0])
    if not is_first:
        session.flush()
    note(
        session,
        actor="respondent",
        what="answer kept" if before is None else "answer changed",
        subject=answer.id,
        response=str(response.id),
        question=question.key,
        revision=answer.revision,
        language=response.conversation.language,
        said=commitment(answer, code=response.code),
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


def _revisions(session: Session, *, response: Response, question_key: str) -> int:
    return (
        session.scalar(
            select(func.count())
            .select_from(Answer)
            .where(Answer.response_id == response.id, Answer.question_key == question_key)
        )
        or 0
    )


def taken_receipts(session: Session, receipts: Sequence[str]) -> frozenset[str]:
    """Those of some receipts that an answer has already."""
    found: set[str] = set()
    for start in range(0, len(receipts), LOOKED_UP_AT_ONCE):
        some = receipts[start : start + LOOKED_UP_AT_ONCE]
        statement = select(Answer.receipt).where(Answer.receipt.in_(some))
        found.update(session.scalars(statement.order_by(Answer.receipt)))
    return frozenset(found)


def _unused_receipt(session: Session) -> str:
    """A receipt that no other answer has: with a million answers, one in a thousand is taken."""
    while True:
        receipt = new_receipt()
        if session.scalar(select(Answer.id).where(Answer.receipt == receipt)) is None:
            return receipt
