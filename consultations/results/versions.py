"""Which versions of the text there were, who published them, and who answered under each."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultations.models import ContentVersion, Conversation, Response
from consultations.results.responses import counts_of
from consultations.types import Lane

# When staff answered is never told, so neither is under which version.
_PUBLIC = func.coalesce(Response.lane, Lane.PUBLIC) == Lane.PUBLIC


class VersionCount(NamedTuple):
    """One version of the text, and how many of the public answered under it and sent it in."""

    version: str
    published_at: datetime | None
    published_by: str | None
    responses: int


def count_by_version(session: Session, *, consultation_slug: str) -> list[VersionCount]:
    """Every version that was published or shown, the newest first."""
    sent = (
        select(Conversation.content_version, func.count().label("responses"))
        .join(Response, Response.conversation_id == Conversation.id)
        .where(*counts_of(consultation_slug), _PUBLIC)
        .group_by(Conversation.content_version)
        .subquery()
    )
    statement = (
        select(
            ContentVersion.id,
            ContentVersion.published_at,
            ContentVersion.published_by,
            func.coalesce(sent.c.responses, 0),
        )
        .outerjoin(sent, sent.c.content_version == ContentVersion.id)
        .where(ContentVersion.consultation_slug == consultation_slug)
        .order_by(
            func.coalesce(ContentVersion.published_at, ContentVersion.first_used_at).desc(),
            ContentVersion.id,
        )
    )
    return [VersionCount(*row) for row in session.execute(statement)]


def count_late(session: Session, *, consultation_slug: str) -> int:
    """The responses of the public that count and came after the close."""
    statement = select(func.count()).where(*counts_of(consultation_slug), _PUBLIC, Response.late)
    return session.scalar(statement) or 0
