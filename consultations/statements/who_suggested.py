"""Let whoever has a receipt code see what became of their statements, and nobody else who wrote it.

A statement and a code are tied by a keyed digest over both, as questions are.
"""

from __future__ import annotations

import hmac

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from consultations.keyed import keyed
from consultations.models import Response, SuggestedStatement, WhoSuggested
from consultations.receipts import typed_code

PURPOSE = b"who suggested"


def remember_who_suggested(session: Session, *, statement: SuggestedStatement, code: str) -> None:
    """Let the holder of a receipt code see what becomes of a statement."""
    digest = _digest(statement, code)
    session.add(WhoSuggested(statement_id=statement.id, code_digest=digest))
    session.flush()


def statements_of(session: Session, *, code: str) -> list[SuggestedStatement]:
    """The statements that the holder of a code suggested, the first day first."""
    return [statement for statement, _ in _links(session, code=code)]


def forget_who_suggested(session: Session, *, code: str) -> None:
    """Cut every link between a code and its statements."""
    links = [link.id for _, link in _links(session, code=code)]
    session.execute(delete(WhoSuggested).where(WhoSuggested.id.in_(links)))


def _links(session: Session, *, code: str) -> list[tuple[SuggestedStatement, WhoSuggested]]:
    """Each statement of a code with its link: every digest of the consultation is tried."""
    slug = select(Response.consultation_slug).where(Response.code == typed_code(code))
    statement = (
        select(SuggestedStatement, WhoSuggested)
        .join(WhoSuggested, WhoSuggested.statement_id == SuggestedStatement.id)
        .where(SuggestedStatement.consultation_slug == slug.scalar_subquery())
        .order_by(SuggestedStatement.suggested_on, SuggestedStatement.id)
    )
    return [
        (suggested, link)
        for suggested, link in session.execute(statement)
        if hmac.compare_digest(link.code_digest, _digest(suggested, code))
    ]


def _digest(statement: SuggestedStatement, code: str) -> str:
    return keyed(PURPOSE, f"{statement.id.hex}:{typed_code(code)}")
