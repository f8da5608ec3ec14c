"""Let the holder of a receipt code see what became of their statements, and nobody else whose."""

from __future__ import annotations

from sqlalchemy.orm import Session

from consultations.models import SuggestedStatement, WhoSuggested
from consultations.tied_to_code import Tie

SUGGESTED = Tie(
    b"who suggested",
    SuggestedStatement,
    WhoSuggested,
    WhoSuggested.statement_id,
    SuggestedStatement.suggested_on,
)


def remember_who_suggested(session: Session, *, statement: SuggestedStatement, code: str) -> None:
    """Let the holder of a receipt code see what becomes of a statement."""
    session.add(who_suggested(statement, code=code))
    session.flush()


def who_suggested(statement: SuggestedStatement, *, code: str) -> WhoSuggested:
    """What ties a statement to the receipt code of whoever wrote it."""
    digest = SUGGESTED.digest(statement.id, code)
    return WhoSuggested(statement_id=statement.id, code_digest=digest)


def statements_of(session: Session, *, code: str) -> list[SuggestedStatement]:
    """The statements that the holder of a code suggested, the first day first."""
    return SUGGESTED.things(session, code=code)


def forget_who_suggested(session: Session, *, code: str) -> None:
    """Cut every link between a code and its statements. The statements themselves stay."""
    SUGGESTED.forget(session, code=code)
