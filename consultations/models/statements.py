"""Statements that respondents want others to vote on."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultations.database import Base


class SuggestedStatement(Base):
    """A short view that a respondent wants others to vote on, until a moderator decides."""

    __tablename__ = "suggested_statement"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_slug: Mapped[str] = mapped_column(index=True)
    content_version: Mapped[str] = mapped_column(ForeignKey("content_version.id"))
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(default="en")
    whose: Mapped[str | None]
    suggested_on: Mapped[date]
    status: Mapped[str] = mapped_column(default="waiting")
    statement_id: Mapped[str | None]
    replaced_by: Mapped[str | None]
    reason: Mapped[str | None]
    remark: Mapped[str | None] = mapped_column(Text)
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None]


class WhoSuggested(Base):
    """Which receipt code may see what became of a statement: a keyed digest, never the code."""

    __tablename__ = "who_suggested"
    __table_args__ = (UniqueConstraint("statement_id", "code_digest"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    statement_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("suggested_statement.id", ondelete="CASCADE")
    )
    code_digest: Mapped[str] = mapped_column(index=True)
