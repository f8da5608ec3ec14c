"""The tables: what people said, in which conversation, beside which words."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

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
    late: Mapped[bool] = mapped_column(default=False)
    verified: Mapped[bool] = mapped_column(default=False)
    measured: Mapped[dict[str, Any] | None]
    started_at: Mapped[datetime] = mapped_column(default=utc_now)
    submitted_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

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


class Invitation(Base):
    """A code that proves "staff" once. It is known whether it was used; never when, nor by whom."""

    __tablename__ = "invitation"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_slug: Mapped[str] = mapped_column(index=True)
    code_digest: Mapped[str] = mapped_column(unique=True)
    used: Mapped[bool] = mapped_column(default=False)


class FormatRequest(Base):
    """That somebody needs the words in another form, and where to send them: apart from views."""

    __tablename__ = "format_request"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_slug: Mapped[str] = mapped_column(index=True)
    form: Mapped[str]
    send_to: Mapped[str] = mapped_column(Text)
    asked_on: Mapped[date]
    done_on: Mapped[date | None]
    done_by: Mapped[str | None]


class EqualityAnswer(Base):
    """What somebody said of themselves for the equality duty: tied to no response."""

    __tablename__ = "equality_answer"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_slug: Mapped[str] = mapped_column(index=True)
    lane: Mapped[str]
    answers: Mapped[dict[str, Any]]
    answered_on: Mapped[date]


class Commissioner(Base):
    """Somebody who may sign in to the workspace."""

    __tablename__ = "commissioner"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    name: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)
    added_at: Mapped[datetime] = mapped_column(default=utc_now)


class AuditEvent(Base):
    """Something that was done, by whom and when. Rows are added and never changed."""

    __tablename__ = "audit_event"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(default=utc_now)
    actor: Mapped[str]
    what: Mapped[str]
    subject: Mapped[str]
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
