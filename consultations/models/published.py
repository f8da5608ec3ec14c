"""Which words there were, and which step a consultation is at."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from consultations.database import Base, utc_now


class ContentVersion(Base):
    """A pack exactly as respondents saw it."""

    __tablename__ = "content_version"

    id: Mapped[str] = mapped_column(primary_key=True)
    consultation_slug: Mapped[str] = mapped_column(index=True)
    pack: Mapped[str] = mapped_column(Text)
    first_used_at: Mapped[datetime] = mapped_column(default=utc_now)
    published_at: Mapped[datetime | None]
    published_by: Mapped[str | None]


class StatusChange(Base):
    """A step of a consultation from one status to the next, with who took it and why."""

    __tablename__ = "status_change"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    consultation_slug: Mapped[str] = mapped_column(index=True)
    status: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=utc_now)
    by: Mapped[str]
    reason: Mapped[str | None] = mapped_column(Text)
