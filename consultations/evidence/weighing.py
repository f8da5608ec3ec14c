"""Who considered a response: who read and coded it, quoted, redacted or removed it, and the end."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.models import (
    Campaign,
    CampaignMember,
    Coding,
    CodingDone,
    Quote,
    Redaction,
    Removal,
    Response,
    ThemeCode,
    ThemeDecision,
)


def considered(
    session: Session, *, response: Response, answers: Collection[uuid.UUID]
) -> dict[str, list[dict[str, Any]]]:
    """What people and programs did with a response, each list in the order of time."""
    return {
        "read by": _rows(session, CodingDone, CodingDone.answer_id.in_(answers)),
        "themes and sentiment": _rows(session, Coding, Coding.answer_id.in_(answers)),
        "quoted in the report": _rows(session, Quote, Quote.answer_id.in_(answers)),
        "words not shown": _rows(session, Redaction, Redaction.answer_id.in_(answers)),
        "left out of the analysis": _rows(session, Removal, Removal.response_id == response.id),
        "part of a campaign": _campaigns(session, response),
    }


def decided(
    session: Session, *, response: Response, answers: Collection[uuid.UUID]
) -> list[dict[str, Any]]:
    """What became of each theme that a person found in the response, by the name of the theme."""
    slug = response.consultation_slug
    themes = session.scalars(
        select(Coding.code)
        .where(
            Coding.answer_id.in_(answers), Coding.scheme == "themes", Coding.state == "confirmed"
        )
        .distinct()
        .order_by(Coding.code)
    )
    return [_became(session, slug, theme) for theme in themes]


def _became(session: Session, slug: str, theme: str) -> dict[str, Any]:
    name = session.scalar(
        select(ThemeCode.name).where(
            ThemeCode.consultation_slug == slug, ThemeCode.theme_id == theme
        )
    )
    last = session.scalars(
        select(ThemeDecision)
        .where(ThemeDecision.consultation_slug == slug, ThemeDecision.theme_id == theme)
        .order_by(ThemeDecision.revision.desc())
        .limit(1)
    ).one_or_none()
    said = row_as_json(last) if last is not None else {"outcome": "nothing is decided yet"}
    return {"theme": theme, "name": name or theme, **said}


def _campaigns(session: Session, response: Response) -> list[dict[str, Any]]:
    rows = session.execute(
        select(CampaignMember, Campaign)
        .join(Campaign, Campaign.id == CampaignMember.campaign_id)
        .where(CampaignMember.response_id == response.id)
        .order_by(Campaign.found_at, Campaign.id)
    )
    return [
        {
            "campaign": campaign.name,
            "state": campaign.state,
            "likeness": member.likeness,
            "decided_by": campaign.decided_by,
        }
        for member, campaign in rows
    ]


def _rows(session: Session, table: Any, condition: Any) -> list[dict[str, Any]]:
    rows = session.scalars(select(table).where(condition).order_by(table.at, table.id))
    return [row_as_json(each) for each in rows]


def row_as_json(row: Any) -> dict[str, Any]:
    """A row of the database as it is stored, with names for its columns."""
    return {
        column.key: value
        for column in row.__mapper__.column_attrs
        if (value := getattr(row, column.key)) is not None
    }
