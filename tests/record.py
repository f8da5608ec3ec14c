"""What tests of the record share."""

from __future__ import annotations

from datetime import timedelta

from consultations.audit.checking import Head
from consultations.models import AuditHead

A_DAY = timedelta(days=1)


def published(head: AuditHead) -> Head:
    """A head as somebody kept it."""
    return Head(head.event_id, head.digest, head.day, head.signature, head.key)
