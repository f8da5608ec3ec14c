"""Add to the record."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from consultations.models import AuditEvent


def note(session: Session, *, actor: str, what: str, subject: object, **detail: Any) -> AuditEvent:
    """Add one event to the record, in the same transaction as the thing it is about.

    It becomes a link of the chain when that transaction commits: see ``chain.py``.
    """
    event = AuditEvent(actor=actor, what=what, subject=str(subject), detail=detail)
    session.add(event)
    return event
