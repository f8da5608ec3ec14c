"""Receipts for the answers of a file that no other answer has, coined before they are kept."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from consultations.answers import taken_receipts
from consultations.imports.ready import ReadyResponse


def give_free_receipts(session: Session, responses: Sequence[ReadyResponse]) -> None:
    """A receipt is short, so that with a million answers one in a thousand is taken."""
    while taken := _taken(session, responses):
        for each in responses:
            each.give_other_receipts(taken)


def _taken(session: Session, responses: Sequence[ReadyResponse]) -> frozenset[str]:
    return taken_receipts(session, [said.receipt for each in responses for said in each.answers])
