"""Keep one snapshot for each consultation, brought up to date by what changed since."""

from __future__ import annotations

import threading
import uuid
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from consultations.analysis.columns import Columns
from consultations.analysis.people import People
from consultations.analysis.rows import (
    ResponseRow,
    answers_of,
    changed_responses,
    in_campaigns,
    removed_now,
)
from consultations.content.schema import Pack
from consultations.database import utc_now
from consultations.settings import settings

# A response that was being written while the last look was taken is looked at again.
OVERLAP = timedelta(seconds=20)
ALL_AGAIN_ABOVE = 2_000
_kept: dict[tuple[str, str], _Kept] = {}
_lock = threading.Lock()


def people_of(session: Session, *, pack: Pack) -> People:
    """All who sent in a response that counts, as it stands at this moment.

    Only what changed since the last call is read, so this takes milliseconds when little did.
    """
    key = (settings().database_url, pack.slug)
    with _lock:
        kept = _kept.setdefault(key, _Kept(pack.slug))
    return kept.now(session)


def forget_snapshots() -> None:
    """Drop every snapshot, as after a restore of the database."""
    with _lock:
        _kept.clear()


class _Kept:
    """The columns of one consultation, and the snapshot made of them last."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        self.columns = Columns()
        self.since: datetime | None = None
        self.seen: dict[uuid.UUID, datetime] = {}
        self.apart: tuple[frozenset[uuid.UUID], frozenset[uuid.UUID]] = (frozenset(), frozenset())
        self.people: People | None = None
        self.lock = threading.Lock()

    def now(self, session: Session) -> People:
        """The snapshot as of now."""
        with self.lock:
            rows = [
                row
                for row in changed_responses(session, consultation_slug=self.slug, since=self.since)
                if self.seen.get(row.id) != row.changed_at
            ]
            apart = (
                removed_now(session, consultation_slug=self.slug),
                in_campaigns(session, consultation_slug=self.slug),
            )
            if self.people is not None and not rows and apart == self.apart:
                return self.people
            self._take_in(session, rows)
            self.apart = apart
            self.people = self.columns.people(removed=apart[0], campaigns=apart[1], at=utc_now())
            return self.people

    def _take_in(self, session: Session, rows: list[ResponseRow]) -> None:
        if not rows:
            return
        ids = [row.id for row in rows]
        some = ids if len(ids) <= ALL_AGAIN_ABOVE else None
        self.columns.put(rows)
        self.columns.say(answers_of(session, consultation_slug=self.slug, ids=some))
        self.since = since = max(row.changed_at for row in rows) - OVERLAP
        self.seen |= {row.id: row.changed_at for row in rows}
        self.seen = {each: at for each, at in self.seen.items() if at >= since}
