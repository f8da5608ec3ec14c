"""Which comments there are, kept in memory: only what changed since the last look is read.

Ids are kept as the database writes them, as text: making 60,000 objects of them takes a second.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import SQLColumnExpression, Text, cast, select
from sqlalchemy.orm import Session

from consultations.models import Answer, Response

# A response that was being written while the last look was taken is looked at again.
OVERLAP = timedelta(seconds=20)


class Wrote(NamedTuple):
    """One comment: its answer, the question it belongs to, and when it was written."""

    answer: str
    question_key: str
    at: datetime


class CommentsKept:
    """The comments of one consultation by response, whose ids are written without hyphens."""

    def __init__(self) -> None:
        self.by_response: dict[str, list[Wrote]] = {}
        self._since: datetime | None = None
        self._seen: dict[str, datetime] = {}

    def look(self, session: Session, slug: str, *which: SQLColumnExpression[bool]) -> bool:
        """Read what changed among the answers that meet some conditions; whether anything had."""
        changed = select(cast(Response.id, Text), Response.changed_at).where(
            Response.consultation_slug == slug, Response.submitted_at.is_not(None)
        )
        wrote = (
            select(
                cast(Answer.response_id, Text),
                cast(Answer.id, Text),
                Answer.question_key,
                Answer.answered_at,
            )
            .join(Answer.response)
            .where(*which)
            .order_by(Answer.response_id, Answer.id)
        )
        if self._since is not None:
            changed = changed.where(Response.changed_at >= self._since)
            wrote = wrote.where(Response.changed_at >= self._since)
        rows = session.execute(changed.order_by(Response.changed_at, Response.id)).all()
        if all(self._seen.get(response) == at for response, at in rows):
            return False
        for response, at in rows:
            self._seen[response] = at
            self.by_response.pop(bare(response), None)
        for response, answer, key, at in session.execute(wrote):
            self.by_response.setdefault(bare(response), []).append(Wrote(answer, key, at))
        self._since = rows[-1][1] - OVERLAP
        return True


def bare(written: str) -> str:
    """An id without hyphens: some databases write them, others do not."""
    return written.replace("-", "")
