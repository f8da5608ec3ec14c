"""What waits for somebody in one consultation: each with how many, and the page to go to."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultations.content.schema import LONDON, Pack
from consultations.models import Approval, AskedQuestion, Campaign, FormatRequest
from consultations.queue.due import due_of
from consultations.queue.standing import CONDITIONS, Standing
from consultations.reach.reminding import reminder
from consultations.statements.standing import Standing as StatementStanding
from consultations.statements.standing import count_statements

SOON_DAYS = 7


class Alert(NamedTuple):
    """Something that waits. ``what`` names it; ``where`` is the page that deals with it."""

    what: str
    number: int
    where: str


def alerts(session: Session, *, pack: Pack, now: datetime) -> list[Alert]:
    """What waits for somebody, the most pressing first. What waits for nobody is left out."""
    today = now.astimezone(LONDON).date()
    waiting = _waiting(session, slug=pack.slug)
    overdue = sum(day < today for day in waiting)
    statements = count_statements(session, consultation_slug=pack.slug)
    counted = [
        Alert("overdue-questions", overdue, "workspace-asked"),
        Alert("waiting-questions", len(waiting) - overdue, "workspace-asked"),
        Alert("statements", statements[StatementStanding.WAITING], "workspace-statements"),
        Alert("formats", _formats(session, slug=pack.slug), "workspace-formats"),
        Alert("approvals", _approvals(session, slug=pack.slug), "workspace-approvals"),
        Alert("campaigns", _campaigns(session, slug=pack.slug), "workspace-campaigns"),
        *_half_way(session, pack=pack, now=now),
        Alert("closes-soon", _days_left(pack, today), "workspace-status"),
    ]
    return [each for each in counted if each.number]


def _half_way(session: Session, *, pack: Pack, now: datetime) -> list[Alert]:
    """Once half the time is gone: the groups that are missing, or that nobody can tell which."""
    said = reminder(session, pack=pack, now=now)
    if said is None:
        return []
    if not said.has_profile:
        return [Alert("no-profile", 1, "workspace-reach")]
    return [Alert("missing-groups", len(said.missing), "workspace-reach")]


def _waiting(session: Session, *, slug: str) -> list[date]:
    statement = (
        select(AskedQuestion)
        .where(AskedQuestion.consultation_slug == slug, *CONDITIONS[Standing.WAITING])
        .order_by(AskedQuestion.asked_on, AskedQuestion.id)
    )
    return [due_of(each) for each in session.scalars(statement)]


def _formats(session: Session, *, slug: str) -> int:
    statement = select(func.count()).where(
        FormatRequest.consultation_slug == slug, FormatRequest.done_on.is_(None)
    )
    return session.scalar(statement) or 0


def _approvals(session: Session, *, slug: str) -> int:
    statement = select(func.count()).where(
        Approval.consultation_slug == slug, Approval.decided_at.is_(None)
    )
    return session.scalar(statement) or 0


def _campaigns(session: Session, *, slug: str) -> int:
    statement = select(func.count()).where(
        Campaign.consultation_slug == slug, Campaign.state.in_(("flagged", "suggested"))
    )
    return session.scalar(statement) or 0


def _days_left(pack: Pack, today: date) -> int:
    """How many days are left of the last week; 0 when it is longer, or over."""
    left = (pack.consultation.closes.date() - today).days
    return left if 0 < left <= SOON_DAYS else 0
