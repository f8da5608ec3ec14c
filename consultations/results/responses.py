"""How many responses there are: by lane, by day, by group. Staff count once they are in a batch."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, case, exists, func, select
from sqlalchemy.orm import Session

from consultations.analysis import Coded, People
from consultations.analysis.people import Mask
from consultations.content.schema import LONDON
from consultations.database import utc_now
from consultations.models import ReleasedTable, Removal, Response
from consultations.releases.ledger import STAFF, released_staff
from consultations.settings import settings
from consultations.types import Lane

AT_ONCE = 5_000
# Whoever was writing when the last look was taken may still commit something older.
STILL_WRITING = timedelta(seconds=20)
_Stand = tuple[tuple[tuple[str, int, datetime], ...], tuple[object, ...], tuple[object, ...]]
_known: dict[str, tuple[_Stand, dict[str, ResponseCount]]] = {}


class ResponseCount(NamedTuple):
    """The responses of one consultation: analysed, by lane, not sent in yet, and set apart.

    Staff who wait for a batch are in no number, so that nobody can see them come. Those who have
    begun are of the public.
    """

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
    """The responses of the public sent in on one day, by a clock in London."""

    day: date
    public: int


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
    """The responses of every consultation that has any, by slug.

    They are as many as the rows of every export. Staff are counted from the ledger of releases.
    While nobody answers, they are counted once and remembered.
    """
    where, key = settings().database_url, _stand_at(session)
    known = _known.get(where)
    if known is not None and known[0] == key:
        return dict(known[1])
    found = _count(session)
    newest = max((at for _, _, at in key[0]), default=None)
    if newest is not None and newest < utc_now() - STILL_WRITING:
        _known[where] = (key, dict(found))
    return found


def _stand_at(session: Session) -> _Stand:
    """What changes whenever a number does: responses, what was set apart, and the ledger."""
    newest = func.max(Response.changed_at)
    responses = (
        select(Response.consultation_slug, func.count(), newest)
        .group_by(Response.consultation_slug)
        .order_by(Response.consultation_slug)
    )
    apart = select(func.count(), func.max(Removal.at), func.count(Removal.put_back_at))
    ledger = select(func.count(), func.max(ReleasedTable.at))
    return (
        tuple((slug, number, at) for slug, number, at in session.execute(responses)),
        tuple(session.execute(apart).one()),
        tuple(session.execute(ledger).one()),
    )


def _count(session: Session) -> dict[str, ResponseCount]:
    sent_in = Response.submitted_at.is_not(None) & Response.withdrawn_at.is_(None)
    counts = sent_in & ~_is_removed()
    is_staff = func.coalesce(Response.lane == Lane.STAFF, False)
    people = _how_many(
        counts,
        Response.submitted_at.is_(None) & Response.withdrawn_at.is_(None),
        sent_in & _is_removed(),
        Response.submitted_at.is_not(None) & Response.withdrawn_at.is_not(None),
    )
    statement = (
        select(Response.consultation_slug, *people)
        .where(~is_staff)
        .group_by(Response.consultation_slug)
        .order_by(Response.consultation_slug)
    )
    found = defaultdict(
        ResponseCount,
        {
            slug: ResponseCount(int(public), 0, *(int(count) for count in others))
            for slug, public, *others in session.execute(statement)
        },
    )
    for slug, (staff, removed, withdrawn) in _staff_in_batches(session).items():
        here = found[slug]
        found[slug] = here._replace(
            staff=staff, removed=here.removed + removed, withdrawn=here.withdrawn + withdrawn
        )
    return dict(found)


def count_by_day(people: People) -> list[DayCount]:
    """The responses of the public on each day on which any came, oldest first.

    On which days staff came is never told.
    """
    came = people.submitted[~people.of_lane(Lane.STAFF)]
    days = Counter(datetime.fromtimestamp(at, LONDON).date() for at in came.tolist())
    return [DayCount(day, public) for day, public in sorted(days.items())]


def removed_by_reason(session: Session, *, slug: str) -> dict[str, int]:
    """How many responses were set apart, by reason; of staff, those in batches alone."""
    statement = (
        select(Removal.reason, Removal.response_id, Response.lane)
        .join(Response, Response.id == Removal.response_id)
        .where(
            Removal.consultation_slug == slug,
            Response.submitted_at.is_not(None),
            Response.withdrawn_at.is_(None),
            Removal.put_back_at.is_(None),
        )
        .distinct()
        .order_by(Removal.reason, Removal.response_id)
    )
    inside = released_staff(session, slug)
    return dict(
        Counter(
            reason
            for reason, response, lane in session.execute(statement)
            if lane != Lane.STAFF or str(response) in inside
        )
    )


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


def _staff_in_batches(session: Session) -> dict[str, tuple[int, int, int]]:
    """Of the staff in batches: who counts, who was set apart since, and who withdrew since."""
    slugs = session.scalars(
        select(ReleasedTable.consultation_slug)
        .where(ReleasedTable.lane == STAFF)
        .distinct()
        .order_by(ReleasedTable.consultation_slug)
    )
    return {slug: _of_ledger(session, slug) for slug in slugs}


def _of_ledger(session: Session, slug: str) -> tuple[int, int, int]:
    inside = sorted(uuid.UUID(each) for each in released_staff(session, slug))
    gone = Response.withdrawn_at.is_not(None)
    counted = [0, 0, 0]
    for start in range(0, len(inside), AT_ONCE):
        some = inside[start : start + AT_ONCE]
        row = session.execute(
            select(*_how_many(~gone & ~_is_removed(), ~gone & _is_removed(), gone)).where(
                Response.id.in_(some)
            )
        ).one()
        counted = [so_far + int(more) for so_far, more in zip(counted, row, strict=True)]
    return counted[0], counted[1], counted[2]


def _how_many(*conditions: ColumnElement[bool]) -> list[ColumnElement[int]]:
    return [func.coalesce(func.sum(case((each, 1), else_=0)), 0) for each in conditions]


def _is_removed() -> ColumnElement[bool]:
    return exists().where(Removal.response_id == Response.id, Removal.put_back_at.is_(None))
