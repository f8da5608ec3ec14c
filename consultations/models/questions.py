"""What people asked that the pack could not answer."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultations.database import Base


class AskedQuestion(Base):
    """A question that the pack could not answer, kept without its author, until somebody does."""

    __tablename__ = "asked_question"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_slug: Mapped[str] = mapped_column(index=True)
    content_version: Mapped[str] = mapped_column(ForeignKey("content_version.id"))
    text: Mapped[str] = mapped_column(Text)
    nearest: Mapped[str | None]
    asked_on: Mapped[date]
    language: Mapped[str] = mapped_column(default="en")
    owner: Mapped[str | None]
    due_on: Mapped[date | None]
    answer_id: Mapped[str | None]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None]
    closed_because: Mapped[str | None] = mapped_column(Text)


class WhoAsked(Base):
    """Which receipt code may see the answer to a question: a keyed digest, never the code."""

    __tablename__ = "who_asked"
    __table_args__ = (UniqueConstraint("question_id", "code_digest"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    question_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("asked_question.id", ondelete="CASCADE")
    )
    code_digest: Mapped[str] = mapped_column(index=True)


class Enquiry(Base):
    """That somebody asked something in their own words, and how it ended: no words, no author."""

    __tablename__ = "enquiry"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_slug: Mapped[str] = mapped_column(index=True)
    content_version: Mapped[str] = mapped_column(ForeignKey("content_version.id"))
    asked_on: Mapped[date]
    language: Mapped[str] = mapped_column(default="en")
    outcome: Mapped[str]
    answer_id: Mapped[str | None]
