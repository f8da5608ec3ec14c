"""Let one process at a time do a thing that must not be done twice."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session


def alone(session: Session, what: str) -> None:
    """Wait until nobody else does this, until the end of the transaction.

    A writer on SQLite is alone from its first statement; PostgreSQL has locks by name.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(
            text("SELECT pg_advisory_xact_lock(hashtextextended(:what, 0))"), {"what": what}
        )
