"""Sign-ins that were ended by hand: their cookie opens nothing, even where a copy of it is left.

The record says which they are, so every process knows, and it outlives a restart.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from threading import Lock

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.database import utc_now
from consultations.models import AuditEvent
from consultations.settings import settings

SIGNED_OUT = "signed out"
LONGEST_SIGN_IN = timedelta(hours=12)
# An event may have been made a little before others that the record holds before it.
OUT_OF_ORDER = timedelta(hours=1)


class Ended:
    """Which sign-ins were ended, as far as the record has been read: only what is new is read."""

    def __init__(self) -> None:
        self._over: set[tuple[str, str]] = set()
        self._read_to: dict[str, int] = {}
        self._lock = Lock()

    def is_over(self, session: Session, account_id: uuid.UUID, since: float) -> bool:
        """Whether this sign-in was ended by hand."""
        with self._lock:
            self._read_on(session)
            return (str(account_id), repr(since)) in self._over

    def _read_on(self, session: Session) -> None:
        """Read what was added since the last look; at first, whatever may still matter."""
        where = settings().database_url
        last = session.scalar(select(func.max(AuditEvent.id))) or 0
        known = self._read_to.get(where)
        if known is None:
            known = _last_before(session, utc_now() - LONGEST_SIGN_IN - OUT_OF_ORDER, last=last)
        rows = session.execute(
            select(AuditEvent.subject, AuditEvent.detail)
            .where(AuditEvent.id > known, AuditEvent.what == SIGNED_OUT)
            .order_by(AuditEvent.id)
        )
        self._over.update((subject, str(detail.get("since"))) for subject, detail in rows)
        self._read_to[where] = last


def end_for_good(session: Session, *, account_id: uuid.UUID, name: str, since: float) -> AuditEvent:
    """Put into the record that somebody signed out, which ends every copy of the cookie."""
    return note(session, actor=name, what=SIGNED_OUT, subject=account_id, since=repr(since))


def _last_before(session: Session, moment: datetime, *, last: int) -> int:
    """The number of an event before a moment, found without reading the events before it."""
    low, high = 0, last
    while low < high:
        middle = (low + high) // 2
        later = select(AuditEvent.at).where(AuditEvent.id > middle).order_by(AuditEvent.id)
        at = session.scalar(later.limit(1))
        if at is None or at >= moment:
            high = middle
        else:
            low = middle + 1
    return low
