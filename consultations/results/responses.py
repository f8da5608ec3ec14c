"""How many responses there are: by lane, by day, by group."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, case, exists, func, select
from sqlalchemy.orm import Session

from consultations.analysis import Coded, People
from consultations.analysis.people import Mask
from consultations.content.schema import LONDON
from consultations.models import Removal, Response
from consultations.types import Lane


class ResponseCount(NamedTuple):
    """The responses of one consultation: analysed, by lane, not sent in yet, and set apart."""

    public: int = 0
    staff: int = 0
    in_progress: int = 0
    removed: int = 0
    withdrawn: int = 0

    @property
    def sent_in(self) -> int:
        """The base of every figure: what counts as a view."""
        return self.public + self.staff

    @property
    def received(self) -> int:
        """All that were ever sent in: those analysed, removed with a reason, and withdrawn."""
        return self.sent_in + self.removed + self.withdrawn

    def of(self, lane: Lane) -> int:
        """Those sent in, in one lane."""
        return self.staff if lane is Lane.STAFF else self.public


class DayCount(NamedTuple):
    """The responses sent in on one day, by a clock in London."""

    day: date
    public: int
    staff: int


def counts_of(consultation_slug: str) -> tuple[ColumnElement[bool], ...]:
    """Which responses count as views: sent in, not withdrawn, and not set apart with a reason.

    Late ones count, and say so.
    """
    return (
        Response.consultation_slug == consultation_slug,
        Response.submitted_at.is_not(None),
        Response.withdrawn_at.is_(None),
        ~_is_removed(),
    )


def count_responses(session: Session) -> dict[str, ResponseCount]:
    """The responses of every consultation that has any, by slug."""
    sent_in = Response.submitted_at.is_not(None) & Response.withdrawn_at.is_(None)
    counts = sent_in & ~_is_removed()
    is_staff = func.coalesce(Response.lane == Lane.STAFF, False)
    people = [
        func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
        for condition in (
            counts & ~is_staff,
            counts & is_staff,
            Response.submitted_at.is_(None) & Response.withdrawn_at.is_(None),
            sent_in & _is_removed(),
            Response.submitted_at.is_not(None) & Response.withdrawn_at.is_not(None),
        )
    ]
    statement = (
        select(Response.consultation_slug, *people)
        .group_by(Response.consultation_slug)
        .order_by(Response.consultation_slug)
    )
    return {
        slug: ResponseCount(*(int(count) for count in counts))
        for slug, *counts in session.execute(statement)
    }


def count_by_day(people: People) -> list[DayCount]:
    """The responses of each day on which any came, oldest first."""
    staff = people.of_lane(Lane.STAFF)
    days: dict[date, Counter[bool]] = {}
    for at, is_staff in sorted(zip(people.submitted.tolist(), staff.tolist(), strict=True)):
        day = datetime.fromtimestamp(at, LONDON).date()
        days.setdefault(day, Counter())[is_staff] += 1
    return [DayCount(day, public=count[False], staff=count[True]) for day, count in days.items()]


def count_groups(
    people: People, among: Mask | None = None, split: Coded | None = None
) -> dict[Lane, dict[str, int]]:
    """The responses of each stakeholder group, by lane. Those who did not say are the group "".

    ``split`` tells people apart by something else.
    """
    groups = {}
    for lane in Lane:
        of_lane = people.of_lane(lane)
        found = (split or people.group).counts(of_lane if among is None else of_lane & among)
        groups[lane] = dict(sorted(found.items()))
    return groups


def _is_removed() -> ColumnElement[bool]:
    return exists().where(Removal.response_id == Response.id, Removal.put_back_at.is_(None))
