"""Responses that came another way than by the chat or the form."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from consultations.database import Base, utc_now


class ImportBatch(Base):
    """One file, or one sitting of typing in, that brought responses."""

    __tablename__ = "import_batch"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_slug: Mapped[str] = mapped_column(index=True)
    channel: Mapped[str]
    name: Mapped[str]
    sha256: Mapped[str | None]
    rows: Mapped[int] = mapped_column(default=0)
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=utc_now)
    undone_by: Mapped[str | None]
    undone_at: Mapped[datetime | None]


class SecondEntry(Base):
    """The same paper typed in by somebody else, to see how well typing goes."""

    __tablename__ = "second_entry"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    response_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("response.id", ondelete="CASCADE"), unique=True
    )
    answers: Mapped[dict[str, Any]]
    differences: Mapped[dict[str, Any]]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=utc_now)
    settled_by: Mapped[str | None]
    settled_at: Mapped[datetime | None]


class Petition(Base):
    """A petition or a letter signed by many: one text, and how many put their names to it."""

    __tablename__ = "petition"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_slug: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    words: Mapped[str] = mapped_column(Text)
    from_whom: Mapped[str]
    signatures: Mapped[int]
    received_on: Mapped[date]
    entered_by: Mapped[str]
    entered_at: Mapped[datetime] = mapped_column(default=utc_now)
