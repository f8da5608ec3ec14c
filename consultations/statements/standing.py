"""Where suggested statements stand, and how to find them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultations.models import SuggestedStatement


class Standing(StrEnum):
    """How far a suggested statement has come."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same, but for capitals, spaces and the stop at the end."""

    def bare(text: str) -> str:
        return " ".join(text.casefold().split()).rstrip(" .!")

    return bare(one) == bare(other)


def statements_standing(
    session: Session, *, consultation_slug: str, standing: Standing
) -> Sequence[SuggestedStatement]:
    """The statements of one standing: the oldest that wait first, the last decided first."""
    decided = SuggestedStatement.decided_at.desc()
    statement = (
        select(SuggestedStatement)
        .where(
            SuggestedStatement.consultation_slug == consultation_slug,
            SuggestedStatement.status == standing,
        )
        .order_by(decided, SuggestedStatement.suggested_on, SuggestedStatement.id)
    )
    return session.scalars(statement).all()


def count_statements(session: Session, *, consultation_slug: str) -> dict[Standing, int]:
    """How many statements have come how far."""
    statement = (
        select(SuggestedStatement.status, func.count())
        .where(SuggestedStatement.consultation_slug == consultation_slug)
        .group_by(SuggestedStatement.status)
        .order_by(SuggestedStatement.status)
    )
    counts = {Standing(status): number for status, number in session.execute(statement)}
    return {standing: counts.get(standing, 0) for standing in Standing}


def statement_with(
    session: Session, *, consultation_slug: str, statement_id: uuid.UUID, held: bool = False
) -> SuggestedStatement | None:
    """The statement with an id, if this consultation has it.

    One that is ``held`` is not decided on by anybody else until the end of the transaction.
    """
    statement = select(SuggestedStatement).where(
        SuggestedStatement.id == statement_id,
        SuggestedStatement.consultation_slug == consultation_slug,
    )
    if held:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    return session.scalars(statement).one_or_none()
