"""Let the holder of a receipt code see what became of their questions, and nobody else whose."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.models import AskedQuestion, WhoAsked
from consultations.tied_to_code import Tie

ASKED = Tie(b"who asked", AskedQuestion, WhoAsked, WhoAsked.question_id, AskedQuestion.asked_on)


def remember_who_asked(session: Session, *, question: AskedQuestion, code: str) -> None:
    """Let the holder of a receipt code see what becomes of a question. Twice is as good as once."""
    digest = ASKED.digest(question.id, code)
    known = select(WhoAsked.id).where(
        WhoAsked.question_id == question.id, WhoAsked.code_digest == digest
    )
    if session.scalar(known) is None:
        session.add(WhoAsked(question_id=question.id, code_digest=digest))
        session.flush()


def questions_of(session: Session, *, code: str) -> list[AskedQuestion]:
    """The questions that the holder of a code asked in vain, the first one first."""
    return ASKED.things(session, code=code)


def forget_who_asked(session: Session, *, code: str) -> None:
    """Cut every link between a code and its questions. The questions themselves stay."""
    ASKED.forget(session, code=code)
