"""Let the holder of a receipt code see what became of their statements, and nobody else whose."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.models import SuggestedStatement, WhoSuggested
from consultations.tied_to_code import consultation_of, cut, digest_of, tied_to

PURPOSE = b"who suggested"


def remember_who_suggested(session: Session, *, statement: SuggestedStatement, code: str) -> None:
    """Let the holder of a receipt code see what becomes of a statement."""
    session.add(who_suggested(statement, code=code))
    session.flush()


def who_suggested(statement: SuggestedStatement, *, code: str) -> WhoSuggested:
    """What ties a statement to the receipt code of whoever wrote it."""
    return WhoSuggested(
        statement_id=statement.id, code_digest=digest_of(PURPOSE, statement.id, code)
    )


def statements_of(session: Session, *, code: str) -> list[SuggestedStatement]:
    """The statements that the holder of a code suggested, the first day first."""
    return [statement for statement, _ in _links(session, code=code)]


def forget_who_suggested(session: Session, *, code: str) -> None:
    """Cut every link between a code and its statements. The statements themselves stay."""
    cut(session, WhoSuggested, [link for _, link in _links(session, code=code)])


def _links(session: Session, *, code: str) -> list[tuple[SuggestedStatement, WhoSuggested]]:
    statement = (
        select(SuggestedStatement, WhoSuggested)
        .join(WhoSuggested, WhoSuggested.statement_id == SuggestedStatement.id)
        .where(SuggestedStatement.consultation_slug == consultation_of(code))
        .order_by(SuggestedStatement.suggested_on, SuggestedStatement.id)
    )
    return tied_to(session, statement, purpose=PURPOSE, code=code)
