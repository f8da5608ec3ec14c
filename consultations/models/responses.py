"""What people said, in which conversation, beside which words."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultations.database import Base, utc_now


class Conversation(Base):
    """Where one respondent stands. The turn token proves who may go on from here."""

    __tablename__ = "conversation"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    token_hash: Mapped[str]
    consultation_slug: Mapped[str] = mapped_column(index=True)
    content_version: Mapped[str] = mapped_column(ForeignKey("content_version.id"))
    lane: Mapped[str | None]
    language: Mapped[str] = mapped_column(default="en")
    easier: Mapped[bool] = mapped_column(default=False)
    minutes: Mapped[int | None]
    has_read: Mapped[bool] = mapped_column(default=False)
    status: Mapped[str] = mapped_column(default="open")
    seq: Mapped[int] = mapped_column(default=0)
    cursor: Mapped[str | None]
    topic: Mapped[str | None]
    offered: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    opening: Mapped[dict[str, Any] | None]
    started_at: Mapped[datetime] = mapped_column(default=utc_now)
    last_turn_at: Mapped[datetime] = mapped_column(default=utc_now)

    response: Mapped[Response] = relationship(back_populates="conversation")
    inbound: Mapped[list[Inbound]] = relationship(order_by="Inbound.seq", viewonly=True)


class Inbound(Base):
    """One message of a respondent, kept before anything is done with it."""

    __tablename__ = "inbound"
    __table_args__ = (
        UniqueConstraint("conversation_id", "message_id"),
        UniqueConstraint("conversation_id", "seq"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    conversation_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("conversation.id", ondelete="CASCADE")
    )
    message_id: Mapped[uuid.UUID]
    seq: Mapped[int]
    question_key: Mapped[str | None]
    text: Mapped[str | None] = mapped_column(Text)
    choices: Mapped[list[str] | None]
    handled_by: Mapped[str | None]
    reply: Mapped[dict[str, Any] | None]
    received_at: Mapped[datetime] = mapped_column(default=utc_now)


class Response(Base):
    """Everything one respondent said to one consultation."""

    __tablename__ = "response"
    __table_args__ = (
        Index("ix_response_changed", "consultation_slug", "changed_at"),
        # All that pages count of responses, so that they are counted without reading each.
        Index(
            "ix_response_counted",
            *("consultation_slug", "submitted_at", "withdrawn_at", "lane", "late", "channel"),
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    conversation_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("conversation.id", ondelete="CASCADE"), unique=True
    )
    consultation_slug: Mapped[str] = mapped_column(index=True)
    code: Mapped[str] = mapped_column(unique=True)
    lane: Mapped[str | None]
    stakeholder_group: Mapped[str | None]
    place: Mapped[str | None]
    interest: Mapped[str | None]
    channel: Mapped[str] = mapped_column(default="chat")
    import_batch_id: Mapped[uuid.UUID | None]
    late: Mapped[bool] = mapped_column(default=False)
    verified: Mapped[bool] = mapped_column(default=False)
    measured: Mapped[dict[str, Any] | None]
    started_at: Mapped[datetime] = mapped_column(default=utc_now)
    submitted_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    changed_at: Mapped[datetime] = mapped_column(default=utc_now, onupdate=utc_now)

    conversation: Mapped[Conversation] = relationship(back_populates="response")
    answers: Mapped[list[Answer]] = relationship(
        back_populates="response", order_by="Answer.answered_at, Answer.id"
    )


class Answer(Base):
    """What a respondent said to one question. A change is a new revision, never an overwrite."""

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("response_id", "question_key", "revision"),
        CheckConstraint(
            "skipped OR choices IS NOT NULL OR comment IS NOT NULL", name="says_something"
        ),
        Index(
            "uq_answer_current",
            "response_id",
            "question_key",
            unique=True,
            sqlite_where=text("current"),
            postgresql_where=text("current"),
        ),
        Index(
            "ix_answer_words",
            "id",
            sqlite_where=text("comment IS NOT NULL"),
            postgresql_where=text("comment IS NOT NULL"),
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    response_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"))
    question_key: Mapped[str] = mapped_column(index=True)
    revision: Mapped[int]
    current: Mapped[bool] = mapped_column(default=True)
    skipped: Mapped[bool] = mapped_column(default=False)
    choices: Mapped[list[str] | None]
    comment: Mapped[str | None] = mapped_column(Text)
    receipt: Mapped[str] = mapped_column(unique=True)
    content_version: Mapped[str] = mapped_column(ForeignKey("content_version.id"))
    inbound_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("inbound.id"), unique=True)
    answered_at: Mapped[datetime] = mapped_column(default=utc_now)

    response: Mapped[Response] = relationship(back_populates="answers")
