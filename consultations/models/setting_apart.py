"""What is laid over responses and never changes them: removals, campaigns, redactions, quotes."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultations.database import Base, utc_now


class Removal(Base):
    """A response that is received and not analysed, with the reason. It can be put back."""

    __tablename__ = "removal"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_slug: Mapped[str] = mapped_column(index=True)
    response_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("response.id", ondelete="CASCADE"), index=True
    )
    reason: Mapped[str]
    remark: Mapped[str | None] = mapped_column(Text)
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=utc_now)
    put_back_by: Mapped[str | None]
    put_back_at: Mapped[datetime | None]


class Campaign(Base):
    """Answers that share most of their words. A person says whether it is a campaign."""

    __tablename__ = "campaign"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_slug: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    question_key: Mapped[str]
    state: Mapped[str] = mapped_column(default="suggested")
    found_at: Mapped[datetime] = mapped_column(default=utc_now)
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None]


class CampaignMember(Base):
    """One response that belongs to a campaign, and how alike its words are (0 to 1)."""

    __tablename__ = "campaign_member"
    __table_args__ = (UniqueConstraint("campaign_id", "response_id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    campaign_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("campaign.id", ondelete="CASCADE"), index=True
    )
    response_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("response.id", ondelete="CASCADE"), index=True
    )
    answer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"))
    likeness: Mapped[float]


class Redaction(Base):
    """Characters of a comment that are not shown, with the reason. The words stay as they are."""

    __tablename__ = "redaction"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_slug: Mapped[str] = mapped_column(index=True)
    answer_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("answer.id", ondelete="CASCADE"), index=True
    )
    starts: Mapped[int]
    ends: Mapped[int]
    reason: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=utc_now)
    undone_by: Mapped[str | None]
    undone_at: Mapped[datetime | None]


class Quote(Base):
    """A part of a comment that was picked for the report."""

    __tablename__ = "quote"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_slug: Mapped[str] = mapped_column(index=True)
    answer_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("answer.id", ondelete="CASCADE"), index=True
    )
    starts: Mapped[int]
    ends: Mapped[int]
    theme_id: Mapped[str | None]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=utc_now)
