"""Receipts for the answers of a file that no other answer has, coined before they are kept."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.imports.ready import ReadyResponse
from consultations.models import Answer

LOOKED_UP_AT_ONCE = 5_000


def give_free_receipts(session: Session, responses: Sequence[ReadyResponse]) -> None:
    """A receipt is short, so that with a million answers one in a thousand is taken."""
    while taken := _taken(session, responses):
        for each in responses:
            each.give_other_receipts(taken)


def _taken(session: Session, responses: Sequence[ReadyResponse]) -> frozenset[str]:
    receipts = [said.receipt for each in responses for said in each.answers]
    found: set[str] = set()
    for start in range(0, len(receipts), LOOKED_UP_AT_ONCE):
        some = receipts[start : start + LOOKED_UP_AT_ONCE]
        found.update(
            session.scalars(
                select(Answer.receipt).where(Answer.receipt.in_(some)).order_by(Answer.receipt)
            )
        )
    return frozenset(found)
