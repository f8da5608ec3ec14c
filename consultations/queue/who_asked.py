"""Let whoever has a receipt code see what became of their questions, and nobody else see who asked.

A question and a code are tied by a keyed digest over both. The database alone cannot tell whose
question it is, nor that two questions came from the same person.
"""

from __future__ import annotations

import hmac

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from consultations.keyed import keyed
from consultations.models import AskedQuestion, Response, WhoAsked
from consultations.receipts import typed_code

PURPOSE = b"who asked"


def remember_who_asked(session: Session, *, question: AskedQuestion, code: str) -> None:
    """Let the holder of a receipt code see what becomes of a question. Twice is as good as once."""
    digest = _digest(question, code)
    known = select(WhoAsked.id).where(
        WhoAsked.question_id == question.id, WhoAsked.code_digest == digest
    )
    if session.scalar(known) is None:
        session.add(WhoAsked(question_id=question.id, code_digest=digest))
        session.flush()


def questions_of(session: Session, *, code: str) -> list[AskedQuestion]:
    """The questions that the holder of a code asked in vain, the first one first.

    A code that nobody was given has none.
    """
    return [question for question, _ in _links(session, code=code)]


def forget_who_asked(session: Session, *, code: str) -> None:
    """Cut every link between a code and its questions. The questions themselves stay."""
    links = [link.id for _, link in _links(session, code=code)]
    session.execute(delete(WhoAsked).where(WhoAsked.id.in_(links)))


def _links(session: Session, *, code: str) -> list[tuple[AskedQuestion, WhoAsked]]:
    """Each question of a code with its link: every digest of the consultation is tried."""
    slug = select(Response.consultation_slug).where(Response.code == typed_code(code))
    statement = (
        select(AskedQuestion, WhoAsked)
        .join(WhoAsked, WhoAsked.question_id == AskedQuestion.id)
        .where(AskedQuestion.consultation_slug == slug.scalar_subquery())
        .order_by(AskedQuestion.asked_on, AskedQuestion.id)
    )
    return [
        (question, link)
        for question, link in session.execute(statement)
        if hmac.compare_digest(link.code_digest, _digest(question, code))
    ]


def _digest(question: AskedQuestion, code: str) -> str:
    return keyed(PURPOSE, f"{question.id.hex}:{typed_code(code)}")
