"""Read responses that are new or changed out of the database, as plain rows."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Text, cast, select
from sqlalchemy.orm import Session

from consultations.models import Answer, Campaign, CampaignMember, Conversation, Removal, Response

AT_ONCE = 500


class ResponseRow(NamedTuple):
    """One response that was sent in, or that was and no longer counts."""

    id: uuid.UUID
    lane: str | None
    stakeholder_group: str | None
    place: str | None
    interest: str | None
    channel: str
    language: str
    minutes: int | None
    started_at: datetime
    submitted_at: datetime | None
    withdrawn_at: datetime | None
    changed_at: datetime
    late: bool
    verified: bool
    measured: dict[str, Any] | None


class AnswerRow(NamedTuple):
    """One answer that stands now."""

    response_id: uuid.UUID
    question_key: str
    skipped: bool
    choices: tuple[str, ...] | None
    content_version: str


def changed_responses(
    session: Session, *, consultation_slug: str, since: datetime | None
) -> list[ResponseRow]:
    """The responses sent in that changed at this moment or later, the earliest change first."""
    statement = (
        select(
            Response.id,
            Response.lane,
            Response.stakeholder_group,
            Response.place,
            Response.interest,
            Response.channel,
            Conversation.language,
            Conversation.minutes,
            Response.started_at,
            Response.submitted_at,
            Response.withdrawn_at,
            Response.changed_at,
            Response.late,
            Response.verified,
            Response.measured,
        )
        .join(Response.conversation)
        .where(Response.consultation_slug == consultation_slug, Response.submitted_at.is_not(None))
        .order_by(Response.changed_at, Response.id)
    )
    if since is not None:
        statement = statement.where(Response.changed_at >= since)
    return [ResponseRow._make(row) for row in session.execute(statement)]


def answers_of(
    session: Session, *, consultation_slug: str, ids: Sequence[uuid.UUID] | None
) -> Iterator[AnswerRow]:
    """The answers of these responses that stand now; without ids, of all that were sent in."""
    statement = (
        select(
            cast(Answer.response_id, Text),
            Answer.question_key,
            Answer.skipped,
            cast(Answer.choices, Text),
            Answer.content_version,
        )
        .where(Answer.current)
        .order_by(Answer.response_id, Answer.question_key)
    )
    if ids is None:
        everything = statement.join(Answer.response).where(
            Response.consultation_slug == consultation_slug, Response.submitted_at.is_not(None)
        )
        yield from _rows(session, everything)
        return
    for start in range(0, len(ids), AT_ONCE):
        some = statement.where(Answer.response_id.in_(ids[start : start + AT_ONCE]))
        yield from _rows(session, some)


def removed_now(session: Session, *, consultation_slug: str) -> frozenset[uuid.UUID]:
    """The responses that are set apart with a reason, and not put back."""
    statement = (
        select(Removal.response_id)
        .where(Removal.consultation_slug == consultation_slug, Removal.put_back_at.is_(None))
        .order_by(Removal.response_id)
    )
    return frozenset(session.scalars(statement))


def in_campaigns(session: Session, *, consultation_slug: str) -> frozenset[uuid.UUID]:
    """The responses of campaigns that a person confirmed."""
    statement = (
        select(CampaignMember.response_id)
        .join(Campaign, Campaign.id == CampaignMember.campaign_id)
        .where(Campaign.consultation_slug == consultation_slug, Campaign.state == "confirmed")
        .order_by(CampaignMember.response_id)
    )
    return frozenset(session.scalars(statement))


def _rows(session: Session, statement: Any) -> Iterator[AnswerRow]:
    for response_id, key, skipped, choices, version in session.execute(statement):
        yield AnswerRow(_id(response_id), key, skipped, _read(choices), version)


@lru_cache(maxsize=64)
def _id(text: str) -> uuid.UUID:
    """The answers of one response come together, so its id is read once."""
    return uuid.UUID(text)


@lru_cache(maxsize=65_536)
def _read(choices: str | None) -> tuple[str, ...] | None:
    """Most people choose what others chose, so few texts have to be read."""
    return None if choices is None else tuple(json.loads(choices))
