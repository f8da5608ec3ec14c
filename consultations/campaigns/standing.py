"""The campaigns that are known: which there are, who is in them, and what is decided."""

from __future__ import annotations

import uuid
from collections import defaultdict
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.analysis import People
from consultations.analysis.rows import in_campaigns
from consultations.models import Campaign, CampaignMember
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
    """The three counts that every report prints: all, in no campaign, in one."""

    everybody: int
    unique: int
    inside: int


def campaign_responses(session: Session, slug: str) -> frozenset[uuid.UUID]:
    """The responses that belong to a campaign which a person has confirmed.

    Every figure can leave them out (``campaigns=out``). Nothing is ever deleted because of it.
    """
    return in_campaigns(session, consultation_slug=slug)


def known_campaigns(session: Session, *, consultation_slug: str, people: People) -> list[Known]:
    """Every campaign in which somebody still counts: undecided first, then the largest."""
    mine = Campaign.consultation_slug == consultation_slug
    members: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    statement = (
        select(CampaignMember.campaign_id, CampaignMember.response_id)
        .join(Campaign, Campaign.id == CampaignMember.campaign_id)
        .where(mine)
        .order_by(CampaignMember.campaign_id, CampaignMember.response_id)
    )
    for campaign_id, response_id in session.execute(statement):
        members[campaign_id].add(response_id)
    of_staff = people.of_lane(Lane.STAFF)
    staff = {each for each, is_staff in zip(people.ids, of_staff, strict=True) if is_staff}
    everybody = set(people.ids) if members else set[uuid.UUID]()
    known = []
    for row in session.scalars(select(Campaign).where(mine).order_by(Campaign.id)):
        inside = members[row.id] & everybody
        if inside:
            in_staff = len(inside & staff)
            known.append(
                Known(
                    id=row.id,
                    name=row.name,
                    question_key=row.question_key,
                    standing=Standing(row.state),
                    found_at=row.found_at,
                    decided_by=row.decided_by,
                    decided_at=row.decided_at,
                    public=len(inside) - in_staff,
                    staff=in_staff,
                )
            )
    order = list(Standing)
    return sorted(known, key=lambda each: (order.index(each.standing), -each.people, each.name))


def campaign_counts(people: People) -> Counts:
    """All responses, those in no confirmed campaign, and those in one."""
    inside = int(people.in_campaign.sum())
    return Counts(people.n, people.n - inside, inside)
