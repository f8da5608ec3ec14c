"""How many responses there are: by lane, by day, by group. Only those sent in and not withdrawn."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from consultations.content.schema import LONDON
from consultations.models import Response
from consultations.types import Lane


class ResponseCount(NamedTuple):
    """The responses of one consultation: sent in, by lane, and those that are not sent in yet."""

    public: int = 0
    staff: int = 0
    in_progress: int = 0

    @property
    def sent_in(self) -> int:
        """The base of every figure: what counts as a view."""
        return self.public + self.staff

    def of(self, lane: Lane) -> int:
        """Those sent in, in one lane."""
        return self.staff if lane is Lane.STAFF else self.public


class DayCount(NamedTuple):
    """The responses sent in on one day, by a clock in London."""

    day: date
    public: int
    staff: int


def counts_of(consultation_slug: str) -> tuple[ColumnElement[bool], ...]:
    """Which responses count as views: sent in, and not withdrawn. Late ones count, and say so."""
    return (
        Response.consultation_slug == consultation_slug,
        Response.submitted_at.is_not(None),
        Response.withdrawn_at.is_(None),
    )


def count_responses(session: Session) -> dict[str, ResponseCount]:
    """The responses of every consultation that has any, by slug."""
    sent_in = Response.submitted_at.is_not(None)
    is_staff = Response.lane == Lane.STAFF
    people = [
        func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
        for condition in (sent_in & ~func.coalesce(is_staff, False), sent_in & is_staff, ~sent_in)
    ]
    statement = (
        select(Response.consultation_slug, *people)
        .where(Response.withdrawn_at.is_(None))
        .group_by(Response.consultation_slug)
        .order_by(Response.consultation_slug)
    )
    return {
        slug: ResponseCount(*(int(count) for count in counts))
        for slug, *counts in session.execute(statement)
    }


def count_by_day(session: Session, *, consultation_slug: str) -> list[DayCount]:
    """The responses of each day on which any came, oldest first."""
    statement = (
        select(Response.lane, Response.submitted_at)
        .where(*counts_of(consultation_slug))
        .order_by(Response.submitted_at, Response.id)
    )
    days: dict[date, Counter[bool]] = {}
    for lane, at in session.execute(statement):
        if at is not None:
            days.setdefault(at.astimezone(LONDON).date(), Counter())[lane == Lane.STAFF] += 1
    return [DayCount(day, public=count[False], staff=count[True]) for day, count in days.items()]


def count_groups(session: Session, *, consultation_slug: str) -> dict[Lane, dict[str, int]]:
    """The responses of each stakeholder group, by lane. Those who did not say are the group ""."""
    group = func.coalesce(Response.stakeholder_group, "")
    statement = (
        select(Response.lane, group, func.count())
        .where(*counts_of(consultation_slug))
        .group_by(Response.lane, group)
        .order_by(Response.lane, group)
    )
    groups: dict[Lane, dict[str, int]] = {lane: {} for lane in Lane}
    for lane, name, people in session.execute(statement):
        groups[Lane(lane or Lane.PUBLIC)][name] = people
    return groups
