"""What was decided because of what people said, and what shows that it was weighed."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultations.database import Base, utc_now


class ThemeDecision(Base):
    """What became of one theme: changed or not, and because of what. A change is a new row."""

    __tablename__ = "theme_decision"
    __table_args__ = (UniqueConstraint("consultation_slug", "theme_id", "revision"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_slug: Mapped[str] = mapped_column(index=True)
    theme_id: Mapped[str]
    revision: Mapped[int]
    outcome: Mapped[str]
    we_heard: Mapped[str] = mapped_column(Text, default="")
    what: Mapped[str] = mapped_column(Text, default="")
    because: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[dict[str, Any]] = mapped_column(default=dict)
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=utc_now)


class ReadinessNote(Base):
    """What somebody says about one line of the readiness list. A change is a new row."""

    __tablename__ = "readiness_note"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_slug: Mapped[str] = mapped_column(index=True)
    item: Mapped[str]
    state: Mapped[str]
    note: Mapped[str] = mapped_column(Text, default="")
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=utc_now)


class Outcome(Base):
    """What the public reads of the outcome: "you said, we did", as it was published."""

    __tablename__ = "outcome"
    __table_args__ = (UniqueConstraint("consultation_slug", "revision"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_slug: Mapped[str] = mapped_column(index=True)
    revision: Mapped[int]
    content: Mapped[dict[str, Any]]
    published_by: Mapped[str]
    published_at: Mapped[datetime] = mapped_column(default=utc_now)
