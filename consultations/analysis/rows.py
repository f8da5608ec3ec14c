"""Read responses that are new or changed out of the database, as plain rows."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Text, case, cast, func, select
from sqlalchemy.orm import Session

from consultations.models import Answer, Campaign, CampaignMember, Conversation, Removal, Response

AT_ONCE = 500
# Neither can stand in a key, in a version, or in JSON, where they are written as \u001e.
BETWEEN_ANSWERS, BETWEEN_PARTS = "\x1e", "\x1f"


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
    submitted_at: datetime
    withdrawn_at: datetime | None
    changed_at: datetime
    late: bool
    verified: bool
    measured: dict[str, Any] | None


class AnswerSaid(NamedTuple):
    """What one or many people said to one question."""

    question_key: str
    skipped: bool
    choices: tuple[str, ...]
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
) -> Iterator[tuple[uuid.UUID, list[str]]]:
    """The answers of these responses that stand now; without ids, of all that were sent in.

    Each response comes with all its answers as texts for ``read_answer``. Many people give the
    same answer, so each text need be read only once, and 20,000 responses are there in a second.
    """
    answer = (
        Answer.question_key
        + BETWEEN_PARTS
        + case((Answer.skipped, "skipped"), else_="")
        + BETWEEN_PARTS
        + func.coalesce(cast(Answer.choices, Text), "")
        + BETWEEN_PARTS
        + Answer.content_version
    )
    statement = (
        select(cast(Answer.response_id, Text), func.aggregate_strings(answer, BETWEEN_ANSWERS))
        .where(Answer.current)
        .group_by(Answer.response_id)
        .order_by(Answer.response_id)
    )
    if ids is None:
        sent_in = select(Response.id).where(
            Response.consultation_slug == consultation_slug, Response.submitted_at.is_not(None)
        )
        yield from _said(session, statement.where(Answer.response_id.in_(sent_in)))
        return
    for start in range(0, len(ids), AT_ONCE):
        some = statement.where(Answer.response_id.in_(ids[start : start + AT_ONCE]))
        yield from _said(session, some)


def read_answer(text: str) -> AnswerSaid:
    """One of the texts that ``answers_of`` gives."""
    key, skipped, choices, version = text.split(BETWEEN_PARTS)
    return AnswerSaid(key, bool(skipped), tuple(json.loads(choices or "null") or ()), version)


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


def _said(session: Session, statement: Any) -> Iterator[tuple[uuid.UUID, list[str]]]:
    for response_id, answers in session.execute(statement):
        yield uuid.UUID(response_id), answers.split(BETWEEN_ANSWERS)
