"""The campaigns that are known: which there are, who is in them, and what is decided."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultations.models import Campaign, CampaignMember, Response
from consultations.results.responses import counts_of
from consultations.types import Lane


class Standing(StrEnum):
    """What is thought of a campaign: by the service at first, then by a person."""

    FLAGGED = "flagged"
    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


UNDECIDED = (Standing.FLAGGED, Standing.SUGGESTED)


class Known(NamedTuple):
    """One campaign, and how many people of each lane are in it now."""

    id: uuid.UUID
    name: str
    question_key: str
    standing: Standing
    found_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    public: int
    staff: int

    @property
    def people(self) -> int:
        return self.public + self.staff


class Counts(NamedTuple):
    """The three counts that every report prints. Together, ``without`` and ``inside`` are all."""

    everybody: int
    unique: int
    inside: int


def campaign_responses(session: Session, slug: str) -> frozenset[uuid.UUID]:
    """The responses that belong to a campaign which a person has confirmed.

    Every figure can leave them out (``campaigns=out``). Nothing is ever deleted because of it.
    """
    statement = (
        select(CampaignMember.response_id)
        .join(Campaign, Campaign.id == CampaignMember.campaign_id)
        .where(Campaign.consultation_slug == slug, Campaign.state == Standing.CONFIRMED)
        .order_by(CampaignMember.response_id)
    )
    return frozenset(session.scalars(statement))


def known_campaigns(session: Session, *, consultation_slug: str) -> list[Known]:
    """Every campaign in which somebody still counts: undecided first, then the largest."""
    statement = (
        select(Campaign, Response.lane, func.count(CampaignMember.response_id.distinct()))
        .join(CampaignMember, CampaignMember.campaign_id == Campaign.id)
        .join(Response, Response.id == CampaignMember.response_id)
        .where(Campaign.consultation_slug == consultation_slug, *counts_of(consultation_slug))
        .group_by(Campaign.id, Response.lane)
        .order_by(Campaign.id, Response.lane)
    )
    rows: dict[uuid.UUID, Campaign] = {}
    people: dict[tuple[uuid.UUID, bool], int] = {}
    for campaign, lane, count in session.execute(statement):
        rows[campaign.id] = campaign
        people[campaign.id, lane == Lane.STAFF] = count
    known = [
        Known(
            id=key,
            name=row.name,
            question_key=row.question_key,
            standing=Standing(row.state),
            found_at=row.found_at,
            decided_by=row.decided_by,
            decided_at=row.decided_at,
            public=people.get((key, False), 0),
            staff=people.get((key, True), 0),
        )
        for key, row in rows.items()
    ]
    order = list(Standing)
    return sorted(known, key=lambda each: (order.index(each.standing), -each.people, each.name))


def campaign_counts(session: Session, *, consultation_slug: str) -> Counts:
    """All responses, those in no confirmed campaign, and those in one."""
    inside = campaign_responses(session, consultation_slug)
    statement = select(Response.id).where(*counts_of(consultation_slug)).order_by(Response.id)
    everybody = set(session.scalars(statement))
    in_one = len(everybody & inside)
    return Counts(len(everybody), len(everybody) - in_one, in_one)
