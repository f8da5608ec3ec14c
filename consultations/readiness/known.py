"""What the system knows of one consultation: collected once, then read line by line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultations.analysis import People
from consultations.campaigns.standing import UNDECIDED, Known, known_campaigns
from consultations.coding.counting import CodedSoFar, coded_so_far
from consultations.content.schema import Pack
from consultations.ledger.themes import Ledger, ledger_of
from consultations.models import (
    EqualityAnswer,
    FormatRequest,
    Outcome,
    StatusChange,
)
from consultations.outcome.publishing import latest_outcome
from consultations.queue.due import today
from consultations.queue.evidence import QueueCount, count_queue
from consultations.releases.inside import people_in_batches, public_of
from consultations.results.responses import ResponseCount, count_responses, removed_by_reason
from consultations.results.versions import VersionCount, count_by_version
from consultations.settings import settings
from consultations.steps import recorded_steps
from consultations.types import ConsultationStatus
from consultations.versions import live_version


class Accounting(NamedTuple):
    """Every response that was sent in: how many count, and what became of the others."""

    received: int
    withdrawn: int
    removed: tuple[tuple[str, int], ...]
    analysed: int

    @property
    def removed_in_all(self) -> int:
        return sum(number for _, number in self.removed)

    @property
    def adds_up(self) -> bool:
        return self.received == self.withdrawn + self.removed_in_all + self.analysed


class Facts(NamedTuple):
    """Everything that the lines are filled from. ``people`` holds the staff in batches as well."""

    pack: Pack
    people: People
    public: People
    steps: Sequence[StatusChange]
    versions: Sequence[VersionCount]
    late: int
    queue: QueueCount
    coded: CodedSoFar
    ledger: Ledger
    outcome: Outcome | None
    accounting: Accounting
    campaigns: Sequence[Known]
    equality: int
    formats_open: int
    formats_done: int

    def first(self, status: ConsultationStatus) -> datetime | None:
        """When a status was first recorded."""
        return next((each.at for each in self.steps if each.status == status), None)

    def last(self, status: ConsultationStatus) -> datetime | None:
        """When a status was last recorded."""
        return next((each.at for each in reversed(self.steps) if each.status == status), None)

    @property
    def undecided_campaigns(self) -> int:
        """Answers that look alike, of which nobody has said whether they are a campaign."""
        return sum(each.standing in UNDECIDED for each in self.campaigns)


def facts_of(session: Session, *, pack: Pack) -> Facts:
    """Collect what is known now."""
    slug = pack.slug
    people = people_in_batches(session, pack=pack)
    public = public_of(people)
    formats, slow = _formats(session, slug), _slow(session, slug, people.version)
    return Facts(
        pack=pack,
        people=people,
        public=public,
        steps=recorded_steps(session, slug),
        versions=slow.versions,
        late=int(public.late.sum()),
        queue=count_queue(session, consultation_slug=slug, today=today()),
        coded=coded_so_far(session, pack=pack),
        ledger=ledger_of(session, pack=pack),
        outcome=latest_outcome(session, slug),
        accounting=slow.accounting._replace(analysed=people.n),
        campaigns=known_campaigns(session, consultation_slug=slug, people=people),
        equality=session.scalar(
            select(func.count()).where(EqualityAnswer.consultation_slug == slug)
        )
        or 0,
        formats_open=formats[False],
        formats_done=formats[True],
    )


class _Slow(NamedTuple):
    """What takes long to count, and differs only when a response or a version does."""

    key: tuple[object, ...]
    versions: Sequence[VersionCount]
    accounting: Accounting


_remembered: dict[str, _Slow] = {}


def _slow(session: Session, slug: str, version_of_people: int) -> _Slow:
    """Count anew what is out of date."""
    live = live_version(session, slug)
    key = (settings().database_url, version_of_people, live and live.id)
    known = _remembered.get(slug)
    if known is None or known.key != key:
        versions = count_by_version(session, consultation_slug=slug)
        known = _remembered[slug] = _Slow(key, versions, accounting_of(session, slug=slug))
    return known


def accounting_of(session: Session, *, slug: str) -> Accounting:
    """Every response that was sent in, and what became of it."""
    count = count_responses(session).get(slug, ResponseCount())
    reasons = tuple(sorted(removed_by_reason(session, slug=slug).items()))
    return Accounting(count.received, count.withdrawn, reasons, count.sent_in)


def _formats(session: Session, slug: str) -> dict[bool, int]:
    done = FormatRequest.done_on.is_not(None)
    rows = session.execute(
        select(done, func.count())
        .where(FormatRequest.consultation_slug == slug)
        .group_by(done)
        .order_by(done)
    )
    return {False: 0, True: 0} | {bool(is_done): number for is_done, number in rows}
