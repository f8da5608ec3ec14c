"""The end of the record on each day, signed and published, so that nobody can shorten it unseen."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.audit.chain import END_OF_THE_CHAIN
from consultations.audit.signing import sign
from consultations.content.schema import LONDON
from consultations.database import utc_now
from consultations.models import AuditEvent, AuditHead
from consultations.one_at_a_time import alone


def what_is_signed(day: date, event_id: int, digest: str) -> dict[str, Any]:
    """What the signature of a head is made over."""
    return {"day": day.isoformat(), "event": event_id, "digest": digest}


def sign_yesterday(session: Session, *, now: datetime | None = None) -> AuditHead | None:
    """Sign the event that the record ended with when the last day in London was over.

    Returns the head, or None when that day is signed already or nothing had happened by its end.
    """
    day = _yesterday(now)
    alone(session, END_OF_THE_CHAIN)
    last = _last_before(session, _end_of(day))
    if last is None or last.digest is None or _is_signed(session, day):
        return None
    signed = sign(what_is_signed(day, last.id, last.digest))
    head = AuditHead(
        day=day,
        event_id=last.id,
        digest=last.digest,
        signature=signed.signature,
        key=signed.key,
    )
    session.add(head)
    session.flush()
    return head


def is_due(session: Session, *, now: datetime | None = None) -> bool:
    """Whether yesterday has not been signed, and there is something to sign."""
    day = _yesterday(now)
    first = select(AuditEvent.at).order_by(AuditEvent.id).limit(1)
    began = session.scalar(first)
    return began is not None and began < _end_of(day) and not _is_signed(session, day)


def latest_head(session: Session) -> AuditHead | None:
    """The newest head, or None before the first day is over."""
    return next(iter(heads(session, most=1)), None)


def heads(session: Session, *, most: int | None = None) -> list[AuditHead]:
    """The signed heads, the newest first."""
    return list(session.scalars(select(AuditHead).order_by(AuditHead.day.desc()).limit(most)))


def as_published(head: AuditHead) -> dict[str, Any]:
    """A head as anybody may read and keep it. It says nothing of anybody."""
    return {
        **what_is_signed(head.day, head.event_id, head.digest),
        "signature": head.signature,
        "key": head.key,
    }


def _yesterday(now: datetime | None) -> date:
    return (now or utc_now()).astimezone(LONDON).date() - timedelta(days=1)


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), LONDON)


def _is_signed(session: Session, day: date) -> bool:
    return session.scalar(select(AuditHead.id).where(AuditHead.day == day)) is not None


def _last_before(session: Session, moment: datetime) -> AuditEvent | None:
    """The last link that was noted before a moment."""
    return session.scalars(
        select(AuditEvent)
        .where(AuditEvent.digest.is_not(None), AuditEvent.at < moment)
        .order_by(AuditEvent.id.desc())
        .limit(1)
    ).one_or_none()
