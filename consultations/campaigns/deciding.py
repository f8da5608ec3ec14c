"""Say of a campaign that it is one, or that it is not. Nothing is deleted either way."""

from __future__ import annotations

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.campaigns.standing import Standing
from consultations.database import utc_now
from consultations.models import Campaign

DECISIONS = (Standing.CONFIRMED, Standing.DISMISSED)


class CampaignError(Exception):
    """What cannot be done, said in one sentence."""


def decide(
    session: Session, *, consultation_slug: str, campaign_id: uuid.UUID, to: Standing, actor: str
) -> Campaign:
    """Confirm or dismiss a campaign, or change one's mind.

    Raises CampaignError when there is no such campaign.
    """
    campaign = session.scalars(
        select(Campaign).where(
            Campaign.id == campaign_id, Campaign.consultation_slug == consultation_slug
        )
    ).one_or_none()
    if campaign is None or to not in DECISIONS:
        raise CampaignError("There is no such campaign any more. Look at the list again.")
    campaign.state, campaign.decided_by, campaign.decided_at = to, actor, utc_now()
    note(
        session,
        actor=actor,
        what=f"campaign {to}",
        subject=consultation_slug,
        campaign=campaign.id.hex,
    )
    session.flush()
    return campaign
