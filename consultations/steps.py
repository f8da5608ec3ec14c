"""The record of the steps of a consultation: who took each, when, and why."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.content.schema import Consultation, Pack
from consultations.database import utc_now
from consultations.ledger.refusing import still_to_explain
from consultations.models import Conversation, Response, StatusChange
from consultations.one_at_a_time import alone
from consultations.openness import Step, due_steps, in_london, refusal, status_now
from consultations.types import ConsultationStatus as Status
from consultations.types import ConversationStatus
from consultations.versions import live_pack

SERVICE = "the service"


class StatusRefused(Exception):
    """A step that may not be taken now, with a sentence that says why."""


class Standing(NamedTuple):
    """How far a consultation has come, and the consultation as it is live."""

    status: Status
    consultation: Consultation


def recorded_steps(session: Session, slug: str) -> list[StatusChange]:
    """Every step of a consultation, the first taken first."""
    return list(
        session.scalars(
            select(StatusChange)
            .where(StatusChange.consultation_slug == slug)
            .order_by(StatusChange.id)
        )
    )


def recorded_status(session: Session, slug: str) -> Status | None:
    """The last status in the record, or None when nothing is recorded."""
    last = session.scalar(
        select(StatusChange.status)
        .where(StatusChange.consultation_slug == slug)
        .order_by(StatusChange.id.desc())
        .limit(1)
    )
    return None if last is None else Status(last)


def standing_of(session: Session, *, pack: Pack, now: datetime | None = None) -> Standing:
    """How far a consultation has come by the database.

    The dates are those of the version that is live; of the pack given while none is.
    """
    live = (live_pack(session, pack.slug) or pack).consultation
    recorded = recorded_status(session, pack.slug)
    return Standing(status_now(live, recorded=recorded, now=now), live)


def closed_since(session: Session, *, consultation: Consultation) -> datetime:
    """When a closed consultation closed: by its record, or by its dates until that is recorded."""
    recorded = session.scalar(
        select(StatusChange.at)
        .where(
            StatusChange.consultation_slug == consultation.slug,
            StatusChange.status == Status.CLOSED,
        )
        .order_by(StatusChange.id.desc())
        .limit(1)
    )
    return recorded or consultation.closes


def take_step(
    session: Session,
    *,
    slug: str,
    to: Status,
    by: str,
    reason: str | None = None,
    now: datetime | None = None,
) -> StatusChange:
    """Take a step in somebody's name.

    Raises StatusRefused when it may not be taken, when there is no name, and when the consultation
    was never published; for "decided" also while a large theme has no reason in the ledger.
    """
    if not by.strip():
        raise StatusRefused("Say who takes this step. The name is kept in the record.")
    alone(session, f"status of {slug}")
    pack = live_pack(session, slug)
    if pack is None:
        raise StatusRefused(f"No version of {slug} was ever published. Publish its pack first.")
    record_due_steps(session, pack=pack, now=now)
    status = recorded_status(session, slug) or Status.DRAFT
    why_not = refusal(pack.consultation, status=status, to=to, reason=reason, now=now)
    if why_not is None and to is Status.DECIDED:
        why_not = still_to_explain(session, pack=pack)
    if why_not:
        raise StatusRefused(why_not)
    step = Step(to, now or utc_now(), (reason or "").strip())
    return record_step(session, slug=slug, step=step, by=by.strip())


def record_due_steps(
    session: Session, *, pack: Pack, now: datetime | None = None
) -> list[StatusChange]:
    """Record the steps that the dates of a live pack have taken, once, whoever looks first."""
    if not due_steps(pack.consultation, recorded=recorded_status(session, pack.slug), now=now):
        return []
    alone(session, f"status of {pack.slug}")
    recorded = recorded_status(session, pack.slug)
    return [
        record_step(session, slug=pack.slug, step=step, by=SERVICE)
        for step in due_steps(pack.consultation, recorded=recorded, now=now)
    ]


def record_moved_close(
    session: Session, *, before: Consultation, after: Consultation, by: str, now: datetime
) -> StatusChange | None:
    """Record that an open consultation closes at another time than it said before."""
    is_open = recorded_status(session, after.slug) is Status.OPEN
    if not is_open or before.closes == after.closes:
        return None
    moved = f"from {in_london(before.closes)} to {in_london(after.closes)}"
    step = Step(Status.OPEN, now, f"The closing time was moved {moved}.")
    return record_step(session, slug=after.slug, step=step, by=by)


def record_step(session: Session, *, slug: str, step: Step, by: str) -> StatusChange:
    """Add a step to the record, with what it does to conversations that are going on."""
    change = StatusChange(
        consultation_slug=slug, status=step.status, at=step.at, by=by, reason=step.reason or None
    )
    session.add(change)
    ended = _end_conversations(session, slug=slug, status=step.status)
    session.flush()
    note(
        session,
        actor=by,
        what="status recorded",
        subject=slug,
        status=step.status,
        at=step.at.isoformat(),
        reason=step.reason,
        conversations_ended=ended,
    )
    return change


def _end_conversations(session: Session, *, slug: str, status: Status) -> int:
    """End the conversations that may not go on, and say how many were broken off unsent.

    After the close, what was sent stays as it is. Once the answers are read, nobody goes on.
    """
    if status in (Status.DRAFT, Status.OPEN):
        return 0
    sent = select(Response.conversation_id).where(
        Response.consultation_slug == slug, Response.submitted_at.is_not(None)
    )
    going_on = update(Conversation).where(
        Conversation.consultation_slug == slug, Conversation.status == ConversationStatus.OPEN
    )
    over: dict[str, Any] = {"cursor": None, "offered": []}
    session.execute(
        going_on.where(Conversation.id.in_(sent)).values(
            status=ConversationStatus.SUBMITTED, **over
        )
    )
    if status is Status.CLOSED:
        return 0
    ended = session.execute(going_on.values(status=ConversationStatus.CLOSED, **over))
    return int(getattr(ended, "rowcount", 0))
